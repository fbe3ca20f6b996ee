"""Findings as a person works through them: errors first, by sheet, table or block."""

from __future__ import annotations

from collections.abc import Iterable

from .finding import Finding, Severity

_WHOLE = "整份文件"


def grouped(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """Where → what is wrong there: all errors, then the rest; groups keep the order of the file or report."""
    found = list(findings)
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    others = [finding for finding in found if finding.severity is not Severity.ERROR]
    return [*_by_place(errors).items(), *_by_place(others).items()]


def _by_place(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_where(finding), []).append(finding)
    gravity = list(Severity)
    return {where: sorted(group, key=lambda f: gravity.index(f.severity)) for where, group in groups.items()}


def counted(findings: Iterable[Finding]) -> dict[str, int]:
    """How many errors, warnings and hints there are, and how many of the warnings are confirmed; no zeros."""
    found = list(findings)
    counts = {severity.label: sum(f.severity is severity for f in found) for severity in Severity}
    counts["其中已确认"] = sum(f.confirmed is not None for f in found)
    return {label: count for label, count in counts.items() if count}


def summary(findings: Iterable[Finding]) -> str:
    """`共 错误 1 条，提醒 2 条。`, or that nothing was found."""
    counts = [f"{label} {count} 条" for label, count in counted(findings).items()]
    return f"共 {'，'.join(counts)}。" if counts else "没有发现问题。"


def still_waiting(rules: int) -> str:
    """What is said of rules that can't say everything before a form is put right; nothing where none has to wait."""
    return f"另有 {rules} 条核对规则要等这些错误改正以后才能判断，请改正后再核对一次。" if rules else ""


def _where(finding: Finding) -> str:
    """The sheet of a workbook, the table or section of a report, the block of a form in text."""
    if finding.place.sheet is not None:
        return finding.place.sheet
    if finding.table is not None:
        return f"表{finding.table}"
    return finding.section or (finding.field or _WHOLE).split()[0]
