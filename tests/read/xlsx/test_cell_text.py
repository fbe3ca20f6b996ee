"""One cell: what was meant, or what is wrong with it."""

from __future__ import annotations

import pytest

from discloser.model.form.values import Value
from discloser.read.xlsx.cell_text import text_of
from discloser.read.xlsx.cells import WorkbookCell


def read(text: str, value: Value, sort: str = "number", code: str = "", formula: str | None = None) -> str | None:
    return text_of(WorkbookCell(text, sort, formula, code), value).text  # type: ignore[arg-type]


def codes(text: str, value: Value, sort: str = "number", code: str = "", formula: str | None = None) -> list[str]:
    read = text_of(WorkbookCell(text, sort, formula, code), value)  # type: ignore[arg-type]
    return [complaint.problem.code for complaint in read.complaints]


@pytest.mark.parametrize(("stored", "typed"), [
    ("458370", "458370"), ("458370.0", "458370"), ("458370.33000000002", "458370.33"), ("9.9499999999999993", "9.95"),
    ("1E5", "100000"), ("1.5E-2", "0.015"), ("0", "0"), ("-0", "0"), ("-5.10", "-5.1"),
    ("9999999999999.99", "9999999999999.99"),
])
def test_a_number_is_what_was_typed(stored: str, typed: str):
    assert read(stored, "amount") == typed
    assert codes(stored, "amount") == []


def test_a_remainder_that_excel_does_not_show_is_told_and_left_out():
    assert read("0.30000000000000004", "amount") == "0.3"
    assert codes("0.30000000000000004", "amount") == ["XLS025"]


def test_a_remainder_that_excel_shows_stays():
    assert read("33.3333333333333", "amount") == "33.3333333333333"


def test_a_number_with_more_digits_than_excel_keeps_is_refused():
    assert codes("123456789012345678", "text") == ["XLS027"]
    assert codes("12345678901234.567", "amount") == ["XLS027"]


@pytest.mark.parametrize(("typed", "code"), [
    ("2080505 机关事业单位基本养老保险缴费支出", "2080505"), ("2080505机关事业单位", "2080505"),
    ("2080505\n机关", "2080505"),
    ("２０８０５０５　机关", "２０８０５０５"), ("2080505-机关", "2080505"), ("2080505", "2080505"),
    (" 208 0505 ", "208 0505"),
    ("30101、基本工资", "30101"), ("2080505（机关）", "2080505"),
])
def test_a_code_may_bring_its_name(typed: str, code: str):
    assert read(typed, "code", "text") == code


@pytest.mark.parametrize("typed", [
    "基本工资", "2080505、2080506", "208O505", "12 基本", "30101 2080505 基本工资", "基本工资 30101",
])
def test_what_is_not_one_code_stays_as_it_is(typed: str):
    assert read(typed, "code", "text") == typed


def test_a_code_that_is_a_number_is_written_without_a_point():
    assert read("2101550", "code") == read("2101550.0", "code") == "2101550"


@pytest.mark.parametrize(("stored", "code", "shown"), [
    ("0.98", "0%", "98%"), ("0.9833", "0.00%", "98.33%"), ("1", "0%", "100%"),
])
def test_a_share_is_read_as_it_is_shown(stored: str, code: str, shown: str):
    assert read(stored, "text", "percent", code) == shown


@pytest.mark.parametrize(("code", "shown"), [
    ("yyyy-m-d", "2025-10-31"), ("yyyy/m/d;@", "2025-10-31"), ('yyyy"年"m"月"d"日"', "2025年10月31日"),
    ("yyyy年m月", "2025年10月"),
    ("[$-804]yyyy-mm", "2025-10"),
])
def test_a_date_among_texts_is_read_as_it_is_shown(code: str, shown: str):
    assert read("45961", "text", "date", code) == shown


@pytest.mark.parametrize("code", ["m月d日", "d-mmm", "h:mm", "mmm-yy h:mm"])
def test_a_date_that_shows_no_year_or_a_time_is_refused(code: str):
    assert codes("45961", "text", "date", code) == ["XLS026"]


def test_a_date_is_read_in_both_calendars_of_excel():
    assert read("45708", "date", "date", "yyyy-m-d") == "2025-02-20"
    assert text_of(WorkbookCell("44246", "date", None, "yyyy-m-d"), "date", date1904=True).text == "2025-02-20"
    assert read("2025-02-20T00:00:00", "date", "date") == "2025-02-20"


def test_a_date_before_march_1900_is_refused_because_excel_counts_a_day_that_never_was():
    assert codes("59", "date", "date", "yyyy-m-d") == ["XLS026"]


@pytest.mark.parametrize("code", ['0.00"万元"', "0!.0,万", "#,##0,", "#,##0.00,,", '0.0"亿"'])
def test_an_amount_shown_in_another_unit_is_refused(code: str):
    assert codes("458370", "amount", code=code) == ["XLS026"]


@pytest.mark.parametrize("code", [
    "#,##0.00", "_ * #,##0.00_ ;_ * -#,##0.00_ ", "0.00_);(0.00)", "[Red]0.00", "General",
])
def test_an_amount_may_have_any_other_format(code: str):
    assert codes("458370", "amount", code=code) == []


def test_a_number_with_a_unit_in_its_format_is_no_text():
    assert codes("200", "text", code='0"人"') == ["XLS026"]


def test_a_truth_value_answers_yes_or_no():
    assert [read(value, "yes_no", "boolean") for value in ("TRUE", "FALSE")] == ["是", "否"]


def test_blanks_and_line_ends_mean_nothing_in_a_short_answer_and_much_in_a_text():
    assert read(" 一般公共\n 预算", "choice", "text") == "一般公共预算"
    assert read(" 第一段\n\n 第二段 ", "long", "text") == "第一段\n\n 第二段"
    assert read(" \n\u3000", "text", "text") is None


def test_a_formula_is_told_and_its_result_read():
    assert read("5", "amount", formula="2+3") == "5"
    assert codes("5", "amount", formula="2+3") == ["XLS022"]


@pytest.mark.parametrize("formula", ["[1]Sheet1!A1", "'C:\\[b.xlsx]S'!A1", "'file:///tmp/b.xlsx'#$S.A1"])
def test_a_formula_into_another_workbook_is_a_warning(formula: str):
    assert codes("5", "amount", formula=formula) == ["XLS023"]


def test_a_formula_that_shows_nothing_is_a_blank():
    assert read("", "text", "text", formula='IF(1,"","")') is None
    assert codes("", "text", "text", formula='IF(1,"","")') == []
