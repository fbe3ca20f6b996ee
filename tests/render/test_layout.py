"""Which tables stand on which page: short ones together, in order, evenly; none broken that a page can hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from a_report import a_report, columns, wan, words

from discloser.model.report.report import Heading, Paragraph, Part, Row, Table
from discloser.render import fit
from discloser.render.columns import PAGE_WIDTH
from discloser.render.layout import Sheet, is_brief, laid_out


def a_table(no: int, rows: int, *, landscape: bool = False) -> Table:
    heads = columns(("科目编码", "code", 1), ("科目名称", "name", 5), ("合计", "amount", 2))
    row = Row((words("2080505"), words("机关养老保险缴费支出", indent=2), wan("1.00")))
    return replace(a_report().tables()[0], no=no, label=f"表{no}", title=f"第{no}张支出表", columns=heads,
                   rows=(row,) * rows, note=None, landscape=landscape)


def sheets(*tables: Table, notes: tuple[Paragraph, ...] = ()) -> list[Sheet]:
    return [one for one in laid_out(Part("tables", "第二部分", (*tables, *notes))) if isinstance(one, Sheet)]


def numbers(of_pages: list[Sheet]) -> list[list[int]]:
    return [[one.table.no for one in sheet.tables] for sheet in of_pages]


def test_short_tables_share_a_page_and_stand_in_their_order():
    assert numbers(sheets(*(a_table(no, 2) for no in range(1, 5)))) == [[1, 2, 3, 4]]


def test_pages_are_evenly_filled_and_not_the_last_one_left_with_a_scrap():
    assert numbers(sheets(*(a_table(no, 8) for no in range(1, 5)))) == [[1, 2], [3, 4]]


@pytest.mark.parametrize("rows", [1, 5, 12, 25, 31])
def test_no_page_holds_more_than_it_can(rows: int):
    for sheet in sheets(*(a_table(no, rows) for no in range(1, 14)), notes=(Paragraph("注：有尾差。" * 20, "note"),)):
        used = sum(one.fit.height for one in sheet.tables) + 26 * (len(sheet.tables) - 1)
        used += sum(fit.note_height(note.text) for note in sheet.notes) + (48 if sheet.opens else 0)
        assert used <= PAGE_WIDTH[True]
        assert len({one.fit.level for one in sheet.tables}) == 1


def test_the_heading_of_the_part_and_the_closing_note_stand_on_pages_of_tables():
    first, *others = sheets(a_table(1, 25), a_table(2, 20), notes=(Paragraph("注：有尾差。", "note"),))
    assert first.opens
    assert not any(sheet.opens for sheet in others)
    assert [sheet.notes for sheet in (first, *others)][-1][0].text == "注：有尾差。"


def test_a_table_that_lies_sideways_does_not_share_its_page_with_upright_ones():
    assert numbers(sheets(a_table(1, 2), a_table(2, 2, landscape=True), a_table(3, 2))) == [[1], [2], [3]]


def test_what_is_no_table_keeps_its_place():
    blocks = (Heading("一、标题", 1), Paragraph("正文"), a_table(1, 2), Heading("二、标题", 1))
    told = [one[0] if isinstance(one, tuple) else "页" for one in laid_out(Part("tables", "第二部分", blocks))]
    assert told == [0, 1, "页", 3]


@pytest.mark.parametrize(("letters", "brief"), [(1, True), (120, True), (400, False)])
def test_a_part_that_says_nothing_much_does_not_begin_a_page(letters: int, brief: bool):
    assert is_brief(Part("narrative", "第五部分　附件", (Paragraph("无" * letters),))) == brief


def test_a_part_with_a_table_begins_a_page():
    assert not is_brief(Part("tables", "第二部分", (a_table(1, 1),)))
