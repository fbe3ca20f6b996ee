"""The contents: a live field for Word, already filled with every entry, its link and its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...model.report.marks import without_marks
from .markup import FIELD_END, escaped, field, field_start, paragraph, run
from .measure import Face
from .page import TEXT
from .paginate import ContentsEntry
from .styles import (
    BRIEF_PART,
    DIGEST_HEADING,
    ENTRY_ABOVE,
    ENTRY_BELOW,
    PART,
    PART_ABOVE_TABLE,
    PART_GAP_ABOVE_TABLE,
    SMALLEST,
)

_SIZE, _PITCHES = 12.0, (16.8, 15.4, 14.2)
_ROOM = TEXT.text_width - 4 * _SIZE
"""What levels' indents and the page numbers leave for an entry's text."""

_STYLES = ",".join(f"{name},1" for name in (PART_ABOVE_TABLE, BRIEF_PART, DIGEST_HEADING))
"""The styles whose headings the contents list beside those of the headings' own."""

_TABLES = "T"
"""The type letter of the TC fields that hold the tables' entries."""


def mark(entry: ContentsEntry) -> str:
    """A hidden TC field with an entry's text, for titles that read differently in the contents."""
    text = "".join(f"\\{character}" if character in '\\"“”' else character for character in without_marks(entry.text))
    instruction = f'TC "{text}" \\f {_TABLES} \\l {entry.level}'
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText>',
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r><w:rPr><w:vanish/></w:rPr>{part}</w:r>" for part in parts)


def entry_face(entries: Sequence[ContentsEntry]) -> Face:
    """The type of the entries: lines set closer where this brings them all on one page."""
    lines = sum(Face(_SIZE, 0).lines(entry.text, _ROOM).most for entry in entries)
    parts = sum(entry.level == 1 for entry in entries)
    height = TEXT.text_height - PART.pitch - PART_GAP_ABOVE_TABLE - SMALLEST.pitch
    height -= parts * (ENTRY_ABOVE + ENTRY_BELOW)
    return Face(_SIZE, next((pitch for pitch in _PITCHES if lines * pitch <= height), _PITCHES[0]))


def contents(title: str, entries: Sequence[ContentsEntry], headings: int, numbers: Mapping[ContentsEntry, int]) -> str:
    """The contents' section; `headings` is how many levels of headings the field collects when Word rebuilds it."""
    opening = field_start(f'TOC \\o "1-{headings}" \\h \\z \\t "{_STYLES}" \\f {_TABLES}')
    lines = [
        paragraph(f"TOC{entry.level}", (opening if index == 0 else "") + _line(entry, numbers[entry]))
        for index, entry in enumerate(entries)
    ]
    # The field ends in a paragraph of its own: Word replaces those of the entries, and this one holds the section.
    end = paragraph("SectionEnd", FIELD_END if entries else "", section=TEXT.section())
    return paragraph("TOCHeading", run(title)) + "".join(lines) + end


def _line(entry: ContentsEntry, number: int) -> str:
    page = field(f"PAGEREF {entry.anchor} \\h", run(str(number)))
    text = run(f"{entry.text}\t") + page
    return f'<w:hyperlink w:anchor="{entry.anchor}" w:history="1">{text}</w:hyperlink>'
