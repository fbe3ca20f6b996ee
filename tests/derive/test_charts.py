"""Charts: slices with money, shares of the whole that the sentences divide by, and everything said in words too."""

from __future__ import annotations

from helpers import a_form, basic, compared, report_of

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
    drawn = charts(a_form(基本支出=[basic("2080505", "30108", "12345678.90")]))["支出预算结构图"]
    assert drawn.alternative == "支出预算结构图：基本支出1,234.57万元，占100.00%。"


def test_shares_are_of_the_printed_total_even_where_slices_do_not_add_up_to_it() -> None:
    form = a_form(基本支出=[basic("2080505", "30108", "149"), basic("2210201", "30113", "149")])
    drawn = charts(form)["一般公共预算当年拨款结构图"]
    assert [part.share_text for part in drawn.slices] == ["33.33%", "33.33%"]


def test_a_share_too_small_to_show_reads_as_in_the_sentences() -> None:
    form = a_form(基本支出=[basic("2080505", "30108", "50"), basic("2080505", "30109", "9000000", 来源="单位资金")])
    assert charts(form)["收入预算结构图"].slices[0].share_text == "0%"


def test_three_publics_are_drawn_by_kind() -> None:
    form = a_form(三公经费={"公务接待费": compared("10000", "0"), "公务用车购置费": compared("30000", "0")})
    assert [part.name for part in charts(form)["“三公”经费分布图"].slices] == ["公务接待费", "公务用车购置费"]
