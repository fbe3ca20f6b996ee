"""What a screen reader is told of tables: the heads that a sighted reader sees above and beside a cell."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from a_report import a_report, columns, wan, words
from helpers import report_of, sample
from pdf_reading import FONTS, attribute, kids, rows, tags, with_blocks

from discloser.model.report.report import Report, Row, Table
from discloser.render import pdf
from discloser.render.pdf.content import report_content
from discloser.render.pdf.grids import Grid, GridCell
from discloser.render.pdf.heads import heads_of_cells
from discloser.render.pdf.tags import TagsDiffer, complete_tables

REPORTS = {
    "every block": a_report(), "sample": report_of(sample("bureau-2025-budget")),
    "empty tables": report_of(sample("new-unit-2025-budget")),
}


def cell(column: int, scope: Any = "", colspan: int = 1, rowspan: int = 1) -> GridCell:
    return GridCell(column, colspan, rowspan, scope)


def told(grid: Grid) -> dict[tuple[int, int], list[tuple[int, int]]]:
    return {place: heads for place, _, heads in heads_of_cells(grid)}


def test_a_head_over_two_rows_does_not_push_the_heads_beside_it():
    heads = told([
        [cell(0, "col", rowspan=2), cell(1, "col", colspan=2)],
        [cell(1, "col"), cell(2, "col")],
        [cell(0), cell(1), cell(2)],
    ])
    assert heads[2, 0] == [(0, 0)]
    assert heads[2, 1] == [(0, 1), (1, 1)]
    assert heads[2, 2] == [(0, 1), (1, 2)]
    assert heads[1, 1] == [(0, 1)]


def test_heads_in_the_middle_of_a_table_begin_anew():
    heads = told([[cell(0, "col")], [cell(0)], [cell(0, "col")], [cell(0)]])
    assert (heads[1, 0], heads[3, 0]) == ([(0, 0)], [(2, 0)])


def test_beside_a_cell_stands_the_last_head_of_its_row_and_every_tall_one():
    heads = told([
        [cell(0, "row", rowspan=2), cell(1, "row"), cell(2), cell(3, "row"), cell(4)],
        [cell(1, "row"), cell(2)],
        [cell(0, "row"), cell(1)],
    ])
    assert heads[0, 2] == [(0, 0), (0, 1)]
    assert heads[0, 4] == [(0, 0), (0, 3)]
    assert heads[1, 2] == [(0, 0), (1, 1)]
    assert heads[2, 1] == [(2, 0)]


@pytest.fixture(scope="module", params=REPORTS)
def report(request: pytest.FixtureRequest) -> Report:
    return REPORTS[request.param]


@pytest.fixture(scope="module")
def document(report: Report) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(pdf.render(report, FONTS))) as opened:
        yield opened


def tables(document: pikepdf.Pdf) -> list[Any]:
    return [tag for tag in tags(document) if tag.S == "/Table"]


def test_headings_begin_at_one_and_skip_no_level(document: pikepdf.Pdf):
    levels = [int(str(tag.S)[2:]) for tag in tags(document) if str(tag.S)[:2] == "/H"]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_head_has_a_direction_and_a_place_in_the_index(document: pikepdf.Pdf):
    heads = [tag for tag in tags(document) if tag.S == "/TH"]
    names = list(document.Root.StructTreeRoot.IDTree.Names)
    index = dict(zip(map(bytes, names[::2]), names[1::2], strict=True))
    assert {str(attribute(head, "/Scope")) for head in heads} == {"/Column", "/Row"}
    assert sorted(index) == list(index)
    assert {bytes(head.ID) for head in heads} == set(index)
    assert all(index[bytes(head.ID)].objgen == head.objgen for head in heads)


def test_every_cell_with_a_text_has_heads_that_are_in_the_index(document: pikepdf.Pdf):
    names = {bytes(name) for name in list(document.Root.StructTreeRoot.IDTree.Names)[::2]}
    cells = [tag for tag in tags(document) if tag.S == "/TD" and len(tag.get("/K", ()))]
    assert len(cells) > 60
    assert all(attribute(cell, "/Headers") and set(map(bytes, attribute(cell, "/Headers"))) <= names for cell in cells)


def test_heads_lie_above_or_left_of_what_they_head(report: Report):
    seen = 0
    for grid in report_content(report).grids:
        cells = {(row, one.column): one for row, cells in enumerate(grid) for one in cells}
        for (row, column), one, heads in heads_of_cells(grid):
            for above, left in heads:
                head = cells[above, left]
                over = above < row and left < column + one.colspan and column < left + head.colspan
                beside = left < column and above <= row < above + head.rowspan
                assert over or beside
                seen += 1
    assert seen > 200


def test_every_row_of_a_table_has_as_many_columns(document: pikepdf.Pdf):
    for table in tables(document):
        taken: dict[tuple[int, int], bool] = {}
        grid = rows(table)
        for number, row in enumerate(grid):
            column = 0
            for one in row:
                while (number, column) in taken:
                    column += 1
                across, down = (int(attribute(one, name) or 1) for name in ("/ColSpan", "/RowSpan"))
                taken |= {(number + y, column + x): True for y in range(down) for x in range(across)}
        width = len(taken) // len(grid)
        assert set(taken) == {(row, column) for row in range(len(grid)) for column in range(width)}


def test_a_table_is_announced_with_its_label_title_owner_and_unit(document: pikepdf.Pdf):
    for table in tables(document):
        caption = kids(table)[0]
        assert caption.S == "/Caption"
        assert [tag.S for tag in kids(caption) if str(tag.S)[:2] == "/H"]


def test_the_name_of_a_row_heads_it(document: pikepdf.Pdf, report: Report):
    named = [
        cell.text for table in report.tables() for row in table.rows
        for cell, column in zip(row.cells, table.columns, strict=True)
        if column.show == "name" and [one.show for one in table.columns].count("name") == 1 and cell.text
    ]
    heads = [tag for table in tables(document)[: len(report.tables())] for row in rows(table) for tag in row
             if attribute(tag, "/Scope") == "/Row"]
    assert 0 < len(heads) <= len(named)


def test_a_target_form_has_heads_of_rows_and_of_columns():
    with pikepdf.open(BytesIO(pdf.render(a_report(), FONTS))) as document:
        form = tables(document)[-1]
        scopes = [str(attribute(tag, "/Scope")) for row in rows(form) for tag in row if tag.S == "/TH"]
        assert scopes.count("/Column") == 2 + 6
        assert scopes.count("/Row") > 20


def a_table_of(lines: int) -> Table:
    heads = columns(("科目/编码", "code", 1), ("科目/名称", "name", 3), ("合计", "amount", 1))
    body = tuple(Row((words(f"208{number:02d}"), words(f"第{number}项"), wan("1.00"))) for number in range(lines))
    return Table(1, "公开表1", "支出表", "表一", "单位：万元", "单位名称：茶叶站", "万元", heads, body)


def test_a_table_over_three_pages_is_one_table_and_its_head_is_read_once():
    with pikepdf.open(BytesIO(pdf.render(with_blocks(a_table_of(180)), FONTS))) as document:
        assert len(document.pages) > 5
        (table,) = tables(document)
        assert len(rows(table)) == 2 + 180


def test_tags_that_are_not_those_of_the_grid_are_refused():
    printed = pdf.render(with_blocks(a_table_of(2)), FONTS)
    with pikepdf.open(BytesIO(printed)) as document:
        with pytest.raises(TagsDiffer):
            complete_tables(document, [])
        with pytest.raises(TagsDiffer):
            complete_tables(document, [[[cell(0, "col")]]])
