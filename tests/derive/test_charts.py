"""Charts: slices with money, shares of the whole that the sentences divide by, and everything said in words too."""

from __future__ import annotations

import pytest
from helpers import a_form, basic, compared, project, report_of

from discloser.model.form.budget import Form
from discloser.model.report.report import Chart


def charts(form: Form) -> dict[str, Chart]:
    return {block.title: block for block in report_of(form).blocks() if isinstance(block, Chart)}


def test_a_form_of_zeros_has_no_chart() -> None:
    assert charts(a_form()) == {}


def test_a_source_without_money_is_not_drawn() -> None:
    form = a_form(基本支出=[basic("2080505", "30108", "30000"), basic("2080505", "30109", "10000", 来源="单位资金")])
    drawn = charts(form)["收入预算结构图"]
    assert [(part.name, part.amount_text, part.share_text) for part in drawn.slices] == [
        ("一般公共预算", "3.00万元", "75.00%"), ("单位资金", "1.00万元", "25.00%"),
    ]


def test_the_alternative_says_all_that_the_picture_shows() -> None:
    form = a_form(基本支出=[basic("2080505", "30108", "12345600")], 项目支出=[project("甲", "2080505", "4115200")])
    assert charts(form)["支出预算结构图"].alternative == (
        "支出预算结构图：基本支出1,234.56万元，占75.00%；项目支出411.52万元，占25.00%。")


@pytest.mark.parametrize("other", ["0", "100"])
def test_one_part_or_one_beside_which_there_is_nothing_has_no_chart(other: str) -> None:
    form = a_form(基本支出=[basic("2080505", "30108", "12345600")], 项目支出=[project("甲", "2080505", other)])
    assert "支出预算结构图" not in charts(form)


def test_the_parts_stand_in_the_order_of_their_size() -> None:
    form = a_form(基本支出=[basic("2080505", "30108", "30000"), basic("2210201", "30113", "50000"),
                        basic("2101101", "30110", "40000")])
    names = [part.name for part in charts(form)["一般公共预算当年拨款结构图"].slices]
    assert names == ["住房保障支出", "卫生健康支出", "社会保障和就业支出"]


@pytest.mark.parametrize(("smallest", "shape"), [("30000", "pie"), ("300", "bar")])
def test_a_pie_has_parts_that_can_be_seen(smallest: str, shape: str) -> None:
    form = a_form(基本支出=[basic("2080505", "30108", "50000"), basic("2080505", "30109", "40000", 来源="单位资金"),
                        basic("2080505", "30110", smallest, 来源="财政专户管理资金")])
    assert charts(form)["收入预算结构图"].shape == shape


def test_shares_are_of_the_printed_total_even_where_slices_do_not_add_up_to_it() -> None:
    form = a_form(基本支出=[basic("2080505", "30108", "149"), basic("2210201", "30113", "149")])
    drawn = charts(form)["一般公共预算当年拨款结构图"]
    assert [part.share_text for part in drawn.slices] == ["33.33%", "33.33%"]


def test_a_share_too_small_to_show_reads_as_in_the_sentences() -> None:
    form = a_form(基本支出=[basic("2080505", "30108", "50"), basic("2080505", "30109", "9000000", 来源="单位资金"),
                        basic("2080505", "30110", "9000000", 来源="财政专户管理资金")])
    assert charts(form)["收入预算结构图"].slices[-1].share_text == "0%"


def test_three_publics_stand_beside_last_years() -> None:
    form = a_form(三公经费={"公务接待费": compared("10000", "20000"), "公务用车购置费": compared("30000", "0")})
    chart = charts(form)["“三公”经费分布图"]
    assert chart.heads == ("2025年", "2024年", "增减")
    assert [(part.name, part.amount_text, part.prior_text, part.change_text) for part in chart.slices] == [
        ("公务用车购置费", "3.00万元", "0", "增加3.00"), ("公务接待费", "1.00万元", "2.00", "减少1.00"),
    ]
    whole = chart.total
    assert whole is not None
    assert (whole.amount_text, whole.prior_text, whole.change_text) == ("4.00万元", "2.00", "增加2.00")
    assert "公务接待费1.00万元，占25.00%，2024年2.00，减少1.00" in chart.alternative


def test_what_was_there_last_year_only_is_shown_too() -> None:
    form = a_form(三公经费={"公务接待费": compared("10000", "10000"), "公务用车购置费": compared("0", "30000")})
    assert [part.change_text for part in charts(form)["“三公”经费分布图"].slices] == ["持平", "减少3.00"]
