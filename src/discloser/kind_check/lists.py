"""Lists inside a kind: terms explained twice, keys of the target form, items of a listed figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.fact import DIMENSIONS
from ..model.finding import Finding
from ..model.form.budget import IDENTITY, PerformanceTarget, TargetFunding
from ..model.kind.report_kind import TermSpec
from ..read.kind import problems
from .pieces import Desk, advice
from .selections import Groups

_OF_TARGETS: Mapping[str, tuple[str, ...]] = {
    "基本信息": ("project", "department", "unit", *IDENTITY),
    "资金来源": tuple(TargetFunding.model_fields),
    "年度资金来源": tuple(TargetFunding.model_fields),
    "文字": tuple(PerformanceTarget.model_fields),
    "签署": ("head", "preparer", "phone", "filled_on"),
}
"""Labels of the target form, and the keys that each may be given for."""


def judge_lists(desk: Desk) -> Iterator[Finding]:
    """Terms that stand twice, and labels for what no target form has."""
    terms = desk.kind.glossary
    for i, term in enumerate(terms):
        first = next((n for n, other in enumerate(terms[:i]) if _both_printed(other, term)), None)
        if first is not None:
            yield problems.TWICE.at(desk.place("名词解释", i, "词"), sort="名词", found=term.term, first=first + 1)
    for key, known in _OF_TARGETS.items():
        for name in _labels(desk, key):
            if name not in known:
                yield problems.UNKNOWN_KEY.at(
                    desk.key_place("绩效目标表", key, name), field=key, found=name, where=f"“{key}”里",
                    advice=advice(name, known))


def _both_printed(one: TermSpec, other: TermSpec) -> bool:
    """Whether some report would explain a term twice: in one year, for one level."""
    years = max(one.since, other.since) <= min(one.until, other.until)
    levels = not (one.levels and other.levels) or bool(set(one.levels) & set(other.levels))
    return one.term == other.term and years and levels


def _labels(desk: Desk, key: str) -> Iterator[str]:
    form = desk.shaped.files.data.get("绩效目标表")
    labels = form.get(key) if isinstance(form, Mapping) else None
    yield from labels if isinstance(labels, Mapping) else ()


def judge_items(desk: Desk, groups: Groups) -> Iterator[Finding]:
    """Items that a listed figure asks for and that never occur."""
    for name, figure in desk.kind.figures.items():
        known = sorted({value for group in groups for value in group.get(figure.by, ()) if value})
        for i, item in enumerate(figure.only if figure.by in DIMENSIONS else ()):
            if item not in known:
                yield problems.NO_VALUE.at(
                    desk.place("取数", name, "依次", i), key=figure.by, found=item, advice=advice(item, tuple(known)))
