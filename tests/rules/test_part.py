"""Forms that can't be shaped: what is told beside the fault, and what has to wait for it to be mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_pages import GOOD, GOOD_FINAL

from discloser.model.case import PartOfCase
from discloser.model.form.budget import Form
from discloser.model.unknown import NotKnown, while_known
from discloser.usecases.check import check

AMOUNT = ("金额: 600000", "金额: 60万")
UNKNOWN_CODE = ("经济科目: 30201", "经济科目: 30250")
DOUBLED = ("公共资料。", "公共资料。。")


def test_beside_a_mistyped_amount_the_other_faults_are_told(found):
    assert found(AMOUNT, UNKNOWN_CODE, DOUBLED) == ["9 TXT001", "12 AMT001", "13 COD001"]


def test_what_adds_the_mistyped_amount_up_waits(found):
    control = ("变动原因:", "控制数: {支出总计: 5}\n变动原因:")
    assert found(control) == ["31 BAL001"]
    assert found(control, AMOUNT) == ["12 AMT001"]


def test_what_does_not_need_the_mistyped_value_is_added_up(found):
    control = ("变动原因:", "控制数: {支出总计: 5}\n变动原因:")
    assert found(control, ("年度: 2025\n", "年度: 2025\n  公开日期: 三月六日\n")) == ["5 FRM009", "32 BAL001"]


def test_each_code_is_judged_whatever_the_codes_of_another_line_are(found):
    assert found(("功能科目: 2080109, 经济科目: 30101", "功能科目: 办公, 经济科目: 30101"), UNKNOWN_CODE) == [
        "12 FRM008", "13 COD001"]
    assert found(("功能科目: 2080109, 经济科目: 30201, ", "功能科目: 2080109, "), (": 30101", ": 30131")) == [
        "12 COD001", "13 FRM001"]


def test_a_name_for_a_code_may_stand_behind_an_unknown_key(found):
    code = ("- {功能科目: 2080109, 经济科目: 30101", "- {功能科目: 2080198, 经济科目: 30101")
    assert found(code, ("金额: 100000", "金额: 100000, 科目名: 公共资料管理")) == ["13 FRM002"]


def test_a_missing_reason_is_not_told_where_one_stands_in_the_wrong_block(found):
    lost = ("变动原因:\n  收支: 新增资料修复项目", "")
    assert found(lost) == ["1 PRI001"]
    offices, reasons = "机构设置: 内设两个股室。", "变动原因: {收支: 新增资料修复项目}"
    assert found(lost, (offices, f"{offices}\n  {reasons}")) == ["11 FRM002"]
    assert found(lost, (offices, f"机构设置:\n    正文: 甲\n    {reasons}")) == ["11 FRM005"]
    assert found(("  收支: 新增", "  牧支: 新增")) == ["32 FRM002"]


def test_a_source_swallowed_by_an_amount_is_not_taken_for_the_usual_one(found):
    own = ("金额: 600000}", '金额: "600000，来源：单位资金"}')
    control = ("变动原因:", "控制数: {一般公共预算: 400000}\n变动原因:")
    assert found(control) == ["31 BAL001"]
    assert found(own, control) == ["12 AMT001"]


def test_a_text_that_swallowed_a_key_is_not_judged(found):
    texts = ("  职责: 保管和提供公共资料。\n  机构设置: 内设", "  职责: |\n    保管资料。\n    机构设置: 内设，，")
    assert found(texts) == ["8 FRM001"]


def test_cars_swallowed_by_another_number_are_not_missed(found):
    running = ("公务用车运行维护费: {本年: 0, 上年: 0}", "公务用车运行维护费: {本年: 20000, 上年: 20000}")
    cars = "国有资产:\n  车辆: {编制: %s}\n变动原因:"
    assert found(running, ("变动原因:", cars % "1")) == ["20 TPE003"]
    assert found(running, ("变动原因:", cars % '"1，实有：1"')) == ["32 FRM008"]


def test_no_amount_is_judged_in_a_unit_that_is_none(found):
    small = GOOD.replace("600000", "600").replace("100000}", "100}")
    assert [line.split()[1] for line in found(("单位:\n", "金额单位: 千元\n单位:\n"), form=small)] == ["FRM007"]


def test_nothing_is_told_of_last_years_figures_that_another_form_gives(found):
    named = ("上年: {收入总计: 900000, 支出总计: 900000, 一般公共预算当年支出: 900000}", "上年: {表单: 上年.yaml}")
    no_date = ("年度: 2025\n", "年度: 2025\n  公开日期: 三月六日\n")
    assert found(named, no_date, ("  收支: 新增资料修复项目", "  三公: 无")) == ["5 FRM009"]


def test_a_department_is_nothing_without_its_units(found):
    assert found(AMOUNT, DOUBLED, ("概况:", "所属单位: [本级.yaml]\n概况:")) == ["13 AMT001"]


def test_which_report_is_wanted_must_be_known(found):
    assert found(DOUBLED, ("年度: 2025", "年度: 二〇二五")) == ["4 FRM008"]
    assert found(DOUBLED, ("年度: 2025", "年度: 2025\n  版试: 甲")) == ["5 FRM002"]


def test_warnings_wait_while_confirmations_are_not_known(found):
    confirmed = ("变动原因:", "确认:\n  - {规则: TXT001, 位置: 概况 职责, 说明书: 财政批复如此}\n变动原因:")
    assert found(DOUBLED, confirmed) == ["32 FRM002"]
    mobile = ("公共资料。", "公共资料，电话13800138000。")
    assert [line.split()[1] for line in found(mobile, confirmed)] == ["TXT006", "FRM002"]


def test_a_confirmation_of_what_could_not_be_judged_is_let_be(found):
    confirmed = ("变动原因:", "确认:\n  - {规则: BAL001, 位置: 甲, 说明: 财政批复如此}\n变动原因:")
    assert found(confirmed) == ["32 CNF001"]
    assert found(confirmed, AMOUNT) == ["12 AMT001"]


def test_texts_are_judged_one_by_one_and_counted_only_whole(found):
    half = ("公共资料。", "公共资料,等。"), ("两个股室。", "两个股室，，等。")
    assert found(*half) == ["9 TXT002", "10 TXT001"]
    assert found(*half, ("收支: 新增资料修复项目", "收支: {甲: 新增}")) == ["10 TXT001", "32 FRM005"]


def test_a_key_written_twice_is_not_known(found):
    twice = ("  收支: 新增资料修复项目", "  收支: 新增资料修复项目。。\n  收支: 新增资料修复项目")
    assert found(twice, DOUBLED) == ["9 TXT001", "33 YML004"]


def test_a_row_that_runs_on_from_the_row_before_it_is_not_missed(found):
    project = "  - {项目: 资料修复,"
    second = (project, f"  - {{项目: 资料整理, 功能科目: 2080109, 金额: 300000, 类别: 其他运转类}}\n{project}")
    money = "{市县财政资金: 300000}"
    target = ("上年: {", f"    - 项目: 资料整理\n      实施期资金: {money}\n      年度资金: {money}\n上年: {{")
    without_dash = (target[0], target[1].replace("    - 项目: 资料整理", "      # - 项目: 资料整理"))
    assert "15 TGT003" not in found(second, target)
    assert [line for line in found(second, without_dash) if "TGT003" in line] == []
    assert "YML004" in " ".join(found(second, without_dash))


def test_what_stands_behind_the_wrong_key_is_not_missed_behind_the_right_one(found):
    assert found(("类别: 其他运转类", "来源: 其他运转类")) == ["15 FRM007"]


@pytest.mark.parametrize(("old", "new"), [("地区: 山西", "地区: [山西]"), ("报告:", "报：")])
def test_without_a_kind_nothing_is_judged(found, old: str, new: str):
    assert [line for line in found((old, new), DOUBLED) if "TXT" in line] == []


def test_it_is_told_how_many_rules_wait(tmp_path: Path):
    def waiting(old: str, new: str, form: str = GOOD) -> int:
        path = tmp_path / "表.yaml"
        path.write_text(form.replace(old, new), encoding="utf-8")
        return check(path).waiting

    assert waiting("", "") == 0
    assert 0 < waiting("2025\n", "2025\n  公开日期: 三月\n") < waiting(*AMOUNT)
    assert waiting("金额: 600000", "金额: 六十万", GOOD_FINAL) > 0


def test_who_asks_for_what_is_not_known_is_told_so():
    block = Form.model_fields["request"].annotation.model_validate({"地区": "甲", "类型": "乙", "年度": "2025"})
    block.forget("year")
    with pytest.raises(NotKnown, match="year"):
        _ = block.year
    with pytest.raises(AttributeError):
        _ = block.nothing_of_the_sort
    with pytest.raises(NotKnown, match="facts"):
        _ = PartOfCase({"form": block}).facts
    assert list(while_known(1 // block.year if n else n for n in range(3))) == [0]
