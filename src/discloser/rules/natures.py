"""What the lines of a form say of the unit's nature: 行政运行 and 机关运行经费, or 事业运行."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ..model.case import Case
from ..model.place import FormPath

_HAS_AGENCY_OPERATING = "有机关运行经费"
_RUNNING = {"行政运行": "01", "事业运行": "50"}


class OtherNature(NamedTuple):
    """That a unit's nature was mistyped: what the form uses instead, where, and the natures that fit."""

    used: str
    lines: tuple[tuple[FormPath, str], ...]
    fitting: str
    certain: bool


def agency_operating(case: Case) -> tuple[str, Decimal]:
    """The key under which a form tells 机关运行经费 of the year, and the amount."""
    if final := case.form.final:
        return "决算", final.agency_operating.outturn
    return "本年", case.budget.agency_operating.current.total()


def has_agency_operating(case: Case) -> bool:
    """Whether a unit of this nature has 机关运行经费."""
    return case.kind.natures.get(case.form.unit.nature) == _HAS_AGENCY_OPERATING


def other_nature(case: Case) -> OtherNature | None:
    """What shows that the nature is wrong; one item of running money alone decides it only where the other is absent.

    An agency with 机关运行经费 and 事业运行 beside each other may be one with institutions inside; nothing is said.
    """
    if not case.kind.natures:
        return None
    agency, (_, operating) = has_agency_operating(case), agency_operating(case)
    own, other = ("行政运行", "事业运行") if agency else ("事业运行", "行政运行")
    lines = _running(case, other)
    if not lines or _running(case, own) or (agency and operating):
        return None
    fitting = "、".join(nature for nature, has in case.kind.natures.items() if (has == _HAS_AGENCY_OPERATING) != agency)
    return OtherNature(other, tuple(lines), fitting, certain=bool(operating) and not agency)


def _running(case: Case, name: str) -> list[tuple[FormPath, str]]:
    """The basic lines whose functional item is running money of a kind of unit, with their codes."""
    items = case.classification.function
    return [(("基本支出", i, "功能科目"), line.function) for i, line in enumerate(case.form.basic_lines)
            if line.amount and line.function.endswith(_RUNNING[name]) and items.name(line.function) == name]
