"""Standard tables and 绩效目标表 as HTML tables. Every look is a class; a cell holds its text and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model.report.grid import body_cells, header_grid
from ..model.report.marks import without_marks
from ..model.report.report import Cell, Column, Row, Table
from . import fit
from .bands import is_too_wide
from .form_cells import FormCell
from .form_grid import AnyProjectForm, form_rows, level_of, widths_of
from .markup import has_long_word, safe
from .sources import source_of_cell

_VOID = ' class="void"'


def table_markup(table: Table, anchor: str, *, sources: bool = False) -> str:
    """A standard table: label, title, owner and unit above it, its note below."""
    fitted = fit.fit(replace(table, landscape=table.landscape or is_too_wide(table)))
    widths = "".join(f'<col style="width:{width:.2f}%"/>' for width in fitted.widths)
    note = "".join(f'\n<p class="note">{safe(line)}</p>' for line in table.note_lines)
    return (
        f'<section class="sheet{" sideways" if table.landscape or is_too_wide(table) else ""}">\n'
        f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{anchor}">\n'
        f'<table class="grid level-{fitted.level}">\n'
        f'<caption><p class="label">{safe(table.label)}</p><h3 id="{anchor}">{safe(table.title)}</h3>'
        f'<p class="owner">{safe(table.owner_line)}</p><p class="unit">{safe(table.unit_line)}</p></caption>\n'
        f"<colgroup>{widths}</colgroup>\n<thead>\n{_head(table)}\n</thead>\n<tbody>\n"
        + "\n".join(_rows(table, sources=sources))
        + f"\n</tbody>\n</table>\n</div>{note}\n</section>"
    )


def _void_columns(table: Table) -> frozenset[int]:
    """The columns of amounts in which nothing stands, beside others; a narrow window folds them."""
    amounts = [number for number, column in enumerate(table.columns) if column.show == "amount"]
    void = [number for number in amounts if not any(row.cells[number].text for row in table.rows)]
    return frozenset(void if len(void) < len(amounts) else ())


def _head(table: Table) -> str:
    void = _void_columns(table)
    lines = [
        "".join(
            f'<th scope="{"colgroup" if cell.colspan > 1 else "col"}"{_spans(cell.colspan, cell.rowspan)}'
            f"{_VOID if cell.colspan == 1 and cell.column in void else ''}>{_head_text(cell.text)}</th>"
            for cell in line
        )
        for line in header_grid(table.columns)
    ]
    if table.column_numbers:
        lines.append("".join(f"<td>{safe(number)}</td>" for number in table.column_numbers))
    return "\n".join(f"<tr>{line}</tr>" for line in lines)


def _head_text(text: str) -> str:
    """A head whose last two characters, nearly always a word, stay on one line."""
    if len(text) < 5:
        return safe(text)
    return f"{safe(text[:-2])}<span>{safe(text[-2:])}</span>"


def _rows(table: Table, *, sources: bool) -> Iterator[str]:
    """The rows; where a table names its rows once, the name heads its row for those who hear the table read."""
    names = [position for position, column in enumerate(table.columns) if column.show == "name"]
    header = names[0] if len(names) == 1 else None
    void = _void_columns(table)
    for row in table.rows:
        yield f"<tr>{''.join(_cells(row, table.columns, header, void, sources=sources))}</tr>"


def _cells(
    row: Row, columns: Sequence[Column], header: int | None, void: frozenset[int], *, sources: bool,
) -> Iterator[str]:
    for cell, position, colspan in body_cells(row, columns):
        column = columns[position]
        if not cell.text:
            yield f"<td{_VOID if position in void else ''}></td>"
        elif position == header:
            yield f'<th scope="row" class="{_classes(cell, column)}">{safe(cell.text)}</th>'
        else:
            told = source_of_cell(cell) if sources else ""
            yield f'<td class="{_classes(cell, column)}"{_spans(colspan, 1)}{told}>{safe(cell.text)}</td>'


def _classes(cell: Cell, column: Column) -> str:
    names: list[str] = [column.show]
    if cell.role in ("total", "category"):
        names.append("total")
    if cell.indent:
        names.append(f"indent-{min(cell.indent, 4)}")
    if column.show in ("name", "text") and has_long_word(cell.text):
        names.append("long")
    return " ".join(names)


def _spans(colspan: int, rowspan: int) -> str:
    return (f' colspan="{colspan}"' if colspan > 1 else "") + (f' rowspan="{rowspan}"' if rowspan > 1 else "")


def form_markup(form: AnyProjectForm, anchor: str) -> str:
    """A form of a project on a page of its own, set as large as the page allows."""
    rows = list(form_rows(form))
    level = level_of(form, rows)
    body = "\n".join(f"<tr>{''.join(_form_cell(cell) for cell in row)}</tr>" for row in rows)
    widths = "".join(f'<col style="width:{width}%"/>' for width in widths_of(form))
    signature = " ".join(f"<span>{safe(label)}：{safe(value)}</span>" for label, value in form.printed_signature())
    name = f"{without_marks(form.title)} {form.project}"
    below = f'\n<p class="note">{safe(form.note)}</p>' if form.note else ""
    below += f'\n<p class="signature">{signature}</p>' if signature else ""
    return (
        f'<section class="sheet form" id="{anchor}">\n'
        f'<div class="scroll" role="region" tabindex="0" aria-label="{safe(name)}">\n'
        f'<table class="level-{level}">\n'
        f'<caption data-project="{safe(form.project)}"><p class="title">{safe(form.title)}</p>'
        f"<p>{safe(form.year_line)}</p></caption>\n<colgroup>{widths}</colgroup>\n<tbody>\n{body}\n</tbody>\n</table>\n"
        f"</div>{below}\n</section>"
    )


def _form_cell(cell: FormCell) -> str:
    spans = _spans(cell.colspan, cell.rowspan)
    if cell.kind in ("head", "top"):
        text = _head_text(cell.text) if cell.colspan == 1 else safe(cell.text)
        return f'<th scope="{"row" if cell.kind == "head" else "col"}"{spans}>{text}</th>'
    long = " long" if cell.kind == "text" and has_long_word(cell.text) else ""
    return f'<td class="{cell.kind}{long}"{spans}>{safe(cell.text)}</td>'
