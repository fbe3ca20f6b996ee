"""Blocks side by side share a printed row and nothing else: what stands beside a row is not its amount."""

from __future__ import annotations

import pytest

from discloser.audit.anywhere.sheets import KnownTable, laid_out
from discloser.audit.anywhere.within import levels
from discloser.audit.read.layout import Heads, LaidOutTable
from discloser.audit.read.printed import PrintedTable
from discloser.model.place import Place
from discloser.model.publication import PublishedCell, PublishedTable

TITLE, PLACE = "一般公共预算财政拨款基本支出决算明细表", Place("报告.html")
HEADS = Heads(frozenset({"科目编码"}), frozenset({"科目名称"}), frozenset())
BLOCK = ("科目编码", "科目名称", "决算数")
ROWS = (
    ("301", "工资福利支出", "9.00", "302", "商品和服务支出", "0.61", "310", "资本性支出", ""),
    ("30101", "基本工资", "9.00", "30215", "会议费", "0.49", "31002", "办公设备购置", ""),
)
NOTHING = ("303", "对个人和家庭的补助", "", "30216", "培训费", "0.12", "", "", "")
PENSION = ("30301", "离休费", "", "30217", "公务接待费", "", "", "", "")
TOTALS = ("人员经费合计", "", "9.00", "公用经费合计", "", "", "", "", "0.61")


def table_of(*rows: tuple[str, ...]) -> KnownTable:
    cells = tuple(tuple(PublishedCell(text, PLACE) for text in row) for row in rows)
    [sheet] = laid_out([PublishedTable(6, TITLE, "表6", "万元", "", "", BLOCK * 3, cells, "", PLACE)], "万元")
    return sheet


def wrong(*rows: tuple[str, ...]) -> list[str]:
    return [equation.total.row for equation in levels(table_of(*rows)) if equation.breach]


@pytest.mark.parametrize("beside", [
    (*NOTHING[:6], "39999", "其他支出", "7.00"), (*NOTHING[:6], "", "", "7.00"),
])
def test_a_blank_row_is_not_given_the_amount_of_the_code_beside_it(beside: tuple[str, ...]):
    assert wrong(*ROWS, beside, PENSION) == []


def test_a_part_under_a_blank_row_is_told_at_its_own_row():
    pension = (*PENSION[:2], "0.30", *PENSION[3:])
    assert wrong(*ROWS, NOTHING, pension) == ["303 对个人和家庭的补助"]


@pytest.mark.parametrize(("last", "told"), [("0.61", []), ("0.16", ["公用经费合计"])])
def test_the_label_of_a_total_reaches_over_the_blocks_that_say_nothing(last: str, told: list[str]):
    assert wrong(*ROWS, NOTHING, (*TOTALS[:8], last)) == told


def test_a_code_that_only_another_block_lists_is_no_row_of_this_one():
    table = LaidOutTable.of(PrintedTable(6, "表6", TITLE, "万元", "", BLOCK * 3, (*ROWS, NOTHING, TOTALS), ""), HEADS)
    left, middle, right = table.panels
    assert table.row("30216", left) is None
    assert table.row("30216", middle) == 2
    assert table.row("公用经费合计", right) == 3
