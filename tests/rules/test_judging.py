"""Rules on whole forms: which of them speak, and that one fault speaks once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rule_pages import GOOD

from discloser.model.case import Case
from discloser.model.finding import Problem, Severity
from discloser.model.kind.report_kind import KindError, RuleSetting
from discloser.model.place import Place, Places
from discloser.rules import RULES, judge, prior
from discloser.rules.rule import Parameters, hit, row_name, rule
from discloser.usecases.check import check


@pytest.fixture
def case(tmp_path: Path) -> Case:
    path = tmp_path / "表.yaml"
    path.write_text(GOOD, encoding="utf-8")
    checked = check(path)
    assert checked.case is not None
    return checked.case


HELPERS = {
    "__init__", "catalogue", "code_uses", "confirming", "doubted", "explained", "free_texts", "gaps", "natures",
    "once", "repeats", "rule", "tail", "target_projects", "wording", "years",
}
"""Modules of `rules` without a rule; the confirmations are set against findings, not against the form."""


def under(case: Case, **rules: RuleSetting) -> Case:
    kind = case.kind.model_copy(update={"rules": rules})
    return Case(case.form, kind, case.classification, case.facts, case.figures, case.changes)


@rule("XXX001", "无", message="{found} 在{where}之后，应为 {expected}", hint="见 {where}", severity=Severity.WARNING)
def always_hit(case: Case):
    yield hit("基本支出", 1, found="甲", expected="乙", where=("基本支出", 0))


PLACES = Places("表.yaml", {("基本支出", 0): Place("表.yaml", 12, 5), ("基本支出", 1): Place("表.yaml", 13, 5)})


def test_a_hit_becomes_a_finding_at_the_place_of_its_path(case: Case):
    [finding] = always_hit.findings(case, PLACES)
    assert finding.line() == "表.yaml:13:5: XXX001 甲 在第 12 行之后，应为 乙"
    assert (finding.field, finding.found, finding.expected) == ("基本支出 第2行", "甲", "乙")
    assert finding.hint == "见 第 12 行"


def test_a_path_among_the_words_is_shown_as_a_cell_of_a_workbook(case: Case):
    places = Places("表.xlsx", {("基本支出",): Place("表.xlsx", sheet="基本支出", cell="C7")})
    [finding] = always_hit.findings(case, places)
    assert finding.message == "甲 在基本支出!C7之后，应为 乙"


def test_a_kind_may_switch_a_rule_off_or_change_its_severity(case: Case):
    off, light = RuleSetting(停用=True), RuleSetting(级别="info")
    assert list(always_hit.findings(under(case, XXX001=off), PLACES)) == []
    assert [f.severity for f in always_hit.findings(under(case, XXX001=light), PLACES)] == [Severity.INFO]
    assert [f.severity for f in always_hit.findings(case, PLACES)] == [Severity.WARNING]


@rule("XXX002", "无", message="{found}", hint="", parameters={"上限": 3})
def always_told(case: Case, limit: Parameters):
    yield hit("基本支出", found=limit["上限"])


def test_a_kind_may_change_the_parameters_of_a_rule(case: Case):
    wider = under(case, XXX002=RuleSetting(参数={"上限": "4.5"}))
    assert [f.found for each in (case, wider) for f in always_told.findings(each, PLACES)] == ["3", "4.5"]


def test_a_parameter_that_a_rule_does_not_have_is_a_fault_of_the_kind(case: Case):
    with pytest.raises(KindError, match="XXX002 没有参数“下限”"):
        list(always_told.findings(under(case, XXX002=RuleSetting(参数={"下限": 1})), PLACES))


def test_a_threshold_of_a_kind_excuses_small_changes(case: Case):
    changes = {name: change._replace(reason="") for name, change in case.changes.items()}
    unexplained = replace(case, changes=changes)  # 10 万元 more than last year, 11.11 %
    told = {
        tuple(least.items()): len(list(prior.changes_have_reasons.findings(
            under(unexplained, PRI001=RuleSetting(参数=least)), PLACES)))
        for least in ({}, {"比例下限": "11"}, {"比例下限": "12"}, {"金额下限": "100000"}, {"金额下限": "100001"})
    }
    assert list(told.values()) == [1, 1, 0, 1, 0]


def test_a_finding_names_the_row_it_is_in(case: Case):
    form = case.form
    assert row_name(form, ("项目支出", 0, "金额")) == "资料修复"
    assert row_name(form, ("绩效", "项目绩效目标", 0, "指标", 0, "实施期值")) == "资料修复"
    assert row_name(form, ("基本支出", 1)) == "2080109 30201"
    assert row_name(form, ("三公经费", "公务接待费", "本年")) is None


def test_the_catalogue_lists_every_rule_of_every_module():
    modules = sorted(path.stem for path in Path(judge.__code__.co_filename).parent.glob("*.py"))
    assert {rule.check.__module__.rsplit(".", 1)[1] for rule in RULES} == {*modules} - HELPERS
    assert all(isinstance(rule.problem, Problem) for rule in RULES)


def test_a_good_form_has_no_findings(found):
    assert found() == []


def test_one_unknown_code_is_one_finding(found):
    assert found(("经济科目: 30101", "经济科目: 30131")) == ["12 COD001"]


def test_two_totals_without_a_reason_share_one_finding(found):
    assert found(("  收支: 新增资料修复项目\n", "")) == ["31 PRI001"]


def test_reasons_may_be_given_one_by_one(found):
    assert found(("  收支: 新增", "  收入: 增加修复专项拨款\n  支出: 新增")) == []


def test_a_missing_part_is_named_and_not_the_sum_that_takes_its_reason(found):
    operation = "公务用车运行维护费: {本年: 0, 上年: 0}"
    told = found((operation, operation.replace("本年: 0", "本年: 20000")),
                 ("新增资料修复项目", "新增资料修复项目\n  三公: 车辆老旧"))
    assert [line for line in told if "PRI" in line] == ["20 PRI001"]


@pytest.mark.parametrize("reason", ["无", "略。", "——", "XX", "/", "同上；", "0000", "…", "2025年"])
def test_a_placeholder_is_no_reason(found, reason: str):
    assert [line.split()[1][:3] for line in found(("新增资料修复项目", f'"{reason}"'))] == ["PRI"]


@pytest.mark.parametrize("reason", ["增人", "无新增项目，原有项目到期", "政策调整", "3人退休"])
def test_a_short_reason_is_a_reason(found, reason: str):
    assert found(("新增资料修复项目", reason)) == []


def test_an_unchanged_total_needs_no_reason(found):
    assert found(("900000", "1000000"), ("  收支: 新增资料修复项目", "  收支: 无")) == []


def test_lines_that_differ_in_anything_that_counts_are_not_repeated(found):
    line = "  - {功能科目: 2080109, 经济科目: 30101, 金额: 600000}\n"
    others = [line.replace("}", extra) for extra in (", 来源: 单位资金}", ", 上年结转: 是}", ", 政府经济科目: 50199}")]
    assert [code for code in found((line, line + "".join(others))) if "LIN" in code] == []
    assert found((line, line * 3)) == ["13 LIN001", "14 LIN001"]


def test_an_officers_name_makes_a_code_known(found):
    code = ("- {功能科目: 2080109, 经济科目: 30101", "- {功能科目: 2080198, 经济科目: 30101")
    assert found(code) == ["12 COD001"]
    assert found(code, ("变动原因:", "科目名称: {2080198: 公共资料管理}\n变动原因:")) == ["31 COD004"]


def test_a_name_for_a_code_that_no_line_uses_says_nothing(found):
    assert found(("变动原因:", "科目名称: {2080198: 公共资料管理}\n变动原因:")) == []


def test_a_government_class_is_asked_for_only_where_it_is_printed(found):
    agency = "机关运行经费: {本年: 0, 上年: 0}"
    nature = (("事业单位", "行政单位"), (agency, agency.replace("0", "100000")))
    salary = "经济科目: 30101, 金额: 600000"
    assert found(*nature, (salary, "经济科目: 30107, 金额: 600000")) == ["12 COD005"]
    assert found(*nature, (salary, "经济科目: 30107, 金额: 600000, 来源: 单位资金")) == []
    assert found(*nature, (salary, "经济科目: 30107, 金额: 600000, 政府经济科目: 50101")) == []


def test_controls_are_compared_to_the_fen_in_yuan(found):
    def control(amount: str) -> tuple[str, str]:
        return "变动原因:", f"控制数: {{支出总计: {amount}}}\n变动原因:"

    assert found(control("1000000")) == []
    assert found(control("1,000,000.01")) == ["31 BAL001"]
    assert found(control("0")) == ["31 BAL001"]
    assert found(control("")) == []


def test_controls_in_wan_are_compared_as_printed(found):
    in_wan = GOOD.replace("0000,", ",").replace("0000}", "}").replace("单位:\n", "金额单位: 万元\n单位:\n", 1)
    assert found(form=in_wan) == []
    fine = ("金额: 60}", "金额: 60.0049}")
    assert found(fine, ("变动原因:", "控制数: {支出总计: 100}\n变动原因:"), form=in_wan) == []
    assert found(fine, ("变动原因:", "控制数: {支出总计: 100.02}\n变动原因:"), form=in_wan) == ["32 BAL001"]


def test_without_any_target_the_missing_ones_are_told_once(found):
    targets = GOOD[GOOD.index("绩效:\n"):GOOD.index("\n上年:") + 1]
    more = "  - {项目: 读者服务, 功能科目: 2080109, 金额: 500, 类别: 其他运转类}\n三公经费:"
    assert found((targets, ""), ("三公经费:", more)) == ["15 TGT003"]
    assert found(("三公经费:", more)) == ["16 TGT003"]


def test_a_nearly_equal_name_is_the_same_project(found):
    project = ("{项目: 资料修复,", "{项目: 资料修复费（一）,")
    assert found(("- 项目: 资料修复\n", "- 项目: 资料修复（一）\n"), project) == ["25 TGT006"]


def test_a_kind_may_demand_a_key(found):
    assert found((", 类别: 其他运转类", "")) == ["15 FRM012"]
