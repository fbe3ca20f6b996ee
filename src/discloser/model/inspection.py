"""The sheet by which a published report is inspected: an item a row, and points by category."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from .finding import Finding, Severity

Verdict = Literal["合格", "不合格", "请核对", "由人核对"]


@dataclass(frozen=True, slots=True)
class InspectedItem:
    """What is inspected. `codes`: beginnings of the codes of findings that speak against it; none for people's eyes."""

    category: str
    name: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspected:
    """An item with its verdict, where in the report to look, and what was found."""

    item: InspectedItem
    verdict: Verdict
    places: str
    remarks: str


@dataclass(frozen=True, slots=True)
class Points:
    """The points of a category: `points` of `most`, None where nothing of it could be judged."""

    category: str
    most: Decimal
    points: Decimal | None


def items_of(data: Mapping[str, Any]) -> tuple[list[InspectedItem], dict[str, Decimal]]:
    """The items and the most points of each category, from the data of their file."""
    items = [InspectedItem(str(one["类"]), str(one["项"]),
                           tuple(map(str, one.get("编号", ())))) for one in data["项目"]]
    return items, {str(category): Decimal(str(most)) for category, most in data["分值"].items()}


def inspected(items: Sequence[InspectedItem], findings: Sequence[Finding]) -> list[Inspected]:
    """Every item with what the findings of one report say of it: an error fails it, a warning asks for a look."""
    return [_one(item, findings) for item in items]


def _one(item: InspectedItem, findings: Sequence[Finding]) -> Inspected:
    if not item.codes:
        return Inspected(item, "由人核对", "", "")
    told = [f for f in findings if f.code.startswith(item.codes) and f.severity is not Severity.INFO]
    verdict: Verdict = "不合格" if any(f.severity is Severity.ERROR for f in told) else "请核对" if told else "合格"
    places = "、".join(dict.fromkeys(finding.place.inside for finding in told if finding.place.inside))
    return Inspected(item, verdict, places, "\n".join(f"{finding.code} {finding.message}" for finding in told))


def points_of(rows: Sequence[Inspected], most: Mapping[str, Decimal]) -> list[Points]:
    """The points of each category: those of its items that did not fail, of those that were judged."""
    found = []
    for category, whole in most.items():
        judged = [row for row in rows if row.item.category == category and row.item.codes]
        passed = sum(row.verdict != "不合格" for row in judged)
        points = (whole * passed / len(judged)).quantize(Decimal("0.1"), ROUND_HALF_UP) if judged else None
        found.append(Points(category, whole, points))
    return found
