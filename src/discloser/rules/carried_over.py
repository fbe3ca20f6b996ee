"""OLD: texts that were taken over from last year have been read."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.case import Case
from ..model.form.base import Block, keyed_fields
from ..model.form.terms import TO_CONFIRM
from ..model.place import FormPath, written
from ..model.unknown import NotKnown
from .catalogue import rule
from .rule import Hit, hit


@rule(
    "OLD001", "沿用上年的文字已经确认",
    message="“{key}”沿用了上年的文字，还没有确认",
    hint="请核对或修改这一块里沿用的文字，再删去这里开头的“{found}”",
)
def carried_over_texts_are_confirmed(case: Case) -> Iterator[Hit]:
    """What was true last year is printed again unless somebody reads it, so reading it is asked for."""
    for path, text in _texts(case.form, ()):
        if TO_CONFIRM in text:
            yield hit(*path, found=TO_CONFIRM, key=written(path))


def _texts(block: Block, path: FormPath) -> Iterator[tuple[FormPath, str]]:
    for field, key in keyed_fields(type(block)):
        try:
            value = getattr(block, field)
        except NotKnown:
            continue
        if isinstance(value, str):
            yield (*path, key), value
        elif isinstance(value, Block):
            yield from _texts(value, (*path, key))
        elif isinstance(value, tuple):
            for i, row in enumerate(value):
                yield from _texts(row, (*path, key, i)) if isinstance(row, Block) else ()
