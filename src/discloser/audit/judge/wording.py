"""The text by itself: signs, leftovers, repeated words, missing numbers and reasons.

What a text can have wrong is known to `model.text.slips`; here it is told once per section, with how often it occurs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ...model.finding import Finding, Problem, Severity
from ...model.text.folding import comparable
from ...model.text.reasons import other_topic
from ...model.text.slips import (
    document_years,
    doubled_marks,
    doubled_units,
    half_width_marks,
    instructions,
    misspelt_words,
    placeholders,
    repeated_phrases,
)
from ..inspection import Inspection
from ..problems import BY_CODE, completeness, figures
from ..problems import wording as problems
from ..read.book import Word
from ..read.figures import FigurePlace
from ..read.printed import PrintedReport, PrintedText, plain
from ..rule import rule
from .tell import finding_at

_HAN = "一-鿿"
_MARKER = r"@#@#@|#{3,}|\{\{?\w+\}?\}"
_MIXED = r"\([^()（）]*）|（[^()（）]*\)"
_BLANKS = rf"[{_HAN}] +(?=[{_HAN}，。、；）])|[，。；] +[{_HAN}]|[{_HAN}] +\d+[.\d]*(?:万元|元|分)"
_STRAY = r"^\s*[。；，、：！？]"
_NO_NUMBER = (
    rf"[{_HAN}]{{0,4}}(?:总计|合计|总额|共计|收入|支出|金额|资金|费|增加|减少)(?:万元|元)(?=[,，。;；、]|$)"
)
_AROUND = 8

Finder = Callable[[str], Iterable[str]]


def _matches(pattern: str | re.Pattern[str]) -> Finder:
    """What a pattern finds; a text is compiled when a report of others is judged, which a build never does."""
    return lambda text: (match[0] for match in re.finditer(pattern, text))


_SEARCHES: tuple[tuple[Problem, Finder], ...] = (
    (problems.DOUBLED, doubled_marks),
    (problems.HALF_WIDTH, half_width_marks),
    (problems.LEFTOVER, lambda text: (*placeholders(text), *instructions(text), *_matches(_MARKER)(text))),
    (problems.BRACKETS, _matches(_MIXED)),
    (problems.DOCUMENT_NUMBER, document_years),
    (problems.BLANKS, _matches(_BLANKS)),
    (problems.REPEATED, lambda text: (*repeated_phrases(text), *doubled_units(text))),
    (problems.STRAY_SIGN, _matches(_STRAY)),
)


@rule(*(problem for problem, _ in _SEARCHES), problems.NUMBER_MISSING, after_figures=True)
def signs_and_words_are_fit_to_print(seen: Inspection) -> Iterator[Finding]:
    """Signs, leftovers, repetitions, and the words that the kind looks for."""
    passages = [*(PrintedText(part, part) for part in seen.report.parts), *seen.report.passages()]
    for problem, find in _SEARCHES:
        yield from _told_by_section(problem, find, passages, seen.file)
    for word in seen.book.words:
        yield from _words(word, seen.report, passages)
    plainly = [PrintedText(passage.section, plain(passage.text)) for passage in passages]
    yield from _told_by_section(problems.NUMBER_MISSING, _matches(_NO_NUMBER), plainly, seen.file)


@dataclass(frozen=True, slots=True)
class _Seen:
    """The first match in a section, with some words around it, and how many there are."""

    quote: str
    times: int


def _told_by_section(
    problem: Problem, find: Finder, passages: Iterable[PrintedText], file: str, severity: Severity | None = None,
    **words: object,
) -> Iterator[Finding]:
    """One finding for each section that has matches."""
    seen: dict[str, _Seen] = {}
    for passage in passages:
        for found in find(passage.text):
            before = seen.get(passage.section)
            seen[passage.section] = _Seen(before.quote, before.times + 1) if before else _Seen(
                _quoted(passage.text, found), 1)
    for section, first in seen.items():
        times = f"，共 {first.times} 处" if first.times > 1 else ""
        yield finding_at(problem, file, FigurePlace(section=section), severity=severity, found=first.quote, times=times,
                         **words)


def _quoted(text: str, found: str) -> str:
    """A match with a few characters around it, so that a person finds it."""
    start = max(text.find(found), 0)
    return text[max(0, start - _AROUND):start + len(found) + 2].strip()


def _words(word: Word, report: PrintedReport, passages: Iterable[PrintedText]) -> Iterator[Finding]:
    if word.unless and word.unless in report.unit:
        return
    texts = [*_headings(report), *passages] if word.headings else list(passages)
    plainly = [PrintedText(passage.section, plain(passage.text)) for passage in texts]
    yield from _told_by_section(BY_CODE[word.code], _matches(word.pattern), plainly, report.file, word.severity,
                                advice=word.advice)


def _headings(report: PrintedReport) -> Iterator[PrintedText]:
    """Headings, table heads and titles of target forms."""
    yield from (PrintedText(section.heading, section.heading) for section in report.sections)
    yield from (PrintedText(f"表{table.no}", column) for table in report.tables for column in table.columns)
    yield from (
        PrintedText(name.partition("“")[0], str(form.get("title", ""))) for form, name in report.project_forms())


@rule(problems.WRONG_WORD, after_figures=True)
def words_are_spelt(seen: Inspection) -> Iterator[Finding]:
    """Words that are easily misspelt."""
    told: set[str] = set()
    for passage in seen.report.passages():
        for wrong, right in misspelt_words(passage.text):
            if wrong not in told:
                told.add(wrong)
                yield finding_at(problems.WRONG_WORD, seen.file, FigurePlace(section=passage.section),
                                 found=_quoted(passage.text, wrong), times="", advice=f"应为“{right}”")


@rule(problems.REASON_MISSING, after_figures=True)
def reasons_are_given(seen: Inspection) -> Iterator[Finding]:
    """Reasons that are announced and not given."""
    for passage in seen.report.narrative():
        text = comparable(passage.text)
        for words in seen.book.reasons:
            if re.search(rf"{re.escape(words)}[:是为]*\s*(?:[。；,;.]|$)", text):
                yield finding_at(problems.REASON_MISSING, seen.file, FigurePlace(section=passage.section), found=words)


_SUBJECT = re.compile(r"^\s*(?:\d+\s*[、.])?\s*(因公出国[^\d，。]{0,4}费|公务接待费|公务用车[^\d，。]{0,6}费)")
_REASON = re.compile(r"原因是[:：]?(.*)")


@rule(problems.OTHER_REASON, after_figures=True)
def reasons_are_about_their_subject(seen: Inspection) -> Iterator[Finding]:
    """The reason of one of the 三公 that speaks of another."""
    for passage in seen.report.narrative():
        for clause in re.split("[；。]", passage.text):
            subject, reason = _SUBJECT.match(clause), _REASON.search(clause)
            if subject and reason and (other := other_topic(reason[1], subject[1])):
                yield finding_at(problems.OTHER_REASON, seen.file, FigurePlace(section=passage.section),
                                 found=subject[1],
                                 expected=other)


@rule(problems.LEFTOVER, after_figures=True)
def markers_are_gone(seen: Inspection) -> Iterator[Finding]:
    """Marks of the template below tables, told once for the whole seen.report."""
    marked = [table for table in seen.report.tables if re.search(_MARKER, table.marker)]
    if marked:
        times = f"，{len(marked)} 张表都有" if len(marked) > 1 else ""
        yield finding_at(problems.LEFTOVER, seen.file, FigurePlace(marked[0].no), found=marked[0].marker, times=times)


@rule(completeness.ATTACHMENT, after_figures=True)
def attachments_are_there(seen: Inspection) -> Iterator[Finding]:
    """见附件 in the text of a seen.report whose part for attachments is empty."""
    empty = plain(seen.report.appendix) in ("无", "无附件")
    passages = (passage for passage in seen.report.narrative() if empty and "见附件" in passage.text)
    if passage := next(passages, None):
        yield finding_at(completeness.ATTACHMENT, seen.file, FigurePlace(section=passage.section), found="见附件",
                         expected=seen.report.appendix)


_BRACKET = re.compile(r"([^，。；（）\d]{2,12})(\d+(?:\.\d+)?)(万元|元)[（(]([^（）()]*)[）)]")
_INNER = re.compile(r"(\d+(?:\.\d+)?)(万元|元)")
_HALF = Decimal("0.005")


@rule(figures.BRACKET_SUM, after_figures=True)
def amounts_in_brackets_add_up(seen: Inspection) -> Iterator[Finding]:
    """甲 10 万元（乙 6 万元，丙 4 万元）: what stands in brackets adds up to what stands before."""
    for passage in seen.report.narrative():
        text = re.sub(r"(?<=\d),(?=\d{3})", "", passage.text)
        for name, number, unit, inner in _BRACKET.findall(text):
            parts = [Decimal(value) for value, own in _INNER.findall(inner) if own == unit]
            if len(parts) > 1 and abs(sum(parts) - Decimal(number)) > _HALF * (len(parts) + 1):
                yield finding_at(figures.BRACKET_SUM, seen.file, FigurePlace(section=passage.section, field=name),
                                 found=f"{name}{number}{unit}", expected=f"{sum(parts)}{unit}")
