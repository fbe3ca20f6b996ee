"""Loose grids → tables: captions, heads and rows told apart, pages of one table joined, notes taken in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ..model.publication import LooseBlock, LooseGrid, LooseText, PublishedCell, PublishedTable
from .bands import is_band, repeated_names, side_by_side, without_codes
from .captions import Captions, captions_of, captions_within, is_caption, is_note, is_title, joined
from .heads import TOTAL, begins_with_amounts, columns_of, head_rows, is_money, numbers_columns, swallowed_total

_LEADERS = re.compile(r"[.．…·]{2,}.*$")
_ALIKE = 0.02
_FORM = "绩效"
_WHOLE = "本报告"
"""Of what a note speaks that stands below the last table and is about all of them."""
_FEWEST_COLUMNS = 2
_BEFORE_HEAD = 8


@dataclass(eq=False)
class TableDraft:
    """A table under way. `head`: the texts of its head rows, by which it is known again on the next page."""

    grid: LooseGrid
    captions: Captions
    columns: tuple[str, ...]
    rows: list[tuple[PublishedCell, ...]]
    spans: list[tuple[int, int, int, int]]
    head: list[tuple[str, ...]]
    pages: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def table(self, number: int) -> PublishedTable:
        """The table as it is published."""
        return PublishedTable(
            number, self.captions.title, self.captions.label, self.captions.unit, self.captions.unit_line,
            self.captions.owner, self.columns, tuple(self.rows), "\n".join(self.notes), self.grid.place,
            tuple(self.spans), self.captions.year_line,
        )


def tables_in(blocks: Sequence[LooseBlock]) -> list[TableDraft | LooseText]:
    """The blocks with their grids as drafts of tables; captions and notes are taken out of the texts."""
    found: list[TableDraft | LooseText] = []
    last: TableDraft | None = None
    above: list[LooseText] = []
    for block in blocks:
        if isinstance(block, LooseText):
            if last is not None and _belongs_below(last, above, block):
                last.notes.append(block.text.replace("\t", ""))
                continue
            above.append(block)
            found.append(block)
            continue
        captions = _captions(block, above, last)
        draft = _draft(block, captions)
        if last is not None and draft is not None and _is_band(last, draft):
            found = [one for one in found if id(one) not in captions.used]
            _put_beside(last, draft)
        elif last is not None and _goes_on(last, block, captions, above):
            used = {id(text) for text in above}
            found = [one for one in found if id(one) not in used]
            _append(last, block)
        elif draft is None:
            found += _as_texts(block)
        else:
            found = [one for one in found if id(one) not in captions.used]
            found.append(draft)
            last = draft
        above = []
    return found


def _is_band(last: TableDraft, draft: TableDraft) -> bool:
    return len(draft.rows) <= len(last.rows) and is_band(last.captions, last.columns, draft.captions, draft.columns)


def _put_beside(last: TableDraft, band: TableDraft) -> None:
    again = repeated_names(last.columns, last.rows, band.columns, band.rows)
    width = len(last.columns)
    last.spans += [(a, b + width - again, c, d + width - again) for a, b, c, d in band.spans if b >= again]
    last.rows = side_by_side(last.rows, [row[again:] for row in band.rows], len(band.columns) - again)
    last.columns = without_codes((*last.columns, *band.columns[again:]))
    last.notes += band.notes
    last.pages += band.pages
    last.head = []


def _captions(grid: LooseGrid, above: Sequence[LooseText], last: TableDraft | None) -> Captions:
    near = [text for text in above if text.place.page in (None, grid.place.page)
            or ((grid.place.page or 0) - (text.place.page or 0) == 1 and last is None)]
    return joined(captions_of(near), captions_within(grid.title.split("\t")))


def _belongs_below(last: TableDraft, above: Sequence[LooseText], text: LooseText) -> bool:
    """Whether a text is a note of the table before it."""
    if above or text.place.page not in (None, last.pages[-1] if last.pages else None) or _WHOLE in text.text:
        return False
    running_on = bool(last.notes) and text.small and not text.centred and not last.notes[-1].endswith("。")
    return is_note(text.text) or (running_on and not is_title(text.text) and not is_caption(text.text))


def _goes_on(last: TableDraft, grid: LooseGrid, captions: Captions, above: Sequence[LooseText]) -> bool:
    """Whether a grid is the rest of the table before it: as wide, and with nothing of its own between them.

    Where pages are known it stands on the next page.
    """
    between = [text for text in above if id(text) not in captions.used and len(text.text) > 3]
    other_form = _FORM in captions.title  # forms of several projects have one title, and each has it once
    if between or other_form or (captions.title and captions.title != last.captions.title):
        return False
    page = grid.place.page
    if page is None or not last.pages:
        return page is None and grid.place.sheet is None and _is_rest(last, grid)
    if page - last.pages[-1] > 1:
        return False
    if _only_total(grid) and last.rows and len(grid.rows[0]) <= len(last.rows[0]):
        return True
    same = len(grid.edges) == len(last.grid.edges) and all(
        abs(a - b) < _ALIKE for a, b in zip(grid.edges, last.grid.edges, strict=True))
    return same and not _has_title_inside(grid)


def _is_rest(last: TableDraft, grid: LooseGrid) -> bool:
    """Whether a grid of a format without pages goes on: it has the same head again, or begins with a row of amounts."""
    head = [row for row in last.head if any(row)]
    again = [tuple(cell.text for cell in row) for row in grid.rows[: len(head)]] == head
    if not last.columns or len(grid.rows[0]) != len(last.grid.rows[0]) or (again and not head):
        return False
    return again or (not last.notes and begins_with_amounts(grid))


def _has_title_inside(grid: LooseGrid) -> bool:
    return any(is_title(text) for row in grid.rows[:2] for text in _alone(row))


def _only_total(grid: LooseGrid) -> bool:
    """Whether a grid is nothing but the total row of the table on the page before."""
    texts = [cell.text for cell in grid.rows[0] if cell.text]
    return len(grid.rows) == 1 and len(texts) > 1 and bool(TOTAL.fullmatch(texts[0]))


def _append(last: TableDraft, grid: LooseGrid) -> None:
    rows = [tuple(cell.text for cell in row) for row in grid.rows]
    repeated = 0
    for skipped in range(len(last.head)):
        head = last.head[skipped:]
        if rows[: len(head)] == head:
            repeated = len(head)
            break
    wide = len(last.rows[0]) if last.rows else len(last.columns)
    offset = len(last.rows) - repeated
    for row in grid.rows[repeated:]:
        blanks = tuple(PublishedCell("", row[0].place) for _ in range(wide - len(row)))
        last.rows.append((*_label(row), *blanks, *row[len(_label(row)):])[:wide] if blanks else tuple(row))
    last.spans += [(a + offset, b, c + offset, d) for a, b, c, d in grid.spans if a >= repeated]
    last.pages += [grid.place.page] if grid.place.page else []


def _label(row: Sequence[PublishedCell]) -> tuple[PublishedCell, ...]:
    """The words at the beginning of a row that is too short: they stay on the left, amounts go to the right."""
    count = next((i for i, cell in enumerate(row) if is_money(cell.text)), len(row))
    return tuple(row[:count])


def _draft(grid: LooseGrid, outer: Captions) -> TableDraft | None:
    if not grid.rows or len(grid.rows[0]) < _FEWEST_COLUMNS:
        return None
    above = _captions_inside(grid)
    inner = captions_within(cell.text for row in grid.rows[:above] for cell in row if cell.text)
    body = _without(grid, above)
    captions = _named_by_sheet(joined(outer, inner), grid)
    pages = [grid.place.page] if grid.place.page else []
    if _FORM in captions.title:
        rows = [tuple(row) for row in body.rows]
        return TableDraft(body, captions, (), rows, list(body.spans), [], pages)
    heads = head_rows(body)
    numbering = heads < len(body.rows) and numbers_columns(body, heads)
    rest = _without(body, heads + numbering)
    texts = [tuple(cell.text for cell in row) for row in body.rows[: heads + numbering]]
    total = swallowed_total(body, heads)
    rows, notes = _notes_inside([*([total] if total else []), *(tuple(row) for row in rest.rows)])
    first, last = _written(rows)
    spans = [(a - first, b, c - first, d) for a, b, c, d in rest.spans if a >= first]
    return TableDraft(body, captions, columns_of(body, heads), rows[first:last], spans, texts, pages, notes)


def _named_by_sheet(captions: Captions, grid: LooseGrid) -> Captions:
    """A table of a workbook that bears no title is called what its sheet is."""
    sheet = grid.place.sheet or ""
    return captions if captions.title or not is_title(sheet) else replace(captions, title=sheet.strip())


def _captions_inside(grid: LooseGrid) -> int:
    """How many rows at the top of a grid hold captions: a title, an owner or a unit of money alone, or are blank."""
    count = 0
    for i, row in enumerate(grid.rows[:_BEFORE_HEAD]):
        texts = _alone(row)
        if texts and all(is_title(text) or is_caption(text) for text in texts):
            count = i + 1
        elif any(cell.text for cell in row):
            break
    while 0 < count < len(grid.rows) and not any(cell.text for cell in grid.rows[count]):
        count += 1
    return count


def _alone(row: Iterable[PublishedCell]) -> list[str]:
    """The texts of a row that has few."""
    texts = [cell.text for cell in row if cell.text]
    return texts if len(texts) <= 3 else []


def _notes_inside(rows: list[tuple[PublishedCell, ...]]) -> tuple[list[tuple[PublishedCell, ...]], list[str]]:
    """Rows at the bottom that hold nothing but a note are notes."""
    notes: list[str] = []
    while rows and len(texts := _note_over_cells([cell.text for cell in rows[-1] if cell.text])) <= 1:
        if texts and not is_note(texts[0]):
            break
        if not texts and not notes and not any(cell.text for row in rows[-2:] for cell in row):
            break
        if not texts and len(rows) < 2:
            break
        if not texts and not (len(rows) > 1 and _ends_in_note(rows)):
            break
        notes = [*texts, *notes]
        rows = rows[:-1]
    return rows, notes


def _written(rows: Sequence[tuple[PublishedCell, ...]]) -> tuple[int, int]:
    """From which row to which there is anything; all rows of a table without amounts, whose blanks stand for lines."""
    filled = [number for number, row in enumerate(rows) if any(cell.text for cell in row)]
    empty = not any(is_money(cell.text) for row in rows for cell in row)
    return (0, len(rows)) if empty else (filled[0], filled[-1] + 1)


def _note_over_cells(texts: list[str]) -> list[str]:
    """The texts of a row; a note that runs over its cell into the next ones is one."""
    return ["".join(texts)] if texts and is_note(texts[0]) and not any(map(is_money, texts)) else texts


def _ends_in_note(rows: list[tuple[PublishedCell, ...]]) -> bool:
    texts = [cell.text for row in rows[-4:] for cell in row if cell.text]
    return bool(texts) and is_note(texts[-1])


def _without(grid: LooseGrid, rows: int) -> LooseGrid:
    """A grid without its first rows."""
    spans = tuple((a - rows, b, c - rows, d) for a, b, c, d in grid.spans if a >= rows)
    return replace(grid, rows=grid.rows[rows:], spans=spans, heads=None if grid.heads is None else grid.heads - rows)


def _as_texts(grid: LooseGrid) -> list[LooseText]:
    """The words of a grid of one column, which is a frame around texts, or around the contents."""
    cells = [cell for row in grid.rows for cell in row if cell.text]
    listed = bool(cells) and cells[0].text == "目录"
    texts = [_LEADERS.sub("", cell.text) if listed else cell.text for cell in cells]
    return [LooseText(text, cell.place, listed=listed) for text, cell in zip(texts, cells, strict=True)]


