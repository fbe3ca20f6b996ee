"""The styles one report uses: all those of its text, and for table cells the looks that were asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ...model.report.report import Cover
from . import styles
from .fonts import HEAD_FONT, TABLE_FONT
from .markup import NAMESPACES
from .measure import Face
from .style_markup import characters, layout, style

_LOOKS = {
    "code": ("left", TABLE_FONT), "name": ("left", TABLE_FONT), "text": ("left", TABLE_FONT),
    "amount": ("right", TABLE_FONT), "head": ("center", TABLE_FONT), "label": ("center", TABLE_FONT),
    "topic": ("center", HEAD_FONT),
}


class CellStyle(NamedTuple):
    """The look of a table cell's text. `indent` counts characters."""

    role: str
    face: Face
    indent: int = 0
    bold: bool = False

    @property
    def name(self) -> str:
        """The style's name as Word lists it, different for every look."""
        parts = ["Table", self.role.title(), f"{self.face.size:g}", "on", f"{self.face.pitch:g}"]
        parts += ["Indent", str(self.indent)] * bool(self.indent) + ["Total"] * self.bold
        return " ".join(parts)

    @property
    def identifier(self) -> str:
        """The style's identifier."""
        return self.name.replace(" ", "").replace(".", "_")

    def definition(self) -> str:
        """The `w:style`."""
        align, font = _LOOKS[self.role]
        paragraph = layout(self.face, align=align, left=self.indent * self.face.size)
        bold = self.bold or self.role == "head"
        return style(self.identifier, self.name, paragraph, characters(self.face, font, bold=bold))


@dataclass(slots=True)
class StyleBook:
    """The looks of table cells so far, in the order they were first asked for."""

    cells: dict[CellStyle, str] = field(default_factory=dict)

    def cell(self, role: str, face: Face, indent: int = 0, bold: bool = False) -> str:
        """The identifier of the style for such a cell."""
        look = CellStyle(role, face, indent, bold)
        known = self.cells.get(look)
        if known is None:
            known = self.cells[look] = look.identifier
        return known

    def markup(self, cover: Cover, contents_entry: Face) -> str:
        """The styles part."""
        cells = "".join(look.definition() for look in self.cells)
        return (
            f"<w:styles {NAMESPACES}>{styles.base()}{styles.cover(cover)}{styles.contents(contents_entry)}"
            f"{styles.headings()}{styles.running_text()}{styles.digest()}{styles.sheets()}{styles.edges()}{cells}</w:styles>"
        )
