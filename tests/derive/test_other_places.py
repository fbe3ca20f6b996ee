"""What the kinds of other places say that the first ones did not: in tables, figures, terms, covers and changes."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from helpers import SAMPLES, a_form, basic, case_of_file, case_of_form, final_form_from, kind_named, read_yaml, table

from discloser.derive.report import assemble
from discloser.disk import Handed
from discloser.model.form.common import CommonForm
from discloser.model.kind.report_kind import FigureSpec, ReportKind, TermSpec
from discloser.model.kind.tables import TableSpec
from discloser.model.report.report import Report, TargetForm, Term
from discloser.render.neutral import neutral
from discloser.usecases.audit import audit_each

CITY = SAMPLES / "city-operations-2025-final.yaml"
DEPARTMENT = SAMPLES / "city-department-2026-budget" / "department.yaml"
PENSION = a_form(基本支出=[basic("2080505", "30108", "801000"), basic("2101102", "30110", "199000")])


def changed(**update: Any) -> ReportKind:
    """The ordinary kind with other values for some of its keys."""
    return kind_named().model_copy(update=update)


def a_table(**keys: Any) -> TableSpec:
    """A table of expenditure, row by row, with other keys."""
    return TableSpec.model_validate({
        "编号": 3, "标题": "支出表", "范围": {"口径": "支出"},
        "列": [
            {"编号": "类", "标题": "编码/类", "取": "类编码"}, {"编号": "款", "标题": "编码/款", "取": "款编码"},
            {"编号": "项", "标题": "编码/项", "取": "项编码"}, {"编号": "名称", "标题": "名称", "取": "名称"},
            {"编号": "合计", "标题": "合计", "取": "金额"},
        ],
        "行": [{"逐行": "功能科目", "层级": 1}, {"名称": "合计", "范围": {}, "层级": 0}], **keys,
    })


def report(form: CommonForm, kind: ReportKind) -> Report:
    return assemble(case_of_form(form, kind))


def shown(kind: ReportKind, form: CommonForm = PENSION) -> dict[str, Any]:
    return table(neutral(report(form, kind)), 3)


def test_a_code_may_be_printed_in_three_columns_and_the_total_last() -> None:
    assert shown(changed(tables=(a_table(),)))["rows"] == [
        ["208", "", "", "社会保障和就业支出", "80.10"], ["208", "05", "", "行政事业单位养老支出", "80.10"],
        ["208", "05", "05", "机关事业单位基本养老保险缴费支出", "80.10"],
        ["210", "", "", "卫生健康支出", "19.90"], ["210", "11", "", "行政事业单位医疗", "19.90"],
        ["210", "11", "02", "事业单位医疗", "19.90"], ["合计", "", "", "", "100.00"],
    ]


def test_a_table_may_have_its_own_unit_and_number() -> None:
    one = shown(changed(tables=(a_table(金额单位="元", 表号="1-1"),)))
    assert (one["unit"], one["label"], one["rows"][-1][-1]) == ("元", "预算公开表1-1", "1000000.00")


def test_sentences_may_have_another_unit_than_the_tables() -> None:
    case = case_of_form(PENSION, changed(text_unit="元"))
    assert case.figures["支出总计"] == Decimal("1000000.00")


def test_the_note_of_an_empty_table_may_name_the_unit() -> None:
    empty = a_table(空表={"说明": "说明：{单位名称}{年度}年没有支出。"})
    one = shown(changed(tables=(empty,)), a_form())
    assert one["note"] == f"说明：{PENSION.unit.name}2025年没有支出。"


def test_functional_items_are_listed_with_what_they_lie_under() -> None:
    kind = changed(figures={**kind_named().figures, "各项": FigureSpec.model_validate(
        {"范围": {"口径": "支出"}, "分项": "功能科目"})})
    items = case_of_form(PENSION, kind).figures["各项"]
    assert [(item.类, item.款, item.名称, item.编码, item.金额) for item in items] == [
        ("社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出", "2080505", Decimal("80.10")),
        ("卫生健康支出", "行政事业单位医疗", "事业单位医疗", "2101102", Decimal("19.90")),
    ]


def test_figures_listed_one_by_one_leave_out_what_is_nothing() -> None:
    kind = changed(figures={**kind_named().figures, "性质": FigureSpec.model_validate(
        {"逐个": ["支出总计", "项目支出"]})})
    assert [(item.名称, item.金额) for item in case_of_form(PENSION, kind).figures["性质"]] == [
        ("支出总计", Decimal("100.00"))]


@pytest.mark.parametrize(("figure", "printed"), [("支出总计", ["甲"]), ("项目支出", [])])
def test_a_term_may_be_printed_only_when_it_is_used(figure: str, printed: list[str]) -> None:
    term = TermSpec.model_validate({"词": "甲", "义": "{年度}年的甲。", "当": figure})
    blocks = report(PENSION, changed(glossary=(term,))).blocks()
    terms = [block for block in blocks if isinstance(block, Term)]
    assert [one.term for one in terms] == printed
    assert all(one.definition == "2025年的甲。" for one in terms)


def test_a_cover_has_the_lines_for_which_something_was_typed() -> None:
    kind = changed(cover_lines=("文号：{文号}", "保密审查：{保密审查}"))
    form = a_form(报告={"文号": "云财公开〔2025〕3号"})
    assert report(form, kind).cover.lines == ("文号：云财公开〔2025〕3号",)


def test_a_figure_may_be_compared_with_the_budget() -> None:
    change = case_of_file(CITY).changes["一般公共预算支出"]
    assert (change.base, change.change.direction, change.reason[:4]) == ("预算", "increase", "年中调整")


def test_every_item_has_a_paragraph_and_equal_figures_no_reason() -> None:
    told = next(part["paragraphs"] for part in neutral(assemble(case_of_file(CITY)))["narrative"]
                if part["heading"].startswith("（三）一般公共预算"))
    assert len(told) == 1 + 9
    assert told[3].endswith("年初预算为39.81万元，支出决算为39.81万元。决算数与预算数持平。")
    assert "小于预算数的主要原因：巡查人员" in told[5]


def test_a_figure_may_be_rounded_to_whole_numbers_from_the_exact_amount() -> None:
    whole = FigureSpec.model_validate({"范围": {"口径": "支出"}, "小数": 0})
    kind = changed(figures={**kind_named().figures, "整": whole})
    form = a_form(基本支出=[basic("2080505", "30108", "14995"), basic("2101102", "30110", "4.99")])
    assert str(case_of_form(form, kind).figures["整"]) == "1"


def test_amounts_in_yuan_may_be_printed_without_decimals_where_there_are_none() -> None:
    style = kind_named().numbers.model_copy(update={"table_whole": True, "table_separators": True})
    kind = changed(tables=(a_table(金额单位="元"),), numbers=style)
    form = a_form(基本支出=[basic("2080505", "30108", "801000"), basic("2101102", "30110", "199000.50")])
    assert [row[-1] for row in shown(kind, form)["rows"]][2:] == [
        "801,000", "199,000.50", "199,000.50", "199,000.50", "1,000,000.50"]


@pytest.mark.parametrize(("typed", "year", "printed"), [
    ("", 2025, "市级旧"), ("区级", 2025, "区级"), ("", 2026, "市级新"),
])
def test_terms_follow_the_level_and_the_year(typed: str, year: int, printed: str) -> None:
    terms = [TermSpec.model_validate(term) for term in (
        {"词": "甲", "义": "{级次}旧", "至": 2025, "级次": ["市级"]}, {"词": "甲", "义": "{级次}新", "自": 2026},
        {"词": "甲", "义": "{级次}", "至": 2025, "级次": ["区级"]})]
    kind = changed(glossary=tuple(terms), levels=("市级", "区级"))
    form = a_form(报告={"级次": typed, "年度": str(year)})
    assert [block.definition for block in report(form, kind).blocks() if isinstance(block, Term)] == [printed]


def test_a_unit_may_tell_its_own_income_apart() -> None:
    rows = table(neutral(assemble(case_of_file(SAMPLES / "city-operations-2025-budget.yaml"))), 1)["rows"]
    assert [row[:2] for row in rows] == [
        ["一、财政拨款收入", "12,621,822.50"], ["1.一般公共预算", "10,821,822.50"], ["2.政府性基金预算", "1,800,000"],
        ["3.国有资本经营预算", ""], ["二、事业收入", ""], ["三、事业单位经营收入", ""], ["四、其他收入", "60,000"],
        ["收入总计", "12,681,822.50"],
    ]


def test_a_section_of_two_natures_is_one_row_where_no_government_name_is_printed() -> None:
    rows = table(neutral(assemble(case_of_file(DEPARTMENT))), 8)["rows"]
    assert [row[2:4] for row in rows if row[:2] == ["301", "01"]] == [["基本工资", "2,430,000"]]


def test_every_published_project_has_a_chapter_and_a_form_of_four_columns() -> None:
    made = assemble(case_of_file(DEPARTMENT))
    forms = [block for block in made.blocks() if isinstance(block, TargetForm)]
    assert [len(form.indicator_heads) for form in forms] == [4, 4]
    labels = [label for label, _ in forms[0].funding[1].lines]
    assert labels == ["资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金"]
    headings = [part["heading"] for part in neutral(made)["narrative"] if part["level"] == 1]
    assert headings[-2:] == ["街面秩序巡查项目经费情况说明", "行道树养护项目经费情况说明"]


def publics_by_scope() -> TableSpec:
    """A table of 三公经费 in two scopes: of general public money, and of all appropriations."""
    scopes = (("一般公共预算", {"来源": "一般公共预算"}), ("全部财政拨款", {}))
    columns = [
        {"编号": f"{scope}{head}", "标题": f"{scope}/{head}", "取": "金额", "范围": {"口径": measure, **selection}}
        for scope, selection in scopes for head, measure in (("预算数", "三公经费预算"), ("决算数", "三公经费"))
    ]
    return TableSpec.model_validate({
        "编号": 3, "标题": "“三公”经费支出决算表", "范围": {},
        "列": [{"编号": "项目", "标题": "项目", "取": "名称"}, *columns],
        "行": [{"名称": item, "范围": {"事项": item}, "层级": 1} for item in ("公务接待费", "公务用车运行维护费")],
    })


@pytest.mark.parametrize("typed", [{}, {"决算": "60000"}], ids=["the lines", "typed once more"])
def test_publics_of_final_accounts_are_told_in_two_scopes(typed: dict[str, str]) -> None:
    nothing = {"预算": "0", "上年": "0"}
    form = final_form_from({
        **(read_yaml(CITY).raw or {}),
        "基本支出": [basic("2120101", "30217", "40000"), basic("2120101", "30231", "30000")],
        "项目支出": [{"项目": "整治", "功能科目": "2120803", "经济科目": "30217", "金额": "20000",
                  "来源": "政府性基金预算"}],
        "三公经费": {"因公出国（境）费": nothing, "公务用车购置费": nothing,
                  "公务用车运行维护费": {"预算": "30000", "上年": "0"},
                  "公务接待费": {"预算": "75000", "一般公共预算预算": "50000", "上年": "0", **typed}},
    })
    kind = kind_named("national/final-2025").model_copy(update={"tables": (publics_by_scope(),)})
    assert shown(kind, form)["rows"] == [
        ["公务接待费", "5.00", "4.00", "7.50", "6.00"], ["公务用车运行维护费", "3.00", "3.00", "3.00", "3.00"]]


@pytest.mark.parametrize("name", ["national/final-2025", "shanghai/final-2025"])
def test_a_kind_may_name_the_charging_of_cars_in_its_terms(name: str) -> None:
    kind = kind_named(name)
    charging = kind.model_copy(update={"own_words": {**kind.own_words, "车辆用能": "公务用车燃料费、新能源汽车充电费"}})
    form = final_form_from(CITY)

    def publics(of: ReportKind) -> str:
        terms = {term["term"]: term["definition"] for term in neutral(report(form, of))["glossary"]}
        return str(terms["“三公”经费"])

    assert "所需公务用车燃料费、维修费" in publics(kind)
    assert "所需公务用车燃料费、新能源汽车充电费、维修费" in publics(charging)


@pytest.mark.parametrize(("found", "mended", "told"), [
    ("0", "0", "绩效自评中共发现问题0个）。"),
    ("2", "1", "绩效自评中共发现问题2个，已经完成整改的1个，正在整改的1个）。"),
])
@pytest.mark.parametrize("name", ["national/final-2025", "shanghai/final-2025"])
def test_where_no_problem_was_found_nothing_is_said_of_mending(name: str, found: str, mended: str, told: str) -> None:
    raw: dict[str, Any] = dict(read_yaml(CITY).raw or {})
    management = {**raw["绩效"]["绩效管理"], "发现问题": found, "已整改": mended, "整改中": mended}
    form = final_form_from({**raw, "绩效": {**raw["绩效"], "绩效管理": management}})
    sections = neutral(report(form, kind_named(name)))["narrative"]
    assert any(text.endswith(told) for section in sections for text in section["paragraphs"])


@pytest.mark.parametrize(("words", "told"), [
    ("《党政机关厉行节约反对浪费条例》（中发〔2013〕13号）", ["WRD014"]), ("《党政机关厉行节约反对浪费条例》", []),
])
def test_the_number_of_a_regulation_that_was_issued_anew_is_told(words: str, told: list[str]) -> None:
    printed = neutral(assemble(case_of_file(SAMPLES / "county-operations-2025-final.yaml")))
    text = json.dumps(printed, ensure_ascii=False)
    changed = text.replace("按照厉行节约的要求", f"按照{words}的要求")
    assert changed != text
    audited = audit_each([Handed("报告.json", changed.encode())])["报告.json"]
    assert [found.code for found in audited.findings] == told


NIL = {"预算": "0", "决算": "0", "上年": "0"}
COUNTED = (
    "团组0个、累计0人次", "公务用车购置支出为0", "购置公务用车0辆", "公务用车运行维护支出0", "公务用车保有量为0辆",
    "国内公务接待0批次、0人次",
)


@pytest.mark.parametrize(("sample", "kind"), [
    ("city-operations-2025-final", "shanghai/final-2025"), ("county-operations-2025-final", "national/final-2025"),
    ("county-operations-2025-final", "national/two-scopes-final-2025"),
])
@pytest.mark.parametrize(("budget", "said"), [("0", "财政拨款支出。"), ("75000", "决算为0，其中：")])
def test_final_accounts_without_publics_say_zero_of_each_that_an_inspection_looks_for(
    sample: str, kind: str, budget: str, said: str,
) -> None:
    raw = dict(read_yaml(SAMPLES / f"{sample}.yaml").raw or {})
    raw["三公经费"] = dict.fromkeys(("因公出国（境）费", "公务用车购置费", "公务接待费"), NIL)
    raw["三公经费"]["公务用车运行维护费"] = {**NIL, "预算": budget, "原因": "没有发生"}
    form = final_form_from(raw)
    text = " ".join(paragraph for one in neutral(report(form, kind_named(kind)))["narrative"]
                    if "三公" in one["heading"] or "具体情况" in one["heading"] for paragraph in one["paragraphs"])
    told = text.partition(said)[2]
    assert [count for count in COUNTED if count not in told] == []
