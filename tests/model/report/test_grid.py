"""A table as a grid: its heading, and names that reach across columns."""

from __future__ import annotations

from discloser.model.report.grid import body_cells, header_grid
from discloser.model.report.report import Cell, Column, Row


def heads(*paths: str) -> list[list[tuple[str, int, int]]]:
    """The grid of columns given as `收入/项目`: text, columns and lines covered."""
    columns = [Column(tuple(path.split("/")), "amount", 1) for path in paths]
    return [[cell[:3] for cell in line] for line in header_grid(columns)]


def test_neighbours_share_their_group():
    assert heads("收入/项目", "收入/金额", "支出/项目") == [
        [("收入", 2, 1), ("支出", 1, 1)],
        [("项目", 1, 1), ("金额", 1, 1), ("项目", 1, 1)],
    ]


def test_a_head_without_group_reaches_down_to_the_last_line():
    assert heads("项目", "预算数/合计", "预算数/来源/一般", "预算数/来源/基金") == [
        [("项目", 1, 3), ("预算数", 3, 1)],
        [("合计", 1, 2), ("来源", 2, 1)],
        [("一般", 1, 1), ("基金", 1, 1)],
    ]


def test_equal_leaf_heads_side_by_side_stay_two():
    assert heads("金额", "金额") == [[("金额", 1, 1), ("金额", 1, 1)]]


def test_equal_groups_that_are_not_neighbours_stay_apart():
    assert heads("收入/甲", "支出/乙", "收入/丙")[0] == [("收入", 1, 1), ("支出", 1, 1), ("收入", 1, 1)]


def test_every_cell_knows_the_column_it_starts_at():
    columns = [Column(path, "amount", 1) for path in (("甲",), ("乙", "一"), ("乙", "二"), ("丙",))]
    assert [[cell.column for cell in line] for line in header_grid(columns)] == [[0, 1, 3], [1, 2]]


def test_no_columns_have_no_heading():
    assert header_grid([]) == []


CODED = (
    Column(("科目编码",), "code", 1), Column(("科目名称",), "name", 2), Column(("金额",), "amount", 1),
    Column(("科目编码",), "code", 1), Column(("科目名称",), "name", 2), Column(("金额",), "amount", 1),
)


def reaches(*texts: str) -> list[tuple[str, int]]:
    """The cells of a row under two blocks of code, name and amount: text and columns covered."""
    row = Row(tuple(Cell(text) for text in texts))
    return [(cell.text, colspan) for cell, _, colspan in body_cells(row, CODED)]


def test_a_name_too_long_for_its_column_of_codes_takes_the_blank_name_beside_it():
    assert reaches("人员经费合计", "", "3.00", "公用经费合计", "", "") == [
        ("人员经费合计", 2), ("3.00", 1), ("公用经费合计", 2), ("", 1),
    ]


def test_a_short_name_a_code_and_a_blank_stay_in_their_columns():
    assert [colspan for _, colspan in reaches("合计", "", "3.00", "", "", "")] == [1] * 6
    assert [colspan for _, colspan in reaches("人员经费合计", "补充", "3.00", "30101", "", "")] == [1] * 6
