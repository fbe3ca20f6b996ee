"""绩效自评表: money by source, rates of printed figures, weights and scores, the total last; three publics twice."""

from __future__ import annotations

from typing import Any

import pytest
from helpers import SAMPLES, case_of_file, final_form_from, kind_named, read_yaml, report_of, table

from discloser.derive.report import assemble
from discloser.model.kind.evaluation_form import EvaluationFormSpec, GradeSpec
from discloser.model.report.project_form import EvaluationForm
from discloser.render.neutral import neutral

SAMPLE = SAMPLES / "county-farming-2025-final.yaml"
KIND = "national/two-scopes-final-2025"
ROW = {"一级": "产出指标", "二级": "数量指标", "三级": "面积", "分值": "90", "得分": "80"}


def a_printed(spec: dict[str, Any] | None = None, **typed: Any) -> EvaluationForm:
    """The self-evaluation of the sample's first project, with other things typed and another form."""
    raw = dict(read_yaml(SAMPLE).raw or {})
    one = {"项目": "农业技术示范推广", "年初预算": {"财政拨款": "800000"}, "指标": [ROW], **typed}
    kind = kind_named(KIND)
    if spec is not None:
        form = kind.evaluation_form
        assert form is not None
        kind = kind.model_copy(update={"evaluation_form": form.model_copy(update=spec)})
    report = report_of(final_form_from({**raw, "绩效": {"项目自评": [one]}}), kind)
    return next(block for block in report.blocks() if isinstance(block, EvaluationForm))


def test_what_is_not_typed_follows_from_the_budget_and_the_lines() -> None:
    form = a_printed()
    assert form.funding.rows[:2] == (
        ("年度资金总额", "80.00", "80.00", "68.90", "10", "86.13%", "8.61"),
        ("其中：当年财政拨款", "80.00", "80.00", "68.90", "", "86.13%", ""),
    )
    assert form.indicators.rows[-1] == ("总分", "", "", "", "", "100", "88.61", "")


def test_what_is_typed_is_printed() -> None:
    form = a_printed(全年预算={"财政拨款": "700000"}, 执行数={"财政拨款": "630000"}, 资金得分="10")
    assert form.funding.rows[0] == ("年度资金总额", "80.00", "70.00", "63.00", "10", "90.00%", "10")


def test_a_rate_over_all_of_the_budget_scores_no_more_than_the_weight() -> None:
    assert a_printed(全年预算={"财政拨款": "600000"}).funding.rows[0][-2:] == ("114.83%", "10")


def test_without_a_budget_there_is_no_rate() -> None:
    assert a_printed(年初预算={}).funding.rows[0] == ("年度资金总额", "0", "0", "68.90", "10", "", "0")


def test_indicators_stand_in_the_order_of_their_classes() -> None:
    rows = a_printed(指标=[
        {**ROW, "一级": "满意度指标", "二级": "服务对象满意度指标", "三级": "丙"},
        {**ROW, "一级": "过程指标", "三级": "丁"},
        {**ROW, "二级": "成本指标", "三级": "乙"}, {**ROW, "二级": "数量", "三级": "甲"},
    ]).indicators.rows
    assert [row[2] for row in rows] == ["甲", "乙", "丙", "丁", ""]


def test_columns_texts_unit_and_order_are_the_kinds_to_say() -> None:
    form = a_printed({
        "currency_unit": "元", "order": ("基本信息", "目标", "文字", "资金", "指标", "结论"),
        "identity": {"project": "项目名称", "code": "项目代码", "grade": "自评等级"},
        "funding_columns": {"source": "来源", "budget": "调整后预算数", "outturn": "预算执行数", "rate": "预算执行率",
                            "weight": "权重", "score": "得分", "reason": "原因"},
        "indicator_columns": {"third": "三级指标", "comparison": "指标性质", "value": "指标值", "measure": "度量单位",
                              "weight": "权重", "score": "得分"},
        "texts": {"process": "实施内容"}, "closing": {"conclusion": "评价结论", "problems": "存在问题"},
        "funding_weight": EvaluationFormSpec.model_fields["funding_weight"].default * 2,
    }, 项目编码="51000021R000000123456", 实施内容="两季示范", 评价结论="完成较好",
        指标=[{**ROW, "指标性质": "≥", "指标值": "3000", "度量单位": "亩"}])
    assert form.pieces == ("identity", "goals", "texts", "funding", "indicators", "closing")
    assert form.identity == (
        ("项目名称", "农业技术示范推广"), ("项目代码", "51000021R000000123456"), ("自评等级", "优"))
    assert form.funding.rows[0] == ("年度资金总额", "800,000.00", "689,000.00", "86.13%", "20", "17.23", "")
    assert form.indicators.rows[0] == ("面积", "≥", "3000", "亩", "90", "80")
    assert (form.texts, form.closing) == ((("实施内容", "两季示范"),), (("评价结论", "完成较好"), ("存在问题", "")))


@pytest.mark.parametrize(("least", "grade"), [("97.23", "甲等"), ("97.24", "乙等")])
def test_grades_are_data_of_the_kind(least: str, grade: str) -> None:
    given = (("甲等", least), ("乙等", "0"))
    grades = tuple(GradeSpec.model_validate({"名称": name, "自": score}) for name, score in given)
    assert dict(a_printed({"grades": grades, "identity": {"grade": "等级"}, "funding_weight": grades[1].least + 20}
                          ).identity) == {"等级": grade}


@pytest.mark.parametrize(("publish", "shown"), [("否", ""), ("是", "某甲")])
def test_persons_are_printed_only_where_the_form_says_so(publish: str, shown: str) -> None:
    raw = dict(read_yaml(SAMPLE).raw or {})
    one = {"项目": "农业技术示范推广", "年初预算": {"财政拨款": "800000"}, "指标": [ROW], "负责人": "某甲"}
    form = final_form_from({**raw, "报告": {**raw["报告"], "公开个人信息": publish}, "绩效": {"项目自评": [one]}})
    printed = next(block for block in report_of(form, kind_named(KIND)).blocks() if isinstance(block, EvaluationForm))
    assert dict(printed.signature)["项目负责人"] == shown


def test_a_report_without_self_evaluations_has_no_key_for_them() -> None:
    assert "self_evaluations" not in neutral(assemble(case_of_file(SAMPLES / "county-operations-2025-final.yaml")))


def test_publics_are_printed_in_two_scopes_with_last_years_figures() -> None:
    printed = neutral(assemble(case_of_file(SAMPLE)))
    general, whole = table(printed, 9)["rows"][0], table(printed, 10)["rows"][0]
    assert (general[0], general[6], whole[0], whole[6]) == ("4.80", "4.52", "7.70", "7.00")
    told = next(text for section in printed["narrative"] for text in section["paragraphs"]
                if text.startswith("其中，一般公共预算财政拨款“三公”"))
    assert "占“三公”经费财政拨款支出决算的64.57%" in told
    assert "支出决算数比2024年度减少0.31万元，下降6.42%" in told
