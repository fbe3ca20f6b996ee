"""Auditing reports: any report from a file, whoever made it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from ..audit import CATALOGUE, Book, PrintedReport, audit_counted, place_of
from ..audit.anywhere import ANYWHERE_PROBLEMS, YearCodes, judge, lexicon_of
from ..audit.anywhere.from_neutral import publication_of
from ..audit.anywhere.problems import UNFILLED
from ..audit.problems import completeness, figures
from ..audit.read.printed import amount_of
from ..disk import Document, Given, taken
from ..model.codes import Classification, CodeList, CodeName
from ..model.finding import Finding, Nature, Problem, Severity
from ..read.kind.files import FILES, glossary_terms
from ..read.kind.library import INSTALLED, Library
from ..read.kind.words import read_words
from ..read.problems import REPORT_PROBLEMS
from ..read.publications.problems import PUBLICATION_PROBLEMS
from ..read.publications.reading import LARGEST_FILE
from .kind_faults import telling_kind_faults
from .opened_reports import Opened, opened_file
from .self_check import book_of_kind

PROBLEMS: Final[tuple[Problem, ...]] = (*REPORT_PROBLEMS, *PUBLICATION_PROBLEMS, *CATALOGUE, *ANYWHERE_PROBLEMS)
"""What an audit may find."""


_OF_FIGURES = ("TAB", "TIE")
"""How the codes begin of what a kind finds in the figures of tables."""
_OF_EVALUATIONS = "EVJ"
_OF_WORDING, _OF_OWN_WORDING = "WDG", "WRD"
_LESS_CERTAIN: Final[Mapping[Problem, Severity]] = {
    **dict.fromkeys((completeness.NOTE, figures.CODE_ORDER), Severity.INFO),
    **dict.fromkeys((
        completeness.NOT_AN_AMOUNT, completeness.TABLE_ORDER, completeness.TITLE, completeness.SECTION_MISSING,
        figures.CODE_PARENT, figures.CODE_DEPTH), Severity.WARNING),
}
_LESSER: Final = {problem.code: severity for problem, severity in _LESS_CERTAIN.items()}
_TELLING = 3
"""Fewer letters, such as a rate, stand in many places."""


@dataclass(frozen=True)
class Audited:
    """A report's file as it was read, its data, empty if there are none, and everything wrong with it.

    `judged`: how much could be judged, in words; `turned`: by how many right angles each page was turned to be read.
    """

    file: Given
    data: Mapping[str, Any]
    findings: list[Finding]
    judged: tuple[str, ...] = ()
    turned: tuple[int, ...] = ()


def audit(reports: Iterable[Document], library: Library = INSTALLED) -> dict[str, list[Finding]]:
    """File → findings, for reports in any format. Raises `KindError` for a fault in a kind's tie-outs."""
    return {name: one.findings for name, one in audit_each(reports, library).items()}


def audit_each(reports: Iterable[Document], library: Library = INSTALLED) -> dict[str, Audited]:
    """File → what was read and what was found. Raises like `audit`."""
    audited = (_audited(taken(report, LARGEST_FILE), library) for report in reports)
    return {str(one.file.path): one for one in audited}


def _audited(file: Given, library: Library) -> Audited:
    report = opened_file(file, library)
    if report.data is None:
        return Audited(file, {}, list(report.findings))
    findings, judged = judge_opened(report, str(file.path), library)
    turned = report.publication.turned if report.publication else ()
    return Audited(file, report.data, findings, judged, turned)


def judge_opened(report: Opened, file: str, library: Library) -> tuple[list[Finding], tuple[str, ...]]:
    """What is wrong with a report that was read, and how much could be judged, in words."""
    printed = PrintedReport.of(report.data or {}, file)
    book = _whole_book(report.tie_outs, printed.year, library)
    publication = report.publication or publication_of(printed)
    if report.publication and not _has_texts(printed):  # tables alone are not blamed for texts that they have not
        book = replace(book, sections=(), terms=())
    lexicon = library.once("lexicon", "", lambda: lexicon_of(read_words(library.shared("words"))))
    anywhere, tally = judge(publication, _codes_of(printed.year, library, book.names), lexicon)
    told, tried, held = audit_counted(printed, book)
    if report.publication and not book.known:  # a form of a project is judged by its own labels
        told = [finding for finding in told if finding.code.startswith(_OF_EVALUATIONS)]
    by_kind = [report.located(finding) for finding in told]
    if report.publication and book.known:
        numbered = list(_numbered_as_kind(anywhere, report))
        agreed = _agreed(numbered, by_kind)
        others = [one for one in numbered if not any(one is told for told, _ in agreed.values())]
        found = [*report.findings, *_of_kind(by_kind, others, agreed), *others]
    else:
        found = [*report.findings, *by_kind, *_besides(anywhere, by_kind, book)]
    unfilled = [finding for finding in found if finding.code == UNFILLED.code]
    return unfilled or found, (_kind_in_words(report.tie_outs, tried, held), *tally.lines())


def _numbered_as_kind(findings: Iterable[Finding], report: Opened) -> Iterator[Finding]:
    """Findings with the numbers that a kind gives to tables, which does not count those without a title."""
    numbers = {table.no: number for number, table in enumerate(report.numbered, start=1)}
    yield from (one._replace(table=numbers.get(one.table)) if one.table else one for one in findings)


def _agreed(anywhere: Sequence[Finding], by_kind: Sequence[Finding]) -> dict[int, tuple[Finding, Finding]]:
    """What a kind says of the words of which that is found anywhere, too: number among its own → (the other, its own).

    Its own is as severe as either.
    """
    agreed: dict[int, tuple[Finding, Finding]] = {}
    for one in anywhere:
        for number, own in enumerate(by_kind):
            said, found = own.found or "", one.found or ""
            if (one.code.startswith(_OF_WORDING) and own.code.startswith(_OF_OWN_WORDING) and own.place == one.place
                    and said and found and (said in found or found in said)):
                agreed[number] = one, own._replace(severity=min(one.severity, own.severity, key=list(Severity).index))
                break
    return agreed


def _has_texts(printed: PrintedReport) -> bool:
    """Whether a report says anything in sentences."""
    return any("。" in text for section in printed.sections for text in section.paragraphs)


def _besides(anywhere: Sequence[Finding], by_kind: Sequence[Finding], book: Book) -> list[Finding]:
    """What holds anywhere and was found; in a report that names its kind, errors in tables that the kind leaves alone.

    Whoever has a kind says which of its sentences are judged.
    """
    if not book.known:
        return list(anywhere)
    blamed = {finding.table for finding in by_kind}
    return [
        finding for finding in anywhere
        if finding.severity is Severity.ERROR and finding.nature is Nature.IN_TABLES and finding.table not in blamed
    ]


def _of_kind(
    by_kind: Iterable[Finding], anywhere: Sequence[Finding], agreed: Mapping[int, tuple[Finding, Finding]],
) -> Iterator[Finding]:
    """What the kind finds besides in a report of anybody's.

    Relations that hold anywhere know how others round and cut, so they come first: where they find anything, and in
    the figures of a table in which they find an error, the kind is silent.
    """
    wrong = {finding.table for finding in anywhere if finding.severity is Severity.ERROR and finding.table}
    told = {where for finding in anywhere for where in _wheres(finding)}
    for number, finding in enumerate(by_kind):
        if number in agreed:
            yield agreed[number][1]
            continue
        in_figures = finding.code.startswith(_OF_FIGURES) and finding.table in wrong
        if not in_figures and told.isdisjoint(_wheres(finding)):
            yield _of_anybody(finding)


def _wheres(finding: Finding) -> Iterator[tuple[object, ...]]:
    """By what two findings are known to be about one thing: the row of a table, a paragraph, or the words found."""
    if finding.table is not None:
        yield finding.table, finding.row
        return
    place = finding.place
    if place.box or place.paragraph or place.line:
        yield place.page, place.box, place.paragraph, place.line
    if finding.found and len(finding.found) > _TELLING:
        yield ("words", finding.found)


def _of_anybody(finding: Finding) -> Finding:
    """A finding of a kind in a report that anybody made: what is certain of ours may be otherwise there.

    Sums may be rounded where a kind rounds each figure; the words that say why a table is empty may be other ones, and
    what stands in a column of amounts may be a word that somebody puts for none. Others give tables and sections names
    of their own, and leave out codes above and below those that they list.
    """
    if finding.severity is Severity.ERROR and (lesser := _LESSER.get(finding.code)):
        return finding._replace(severity=lesser)
    texts = finding.found or "", finding.expected or ""
    found, expected = map(amount_of, texts)
    if finding.severity is not Severity.ERROR or finding.table is None or not found or not expected:
        return finding
    step = max(Decimal(1).scaleb(-len(text.partition(".")[2])) for text in texts)
    return finding._replace(severity=Severity.INFO) if abs(found - expected) <= step else finding


def _kind_in_words(found: tuple[str, Mapping[str, Any]] | None, tried: int, held: int) -> str:
    if found is None:
        return "版式：没有安装这种报告的版式，按各地通用的关系核对"
    return f"版式：{found[0]}，勾稽关系核对 {tried} 处，对上 {held} 处；以下是各地通用的关系"


def _codes_of(year: int, library: Library, names: Mapping[str, str]) -> YearCodes:
    """The codes of a year, after the newest lists; their certain names, too, where a kind has none of its own."""
    lists = library.code_years
    newest = library.once("year codes", str(year), lambda: _year_codes(library.codes(lists[-1], year), year)) \
        if lists else YearCodes()
    return replace(newest, names=names) if names else newest


def _year_codes(lists: Classification, year: int) -> YearCodes:
    every = (lists.function, lists.department_economic, lists.government_economic)
    return YearCodes(_certain(lists), frozenset(code for codes in every for code in codes.rows), {
        code: _out_of_time(codes, rows[-1], year) for codes in every for code, rows in codes.others.items()
        if code not in codes.rows})


def _out_of_time(codes: CodeList, row: CodeName, year: int) -> str:
    """When a code that does not hold in a year does, and what stands for it now."""
    if row.last is None or row.last >= year:
        return f"，自 {row.first} 年起才有"
    after = "、".join(f"{code} {codes.name(code)}" for code in row.successors)
    return f"，只用到 {row.last} 年" + (f"，后来改用 {after}" if after else "")


def _whole_book(found: tuple[str, Mapping[str, Any]] | None, year: int, library: Library) -> Book:
    """All that is known of a kind and of a year's codes, shaped once; an empty book for a kind not installed."""
    if found is None:
        return Book()
    name, data = found
    with telling_kind_faults(name, library) if name in library.folders else nullcontext():
        book = book_of_kind(name, data, library)
    return library.once("whole book", f"{name} {year}",
                        lambda: replace(book, kind=name, **_known_of_kind(name, year, library)))


def _known_of_kind(kind_id: str, year: int, library: Library) -> dict[str, Any]:
    """The names of codes in a year and the terms of the glossary that an installed kind goes by."""
    if kind_id not in library.folders:
        return {}
    lists = library.codes(library.head(kind_id)["科目年度"], year)
    return {"names": _certain(lists), "terms": glossary_terms(library.file(kind_id, FILES["名词解释"]))}


def _certain(lists: Classification) -> dict[str, str]:
    return {
        row.code: row.name for codes in (lists.function, lists.department_economic) for row in codes.rows.values()
        if row.verified
    }


__all__ = ["PROBLEMS", "Audited", "audit", "audit_each", "place_of"]
