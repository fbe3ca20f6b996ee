"""Last year's form begins this year's: what stays, what is counted, what has to be read again."""

from __future__ import annotations

from typing import Any

from helpers import FINAL_KIND, case_of_form, final_form_from, form_from, kind_named
from workbooks import raw_of

from discloser.derive.next_year import next_year
from discloser.model.form.final import FinalForm
from discloser.model.form.flat import flat, with_required
from discloser.model.form.terms import TO_CONFIRM


def begun(name: str = "bureau-2025-budget", **changes: Any) -> dict[tuple[str | int, ...], str]:
    raw = raw_of(name) | changes
    return flat(next_year(raw, case_of_form(form_from(raw)), kind_named()))


def test_the_unit_stays_and_the_year_goes_on():
    values = begun()
    assert values["单位", "名称"] == "云岭县文化教育体育局"
    assert values["单位", "性质"] == "行政单位"
    assert values["报告", "年度"] == "2026"
    assert values["报告", "财政区划"] == "云岭县"
    assert ("报告", "公开日期") not in values


def test_last_years_figures_are_what_its_form_adds_up_to():
    values = begun()
    assert values["上年", "收入总计"] == values["上年", "支出总计"] == "15017272.94"
    assert values["三公经费", "公务接待费", "上年", "一般公共预算"] == "18000"
    assert values["三公经费", "公务用车运行维护费", "上年", "政府性基金预算"] == "10000"
    assert values["机关运行经费", "上年", "一般公共预算"] == "1121575.75"


def test_last_years_figures_stay_in_the_unit_of_the_form():
    assert begun("new-unit-2025-budget")["上年", "收入总计"] == "47.016088"


def test_no_amount_of_this_year_and_no_reason_is_carried_over():
    values = begun()
    assert [path for path in values if path[-1] == "金额" or "本年" in path or path[0] in ("变动原因", "控制数")] == []


def test_lines_keep_their_codes_and_what_was_carried_in_goes():
    values = begun()
    names = [text for path, text in values.items() if path[0] == "项目支出" and path[-1] == "项目"]
    assert names.count("农村学校校舍维修改造") == 1
    assert names.count("全民健身活动") == 2
    assert ("基本支出", 0, "功能科目") in values


def test_free_texts_are_marked_to_be_read():
    values = begun()
    assert values["概况", "职责"].startswith(TO_CONFIRM)
    assert not values["绩效", "项目绩效目标", 0, "项目"].startswith(TO_CONFIRM)


def test_each_block_of_texts_is_marked_once():
    """One mark for what is read at one go; forty would be taken off unread."""
    values = begun()
    marked = [path for path, text in values.items() if text.startswith(TO_CONFIRM)]
    blocks = [path[:3] if path[:2] == ("绩效", "项目绩效目标") else path[:1] for path in marked]
    assert len(blocks) == len(set(blocks))
    assert {("概况",), ("绩效", "项目绩效目标", 0), ("绩效", "项目绩效目标", 1)} <= set(blocks)


def test_a_text_is_marked_once_however_many_years_it_is_carried_over():
    twice = begun(概况={"职责": f"{TO_CONFIRM}一", "机构设置": "二"})
    assert twice["概况", "职责"] == f"{TO_CONFIRM}一"


def test_personal_data_stay_behind():
    raw = raw_of("bureau-2025-budget")
    raw["绩效"]["项目绩效目标"][0] |= {"负责人": "某人", "联系电话": "0000000"}
    values = flat(next_year(raw, case_of_form(form_from(raw)), kind_named()))
    assert {"某人", "0000000"} & set(values.values()) == set()


def test_what_is_begun_is_a_form_once_the_blanks_are_there():
    raw = raw_of("bureau-2025-budget")
    form = form_from(with_required(next_year(raw, case_of_form(form_from(raw)), kind_named())))
    assert form.prior_year.revenue == form_from(raw).controls.revenue


def final_begun() -> dict[tuple[str | int, ...], str]:
    raw = raw_of("library-2022-final")
    return flat(next_year(raw, case_of_form(final_form_from(raw)), kind_named(FINAL_KIND)), FinalForm)


def test_what_is_left_over_at_the_end_of_a_year_opens_the_next():
    values = final_begun()
    assert values["报告", "年度"] == "2023"
    assert values["年初结转和结余", 1, "金额"] == "130000"
    assert values["年初结转和结余", 1, "来源"] == "政府性基金预算"
    assert [path for path in values if path[0] in ("年末结转和结余", "结余分配")] == []


def test_last_years_final_accounts_are_compared_with_the_next():
    values = final_begun()
    assert values["上年", "收入总计"] == values["上年", "支出总计"] == "6423188.04"
    assert values["上年", "财政拨款支出总计"] == "5815842.37"
    assert values["三公经费", "公务接待费", "上年"] == "6820"
    assert values["分类预算", 0, "上年"] == "4051017.26"
    assert values["收入", 9, "来源"] == "上级补助收入"


def test_publics_of_both_scopes_and_the_names_of_evaluated_projects_come_over():
    kind, raw = kind_named("national/two-scopes-final-2025"), raw_of("county-farming-2025-final")
    values = flat(next_year(raw, case_of_form(final_form_from(raw), kind), kind), FinalForm)
    assert values["三公经费", "公务接待费", "上年"] == "10030"
    assert values["三公经费", "公务接待费", "一般公共预算上年"] == "6830"
    evaluated = {path[3:]: text for path, text in values.items() if path[:3] == ("绩效", "项目自评", 0)}
    assert evaluated["项目",] == "农业技术示范推广"
    assert {path[-1] for path in evaluated} == {"项目", "一级", "二级"}
