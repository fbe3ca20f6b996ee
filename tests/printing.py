"""Makes small PDFs as other programs print them: texts at places, ruled tables, clipped, turned or scanned pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
LEFT, TOP, PITCH = 80, 760, 28


@dataclass
class Sheet:
    """A page under the pen: its drawing commands. `turned`: by how many degrees a reader turns it."""

    commands: list[str] = field(default_factory=list)
    turned: int = 0
    pictured: bool = False
    down: float = TOP

    def write(self, text: str, x: float, y: float, size: float = 12, mode: int = 0) -> None:
        """Print a text with its baseline beginning at a point, counted from the lower left corner."""
        code = text.encode("utf-16-be").hex()
        self.commands.append(f"BT {mode} Tr /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{code}> Tj ET")

    def line(self, text: str, size: float = 12, x: float = LEFT) -> None:
        """Print a line below the one before."""
        self.write(text, x, self.down, size)
        self.down -= PITCH

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a line."""
        self.commands.append(f"0.5 w {x0} {y0} m {x1} {y1} l S")

    def fill(self, x0: float, y0: float, x1: float, y1: float, grey: float = 1) -> None:
        """Fill an area without drawing its edges; of grey 1 it is as white as paper."""
        self.commands.append(f"q {grey} g {x0} {y0} {x1 - x0} {y1 - y0} re f Q")

    def table(self, rows: Sequence[Sequence[str]], width: float = 100, height: float = 20, size: float = 10) -> None:
        """Draw a ruled table of cells of one width below what was printed before."""
        top, count = self.down + PITCH / 2, max(map(len, rows))
        for i in range(len(rows) + 1):
            self.rule(LEFT, top - i * height, LEFT + count * width, top - i * height)
        for j in range(count + 1):
            self.rule(LEFT + j * width, top, LEFT + j * width, top - len(rows) * height)
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                self.write(text, LEFT + j * width + 3, top - i * height - 14, size)
        self.down = top - len(rows) * height - PITCH

    def clipped(self, text: str, x: float, y: float, size: float, box: tuple[float, float, float, float]) -> None:
        """Print a text of which only what lies in a box (left, bottom, right, top) can be seen."""
        left, bottom, right, top = box
        self.commands.append(f"q {left} {bottom} {right - left} {top - bottom} re W n")
        self.write(text, x, y, size)
        self.commands.append("Q")


def pdf(sheets: Sequence[Sheet]) -> bytes:
    """The document of some pages, in a font that every reader of PDF knows by name."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", "",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 90 >>",
        _stream("<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
                "/BitsPerComponent 8", "7"),
    ]
    kids = []
    for sheet in sheets:
        commands = [*sheet.commands, *([f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /P1 Do Q"] if sheet.pictured else [])]
        objects.append(_stream("<<", "\n".join(commands)))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {sheet.turned} "
            f"/Resources << /Font << /F1 3 0 R >> /XObject << /P1 6 0 R >> >> /Contents {len(objects)} 0 R >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return _written(objects)


def _stream(head: str, content: str) -> str:
    return f"{head} /Length {len(content)} >>\nstream\n{content}\nendstream"


def _written(objects: Sequence[str]) -> bytes:
    body, starts = "%PDF-1.5\n", []
    for number, content in enumerate(objects, start=1):
        starts.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}").encode("latin-1")
