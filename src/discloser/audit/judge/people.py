"""Names in the text: the unit's own, announced lists of names, and persons who must not be named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Finding, Severity
from ...model.text.names import near_names, short_name
from ...model.text.numerals import chinese_numeral
from ...model.text.private import identity_numbers, mobile_numbers, people
from ..inspection import Inspection
from ..problems import wording as problems
from ..read.figures import FigurePlace
from ..read.printed import PrintedReport, PrintedText, plain
from ..rule import rule
from .tell import finding_at

_HAN = "一-鿿"
_COUNT = r"(\d{1,2}|[一二两三四五六七八九十]{1,2})个"
_OPENS = r"(?:[,，]?(?:分别为|分别是|即|包括)[:：]?|[:：])"
_ANNOUNCED = rf"([{_HAN}]{{0,8}}?){_COUNT}([{_HAN}]{{0,6}}?){_OPENS}([^。；;:：]+)[。；;]"
_NUMERALS = {chinese_numeral(number): number for number in range(1, 100)} | {"两": 2}
_OFFICES = ("股", "室", "科", "处", "部", "所", "站", "队", "组", "中心", "办")
_JOINED = rf"(?<=[{''.join(office[-1] for office in _OFFICES)}])(?:和|以及|及)"
_LONGEST_NAME = 14


@rule(problems.UNIT_NAME, problems.UNIT_SHORT, problems.PRIVATE, problems.PERSON, after_figures=True)
def names_are_right(seen: Inspection) -> Iterator[Finding]:
    """The unit's own name, and nobody's who must not be named."""
    named = {(f.section, f.found) for f in seen.in_figures}
    for passage in seen.report.passages():
        yield from (f for f in _unit_name(passage, seen.report) if (f.section, f.found) not in named)
        yield from _private(passage, seen.file)


@rule(problems.ANNOUNCED, after_figures=True)
def announced_names_follow(seen: Inspection) -> Iterator[Finding]:
    """As many names as a sentence announces."""
    for passage in (*seen.report.overview, *seen.report.narrative()):
        yield from _announced(passage, seen.file)


def _unit_name(passage: PrintedText, report: PrintedReport) -> Iterator[Finding]:
    unit, text = plain(report.unit), plain(passage.text)
    spot = FigurePlace(section=passage.section, field=passage.field)
    short = short_name(unit)
    near = near_names(text, unit)
    if near and near[0] != short:
        yield finding_at(problems.UNIT_NAME, report.file, spot, found=near[0], expected=report.unit)
    elif short and short in text.replace(unit, ""):
        yield finding_at(problems.UNIT_SHORT, report.file, spot, found=short, expected=report.unit)


def _private(passage: PrintedText, file: str) -> Iterator[Finding]:
    spot = FigurePlace(section=passage.section, field=passage.field)
    for what, found in (("手机号码", mobile_numbers(passage.text)), ("身份证号码", identity_numbers(passage.text))):
        if found:
            yield finding_at(problems.PRIVATE, file, spot, what=what, found=f"{found[0][:3]}****{found[0][-2:]}")
    if found := people(passage.text):
        yield finding_at(problems.PERSON, file, spot, found=found[0])


def _announced(passage: PrintedText, file: str) -> Iterator[Finding]:
    """4个股室：甲、乙、丙和丁 — as many names as announced; sure where all of them are names of offices."""
    for found in re.finditer(_ANNOUNCED, passage.text):
        stated = int(found[2]) if found[2].isdecimal() else _NUMERALS.get(found[2], 0)
        items = _names_in(found[4])
        if items and stated and len(items) != stated:
            sure = all(item.endswith(_OFFICES) for item in items)
            yield finding_at(problems.ANNOUNCED, file, FigurePlace(section=passage.section), found=found[0],
                             severity=None if sure else Severity.WARNING, expected=len(items))
            return


def _names_in(text: str) -> list[str]:
    """The names of an enumeration; none when it holds figures, clauses, or an 等 that leaves it open."""
    if "、" not in text or re.search(r"[\d，,]|等", text):
        return []
    items = [item for part in text.split("、") for item in re.split(_JOINED, part)]
    return items if all(0 < len(item) <= _LONGEST_NAME for item in items) else []
