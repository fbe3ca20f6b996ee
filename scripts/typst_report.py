"""A report as a Typst document of the same content, to see how near the PDF comes to a compiled typesetter.

Not a renderer: pages break elsewhere, and it is only ever measured.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from discloser.model.report.grid import header_grid
from discloser.model.report.report import Block, Chart, Heading, Paragraph, Report, Table, TableList, TargetForm, Term

FONTS = Path(__file__).parents[1] / "templates" / "fonts"
_HEAD = """\
#set page(paper: "a4", margin: (top: 37mm, right: 26mm, bottom: 35mm, left: 28mm), numbering: "— 1 —")
#set text(font: ("FandolSong", "FandolFang R"), size: 15.75pt, lang: "zh")
#set par(leading: 12pt, justify: true, first-line-indent: 2em)
#set table(stroke: 0.5pt, inset: 3pt)
#show heading: set text(font: "FandolHei", size: 16pt)
#show table: set text(size: 9.5pt)
#show table: set par(leading: 4pt, first-line-indent: 0em, justify: false)
"""


def typst(report: Report) -> str:
    """The Typst source of a report."""
    cover = "\n\n".join(f"#align(center, {_text(text)})" for text in (report.cover.unit, report.title))
    parts = (
        f"#pagebreak()\n#heading(level: 1, {_text(part.heading)})\n" + "\n\n".join(map(_block, part.blocks))
        for part in report.parts
    )
    return "\n".join((_HEAD, cover, "#pagebreak()\n#outline(depth: 2)", *parts))


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"#heading(level: {min(block.level + 1, 4)}, {_text(block.text)})"
        case Paragraph():
            return f"#par({_text(block.text)})"
        case Term():
            return f"#par({_text(f'{block.number}、{block.term}：{block.definition}')})"
        case TableList():
            return "\n\n".join(f"#par({_text(f'{label} {title}')})" for label, title in block.entries)
        case Chart():
            bars = "".join(
                f"rect(width: {20 + 10 * number}mm, height: 8mm, fill: luma({40 * number + 40})), "
                f"{_text(f'{piece.name} {piece.amount_text} {piece.share_text}')},"
                for number, piece in enumerate(block.slices)
            )
            return f"#figure(grid(columns: 2, gutter: 4pt, {bars}), caption: {_text(block.title)})"
        case Table():
            return _table(block)
        case TargetForm():
            return _form(block)


def _table(table: Table) -> str:
    widths = ", ".join(f"{column.width}fr" for column in table.columns)
    heads = "".join(
        f"table.cell(colspan: {cell.colspan}, rowspan: {cell.rowspan}, {_text(cell.text)}), "
        for line in header_grid(table.columns) for cell in line
    )
    cells = "".join(
        f"table.cell(align: {'right' if column.show == 'amount' else 'left'}, {_text(cell.text)}), "
        for row in table.rows for cell, column in zip(row.cells, table.columns, strict=True)
    )
    body = (
        f"#heading(level: 2, {_text(table.title)})\n#par({_text(f'{table.label} {table.unit_line}')})\n"
        f"#table(columns: ({widths}), table.header({heads}), {cells})\n"
    )
    return f"#page(flipped: {'true' if table.landscape else 'false'})[\n{body}]"


def _form(form: TargetForm) -> str:
    rows = "".join(f"{_text(label)}, table.cell(colspan: 3, {_text(text)}), " for label, text in _lines(form))
    indicators = "".join(
        f"{_text(item.second)}, {_text(item.term_name)}, {_text(item.term_value)}, {_text(item.year_value)}, "
        for item in form.indicators
    )
    return f"#page[\n#par({_text(form.title)})\n#table(columns: (2fr, 3fr, 2fr, 2fr), {rows}{indicators})\n]"


def _lines(form: TargetForm) -> Iterator[tuple[str, str]]:
    yield from form.identity
    for block in form.funding:
        yield from block.lines
    yield from form.texts
    yield from form.goals
    yield from form.signature


def main() -> None:
    """Compile a Typst file: `typst_report.py source.typ target.pdf`."""
    import typst as compiler

    compiler.compile(sys.argv[1], output=sys.argv[2], font_paths=[str(FONTS)], ignore_system_fonts=True)


if __name__ == "__main__":
    main()
