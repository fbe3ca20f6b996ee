"""A report or a notice as the typesetter gets it: plain data, and what the cells of its tables are, as printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ...model.report.notice import Closing, Notice, NoticeBlock, NoticeTable
from ...model.report.report import (
    Attachment,
    Chart,
    Heading,
    Paragraph,
    Part,
    Report,
    Table,
    TableList,
    TargetForm,
    Term,
)
from .. import svg
from ..html import anchor_of, contents
from .grids import Grid, Told, notice_table, standard_table, target_form
from .letters import Said, broken, runs
from .pictures import StandIns, stand_in

_DEEPEST = 4
"""The looks of headings below a part's."""


@dataclass(frozen=True, slots=True)
class Content:
    """Data for the template, what the cells of its tables are, and the files that stand beside the data.

    `pictures`: of those files, what stands for pictures until all is set.
    """

    data: dict[str, Any]
    grids: list[Grid]
    files: dict[str, bytes] = field(default_factory=dict)
    pictures: StandIns = field(default_factory=dict)


def report_content(report: Report) -> Content:
    """The content of a report."""
    grids: list[Grid] = []
    data = {
        **_of_document(report.title, report.unit, report.year),
        "cover": {"unit": report.cover.unit, "title": report.cover.title, "date": report.cover.date,
                  "lines": list(report.cover.lines)},
        "contents": report.contents_title,
        "entries": {entry.target: broken(entry.text) for entry in contents(report)},
        "parts": [_part(number, part, grids) for number, part in enumerate(report.parts)],
        "attachments": [_attachment(number, one) for number, one in enumerate(report.attachments)],
        "enclosure": report.enclosure and {
            "name": report.enclosure.name, "type": report.enclosure.media_type, "description": Said(report.title)},
    }
    scans = {_scan(number, page): (stand_in(picture), picture) for number, attached in enumerate(report.attachments)
             for page, picture in enumerate(attached.pages)}
    files = {name: standing for name, (standing, _) in scans.items()}
    if report.enclosure:
        files["enclosure"] = report.enclosure.content
    return Content(data, grids, files, dict(scans.values()))


def _of_document(title: str, author: str, year: int) -> dict[str, Any]:
    """What the file says of itself; of a form that could not be read the year is not known."""
    return {"document": Said(title), "author": Said(author), "year": max(year, 1)}


def _part(number: int, part: Part, grids: list[Grid]) -> dict[str, Any]:
    return {"heading": part.heading, "anchor": f"part-{number}", "blocks": list(_blocks(part, number, grids))}


def _blocks(part: Part, number: int, grids: list[Grid]) -> Iterator[dict[str, Any]]:
    """The blocks of a part. No heading is more than one level below the one before it, as PDF/UA asks."""
    level = 1
    for position, block in enumerate(part.blocks):
        anchor = anchor_of(number, position)
        match block:
            case Heading():
                look = min(block.level, _DEEPEST)
                level = min(look, level) + 1
                yield {"is": "heading", "text": broken(block.text), "look": look - 1, "level": level,
                       "toc": block.toc, "anchor": anchor}
            case Table():
                level = 2
                yield _drawn("table", standard_table(block, anchor), grids)
            case TargetForm():
                yield _drawn("form", target_form(block, anchor, level + 1), grids)
            case _:
                yield _plain(block)


def _drawn(name: str, told: Told, grids: list[Grid]) -> dict[str, Any]:
    grids.append(told[1])
    return {"is": name, **told[0]}


def _plain(block: Paragraph | Term | TableList | Chart) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"is": block.style, "runs": runs(block.text)}
        case Term():
            return {"is": "term", "term": broken(f"{block.number}、{block.term}："), "runs": runs(block.definition)}
        case TableList():
            return {"is": "list", "entries": [(label, broken(title)) for label, title in block.entries]}
        case Chart():
            legend = [(svg.fill(number), broken(piece.name, _LEGEND), piece.amount_text, piece.share_text)
                      for number, piece in enumerate(block.slices)]
            return {"is": "chart", "title": broken(block.title), "alt": Said(block.alternative), "svg": svg.draw(block),
                    "legend": legend}


_LEGEND = 20.0
"""Room of a line of a chart's legend, in ems."""


def _attachment(number: int, attached: Attachment) -> dict[str, Any]:
    return {
        "heading": broken(attached.heading), "anchor": f"attachment-{number}",
        "pages": [{"file": _scan(number, page), "alt": Said(picture.alternative), "width": picture.width,
                   "height": picture.height}
                  for page, picture in enumerate(attached.pages)],
    }


def _scan(attachment: int, page: int) -> str:
    return f"scan-{attachment}-{page}.jpg"


def notice_content(notice: Notice) -> Content:
    """The content of a notice."""
    grids: list[Grid] = []
    blocks = list(_notice_blocks(notice.blocks, grids))
    data = {
        **_of_document(notice.title, notice.author, notice.year), "title": broken(notice.title, 20), "blocks": blocks,
        "signature": notice.signature,
    }
    return Content(data, grids)


def _notice_blocks(blocks: tuple[NoticeBlock, ...], grids: list[Grid]) -> Iterator[dict[str, Any]]:
    level = 1
    for block in blocks:
        match block:
            case Heading():
                level = min(block.level, level, 2) + 1
                yield {"is": "heading", "text": broken(block.text, 34), "level": level}
            case Paragraph():
                yield {"is": block.style, "text": broken(block.text, 48 if block.style == "note" else 41)}
            case Closing():
                yield {"is": "closing", "lines": [broken(line, 34) for line in block.lines]}
            case NoticeTable():
                yield _drawn("table", notice_table(block), grids)
