"""One sheet of the workbook form while it is drawn from top to bottom: its cells, headings, notes and set-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ...model.form.areas import AskedCell
from ...model.place import FormPath
from .cells import content_of, put, validation_of
from .draft import CellPlace, RemarkPlace, WorkbookDraft
from .styles import FONT, RIGHT, WRONG
from .text_size import height_of

_A4 = 9
ROW_HEIGHT = 24
_HEAD_HEIGHT = 36
_ZOOM = 110
_USUAL_WIDTH = 9
_EVERYWHERE = "A1:Z9999"
_FOLDED = {"level": 1, "hidden": True}


class SheetWriter:
    """`row` is the next free row, from 0; `header` the row of headings that stays in sight.

    `folded`: rows are written into a group that is closed: nobody sees or prints them until it is opened.
    """

    def __init__(self, draft: WorkbookDraft, name: str, widths: Iterable[float]) -> None:
        self.draft = draft
        self.styles = draft.styles
        self.name = name
        self.sheet: Worksheet = draft.book.add_worksheet(name)
        self.row = 0
        self.header: int | None = None
        self.folded = False
        self._widths = tuple(widths)
        self._tallest = 0
        for column, width in enumerate(self._widths):
            self.sheet.set_column(column, column, width, self.styles.free)

    def columns(self, formats: Mapping[int, Format]) -> None:
        """How cells look that nothing was written in, down to the end of the sheet."""
        self.sheet.set_default_row(ROW_HEIGHT)
        for column, style in formats.items():
            self.sheet.set_column(column, column, self._widths[column], style)

    def finish(self, *, frozen_columns: int = 0, pages_high: int = 0, protected: bool = True) -> None:
        """Page, panes and protection; as many pages high as it takes unless told."""
        self.sheet.ignore_errors({"number_stored_as_text": _EVERYWHERE})  # codes are texts made of digits
        self.sheet.set_zoom(_ZOOM)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self.sheet.fit_to_pages(1, pages_high)
        self.sheet.set_footer("&L&A&R第 &P 页，共 &N 页")
        if self.header is not None:
            self.sheet.repeat_rows(self.header)
            self.sheet.freeze_panes(self.header + 1, frozen_columns)
        if protected:
            self.protect()

    def protect(self) -> None:
        """Lock what is not to be typed in. No password: whoever needs to may take the lock off."""
        self.sheet.protect("", {
            "format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True, "sort": True,
            "autofilter": True,
        })

    def headings(self, places: Mapping[str, int], items: Mapping[str, AskedCell], must: Mapping[str, bool]) -> None:
        """A row of headings; the note of each says what it means."""
        if self.header is None:
            self.header = self.row
        for column in range(max(places.values())):
            self.sheet.write_blank(self.row, column, None, self.styles.head)
        for heading, column in places.items():
            wanted = must.get(heading, False)
            self.text(column, heading, self.styles.required_head if wanted else self.styles.head)
            if heading in items:
                self._note(column, f"{'必填' if wanted else '选填'}。{items[heading].description}")
        self.next(_HEAD_HEIGHT)

    def _note(self, column: int, note: str) -> None:
        self.sheet.write_comment(
            self.row, column, note, {"author": "", "x_scale": 1.8, "font_size": 10, "font_name": FONT})

    def cell(self, item: AskedCell, path: FormPath, column: int, *, must: bool, in_list: bool = False) -> str:
        """A cell to type in, filled if it is known what with; what it shows, as text."""
        draft, style = self.draft, self.styles.input(item.value, required=must, in_list=in_list)
        if not in_list:
            draft.spots[path] = CellPlace(self.name, self.row, column)
        text = draft.values.pop(path, None)
        if text is None:
            self.sheet.write_blank(self.row, column, None, style)
            return ""
        content = content_of(item, text.strip(), draft.codes.get(item.choices, {}))
        if not put(self.sheet, self.row, column, content, style):
            draft.left.append(path)
        if isinstance(content, Decimal):
            draft.numbers[path] = content
        draft.shown[path] = str(content)
        self._tallest = max(self._tallest, self._height(str(content), column))
        return str(content)

    def validate(self, item: AskedCell, column: int, first: int, last: int) -> None:
        """Say what may be typed in some cells of a column."""
        rule = validation_of(item, self.draft.lists)
        if rule is not None:
            self.sheet.data_validation(first, column, last, column, rule)

    def remark(self, path: FormPath, column: int, style: Format | None = None) -> None:
        """A cell for remarks about a path."""
        style = style or self.styles.remark
        self.sheet.write_blank(self.row, column, None, style)
        self.draft.remark_cells.setdefault(
            path, RemarkPlace(self.sheet, self.row, column, style, self._width(column)))

    def next(self, height: int = ROW_HEIGHT) -> None:
        """Go to the next row; this one is at least so high, and high enough for what stands in it."""
        above = self.styles.free if self.header is None else None
        self.draft.heights[self.name, self.row] = max(height, self._tallest), above
        self.sheet.set_row(self.row, max(height, self._tallest), above, _FOLDED if self.folded else {})
        self._tallest = 0
        self.row += 1

    def fold(self) -> None:
        """Open a group of rows that is closed; the row above, which stays blank, has its button.

        LibreOffice looks for the button below a group: no group may end right above another's button.
        """
        self.sheet.outline_settings(symbols_below=False)
        self.sheet.set_row(self.row, None, None, {"collapsed": True})
        self.row += 1
        self.folded = True

    def text(self, column: int, text: str, style: Format) -> None:
        """A text of ours."""
        self.sheet.write_string(self.row, column, text, style)
        if style.text_wrap:
            self._tallest = max(self._tallest, self._height(text, column))

    def _height(self, text: str, column: int) -> int:
        """How high a row must be for a text in a column; no program does this for a file it has not opened."""
        return height_of(text, self._width(column))

    def _width(self, column: int) -> float:
        return self._widths[column] if column < len(self._widths) else _USUAL_WIDTH

    def formula(self, column: int, formula: str, value: object, style: Format) -> None:
        """A formula with the value it has now, for readers that don't compute."""
        self.sheet.write_formula(self.row, column, formula, style, value)

    def band(self, columns: int, style: Format) -> None:
        """Colour a row from its first cell on."""
        for column in range(columns):
            self.sheet.write_blank(self.row, column, None, style)

    def colour_verdicts(self, top: int, left: int, bottom: int, right: int) -> None:
        """Colour what agrees and what does not."""
        for word, colour in (("不一致", WRONG), ("有", WRONG), ("一致", RIGHT)):
            self.sheet.conditional_format(top, left, bottom, right, {
                "type": "text", "criteria": "begins with", "value": word, "format": self.styles.colour(colour),
            })

    def must_heads(self, items: Mapping[str, AskedCell], base: FormPath) -> Mapping[str, bool]:
        """Heading → whether what stands below must be filled."""
        return {heading: self.draft.must((*base, *item.path), item) for heading, item in items.items()}


def heads(writer: SheetWriter, headings: Sequence[str]) -> None:
    """Write the headings of a table."""
    for column, heading in enumerate(headings):
        writer.text(column, heading, writer.styles.head)
    writer.next()
