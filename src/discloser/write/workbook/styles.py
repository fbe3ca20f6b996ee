"""How the cells of the workbook form look: what must be filled is yellow, what is computed is grey."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from ...model.form.values import Value

FONT: Final = "宋体"
CREATED: Final = datetime(2000, 1, 1)
"""Stands for a clock in the properties of every workbook, so that the same content has the same bytes."""
_REQUIRED = "#FFF2CC"
_HEAD = "#D9E2F3"
_BLOCK = "#2F5496"
_LABEL = "#F2F2F2"
_LINE = "#A6A6A6"
LACKING: Final = "#F4B183"
WRONG: Final = "#F8CBAD"
RIGHT: Final = "#E2EFDA"
AMOUNT: Final = "#,##0.00####"
_COMPUTED = "#,##0.00####;-#,##0.00####;-"

UNTOUCHED: Final[dict[str, Any]] = {"font_name": FONT, "font_size": 11, "font_scheme": "none", "locked": False}
"""Cells outside all tables: free, so that rows can be deleted and blocks copied below the last one."""

_AS_TEXT = 49  # the number under which every program knows the format @
_NUMBER: dict[Value, str | int] = {
    "amount": AMOUNT, "count": "0", "quantity": "General", "date": "yyyy-mm-dd", "long": "General",
    "text": _AS_TEXT, "code": _AS_TEXT, "choice": _AS_TEXT, "yes_no": _AS_TEXT,
}
_RIGHT = frozenset({"amount", "count", "quantity"})
_CENTRED = frozenset({"choice", "yes_no", "date"})


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._inputs: dict[tuple[Value, bool, bool], Format] = {}

    def input(self, value: Value, *, required: bool, in_list: bool) -> Format:
        """A cell to type in; short terms stand in the middle of a list's column."""
        key = (value, required, in_list)
        if key not in self._inputs:
            self._inputs[key] = self._input(value, required=required, centred=in_list and value in _CENTRED)
        return self._inputs[key]

    def _input(self, value: Value, *, required: bool, centred: bool) -> Format:
        return self._format(
            border=1, border_color=_LINE, locked=False, num_format=_NUMBER[value], text_wrap=value not in _RIGHT,
            align="right" if value in _RIGHT else "center" if centred else "left",
            valign="vcenter", **({} if centred else {"indent": 1}),
            **({"bg_color": _REQUIRED} if required else {}),
        )

    @property
    def free(self) -> Format:
        """A cell outside all tables: open to copies of a block and to the officer's own notes."""
        return self._format(locked=False, valign="vcenter", text_wrap=False)

    @property
    def remark(self) -> Format:
        """A cell for remarks."""
        return self._format(border=1, border_color=_LINE, locked=False, text_wrap=True, valign="vcenter",
                            font_color="#595959")

    @property
    def loose_remark(self) -> Format:
        """A cell for remarks beside a title."""
        return self._format(locked=False, text_wrap=True, valign="vcenter", font_color="#595959")

    @property
    def title(self) -> Format:
        """The title of a sheet or table."""
        return self._format(bold=True, font_size=16, valign="vcenter")

    @property
    def section(self) -> Format:
        """The title of a section."""
        return self._format(bold=True, font_size=12, valign="vcenter", bg_color=_HEAD, border=1, border_color=_LINE)

    @property
    def block(self) -> Format:
        """The title of a repeated block."""
        return self._format(bold=True, font_size=14, valign="vcenter", bg_color=_BLOCK, font_color="#FFFFFF", indent=1)

    @property
    def hint(self) -> Format:
        """A line that explains a table."""
        return self._format(font_color="#595959", valign="vcenter")

    @property
    def head(self) -> Format:
        """A heading."""
        return self._format(bold=True, bg_color=_HEAD, border=1, border_color=_LINE, align="center", valign="vcenter",
                            text_wrap=True)

    @property
    def required_head(self) -> Format:
        """The heading of a column that must be filled."""
        return self._format(bold=True, bg_color=_HEAD, border=1, border_color=_LINE, align="center", valign="vcenter",
                            text_wrap=True, font_color="#C00000")

    @property
    def label(self) -> Format:
        """The name of a field or row."""
        return self._format(bg_color=_LABEL, border=1, border_color=_LINE, valign="vcenter", text_wrap=True, indent=1)

    @property
    def explained(self) -> Format:
        """What a field means."""
        return self._format(border=1, border_color=_LINE, valign="vcenter", text_wrap=True, font_color="#595959",
                            indent=1)

    @property
    def overflowing(self) -> Format:
        """What a field means, where it may run over the empty cells to its right."""
        return self._format(valign="vcenter", font_color="#595959")

    @property
    def must(self) -> Format:
        """Whether a field must be filled."""
        return self._format(border=1, border_color=_LINE, valign="vcenter", align="center", font_color="#C00000")

    @property
    def may(self) -> Format:
        """That a field need not be filled."""
        return self._format(border=1, border_color=_LINE, valign="vcenter", align="center", font_color="#7F7F7F")

    @property
    def number(self) -> Format:
        """The number of a row: computed, but free, so that whole rows can be deleted and copied."""
        return self._format(border=1, border_color=_LINE, align="center", valign="vcenter", locked=False,
                            font_color="#7F7F7F", bg_color=_LABEL)

    @property
    def computed(self) -> Format:
        """A computed amount."""
        return self._format(border=1, border_color=_LINE, valign="vcenter", num_format=_COMPUTED, bg_color=_LABEL,
                            align="right", indent=1)

    @property
    def computed_total(self) -> Format:
        """A computed total."""
        return self._format(border=1, border_color=_LINE, valign="vcenter", num_format=_COMPUTED, bg_color=_LABEL,
                            align="right", bold=True, indent=1)

    @property
    def total_label(self) -> Format:
        """What a total is called."""
        return self._format(bold=True, align="right", valign="vcenter")

    @property
    def verdict(self) -> Format:
        """Whether two computed amounts agree."""
        return self._format(border=1, border_color=_LINE, valign="vcenter", align="center", bg_color=_LABEL)

    @property
    def link(self) -> Format:
        """A link to a sheet."""
        return self._format(font_color="#0563C1", underline=1, valign="vcenter", border=1, border_color=_LINE, indent=1)

    @property
    def step(self) -> Format:
        """A step of the guide, running over the cells to its right."""
        return self._format(valign="vcenter", font_size=12, indent=1)

    def legend(self, *, required: bool = False, computed: bool = False) -> Format:
        """A patch of colour in the guide."""
        colour = _REQUIRED if required else _LABEL if computed else "#FFFFFF"
        return self._format(border=1, border_color=_LINE, bg_color=colour, align="center", valign="vcenter")

    def colour(self, colour: str) -> Format:
        """A colour laid over a cell by a condition."""
        return self._format(bg_color=colour)

    def _format(self, **properties: Any) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            plain = set(properties) == {"bg_color"}
            self._made[key] = self._book.add_format(
                properties if plain else {**UNTOUCHED, "locked": True, **properties})
        return self._made[key]
