"""Faults as findings: in Chinese, at the figure that is wrong, with both figures and the place of the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model.finding import Finding, Problem, Severity
from ...model.money import CENT
from ...model.place import Place
from ..ledger.rates import Oddity, WrongRate
from ..ledger.verdict import Disagreement, Fault, Imbalance
from ..problems import figures as problems
from ..problems import targets as target_problems
from ..read.figure_index import NO_ROW
from ..read.figures import Figure, FigurePlace, show, slip
from ..read.patterns import Sentence
from ..read.relations import Breach

_FAMILIES = {
    "levels": problems.LEVELS, "across": problems.ACROSS, "table": problems.WITHIN, "tables": problems.TABLES_SUM,
    "text": problems.TEXT_SUM,
}
_NAMED = 3


def finding_at(
    problem: Problem, file: str, spot: FigurePlace, *, severity: Severity | None = None, found: object = None,
    expected: object = None, **words: object,
) -> Finding:
    """A problem found at a spot of a report."""
    problem = problem._replace(severity=severity) if severity else problem
    made = problem.at(Place(file), field=spot.field, found=found, expected=expected, **words)
    return made._replace(table=spot.table, section=spot.section, row=spot.row)


def told(faults: Iterable[Fault], file: str, lenient: dict[int, Sentence]) -> Iterator[Finding]:
    """The findings of faults among amounts."""
    for fault in faults:
        yield _disagreement(fault, file, lenient) if isinstance(fault, Disagreement) else _imbalance(fault, file)


def shown_figure(figure: Figure) -> str:
    """A figure as a message quotes it: as it is printed."""
    return figure.text or "空白"


def _disagreement(fault: Disagreement, file: str, lenient: dict[int, Sentence]) -> Finding:
    first = min(fault.wrong, key=lambda figure: figure.source != "table")
    if first.text == NO_ROW and len(fault.right) == 1:
        first_right = fault.right[0]
        return _differing(fault, first_right, (first,), file, lenient)
    return _differing(fault, first, fault.right, file, lenient)


def _differing(
    fault: Disagreement, first: Figure, right: tuple[Figure, ...], file: str, lenient: dict[int, Sentence]
) -> Finding:
    expected = min(right, key=lambda figure: (figure.source != "table", figure.step))
    severity = _severity(fault, first, expected, lenient)
    return finding_at(
        _differing_problem(first, right, lenient), file, first.spot, severity=severity, found=shown_figure(first),
        expected=shown_figure(expected), here=first.spot, others=_others(right), name=first.spot.field,
        verdict=_verdict(fault, first, expected),
    )


def _severity(
    fault: Disagreement, first: Figure, expected: Figure, lenient: dict[int, Sentence]
) -> Severity | None:
    if sentence := lenient.get(id(first)):
        return sentence.severity
    small = abs(first.value - expected.value) <= CENT
    return Severity.WARNING if fault.conditional and small and first.source == "table" else None


def _differing_problem(first: Figure, right: tuple[Figure, ...], lenient: dict[int, Sentence]) -> Problem:
    if first.source == "target":
        return target_problems.AMOUNT
    if first.source == "text" and id(first) in lenient:
        return problems.PLAN_TERM
    if first.source == "text":
        if any(figure.source == "count" for figure in right):
            return problems.TEXT_COUNT
        return problems.TEXT_AMOUNT if any(f.source == "table" for f in right) else problems.TEXT_REPEATED
    others = {figure.spot.table for figure in right if figure.source == "table"}
    if not others:
        return problems.TEXT_AMOUNT
    return problems.BALANCE if others <= {first.spot.table} else problems.TABLES_DIFFER


def _others(figures: tuple[Figure, ...]) -> str:
    """Where the other prints stand; of many the first few."""
    ordered = sorted(figures, key=lambda figure: figure.source not in ("table", "count"))
    shown = list(dict.fromkeys(str(figure.spot) for figure in ordered))
    return "、".join(shown[:_NAMED]) + (f"等 {len(shown)} 处" if len(shown) > _NAMED else "")


def _verdict(fault: Disagreement, first: Figure, expected: Figure) -> str:
    also = [str(figure.spot) for figure in fault.wrong if figure is not first and figure.spot != first.spot]
    parts = [
        "" if fault.decided else "，看不出是哪一个错",
        f"，{words}" if (words := slip(first.value, expected.value)) else "",
        f"；同样的错还在{'、'.join(dict.fromkeys(also))}" if also else "",
    ]
    return "".join(parts)


def _imbalance(fault: Imbalance, file: str) -> Finding:
    relation, culprit = fault.relation, fault.culprit
    problem = problems.DOUBTFUL if fault.breach is Breach.DOUBTFUL else _FAMILIES[relation.family]
    at = culprit or relation.total
    total = f"{relation.total.spot}是 {shown_figure(relation.total)}"
    verdict = ""
    if culprit is not None:
        why = slip(culprit.value, fault.expected)
        surely = "错的是" if fault.breach is Breach.CERTAIN else "可能错的是"
        verdict = f"；对照有关的各个数，{surely}{culprit.spot}的 {shown_figure(culprit)}，应为 {show(fault.expected)}"
        verdict += f"，{why}" if why else ""
    gap = abs(relation.total.value - fault.parts_total)
    return finding_at(
        problem, file, at.spot, found=shown_figure(at), expected=show(fault.expected), total=total,
        parts=show(fault.parts_total), gap=show(gap), verdict=verdict,
    )


_ODDITIES = {
    "nothing": problems.ZERO_BASE, "unrated": problems.NO_RATE, "beyond": problems.NEGATIVE_PRIOR,
    "same": problems.DIRECTION, "zero": problems.DIRECTION, "silent": problems.DIRECTION,
    "opposite": problems.DIRECTION,
}


def told_rate(wrong: WrongRate | Oddity, problem: Problem, file: str) -> Finding:
    """The finding of a wrong percentage or an impossible comparison."""
    if isinstance(wrong, WrongRate):
        why = f"，{wrong.why}" if wrong.why else ""
        return finding_at(problem, file, wrong.spot, found=show(wrong.printed), expected=show(wrong.expected),
                          ground=wrong.ground, why=why)
    what = {
        "same": f"写了持平，又写变动 {wrong.found}", "zero": f"写了{wrong.found}，应当写{wrong.expected}",
        "silent": "写了增减，没有写增减多少", "opposite": f"比例写{wrong.found}，金额却写{wrong.expected}",
    }.get(wrong.what, "")
    return finding_at(_ODDITIES[wrong.what], file, wrong.spot, found=wrong.found, expected=wrong.expected or None,
                      ground=wrong.ground, prior=wrong.ground, what=what)
