"""All that a report says, as one hash: by it a site knows whether what stands there still says what the form gives."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ...disk import digest
from ...model.report.report import Attachment, Block, Chart, Heading, Paragraph, Report, Table, TargetForm, Term


def words_digest(report: Report) -> str:
    """A hash of a report's words, figures and attached pages. How they are set, and charts of them, don't matter."""
    cover = report.cover
    said = [report.title, cover.unit, cover.title, cover.date, *cover.lines]
    for part in report.parts:
        said += [part.heading, *(text for block in part.blocks for text in _texts(block))]
    for attached in report.attachments:
        said += _pages(attached)
    return digest(json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Term():
            yield from (block.number, block.term, block.definition)
        case Table():
            yield from (block.label, block.title, block.unit_line, block.owner_line, block.note or "")
            yield from ("/".join(column.path) for column in block.columns)
            yield from (text for row in block.texts() for text in row)
        case TargetForm():
            yield from _of_form(block)
        case Chart():
            yield block.title


def _of_form(form: TargetForm) -> Iterator[str]:
    yield from (form.title, form.year_line)
    lines = (line for funding in form.funding for line in funding.lines)
    for pair in (*form.identity, *lines, *form.texts, *form.goals, *form.signature):
        yield from pair
    for one in form.indicators:
        yield from (one.first, one.second, one.term_name, one.term_value, one.year_name, one.year_value)


def _pages(attached: Attachment) -> list[str]:
    return [attached.heading, *(digest(page.content) for page in attached.pages)]
