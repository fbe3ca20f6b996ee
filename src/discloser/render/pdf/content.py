"""A report or a notice as the typesetter gets it: plain data, and what the cells of its tables are, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from ...model.report.notice import Closing, Notice, NoticeBlock, NoticeTable
from ...model.report.project_form import ProjectForm
from ...model.report.report import (
    Attachment,
    Chart,
    Heading,
    Paragraph,
    Part,
    Report,
    TableList,
    Term,
)
from ..columns import ems
from ..html import anchor_of, contents
from ..layout import GAP, Sheet, is_brief, laid_out
from ..word.story import PageEnds, Story
from .charts import chart
from .digest import digest_data
from .grids import Grid, Told, notice_table, project_form, standard_table
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
    ends = Story(report).page_ends()
    data = {
        **_of_document(report.title, report.unit, report.year),
        "cover": {"unit": report.cover.unit, "title": report.cover.title, "date": report.cover.date,
                  "lines": list(report.cover.lines)},
        "contents": report.contents_title, "anchors": [],
        "digest": digest_data(report.digest) if report.digest and report.shows_digest else None,
        "entries": {entry.target: _entry(entry.text) for entry in contents(report)}, "pitch": _pitch(report),
        "parts": [_part(number, part, ends, grids) for number, part in enumerate(report.parts)],
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


_LABEL = re.compile(
    r"(?:表[一二三四五六七八九十]+|[一二三四五六七八九十]+、|[^\d\s]{0,4}\d{1,2}表|[^\d\s]{0,5}表\d{1,2}) ?(?=\S)")
_ENTRY_PITCHES, _CONTENTS_HEIGHT, _PART_GAP = (16.8, 15.4, 14.2), 578.0, 9.7


def _entry(text: str) -> tuple[str, str]:
    """A line of the contents: its number, and its title, which stand in columns of their own."""
    label = _LABEL.match(text)
    end = label.end() if label else 0
    return text[:end].strip(), broken(text[end:])


def _pitch(report: Report) -> float:
    """The pitch of the contents' lines at which they take one page, if there is one."""
    entries = list(contents(report))
    gaps = sum(entry.level == 1 for entry in entries) * _PART_GAP
    lines = sum(ceil(ems(entry.text) * 12 / _ENTRY_ROOM) for entry in entries)
    fitting = [pitch for pitch in _ENTRY_PITCHES if lines * pitch + gaps <= _CONTENTS_HEIGHT]
    return fitting[0] if fitting else _ENTRY_PITCHES[0]


_ENTRY_ROOM = 380.0


def _of_document(title: str, author: str, year: int) -> dict[str, Any]:
    """What the file says of itself; of a form that could not be read the year is not known."""
    return {"document": Said(title), "author": Said(author), "year": max(year, 1)}


def _part(number: int, part: Part, ends: PageEnds, grids: list[Grid]) -> dict[str, Any]:
    """A part. A page begins where it begins in Word, where that is not certain otherwise."""
    brief = number > 0 and is_brief(part) and (number, -1) not in ends.breaks
    return {"heading": part.heading, "anchor": f"part-{number}", "brief": brief,
            "blocks": list(_blocks(part, number, ends, grids))}


def _blocks(part: Part, number: int, ends: PageEnds, grids: list[Grid]) -> Iterator[dict[str, Any]]:
    """The blocks of a part. No heading is more than one level below the one before it, as PDF/UA asks."""
    level = 1
    for piece in laid_out(part):
        if isinstance(piece, Sheet):
            level = 2
            yield _sheet(piece, number, grids)
            continue
        position, block = piece
        anchor = anchor_of(number, position)
        if (number, position) in ends.breaks:
            yield {"is": "break"}
        match block:
            case Heading():
                look = min(block.level, _DEEPEST)
                level = min(look, level) + 1
                yield {"is": "heading", "text": broken(block.text), "look": look - 1, "level": level,
                       "toc": block.toc, "anchor": anchor}
            case ProjectForm():
                yield _drawn("form", project_form(block, anchor, level + 1), grids)
            case Chart():
                yield {"is": "chart", **chart(block), "floats": (number, position) in ends.floating,
                       "close": (number, position) in ends.close}
            case Paragraph() | Term() | TableList():
                yield _plain(block)


def _sheet(sheet: Sheet, number: int, grids: list[Grid]) -> dict[str, Any]:
    tables = [_drawn("table", standard_table(one, anchor_of(number, one.position)), grids) for one in sheet.tables]
    return {"is": "sheet", "landscape": sheet.landscape, "opens": sheet.opens, "tables": tables, "gap": GAP,
            "notes": [runs(note.text) for note in sheet.notes]}


def _drawn(name: str, told: Told, grids: list[Grid]) -> dict[str, Any]:
    grids.append(told[1])
    return {"is": name, **told[0]}


def _plain(block: Paragraph | Term | TableList) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"is": block.style, "runs": runs(block.text)}
        case Term():
            return {"is": "term", "term": broken(f"{block.number}、{block.term}："), "runs": runs(block.definition)}
        case TableList():
            return {"is": "list", "entries": [(label, broken(title)) for label, title in block.entries]}


def digest_content(report: Report, pages: Mapping[str, int]) -> Content:
    """The content of a report's digest alone. `pages`: anchor → page of the report."""
    assert report.digest is not None
    return Content({**_of_document(report.digest.title, report.unit, report.year), "pages": dict(pages),
                    "digest": digest_data(report.digest)}, [])


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
