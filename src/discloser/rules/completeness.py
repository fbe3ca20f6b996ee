"""FRM: what a kind of report demands beyond what every form must have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.case import Case
from ..model.form.base import Block, field_of
from ..model.form.outline import entry_at
from ..model.place import FormPath, written
from ..model.unknown import while_known
from .catalogue import rule
from .rule import Hit, each, hit

_EVERY_ROW = "*"


@rule(
    "FRM012", "版式要求的栏目都填写",
    message="“{key}”没有填写，这份报告要用到它",
    hint="请填写“{key}”：{description}",
)
def keys_the_kind_demands_are_filled(case: Case) -> Iterator[Hit]:
    """A kind may print what another does not; then the key stops being optional."""
    for required in case.kind.required:
        for path, value in while_known(_reached(case.form, tuple(required.split("/")), ())):
            if value in ("", None, ()):
                entry = entry_at(path, type(case.form))
                yield hit(*path, key=written(path), description=entry.description if entry else "")


def _reached(value: Any, keys: tuple[str, ...], path: FormPath) -> Iterator[tuple[FormPath, Any]]:
    """Every value that a path with `*` for rows leads to."""
    if not keys:
        yield path, value
    elif keys[0] == _EVERY_ROW:
        yield from each(value, lambda i, row: _reached(row, keys[1:], (*path, i)))
    elif isinstance(value, Block):
        yield from _reached(getattr(value, field_of(type(value), keys[0])), keys[1:], (*path, keys[0]))
