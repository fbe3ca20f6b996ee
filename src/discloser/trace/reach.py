"""What a value of the form reaches: what adds it up, and what prints otherwise when the value is another one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from ..model.form.base import field_of
from ..model.form.budget import AppropriationAmounts
from ..model.form.common import CommonForm
from ..model.place import FormPath
from ..model.report.report import Report
from .cells import TracedCell, spots

_MARK = "〓"
_LINES = ("基本支出", "项目支出", "收入", "其他性质支出", "年初结转和结余", "年末结转和结余", "分类预算",
          "分项预算")
_ANOTHER = Decimal(10_000_000)


def cells_from(report: Report, path: FormPath) -> Iterator[TracedCell]:
    """The cells that add up a value, or whose row its line makes; any value of a line reaches what the line does."""
    for spot in spots(report.tables()):
        if any(_touches(origin, path) for origin in spot.cell.origins):
            yield spot


def with_another_value(form: CommonForm, path: FormPath) -> CommonForm:
    """The form with another value at a path: an amount put to nothing, a text marked. A line's code takes its amount.

    The form may no longer be sound; it is only for seeing what moves.
    """
    if len(path) == 3 and path[0] in _LINES and path[2] not in ("项目", "科目名称", "公开绩效目标"):
        path = (*path[:2], "金额")
    changed = _changed(form, path)
    return changed if isinstance(changed, CommonForm) else form


def _touches(origin: FormPath, path: FormPath) -> bool:
    """Whether a fact of `origin` hangs on `path`: the same value, a part of it, or a value of the same line."""
    line = next((n for n, part in enumerate(path) if part in _LINES and n + 1 < len(path)), None)
    if line is not None:
        return origin[:line + 2] == path[:line + 2]
    return origin[:len(path)] == path or path[:len(origin)] == origin


def _changed(value: Any, path: FormPath) -> Any:
    if not path:
        return _another(value)
    part, rest = path[0], path[1:]
    if isinstance(value, tuple) and isinstance(part, int):
        return tuple(_changed(item, rest) if n == part else item for n, item in enumerate(value))
    if isinstance(value, dict):
        return {key: _changed(item, rest) if key == part else item for key, item in value.items()}
    if isinstance(value, BaseModel):
        field = field_of(type(value), str(part))
        return value.model_copy(update={field: _changed(getattr(value, field), rest)})
    return value


def _another(value: Any) -> Any:
    if isinstance(value, AppropriationAmounts):
        return AppropriationAmounts() if value.total() else AppropriationAmounts.model_construct(
            general_public=_ANOTHER, government_fund=Decimal(0), state_capital=Decimal(0))
    if isinstance(value, bool):
        return not value
    if isinstance(value, Decimal):
        return Decimal(0) if value else _ANOTHER
    if isinstance(value, int):
        return value + 1
    return f"{_MARK}{value}" if isinstance(value, str) else value
