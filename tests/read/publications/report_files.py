"""Makes the files of examples about files of reports: `pdf 报告.pdf` line by line, others as they stand.

In a PDF's lines a tabulator parts the cells of a table's row, and words in front say what is done with the rest:

    ---        a new page        露半行 …    a line of which half can be seen
    图         a picture that covers the page
    重叠 甲 乙  two texts at one place

Options: 密码, 页数=501 (blank pages), 无编码=2 (the text of that page has a font that does not say what it shows).

In a Word document every line is a paragraph; what stands between two ~ is struck out.
"""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pikepdf
import typst
from pages import Example
from printing import LEFT, PITCH, Sheet, pdf

FONTS = Path(__file__).parents[3] / "templates" / "fonts"


def written(example: Example) -> Path:
    """The file of an example, made in the current folder."""
    path = Path(example.name)
    make = {} if "原样" in example.options else {".pdf": _pdf, ".docx": _docx}
    path.write_bytes(make.get(path.suffix, _as_is)(example))
    return path


def _docx(example: Example) -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    for line in example.content.splitlines():
        paragraph = document.add_paragraph()
        for i, piece in enumerate(line.split("~")):
            paragraph.add_run(piece).font.strike = bool(i % 2)
    document.save(stream)
    return stream.getvalue()


def _as_is(example: Example) -> bytes:
    return example.content.encode(example.options.get("编码", "utf-8"))


def _pdf(example: Example) -> bytes:
    sheets = [Sheet() for _ in range(int(example.options.get("页数", 0)))] or _sheets(example.content)
    content = pdf(sheets)
    if "无编码" in example.options:
        content = _strange(content, int(example.options["无编码"]))
    if "密码" not in example.options:
        return content
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="甲", user="乙"))
    return locked.getvalue()


def _strange(content: bytes, number: int) -> bytes:
    """A document with a page instead of one of its own, whose characters no font names."""
    faces = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    page = typst.compile('#set text(font: "FandolSong")\n收入预算一百二十万元'.encode(), font_paths=faces, format="pdf")
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document, pikepdf.open(io.BytesIO(page)) as other:
        for font in other.objects:
            if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
                del font["/ToUnicode"]
        document.pages[number - 1] = other.pages[0]
        document.save(packed)
    return packed.getvalue()


def _sheets(content: str) -> list[Sheet]:
    sheets, rows = [Sheet()], []
    for line in [*content.splitlines(), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            sheets[-1].table(rows)
            rows = []
        _draw(sheets, line)
    return sheets


def _draw(sheets: list[Sheet], line: str) -> None:
    sheet = sheets[-1]
    word, _, rest = line.partition(" ")
    if word == "---":
        sheets.append(Sheet())
    elif word == "图":
        sheet.pictured = True
    elif word == "露半行":
        sheet.clipped(rest, LEFT, sheet.down, 12, (LEFT, sheet.down + 4, LEFT + 400, sheet.down + 20))
        sheet.down -= PITCH
    elif word == "重叠":
        first, second = rest.split(" ")
        sheet.write(first, LEFT, sheet.down)
        sheet.write(second, LEFT + 3, sheet.down)
        sheet.down -= PITCH
    elif line:
        sheet.line(line)
