"""A report in neutral form as a publication: the same tables and texts, without places."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.place import Place
from ...model.publication import Publication, PublishedBlock, PublishedCell, PublishedTable, PublishedText, ReportSort
from ..read.printed import PrintedReport


def publication_of(report: PrintedReport) -> Publication:
    """The publication that a report in neutral form stands for."""
    kind: ReportSort = "final" if report.kind == "final" else "budget" if report.kind == "budget" else ""
    blocks = (*_tables(report), *_texts(report))
    return Publication(report.file, report.unit, report.year, kind, report.currency_unit, blocks, report.contents)


def _tables(report: PrintedReport) -> Iterator[PublishedBlock]:
    place = Place(report.file)
    for table in report.tables:
        width = len(table.columns)
        rows = tuple(tuple(PublishedCell(text, place) for text in row[:width]) for row in table.rows)
        yield PublishedTable(table.no, table.title, table.label, table.unit, table.unit_line, table.owner,
                             table.columns, rows, table.note, place)


def _texts(report: PrintedReport) -> Iterator[PublishedBlock]:
    place = Place(report.file)
    yield from (PublishedText(passage.text, place) for passage in report.overview)
    for section in report.sections:
        yield PublishedText(section.heading, place, section.level + 1)
        yield from (PublishedText(text, place) for text in section.paragraphs)
    yield from (PublishedText(f"{term}：{words}", place) for term, words in report.glossary)
