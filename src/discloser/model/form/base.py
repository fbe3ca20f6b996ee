"""What every block of a form is: a fixed set of Chinese keys, read-only once read."""

# No `from __future__ import annotations`: pydantic would compile every annotation again, at every start.

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict

from ..unknown import NotKnown


class Block(BaseModel):
    """A block of the form: a fixed set of keys, read-only once read.

    `order_last`: fields that stand last, in this order, wherever they were declared. `choice_lists`: key → the list
    of the workbook it is picked from, where that differs from the usual one of the key. `determined`: fields that
    follow from others of the form where they are left blank. `later`: keys that forms of version 0.1.0 did not have.
    `of_some_kinds`: keys that only reports of some places need; a blank form has them where its kind asks for them.
    """

    order_last: ClassVar[tuple[str, ...]] = ()
    choice_lists: ClassVar[Mapping[str, str]] = {}
    determined: ClassVar[tuple[str, ...]] = ()
    later: ClassVar[tuple[str, ...]] = ()
    of_some_kinds: ClassVar[tuple[str, ...]] = ()

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, hide_input_in_errors=True,
        defer_build=True,  # a command uses one form; the validators of the other would be built for nothing
    )

    @classmethod
    def ordered_fields(cls) -> list[str]:
        """The fields in the order in which an officer meets them."""
        return [*(field for field in cls.model_fields if field not in cls.order_last), *cls.order_last]

    def is_typed(self, field: str) -> bool:
        """Whether a field was filled in, not left to its default nor to what other fields determine."""
        return field in self.model_fields_set

    def replacing(self, values: Mapping[str, object]) -> Self:
        """A copy with other values; fields that were not typed remain so."""
        copy = self.model_copy(update=values)
        copy.model_fields_set.intersection_update(self.model_fields_set)
        return copy

    def forget(self, field: str) -> None:
        """Make a field one that is not known: whoever asks for it gets `NotKnown`."""
        vars(self).pop(field)

    def without(self, field: str) -> Self:
        """A copy in which a field is not known."""
        copy = self.model_copy()
        copy.forget(field)
        return copy

    def with_determined(self, value: Callable[[Self, str], object]) -> Self:
        """A copy whose determined fields that were left blank are what other fields say; unknown where those are.

        `value`: what a field is, given the block as it is by then.
        """
        block = self
        for field in self.determined:
            if not block.is_typed(field) and field in vars(block):
                try:
                    block = block.replacing({field: value(block, field)})
                except NotKnown:
                    block = block.without(field)
        return block

    if not TYPE_CHECKING:  # a type checker would believe that a block has every attribute
        def __getattr__(self, name: str) -> Any:
            """Raises `NotKnown` for a field that was forgotten."""
            if name in type(self).model_fields:
                raise NotKnown(name)
            return super().__getattr__(name)


@cache
def key_of(model: type[BaseModel], field: str) -> str:
    """The Chinese key of a field."""
    info = model.model_fields[field]
    return str(info.serialization_alias or info.alias or field)


@cache
def keyed_fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a block with their Chinese keys."""
    return tuple((field, key_of(model, field)) for field in model.model_fields)


def field_of(model: type[BaseModel], key: str) -> str:
    """The field behind a Chinese key. Raises KeyError when the block has no such key."""
    return _fields(model)[key]


@cache
def _fields(model: type[BaseModel]) -> dict[str, str]:
    return {key_of(model, field): field for field in model.model_fields}
