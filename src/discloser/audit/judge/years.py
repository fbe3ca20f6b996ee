"""Years: written with four digits, and that of the report wherever a report speaks of itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ...model.finding import Finding
from ..inspection import Inspection
from ..problems import wording as problems
from ..read.figures import FigurePlace
from ..read.printed import PrintedReport
from ..read.years import AROUND, TOKEN, YEAR, WrittenYear, years_in
from ..rule import rule
from .tell import finding_at

_OWN = re.compile(TOKEN + r"(?=[ 　]*(?:单位|部门|预算|决算|收支|收入|支出|财政|一般公共|政府性|国有|项目|“?三公))")
_COMPARED = re.compile(r"(?:与|较|比)" + TOKEN + r"(?:决算|预算)?数?(?:相比|增加|减少|持平|相同)")
_PLANNED = re.compile("(?:与|较|比)" + TOKEN + "预算")
_COUNTED = re.compile(r"截[至止]\s*(\d{1,6})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_UNDATED = re.compile(r"截[至止]\s*(?:\d{1,2}\s*月(?:\s*\d{1,2}\s*日|[底末])?|年[底末])")
_ASSETS = re.compile("车辆|用车|用房|房屋|设备|资产")
_PART = re.compile(r"第.{1,3}部分")


@rule(problems.YEAR, problems.ODD_YEAR, after_figures=True)
def years_are_written_out(seen: Inspection) -> Iterator[Finding]:
    """Each once for its section; that they must be the report's is looked for only where its kind is known."""
    report = seen.report
    dated = {(f.section, f.found) for f in seen.in_figures if f.code == problems.YEAR.code}
    told: set[tuple[str | int | None, str]] = set()
    for spot, written, expected in (*(_of_the_report(report) if seen.book.known else ()), *_everywhere(report)):
        key = (spot.section or spot.table, written.text)
        right = not written.garbled and (expected is None or written.value == expected)
        near = written.value is not None and abs(written.value - report.year) < AROUND
        before = {(spot.section, written.text), (spot.section, str(written.value))} & dated
        if key in told or before or (right and not (written.odd and near)):
            continue
        told.add(key)
        if right:
            yield finding_at(problems.ODD_YEAR, report.file, spot, found=written.text, expected=written.value)
        else:
            yield finding_at(problems.YEAR, report.file, spot, found=written.text, expected=expected or report.year)


_Found = Iterator[tuple[FigurePlace, WrittenYear, int | None]]


def _compared(text: str, report: PrintedReport) -> Iterator[WrittenYear]:
    """Years that a report is compared with; where the one before is among them, an earlier one was meant, too.

    Final accounts are also held against the budget of their own year.
    """
    compared = list(years_in(text, report.year, _COMPARED))
    planned = report.kind == "final" and any(w.value == report.year for w in years_in(text, report.year, _PLANNED))
    with_last = any(written.value == report.year - 1 for written in compared)
    for written in compared:
        earlier = written.value is not None and written.value < report.year and with_last
        if not earlier and not (planned and written.value == report.year):
            yield written


def _everywhere(report: PrintedReport) -> _Found:
    """Every year that is written at all."""
    for spot, text in _texts(report):
        yield from ((spot, written, None) for written in years_in(text, report.year))


def _texts(report: PrintedReport) -> Iterator[tuple[FigurePlace, str]]:
    yield from ((FigurePlace(section=part), part) for part in report.parts)
    yield from ((FigurePlace(section="目录", field=title), title) for title in report.contents)
    for table in report.tables:
        yield from ((FigurePlace(table.no, field=text), text) for text in (*table.columns, table.note, table.unit_line))
    yield from ((FigurePlace(section=section.heading), section.heading) for section in report.sections)
    yield from ((FigurePlace(section=passage.section, field=passage.field),
                 passage.text) for passage in report.passages())
    for form, name in report.project_forms():
        yield from ((_of_form(name, key), str(form.get(key) or "")) for key in ("title", "year_line"))


def _of_form(name: str, key: str) -> FigurePlace:
    return FigurePlace(section=name, field="年度" if key == "year_line" else "表名")


def _of_the_report(report: PrintedReport) -> _Found:
    """Years that must be the report's, or the one before."""
    year = report.year
    for part in report.parts:
        yield from ((FigurePlace(section=part), written, year) for written in years_in(part, year))
    for title in report.contents:
        pattern = YEAR if _PART.match(title) else _OWN
        yield from ((FigurePlace(section="目录", field=title), w, year) for w in years_in(title, year, pattern))
    for section in report.sections:
        if section.level <= 2:
            yield from ((FigurePlace(section=section.heading), w, year) for w in years_in(section.heading, year, _OWN))
    for form, name in report.project_forms():
        yield from ((_of_form(name, "year_line"), w, year) for w in years_in(str(form.get("year_line") or ""), year))
    yield from _heads(report)
    for passage in report.narrative():
        yield from ((FigurePlace(section=passage.section), w, year - 1) for w in _compared(passage.text, report))


def _heads(report: PrintedReport) -> _Found:
    """A table's heads name the report's year, the one before only beside it."""
    for table in report.tables:
        named = [(head, written) for head in table.columns for written in years_in(head, report.year)]
        values = {written.value for _, written in named}
        for head, written in named:
            if written.value != report.year and not (written.value == report.year - 1 and report.year in values):
                yield FigurePlace(table.no, field=head), written, report.year


_OLDEST = {"final": (0, 12), "budget": (1, 1)}
"""The oldest month in which the assets may have been counted: how many years before the report's, and which."""


@rule(problems.COUNTED, of_known=True)
def assets_are_counted_lately(seen: Inspection) -> Iterator[Finding]:
    """Assets are counted at the turn of the year; older dates come with older figures, and each needs its year."""
    report = seen.report
    before, since = _OLDEST.get(report.kind, (0, 0))
    first = report.year - before
    told: set[str] = set()
    for passage in report.narrative() if since else ():
        for match in (*_COUNTED.finditer(passage.text), *_UNDATED.finditer(passage.text)):
            about = re.split("[。；;]", passage.text[match.end():], maxsplit=1)[0]
            right = _is_late(match, (first, since), report.year) if match.re is _COUNTED else _is_dated_before(match)
            if right or match[0] in told or not _ASSETS.search(about):
                continue
            told.add(match[0])
            place = FigurePlace(section=passage.section)
            yield finding_at(problems.COUNTED, report.file, place, found=match[0], expected=first)


def _is_late(match: re.Match[str], first: tuple[int, int], report_year: int) -> bool:
    """Whether a date is not before the first month; of a year that is garbled another rule tells."""
    year, month, day = map(int, match.groups())
    garbled = len(match[1]) != len(str(report_year))
    return garbled or (first <= (year, month) and year <= report_year + 1 and _is_day(month, day))


def _is_dated_before(match: re.Match[str]) -> bool:
    """Whether the sentence named its year before a date without one."""
    return YEAR.search(re.split("[。；;]", match.string[:match.start()])[-1]) is not None


def _is_day(month: int, day: int) -> bool:
    try:
        dt.date(4, month, day)
    except ValueError:
        return False
    return True
