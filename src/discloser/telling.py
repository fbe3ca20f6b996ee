"""Findings as lines for a terminal: grouped by sheet, block or table, the gravest first, summed up at the end."""

from __future__ import annotations

from collections.abc import Iterator

from .core.finding import Finding
from .core.grouping import grouped, summary


def lines_of_check(name: str, findings: list[Finding]) -> Iterator[str]:
    """What a check found in a form; every line names the place, as editors and officers look it up."""
    for where, group in grouped(findings).items():
        yield f"  {where}"
        for finding in group:
            yield f"    {finding.place}: {finding.severity.label} {finding.code} {finding.message}"
            yield from (f"        {line}" for line in _what_to_do(finding))
    yield f"{name}：{summary(findings)}"


def lines_of_kind(name: str, findings: list[Finding]) -> Iterator[str]:
    """What is wrong with a report kind, file by file."""
    for finding in findings:
        yield f"{finding.place}: {finding.severity.label} {finding.code} {finding.message}"
        if finding.hint:
            yield f"    改法：{finding.hint}"
    yield f"{name}：{summary(findings)}"


def lines_of_audit(name: str, findings: list[Finding], places: dict[Finding, str]) -> Iterator[str]:
    """What an audit found in a report; `places`: where in the report, in words."""
    for where, group in grouped(findings).items():
        yield f"  {where}"
        for finding in group:
            place = places[finding]
            known = place in finding.message or not (finding.row or finding.field)
            yield f"    {finding.severity.label} {finding.code} {finding.message}" + ("" if known else f"（{place}）")
            if finding.hint:
                yield f"        改法：{finding.hint}"
    yield f"{name}：{summary(findings)}"


def _what_to_do(finding: Finding) -> Iterator[str]:
    if finding.confirmed is not None:
        yield f"已确认：{finding.confirmed}"
        return
    if finding.hint:
        yield f"改法：{finding.hint}"
    if finding.open_warning:
        yield f"属实的，在“确认”里写：{finding.to_confirm()}"
