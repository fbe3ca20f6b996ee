"""Where a figure comes from, and what a value of the form reaches."""

from __future__ import annotations

from decimal import Decimal

import pytest
from helpers import case_of_form, report_of, sample

from discloser.trace.cells import spots, trace_cell
from discloser.trace.sentences import trace_text
from discloser.trace.traced import NotFound
from discloser.usecases.trace import reached

CASE = case_of_form(sample("bureau-2025-budget"))
REPORT = report_of(sample("bureau-2025-budget"))
FENYANG = case_of_form(sample("fenyang-2025-budget"))
OF_FENYANG = report_of(sample("fenyang-2025-budget"))


def test_a_cell_is_told_with_its_formula_and_the_lines_it_adds_up():
    [traced] = trace_cell("3:2080505:基本支出", OF_FENYANG.tables(), FENYANG)
    assert traced.printed == "45.84"
    assert [(fact.origin, fact.amount) for fact in traced.facts] == [(("基本支出", 3, "金额"), Decimal(458370))]
    assert "支出性质为基本支出" in traced.formula


@pytest.mark.parametrize(("case", "report"), [(CASE, REPORT), (FENYANG, OF_FENYANG)])
def test_every_amount_is_the_sum_of_what_its_trace_tells(case, report):
    for spot in spots(report.tables()):
        if spot.cell.amount is not None and spot.cell.origins:
            told = [traced for traced in trace_cell(
                f"{spot.table.no}:第{spot.row + 1}行:{spot.heading}", [spot.table], case) if traced.where == spot.where]
            assert sum(fact.amount for fact in told[0].facts) == spot.cell.amount, spot.where


def test_the_side_of_a_table_is_that_of_the_column():
    [traced] = trace_cell("1:卫生健康支出:支出/2025年合计", OF_FENYANG.tables(), FENYANG)
    assert traced.printed == "2379.56"


@pytest.mark.parametrize(("address", "said"), [
    ("99:合计:合计", "没有表99"), ("3:没有:合计", "没有“没有”这一行"), ("3:合计:没有", "没有“没有”这一列"),
])
def test_what_is_not_there_is_answered_with_what_is(address: str, said: str):
    with pytest.raises(NotFound, match=said):
        trace_cell(address, OF_FENYANG.tables(), FENYANG)


def test_a_figure_is_known_by_its_name():
    [traced] = trace_text("收入总计", OF_FENYANG, FENYANG)
    assert traced.amount == Decimal(28001602)


def test_a_figure_is_known_by_how_it_reads_in_a_sentence():
    traced = trace_text("2,379.56", OF_FENYANG, FENYANG)
    assert {one.where for one in traced} == {
        "“财政拨款支出分类”里的卫生健康支出", "“一般公共预算支出分类”里的卫生健康支出"}
    assert {one.amount for one in traced} == {Decimal(23795645)}


def test_all_figures_of_a_sentence_are_told():
    traced = trace_text("支出预算2,800.16万元，其中：基本支出", OF_FENYANG, FENYANG)
    assert [one.where for one in traced] == ["“支出总计”", "“基本支出”", "“项目支出”"]


def test_a_change_names_last_years_figure():
    [traced] = trace_text("增减/收入总计/金额", OF_FENYANG, FENYANG)
    assert traced.paths == (("上年", "收入总计"),)


def test_a_typed_text_is_told_as_typed():
    assert [one.where for one in trace_text("办理参保登记", OF_FENYANG, FENYANG)] == ["概况 职责"]


def test_a_line_reaches_its_cells_sentences_and_charts():
    found = reached(FENYANG, ("基本支出", 3, "金额"))
    cells = {(spot.table.no, spot.name.split(" ")[0]) for spot in found.cells}
    assert {(3, "2080505"), (3, "合计"), (1, "收入总计")} <= cells
    assert {"sentence", "chart", "cell"} <= {change.printed for change in found.moved}


def test_last_years_figure_reaches_sentences_only():
    found = reached(FENYANG, ("上年", "收入总计"))
    assert found.cells == ()
    assert {change.part for change in found.moved} == {"一、单位预算收支数据变动情况及原因"}


def test_a_text_reaches_where_it_is_printed():
    [change] = reached(FENYANG, ("概况", "职责")).moved
    assert change.old.startswith("承担全市基本医疗保险")


def test_a_control_figure_is_not_printed():
    found = reached(FENYANG, ("控制数", "收入总计"))
    assert (found.cells, found.moved) == ((), ())
