"""What the forms of some twenty provinces ask for, each said by a made-up kind: data only, one statement each."""

from __future__ import annotations

from typing import Any

import pytest
from helpers import (
    SAMPLES,
    a_form,
    basic,
    case_of_file,
    case_of_form,
    final_form_from,
    kind_named,
    project,
    read_yaml,
    table,
)

from discloser.derive.report import assemble
from discloser.model.form.common import CommonForm
from discloser.model.kind.report_kind import PartSpec, ReportKind, TermSpec
from discloser.model.kind.tables import TableSpec
from discloser.model.report.report import Report, Table, TargetForm
from discloser.render.neutral import neutral
from discloser.rules import RULES

FARMING, CITY = SAMPLES / "county-farming-2025-final.yaml", SAMPLES / "city-operations-2025-final.yaml"
CITY_BUDGET = SAMPLES / "city-operations-2025-budget.yaml"
DEPARTMENT = SAMPLES / "city-department-2026-budget" / "department.yaml"
SPENT = a_form(
    基本支出=[basic("2080505", "30108", "80000"), basic("2101102", "30110", "19900")],
    项目支出=[project("巡查", "2120104", "100")],
)


def made_up(*tables: dict[str, Any], text: str = "", name: str = "shanxi/budget-2025", **keys: Any) -> ReportKind:
    """A kind with these tables, and a text where one is to be printed."""
    kind = kind_named(name)
    keys = {"tables": tuple(map(TableSpec.model_validate, tables)) or kind.tables, **keys}
    if text:
        part = PartSpec.model_validate({"内容": "narrative", "标题": "情况说明", "文稿": ["甲"]})
        keys |= {"texts": {**kind.texts, "甲": text}, "parts": (part,)}
    return kind.model_copy(update=keys)


def report(kind: ReportKind, form: CommonForm = SPENT) -> Report:
    return assemble(case_of_form(form, kind))


def a_table(**keys: Any) -> dict[str, Any]:
    """A table of expenditure by category with its total."""
    return {
        "编号": 1, "标题": "支出表", "范围": {"口径": "支出"},
        "列": [{"编号": "名称", "标题": "项目", "取": "名称"}, {"编号": "金额", "标题": "金额", "取": "金额"}],
        "行": [{"逐行": "支出类别", "名称": "{序号}、{名称}", "层级": 1, "零值略去": "是"},
              {"名称": "合计", "范围": {}, "层级": 0}],
        **keys,
    }


def rows(kind: ReportKind, number: int = 1, form: CommonForm = SPENT) -> list[list[str]]:
    found: list[list[str]] = table(neutral(report(kind, form)), number)["rows"]
    return found


def said(text: str, form: CommonForm = SPENT, **keys: Any) -> list[str]:
    """What a text of a made-up kind says."""
    sections = neutral(report(made_up(text="# 一、说明\n\n" + text, **keys), form))["narrative"]
    return [paragraph for section in sections for paragraph in section["paragraphs"]]


def final(**more: Any) -> CommonForm:
    """The final accounts of the sample in two scopes, with other blocks."""
    return final_form_from({**(read_yaml(FARMING).raw or {}), **more})


@pytest.mark.parametrize(("pattern", "own", "label"), [
    ("公开{两位表号}表", "", "公开01表"), ("表{中文表号}", "", "表一"), ("附表{表号}", "1-1", "附表1-1"), ("", "", ""),
])
def test_tables_are_numbered_in_any_way_or_not_at_all(pattern: str, own: str, label: str):
    assert report(made_up(a_table(表号=own), table_label=pattern)).tables()[0].label == label


@pytest.mark.parametrize("first", ["tables", "narrative"])
def test_tables_stand_before_or_behind_the_text(first: str):
    kind = kind_named()
    parts = tuple(sorted(kind.parts, key=lambda part: part.role != first))
    blocks = list(report(kind.model_copy(update={"parts": parts})).blocks())
    assert isinstance(blocks[0], Table) == (first == "tables")


@pytest.mark.parametrize(("unit", "shown"), [("元", "100000.00"), ("万元", "10.00")])
def test_a_table_has_its_own_unit_of_money(unit: str, shown: str):
    assert rows(made_up(a_table(金额单位=unit)))[-1] == ["合计", shown]


@pytest.mark.parametrize(("unit", "shown"), [("元", "支出100,000.00元。"), ("万元", "支出10.00万元。")])
def test_a_text_has_its_own_unit_of_money(unit: str, shown: str):
    assert said("支出{{ 支出总计|金额 }}" + unit + "。", text_unit=unit) == [shown]


@pytest.mark.parametrize("zero", ["0.00", "0", "", "—"])
def test_nothing_is_printed_as_a_kind_has_it(zero: str):
    style = kind_named().numbers.model_copy(update={"table_zero": zero, "text_zero": zero or "0"})
    whole = a_table(行=[{"名称": "结转", "范围": {"结转": "是"}, "层级": 1}, {"名称": "合计", "范围": {}, "层级": 0}])
    assert rows(made_up(whole, numbers=style))[0] == ["结转", zero]
    assert said("采购{{ 政府采购总额|金额 }}。", numbers=style) == [f"采购{zero or '0'}。"]


@pytest.mark.parametrize(("text", "shown"), [
    ("采购{{ 政府采购总额|金额 }}万元。", ["采购0万元。"]),
    ("采购{% if 政府采购总额 %}{{ 政府采购总额|金额 }}万元{% else %}无{% endif %}。", ["采购无。"]),
    ("{% if 政府采购总额 %}采购{{ 政府采购总额|金额 }}万元。{% endif %}", []),
])
def test_a_sentence_about_nothing_is_kept_shortened_or_left_out(text: str, shown: list[str]):
    assert said(text) == shown


@pytest.mark.parametrize(("columns", "first"), [
    (["编码"], ["2080505"]), (["类编码", "款编码"], ["208", "05"]),
    (["类编码", "款编码", "项编码"], ["208", "05", "05"]),
])
def test_codes_stand_in_one_two_or_three_columns(columns: list[str], first: list[str]):
    codes = [{"编号": column, "标题": f"科目编码/{column}", "取": column} for column in columns]
    whole = a_table(列=[*codes, *a_table()["列"]], 行=[{"逐行": "功能科目", "层级": 1}])
    assert [row[:len(columns)] for row in rows(made_up(whole)) if "基本养老保险" in row[len(columns)]] == [first]


def test_categories_with_money_alone_are_listed_and_numbered_anew():
    assert rows(made_up(a_table())) == [
        ["一、社会保障和就业支出", "8.00"], ["二、卫生健康支出", "1.99"], ["三、城乡社区支出", "0.01"],
        ["合计", "10.00"]]


@pytest.mark.parametrize("first", [True, False])
def test_the_total_stands_first_or_last(first: bool):
    made, total = a_table()["行"]
    shown = rows(made_up(a_table(行=[total, made] if first else [made, total])))
    assert shown[0 if first else -1] == ["合计", "10.00"]


def test_fixed_rows_stand_in_two_blocks_side_by_side():
    side = [{"编号": "名称", "标题": "项目", "取": "名称"}, {"编号": "金额", "标题": "金额", "取": "金额"}]
    whole = {key: value for key, value in a_table().items() if key != "列"} | {
        "栏": [{"编号": "左", "列": side}, {"编号": "右", "列": side}],
        "行": [{"左": [{"编码": "30108", "名称": "养老"}, {"编码": "30109", "名称": "年金"}],
               "右": [{"编码": "30110", "名称": "医疗"}]}],
    }
    assert rows(made_up(whole)) == [["养老", "8.00", "医疗", "1.99"], ["年金", "", "", ""]]


def test_every_item_has_a_paragraph_with_purpose_budget_outturn_and_reason():
    told = [text for section in neutral(assemble(case_of_file(FARMING)))["narrative"] for text in section["paragraphs"]]
    assert ("2、社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）。"
            "主要用于：缴纳在职人员的职业年金。年初预算为17.46万元，支出决算为17.46万元。决算数与预算数持平。") in told
    differing = "年初预算为65.00万元，支出决算为54.48万元。决算数小于预算数的主要原因：部分田块因积水未能采样。"
    assert any(text.endswith(differing) for text in told)


@pytest.mark.parametrize(("budget", "reason", "found"), [
    ("190230", "", 1), ("196400", "", 0), ("190230", "缴费基数调整", 0), ("196400", "缴费基数调整", 1),
])
def test_a_reason_is_demanded_only_where_both_differ(budget: str, reason: str, found: int):
    raw: dict[str, Any] = dict(read_yaml(FARMING).raw or {})
    lines = [{**line, "预算": budget, "原因": reason} if line["功能科目"] == "2101102" else line
             for line in raw["分项预算"]]
    case = case_of_form(final_form_from({**raw, "分项预算": lines}), kind_named("national/two-scopes-final-2025"))
    [rule] = [rule for rule in RULES if rule.code == "FIN022"]
    assert len(list(rule.check(case, rule.parameters) if rule.parameters else rule.check(case))) == found


def test_one_sentence_has_two_bases():
    form = final()
    text = ("“三公”经费{{ 三公决算|金额 }}万元，比预算少{{ 增减.三公预算.金额|金额 }}万元，"
            "比上年多{{ 增减.三公.金额|金额 }}万元。")
    assert said(text, form, name="national/two-scopes-final-2025") == [
        "“三公”经费7.00万元，比预算少0.70万元，比上年多0.24万元。"]


@pytest.mark.parametrize(("source", "shown"), [("一般公共预算", "4.52"), ("财政拨款", "7.00")])
def test_publics_are_told_over_general_money_or_all_of_the_treasurys(source: str, shown: str):
    whole = a_table(范围={"口径": "三公经费", "来源": source}, 行=[{"名称": "合计", "范围": {}, "层级": 0}])
    assert rows(made_up(whole, name="national/two-scopes-final-2025"), form=final()) == [["合计", shown]]


@pytest.mark.parametrize(("path", "words"), [
    (CITY, "面向小微企业预留政府采购项目预算金额"),
    (CITY, "在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额"),
    (DEPARTMENT, "面向中小企业预留政府采购项目预算金额"), (CITY_BUDGET, "预算安排购置车辆"),
    (CITY_BUDGET, "预算安排购置单价100万元（含）以上设备"), (DEPARTMENT, "行道树养护项目经费情况说明"),
])
def test_small_enterprises_planned_purchases_and_projects_are_told(path: Any, words: str):
    sections = neutral(assemble(case_of_file(path)))["narrative"]
    assert any(words in text for section in sections for text in (section["heading"], *section["paragraphs"]))


def test_the_tree_of_indicators_and_the_names_of_grades_are_data():
    made = assemble(case_of_file(DEPARTMENT))
    form = next(block for block in made.blocks() if isinstance(block, TargetForm))
    assert form.indicators[0].first == "成本指标"
    assert kind_named("shanghai/final-2025").grades == ("优", "良", "合格", "不合格")
    assert kind_named("national/final-2025").grades == ("优", "良", "中", "差")


@pytest.mark.parametrize(("key", "line"), [
    ("文号", "文号：{文号}"), ("批复文号", "批复：{批复文号}"), ("保密审查", "保密审查：{保密审查}"),
    ("签发", "签发：{签发}"),
])
def test_a_cover_has_further_lines(key: str, line: str):
    form = a_form(报告={key: "云财〔2025〕3号"})
    assert report(made_up(cover_lines=(line,)), form).cover.lines == (line.replace("{" + key + "}", "云财〔2025〕3号"),)
    assert report(made_up(cover_lines=(line,)), a_form()).cover.lines == ()


@pytest.mark.parametrize(("when", "kept"), [("", True), ("项目支出", True), ("政府采购总额", False)])
def test_a_term_is_kept_or_left_out_where_it_is_not_used(when: str, kept: bool):
    term = TermSpec.model_validate({"词": "甲", "义": "指甲。", "当": when})
    glossary = [one["term"] for one in neutral(report(made_up(glossary=(term,))))["glossary"]]
    assert (glossary == ["甲"]) == kept
