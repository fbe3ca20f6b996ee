"""Lists inside a kind: terms explained twice, keys of the forms of projects, items of a listed figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.fact import DIMENSIONS
from ..model.finding import Finding
from ..model.form.evaluation import EvaluationFunding, EvaluationIndicator
from ..model.form.targets import IDENTITY, PerformanceTarget, TargetFunding
from ..model.form.terms import PERSONAL
from ..model.kind.report_kind import TermSpec
from ..read.kind import problems
from .pieces import Desk, advice
from .selections import Groups

_MONEY = ("opening", "budget", "outturn")
_LABELS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "绩效目标表": {
        "基本信息": ("project", "department", "unit", *IDENTITY),
        "资金来源": tuple(TargetFunding.model_fields),
        "年度资金来源": tuple(TargetFunding.model_fields),
        "文字": tuple(PerformanceTarget.model_fields),
        "签署": ("head", "preparer", "phone", "filled_on"),
    },
    "绩效自评表": {
        "基本信息": ("project", "code", "department", "unit", "grade"),
        "资金列": ("source", *_MONEY, "rate", "weight", "score", "reason"),
        "资金来源": tuple(EvaluationFunding.model_fields),
        "指标列": tuple(EvaluationIndicator.model_fields),
        "文字": ("process",),
        "结论": ("conclusion", "problems", "measures"),
        "签署": (*PERSONAL, "filled_on"),
    },
}
"""Labels of the forms of projects, and the keys that each may be given for."""


def judge_lists(desk: Desk) -> Iterator[Finding]:
    """Terms that stand twice, and labels for what no form of a project has."""
    terms = desk.kind.glossary
    for i, term in enumerate(terms):
        first = next((n for n, other in enumerate(terms[:i]) if _both_printed(other, term)), None)
        if first is not None:
            yield problems.TWICE.at(desk.place("名词解释", i, "词"), sort="名词", found=term.term, first=first + 1)
    for form, labels in _LABELS.items():
        for key, known in labels.items():
            for name in _labels(desk, form, key):
                if name not in known:
                    yield problems.UNKNOWN_KEY.at(
                        desk.key_place(form, key, name), field=key, found=name, where=f"“{key}”里",
                        advice=advice(name, known))


def _both_printed(one: TermSpec, other: TermSpec) -> bool:
    """Whether some report would explain a term twice: in one year, for one level."""
    years = max(one.since, other.since) <= min(one.until, other.until)
    levels = not (one.levels and other.levels) or bool(set(one.levels) & set(other.levels))
    return one.term == other.term and years and levels


def _labels(desk: Desk, form: str, key: str) -> Iterator[str]:
    written = desk.shaped.files.data.get(form)
    labels = written.get(key) if isinstance(written, Mapping) else None
    yield from labels if isinstance(labels, Mapping) else ()


def judge_items(desk: Desk, groups: Groups) -> Iterator[Finding]:
    """Items that a listed figure asks for and that never occur."""
    for name, figure in desk.kind.figures.items():
        known = sorted({value for group in groups for value in group.get(figure.by, ()) if value})
        for i, item in enumerate(figure.only if figure.by in DIMENSIONS else ()):
            if item not in known:
                yield problems.NO_VALUE.at(
                    desk.place("取数", name, "依次", i), key=figure.by, found=item, advice=advice(item, tuple(known)))
