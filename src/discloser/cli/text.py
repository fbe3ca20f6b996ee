"""Findings as lines for a terminal: errors first, by sheet, block or table, summed up at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.finding import Finding, nested
from ..model.grouping import grouped, still_waiting, summary

if TYPE_CHECKING:
    from ..compare.comparison import PrintedChange
    from ..model.kind.report_kind import OpenQuestion

_PLACES_TOLD = 12


def lines_of_check(name: str, findings: list[Finding], waiting: int = 0) -> Iterator[str]:
    """What a check found in a form; every line names the place, as editors and officers look it up.

    `waiting`: how many rules can't say everything yet.
    """
    for where, group in grouped(findings):
        yield f"  {where}"
        for finding, *others in _alike(group):
            yield f"    {finding.place}: {finding.severity.label} {finding.code} {finding.message}"
            yield from (f"        {line}" for line in (*_others(finding, others), *_what_to_do(finding)))
    yield f"{name}：{summary(findings)}{still_waiting(waiting)}"


def lines_of_kind(name: str, findings: list[Finding]) -> Iterator[str]:
    """What is wrong with a report kind, file by file."""
    for finding in findings:
        yield f"{finding.place}: {finding.severity.label} {finding.code} {finding.message}"
        if finding.hint:
            yield f"    改法：{finding.hint}"
    yield f"{name}：{summary(findings)}"


def lines_of_questions(questions: Sequence[OpenQuestion]) -> Iterator[str]:
    """What of a kind is not yet verified: the question, what is printed meanwhile, and whom to ask."""
    for number, one in enumerate(questions, start=1):
        yield f"  {one.told(number)}"


def lines_of_audit(
    name: str, findings: list[Finding], places: dict[Finding, str], judged: Sequence[str] = (),
) -> Iterator[str]:
    """What an audit found in a report; `places`: where in the report, in words; `judged`: how much it could judge."""
    for where, group in grouped(findings):
        yield f"  {where}"
        for finding in group:
            place = places[finding]
            known = place in finding.message or "《" in finding.message or not (finding.row or finding.field)
            at = "，".join(filter(None, ("" if known else place, finding.place.inside)))
            yield f"    {finding.severity.label} {finding.code} {finding.message}" + (f"（{at}）" if at else "")
            if finding.hint:
                yield f"        改法：{finding.hint}"
    yield f"{name}：{summary(findings)}"
    yield from (f"    {line}" for line in judged)


def lines_of_build(
    history: Path | None, edited: Sequence[Path], moved: Sequence[PrintedChange], other_form: Path | None = None,
) -> Iterator[str]:
    """What a build replaced, and what the report prints otherwise than before."""
    if history is None:
        return
    if other_form is not None:
        yield (f"注意：这里原来的同名报告是由另一份填报表“{other_form.name}”生成的，现在换成了这一份的；"
               "两份填报表是同一个单位、同一年度的，请核对哪一份要公开。")
    yield f"原来的已存到：{history}"
    for path in edited:
        yield f"注意：{path.name} 生成以后被改动过，改动只在存下的那份里；要收回改过的文字，用 discloser pull。"
    if not moved:
        yield "与上一版相比，印出来的内容没有变化。"
        return
    parts = Counter(change.part for change in moved)
    yield f"与上一版相比，变化 {len(moved)} 处（逐处对照用 discloser compare）："
    yield from (f"  {part}：{count} 处" for part, count in parts.items())


def _alike(group: Sequence[Finding]) -> list[list[Finding]]:
    """The findings, those together that say the same of several places but for the places' own names."""
    together: dict[tuple[str, ...], list[Finding]] = {}
    for finding in group:
        words = (finding.message, *_what_to_do(finding))
        named = finding.field or "\0"
        key = (finding.place.file, finding.code, *(word.replace(nested(f"“{named}”"), "") for word in words))
        together.setdefault(key, []).append(finding)
    return list(together.values())


def _others(first: Finding, findings: Sequence[Finding]) -> Iterator[str]:
    """Where else the same was found."""
    alike = [other.place for finding in (first, *findings) for other in finding.related if other.alike]
    places = [*(finding.place for finding in findings), *alike]
    if places:
        cells = "、".join(place.cell or place.inside for place in places[:_PLACES_TOLD])
        more = "等" if len(places) > _PLACES_TOLD else ""
        yield f"同样的还有 {len(places)} 处：{cells}{more}"


def _what_to_do(finding: Finding) -> Iterator[str]:
    if finding.hint and finding.confirmed is None:
        yield f"改法：{finding.hint}"
    if finding.confirming:
        yield finding.confirming
