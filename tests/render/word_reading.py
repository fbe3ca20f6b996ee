"""A DOCX as a reader finds it: its paragraphs and tables in order, and what the Report says must be there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from discloser.model.report.grid import body_cells
from discloser.model.report.report import (
    Block,
    Chart,
    Heading,
    Paragraph,
    Report,
    Row,
    Table,
    TableList,
    TargetForm,
    Term,
)

Piece = tuple[str, str] | list[list[str]]
"""A paragraph as (style, text), or a table as its rows of texts."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EMPTY = {"Section End", "Chart"}


def opened(data: bytes) -> WordDocument:
    document: WordDocument = Document(BytesIO(data))
    return document


def body(document: WordDocument) -> list[Piece]:
    """Everything after cover and contents; a merged cell says its text in every square it covers."""
    pieces: list[Piece] = []
    sections = 0
    for block in document.iter_inner_content():
        if sections >= 2 and isinstance(block, WordTable):
            pieces.append([[text_of(cell._tc) for cell in row.cells] for row in block.rows])
        elif sections >= 2 and style(block) not in _EMPTY:
            pieces.append((style(block), text_of(block._p)))
        if isinstance(block, WordParagraph) and block._p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            sections += 1
    return pieces


def text_of(element: etree._Element) -> str:
    """The text of a paragraph or cell, that in content controls included."""
    signs = {qn("w:t"): lambda found: found.text or "", qn("w:tab"): lambda found: "\t", qn("w:br"): lambda found: "\n"}
    return "".join(signs[found.tag](found) for found in element.iter(*signs))


def controls_of(element: etree._Element) -> list[tuple[str, str]]:
    """The content controls in order: tag and text."""
    return [
        (control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")), text_of(control))
        for control in element.iter(qn("w:sdt"))
    ]


def style(paragraph: WordParagraph) -> str:
    assert paragraph.style is not None
    return paragraph.style.name or ""


def contents_of(document: WordDocument) -> list[tuple[int, str, int]]:
    """The lines of the contents: level, text, page."""
    lines = []
    for paragraph in document.paragraphs:
        if level := re.fullmatch(r"toc (\d)", style(paragraph)):
            text, page = paragraph.text.rsplit("\t", 1)
            lines.append((int(level[1]), text, int(page)))
    return lines


def wanted_contents(report: Report) -> list[tuple[int, str]]:
    """Level and text of what the contents must list."""
    lines = []
    for part in report.parts:
        lines.append((1, part.heading))
        for block in part.blocks:
            if isinstance(block, Table):
                lines.append((2, block.toc))
            elif isinstance(block, Heading) and block.toc:
                lines.append((block.level + 1, block.text))
    return [(level, printable(text)) for level, text in lines]


def wanted_body(report: Report) -> list[Piece]:
    """What the body must say, in order."""
    pieces: list[Piece] = []
    for part in report.parts:
        pieces.append(("Heading 1", part.heading))
        for block in part.blocks:
            pieces += _of(block)
    return [_printable(piece) for piece in pieces]


def _printable(piece: Piece) -> Piece:
    if isinstance(piece, list):
        return [[printable(text) for text in row] for row in piece]
    return piece[0], printable(piece[1])


def printable(text: str) -> str:
    """A text without what XML cannot hold, line ends as python-docx reads them."""
    return _FORBIDDEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _of(block: Block) -> Iterator[Piece]:
    match block:
        case Heading():
            unlisted = "" if block.toc or block.level > 1 else " Unlisted"
            yield f"Heading {block.level + 1}{unlisted}", block.text
        case Paragraph():
            yield {"body": "Body Text", "note": "Table Note"}[block.style], block.text
        case Term():
            yield "Glossary", f"{block.number}、{block.term}：{block.definition}"
        case TableList():
            yield from (("Table List", f"{label}\t{title}") for label, title in block.entries)
        case Chart():
            yield "Caption", f"{block.title}（{block.unit}）"
        case Table():
            yield from _of_table(block)
        case TargetForm():
            yield "Form Title", block.title
            yield "Form Year", block.year_line
            yield list(_form_rows(block))
            yield "Signature", "\t".join(f"{name}：{value}" for name, value in block.printed_signature())


def _of_table(table: Table) -> Iterator[Piece]:
    yield "Table Label", table.label
    yield "Table Title", table.title
    yield "Table Info Wide" if table.landscape else "Table Info", f"{table.owner_line}\t{table.unit_line}"
    depth = max(len(column.path) for column in table.columns)
    heads = [[column.path[min(level, len(column.path) - 1)] for column in table.columns] for level in range(depth)]
    if table.column_numbers:
        heads.append(list(table.column_numbers))
    yield heads + [_squares(row, table) for row in table.rows]
    yield from (("Table Note", line) for line in table.note_lines)


def _squares(row: Row, table: Table) -> list[str]:
    """A row square by square: a name over several columns stands in each."""
    return [one.cell.text for one in body_cells(row, table.columns) for _ in range(one.colspan)]


def _form_rows(form: TargetForm) -> Iterator[list[str]]:
    """The form's rows square by square, eight to a row."""
    yield from _pairs(form.identity)
    for number, (left, right) in enumerate(zip(*(block.lines for block in form.funding), strict=True)):
        labels = (left[0], right[0]) if number else tuple(block.heading for block in form.funding)
        yield [form.funding_label, *[labels[0]] * 2, left[1], *[labels[1]] * 2, *[right[1]] * 2]
    for label, text in form.texts:
        yield [label] + [text] * 7
    for index in (0, 1):
        yield [form.goals_label, *[form.goals[0][index]] * 3, *[form.goals[1][index]] * 4]
    heads = form.indicator_heads
    yield [form.indicators_label, *heads[:4], *[heads[4]] * 2, heads[5]]
    for item in form.indicators:
        yield [form.indicators_label, item.first, item.second, item.term_name, item.term_value,
               *[item.year_name] * 2, item.year_value]


def _pairs(pairs: tuple[tuple[str, str], ...]) -> Iterator[list[str]]:
    alone = len(pairs) % 2
    for label, value in pairs[:alone]:
        yield [label] + [value] * 7
    for left, right in zip(pairs[alone::2], pairs[alone + 1::2], strict=True):
        yield [left[0], *[left[1]] * 3, right[0], *[right[1]] * 3]


def shortened(row: list[str]) -> list[str]:
    """A row's texts with those of merged squares said once."""
    return [text for text, _ in groupby(row)]
