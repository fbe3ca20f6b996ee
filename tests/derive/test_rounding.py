"""尾差: the note stands exactly where a printed total differs from the sum of its printed parts."""

from __future__ import annotations

from typing import Any

import pytest
from helpers import a_form, basic, compared, kind_named, neutral_of, project, report_of

from discloser.model.form.budget import Form

LAST_YEAR = {"来源": "单位资金", "上年结转": "是"}


def tails(form: Form) -> set[int]:
    """The tables in which rounding left a tail."""
    return {table.no for table in report_of(form).tables() if table.has_tail}


def notes(form: Form) -> list[str]:
    found: list[str] = neutral_of(form)["notes"]
    return found


def two(first: str, second: str, **more: Any) -> Form:
    """Two items of one section: 149 + 149 元 print 0.01 + 0.01 and 0.03 together."""
    return a_form(基本支出=[basic("2080505", "30108", first, **more), basic("2080506", "30109", second, **more)])


def test_figures_that_add_up_as_printed_need_no_note() -> None:
    assert (tails(two("100", "200")), notes(two("100", "200"))) == (set(), [])


def test_a_total_one_hundredth_off_its_parts_is_noted_once() -> None:
    form = two("149", "149")
    assert tails(form) == {2, 3, 5, 6}
    assert notes(form) == [kind_named().rounding_note]


def test_nothing_is_repaired() -> None:
    rows = neutral_of(two("149", "149"))["tables"][2]["rows"]
    assert [cells[2] for cells in rows] == ["0.03", "0.03", "0.03", "0.01", "0.01"]


@pytest.mark.parametrize(
    ("form", "table"),
    [
        (a_form(基本支出=[basic("2080505", "30108", "149"), basic("2080505", "30108", "149", **LAST_YEAR)]), 1),
        (a_form(基本支出=[basic("2080505", "30108", "149"), basic("2080505", "30109", "149", 上年结转="是")]), 4),
        (a_form(项目支出=[
            project("甲", "2120803", "149", 来源="政府性基金预算", 收入科目={"编码": "1030148", "名称": "土地出让"}),
            project("乙", "2120803", "149", 来源="政府性基金预算", 收入科目={"编码": "1030155", "名称": "彩票公益金"}),
        ]), 7),
        (a_form(三公经费={key: compared("149", "0") for key in ("公务用车购置费", "公务用车运行维护费")}), 10),
        (a_form(项目支出=[project(name, "2101550", "149") for name in "甲乙"]), 12),
        (a_form(项目支出=[project(name, "2101550", "149", 上年结转="是") for name in "甲乙"]), 13),
    ],
    ids=lambda value: f"table {value}" if isinstance(value, int) else "",
)
def test_a_tail_is_seen_in_every_kind_of_sum(form: Form, table: int) -> None:
    assert table in tails(form)


def test_the_grand_total_of_table_1_may_be_the_only_sum_with_a_tail() -> None:
    form = a_form(基本支出=[basic("2080505", "30108", "149"), basic("2210201", "30113", "149", **LAST_YEAR)])
    first = neutral_of(form)["tables"][0]["rows"]
    assert [cells[1] for cells in first[31:]] == ["0.01", "0.01", "0.03"]
    assert 1 in tails(form)


def test_income_of_table_4_has_a_tail_beside_carried_in_money() -> None:
    capital = {"来源": "国有资本经营预算", "收入科目": {"编码": "1030601", "名称": "利润收入"}}
    form = a_form(项目支出=[
        project("甲", "2101550", "149"), project("乙", "2230105", "149", **capital),
        project("丙", "2101550", "100", 上年结转="是"),
    ])
    fourth = neutral_of(form)["tables"][3]["rows"]
    assert [cells[1] for cells in fourth[:3]] == ["0.01", "", "0.01"]
    assert next(cells[1] for cells in fourth if cells[0] == "本年收入合计") == "0.03"
    assert 4 in tails(form)
