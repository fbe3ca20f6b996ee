"""CNF: an officer's confirmations, set against what was found.

A warning may be right as it stands; the officer says so, with a reason, and it shows as confirmed. An error can't be
confirmed away, and a confirmation that meets nothing is told: what it spoke of was changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.finding import Finding, Problems, Severity
from ..model.form.common import CommonForm, Confirmation
from ..model.place import FormPath, Places
from ..model.text.likeness import bare

CONFIRMING_PROBLEMS = Problems()
_problem = CONFIRMING_PROBLEMS.declare

UNMATCHED = _problem(
    "CNF001", "每条确认都对得上一条提醒",
    message="没有“{rule}”在“{found}”的提醒{nearest}",
    hint="已经改正的，请删去这条确认；位置写错的，请照抄提醒下面印出的位置",
    severity=Severity.WARNING,
)
OF_AN_ERROR = _problem(
    "CNF002", "错误不用确认",
    message="{rule} 在“{found}”是错误，不能确认",
    hint="请改正错误，并删去这条确认",
    severity=Severity.WARNING,
)
WITHOUT_REASON = _problem(
    "CNF003", "确认写明为什么属实",
    message="{rule} 的确认只写了“{found}”，没有说明为什么属实",
    hint="请用一句话写明依据，例如“财政批复如此”“车辆由主管部门保障”",
    severity=Severity.WARNING,
)

_NO_REASONS = frozenset({
    "", "无", "略", "已核", "已核对", "核对无误", "无误", "属实", "已确认", "确认", "是", "没问题", "ok", "OK",
})


def confirmed(findings: Iterable[Finding], form: CommonForm, places: Places) -> list[Finding]:
    """The findings, those confirmed marked so, with what is wrong with the confirmations themselves."""
    marked = with_marks(findings, form)
    judged: list[Finding] = []
    for i, confirmation in enumerate(form.confirmations):
        meant = [finding for finding in marked if _means(confirmation, finding)]
        judged.extend(_problems(confirmation, meant, marked, ("确认", i), places))
    return [*marked, *judged]


def with_marks(findings: Iterable[Finding], form: CommonForm) -> list[Finding]:
    """The findings, those confirmed marked so."""
    marked = list(findings)
    for confirmation in form.confirmations:
        for row, finding in enumerate(marked):
            if _means(confirmation, finding) and finding.severity is not Severity.ERROR and bare(
                    confirmation.reason) not in _NO_REASONS:
                marked[row] = finding._replace(confirmed=confirmation.reason)
    return marked


def _problems(
    confirmation: Confirmation, meant: list[Finding], findings: list[Finding], path: FormPath, places: Places
) -> Iterator[Finding]:
    rule = _code(confirmation)
    if not meant:
        others = [finding.name for finding in findings if finding.code == rule]
        nearest = f"；{rule} 现在在“{'”“'.join(dict.fromkeys(others))}”" if others else ""
        yield UNMATCHED.at(places.of((*path, "位置")), field=f"确认 {rule}", found=confirmation.place, rule=rule,
                           nearest=nearest)
    elif any(finding.severity is Severity.ERROR for finding in meant):
        yield OF_AN_ERROR.at(places.of((*path, "规则")), field=f"确认 {rule}", found=confirmation.place, rule=rule)
    elif bare(confirmation.reason) in _NO_REASONS:
        yield WITHOUT_REASON.at(places.of((*path, "说明")), field=f"确认 {rule}", found=confirmation.reason, rule=rule)


def _means(confirmation: Confirmation, finding: Finding) -> bool:
    """Whether a confirmation speaks of a finding: its code, and its row's name or its place in the form."""
    places = {bare(finding.name), bare(finding.field or finding.name)}
    return finding.code == _code(confirmation) and bare(confirmation.place) in places


def _code(confirmation: Confirmation) -> str:
    return bare(confirmation.rule).upper()
