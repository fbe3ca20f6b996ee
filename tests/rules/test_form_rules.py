"""What the rules on a form let be: the legitimate cases that look like faults. The faults are on the rules' pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_pages import GOOD

from discloser.usecases.check import check

REASON = "  收支: 新增资料修复项目\n"
BASIC = "  - {功能科目: 2080109, 经济科目: 30201, 金额: 100000}\n"
PROJECT = "  - {项目: 资料修复, 功能科目: 2080109, 金额: 300000, 类别: 其他运转类}\n"
TARGET = "      年度资金: {市县财政资金: 300000}\n"
INDICATOR = "        - {一级: 产出指标, 二级: 数量指标, 三级: 修复资料, 实施期值: ≥200册}\n"
END = "变动原因:\n"


def codes(lines: list[str], *families: str) -> list[str]:
    return [code for code in (line.split()[1] for line in lines) if not families or code[:3] in families]


def publics(**items: str) -> list[tuple[str, str]]:
    return [(f"{item}: {{本年: 0, 上年: 0}}", f"{item}: {value}") for item, value in items.items()]


def assets(text: str) -> tuple[str, str]:
    return END, f"国有资产:\n  {text}\n{END}"


def other(text: str) -> tuple[str, str]:
    return END, f"其他说明:\n  其他: {text}\n{END}"


def indicator(line: str) -> tuple[str, str]:
    return INDICATOR, INDICATOR + f"        - {{{line}}}\n"


# ── identity, dates ──


def test_the_departments_name_may_be_like_the_units(found):
    unit = ("名称: 临河市公共资料中心", "名称: 临河市公共资料中心\n  主管部门: 205-临河市公共资料管理中心")
    assert found(unit, other("由临河市公共资料管理中心主管。")) == []
    assert codes(found(other("由临河市公共资料管理中心主管。"))) == ["IDN001"]


def test_a_year_named_by_the_project_is_its_own(found):
    renamed = [("资料修复", "2024年资料修复"), (TARGET, TARGET + "      年度目标: 完成2024年资料修复尾款支付。\n")]
    assert codes(found(*renamed), "IDN") == []
    assert codes(found((TARGET, TARGET + "      年度目标: 完成2024年资料修复尾款支付。\n"))) == ["IDN003"]


@pytest.mark.parametrize("text", [
    "2024年没有安排的，2025年安排。", "2023—2025年三年规划。", "按《2024年规划》安排。", "无",
])
def test_last_year_may_be_named_beside_this_year(found, text: str):
    assert found((END, f"其他说明:\n  政府购买服务: {text}\n{END}")) == []


def test_a_reason_may_speak_of_last_year(found):
    assert found((REASON, "  收支: 2024年拟开展的资料修复推迟到今年\n")) == []


def test_dates_on_the_last_day_are_in_time(found):
    def dates(approved: str, published: str) -> tuple[str, str]:
        return "  年度: 2025", f"  年度: 2025\n  批复日期: {approved}\n  公开日期: {published}"

    assert found(dates("2025-02-08", "2025-02-28")) == []
    assert codes(found(dates("2025-02-08", "2025-03-01"))) == ["DAT001"]
    assert codes(found(dates("2025-03-01", "2025-02-08"))) == ["DAT002"]
    assert codes(found(dates("2025-02-01", "2024-02-08"))) == ["DAT003"]
    assert codes(found(dates("2024-02-01", "2024-02-08"))) == ["IDN005"]


# ── codes, amounts, controls ──


def test_a_government_class_of_the_same_name_was_chosen_on_purpose(found):
    car = "  - {功能科目: 2080109, 经济科目: 30231, 金额: 100000, 政府经济科目: 50208}\n"
    assert codes(found((BASIC, car)), "COD") == []
    assert codes(found((BASIC, car.replace("50208", "50201"))), "COD") == ["COD008"]


def test_a_jump_is_told_once_for_all_totals(found):
    assert found(("900000", "90000")) == ["30 AMT006"]
    assert found(("900000", "9000000")) == ["30 AMT006"]
    assert codes(found(("900000", "130000"))) == []


def test_small_items_may_jump(found):
    receptions = publics(公务接待费="{本年: 9000, 上年: 900, 原因: 承办会议}")
    assert codes(found(*receptions, (REASON, REASON + "  三公: 承办会议\n"))) == []


def test_a_class_that_is_itself_other_may_hold_other(found):
    assert codes(found((BASIC, BASIC.replace("30201", "39999"))), "AMT") == []


def test_small_amounts_beside_large_ones_are_in_the_right_unit(found):
    assert codes(found((BASIC, BASIC + BASIC.replace("30201, 金额: 100000", "30206, 金额: 85")))) == []


def test_a_project_may_be_tiny_in_a_form_in_wan(found):
    in_wan = [("单位:\n", "金额单位: 万元\n单位:\n"), ("0000}", "}"), ("0000,", ",")]
    assert codes(found(*in_wan)) == []


def test_one_wrong_line_is_one_finding_against_all_controls(found):
    controls = ("控制数: {收入总计: 1000500, 支出总计: 1000500, 基本支出: 700500, 项目支出: 300000, "
                "一般公共预算: 1000500}\n")
    assert found((END, controls + END)) == ["31 BAL001"]
    two = controls.replace("项目支出: 300000", "项目支出: 300700")
    assert found((END, two + END)) == ["31 BAL001", "31 BAL001"]


# ── insurance, three publics, cars ──


def test_contributions_paid_from_another_fund_are_compared_on_their_own(found):
    lines = ("  - {功能科目: 2210201, 经济科目: 30113, 金额: 60000}\n"
             "  - {功能科目: 2080109, 经济科目: 30113, 金额: 9000, 来源: 单位资金}\n")
    assert codes(found((BASIC, BASIC + lines)), "SOC") == []


def test_a_project_may_use_the_functional_item_of_an_annuity(found):
    lines = ("  - {功能科目: 2080506, 经济科目: 30109, 金额: 30000}\n"
             "  - {功能科目: 2080505, 经济科目: 30108, 金额: 60000}\n")
    project = "  - {项目: 年金做实, 功能科目: 2080506, 金额: 90000, 类别: 其他运转类, 公开绩效目标: 否}\n"
    assert codes(found((BASIC, BASIC + lines), (PROJECT, PROJECT + project)), "SOC") == []


def test_publics_may_be_paid_from_projects_without_sections(found):
    changed = [*publics(公务接待费="{本年: 9000, 上年: 9000}")]
    assert codes(found(*changed), "TPE") == []
    section = (PROJECT, PROJECT.replace("金额", "经济科目: 30227, 金额"))
    assert codes(found(*changed, section), "TPE") == ["TPE002"]


def test_receptions_paid_by_the_unit_itself_are_no_publics(found):
    own = BASIC.replace("30201, 金额: 100000", "30217, 金额: 100000, 来源: 单位资金")
    assert codes(found((BASIC, own)), "TPE") == []
    assert codes(found((BASIC, own.replace(", 来源: 单位资金", "")),), "TPE") == ["TPE001"]


def test_running_cost_comes_with_a_car_bought_this_year(found):
    bought = publics(公务用车购置费="{本年: 180000, 上年: 180000}", 公务用车运行维护费="{本年: 20000, 上年: 20000}")
    assert codes(found(*bought, assets("车辆: {编制: 1}")), "TPE") == []


def test_cars_may_be_run_on_the_units_own_money(found):
    own = BASIC.replace("30201", "30231").replace("}", ", 来源: 单位资金}")
    assert codes(found((BASIC, own), assets("车辆: {编制: 1, 实有: 1, 其他公务用车: 1}")), "TPE", "AST") == []


def test_a_note_may_name_parts_of_the_rooms_and_other_numbers_of_cars(found):
    assert found(assets("房屋面积: 640\n  房屋说明: 办公用房240平方米，库房400平方米，另有露天场地。")) == []
    assert found(assets("房屋面积: 640\n  房屋说明: 全部640平方米，其中库房400平方米。")) == []
    assert found(assets("车辆说明: 上年报废2辆，现有车辆由主管部门统一管理。")) == []


# ── projects, targets ──


def test_projects_of_different_years_or_levels_are_different(found):
    for other_name in ("2024年资料修复", "资料修复（二期）", "县级资料修复", "资料修复二"):
        more = PROJECT.replace("资料修复", other_name).replace("}", ", 公开绩效目标: 否}")
        assert codes(found((PROJECT, PROJECT + more)), "PRJ") == []


def test_a_blank_class_is_told_as_blank_only(found):
    more = PROJECT.replace(", 类别: 其他运转类", "").replace("2080109", "2059999")
    assert codes(found((PROJECT, PROJECT + more))) == ["FRM012", "TGT004"]


def test_money_of_a_special_account_may_stand_on_either_side(found):
    special = (PROJECT, PROJECT.replace("类别", "来源: 财政专户管理资金, 类别"))
    assert codes(found(special), "TGT") == []
    assert codes(found(special, (TARGET, TARGET.replace("市县财政资金", "其他资金"))), "TGT") == []
    assert codes(found((TARGET, TARGET.replace("市县财政资金", "其他资金"))), "TGT") == ["TGT008"]


@pytest.mark.parametrize("value", [
    "200元/人", "2150元", "≤30万元", "300,000元", "不超过30.00万元", "每册50元", "明显降低",
])
def test_a_cost_indicator_that_claims_nothing_else_is_let_be(found, value: str):
    assert found(indicator(f'一级: 产出指标, 二级: 成本指标, 三级: 成本, 实施期值: "{value}"')) == []


def test_cost_indicators_may_add_up_to_the_money(found):
    line = '一级: 产出指标, 二级: 成本指标, 三级: 人工, 实施期值: {}'
    assert found(indicator(line.format("26万元")), indicator(line.format("4万元"))) == []
    assert codes(found(indicator(line.format("26万元")))) == ["TGT014"]
    assert codes(found(indicator(line.format("300万元")))) == []
    assert codes(found(("300000", "312500"), ("900000", "900000"), indicator(line.format("312.5万元")))) == ["TGT014"]


@pytest.mark.parametrize(("name", "value"), [
    ("服务人次增长率", "≥120%"), ("任务完成率", "≥100%"), ("读者满意度", "100%"), ("修复速度", "≥150%"),
    ("修复资料", "≥200册"),
])
def test_rates_that_may_be_so_high_are_let_be(found, name: str, value: str):
    assert found(indicator(f"一级: 效益指标, 二级: 社会效益, 三级: {name}, 实施期值: {value}")) == []


def test_rates_that_may_not_are_told(found):
    assert codes(found(indicator("一级: 效益指标, 二级: 社会效益, 三级: 资料合格率, 实施期值: 120%"))) == ["TGT013"]


def test_short_texts_may_be_equal_in_two_projects(found):
    second = (f"    - 项目: 读者服务\n{TARGET}".replace("300000", "500") + "      实施期资金: {市县财政资金: 500}\n"
              "      立项依据: 年初预算。\n")
    more = PROJECT.replace("资料修复", "读者服务").replace("300000", "500")
    assert codes(found((PROJECT, PROJECT + more), (TARGET, TARGET + "      立项依据: 年初预算。\n"),
                       ("上年: {收入", second + "上年: {收入"))) == []


# ── reasons, procurement, texts ──


@pytest.mark.parametrize("reason", [
    "上年预算压减，本年恢复", "人员增加，差旅减少", "机构改革", "不再压减", "政策标准调整", "中央补助增加",
])
def test_reasons_of_a_rise_that_do_not_speak_of_a_fall_alone(found, reason: str):
    assert found((REASON, f"  收支: {reason}\n")) == []


def test_a_reason_shared_by_a_rise_and_a_fall_has_no_direction(found):
    risen_and_fallen = ("支出总计: 900000", "支出总计: 1100000")
    assert codes(found(risen_and_fallen, (REASON, "  收支: 经费减少，压减开支，任务转出\n"))) == ["PRI008"]


def test_a_total_may_share_the_reason_of_its_part(found):
    item = publics(公务接待费="{本年: 3000, 上年: 5000, 原因: 来访批次下降}")
    assert found(*item, (REASON, REASON + "  三公: 来访批次下降\n")) == []


def test_small_purchases_need_no_procurement(found):
    desk = BASIC.replace("30201", "31002").replace("100000", "49999.99") + BASIC.replace("100000", "50000.01")
    assert codes(found((BASIC, desk)), "PRC") == []
    assert codes(found((BASIC, desk.replace("49999.99", "50000").replace("50000.01", "50000")),), "PRC") == ["PRC001"]


def test_a_reason_that_is_a_placeholder_is_told_once(found):
    assert found((REASON, "  收支: XX\n")) == ["32 PRI002"]
    assert found((REASON, "  收支: 新增XX项目\n")) == ["32 TXT003"]


def test_people_have_keys_of_their_own(found):
    assert codes(found((TARGET, TARGET + "      联系电话: 13800000000\n"))) == ["TGT002"]
    assert codes(found((TARGET, TARGET + "      概况: 咨询 13800000000。\n"))) == ["TXT006"]


def test_a_number_that_must_stay_inside_is_not_repeated_in_the_finding(tmp_path, monkeypatch):
    from pathlib import Path

    from rule_pages import GOOD

    from discloser.usecases.check import check

    monkeypatch.chdir(tmp_path)
    Path("表.yaml").write_text(GOOD.replace(*other("证件 110101190001010006，电话 13800000000")), encoding="utf-8")
    told = "".join(str(finding.as_json()) for finding in check(Path("表.yaml")).findings)
    assert "TXT006" in told
    assert "TXT007" in told
    assert "13800000000" not in told
    assert "110101190001010006" not in told


def test_slips_that_only_look_bad_are_told_once_for_the_whole_form(found):
    changed = (TARGET, TARGET + "      概况: 修复资料,提供利用\n      必要性: 资料破损,无法利用\n")
    assert codes(found(changed, other("无,略"))) == ["TXT002"]


def test_a_project_named_on_many_lines_is_read_once(found):
    line = PROJECT.replace("资料修复", "资料修复XX")
    assert codes(found((PROJECT, line + line.replace("2080109", "2059999"))), "TXT") == ["TXT003"]


def test_a_slip_told_once_names_every_text_that_has_it(tmp_path: Path):
    form = GOOD.replace("保管和提供公共资料。", "依据【2020】1号文件。")
    form = form.replace("内设两个股室。", "依据【2021】2号文件。")
    (tmp_path / "表.yaml").write_text(form, encoding="utf-8")
    (finding,) = [found for found in check(tmp_path / "表.yaml").findings if found.code == "TXT014"]
    (other,) = finding.as_json()["related"]
    assert (other["path"], other["value"], other["alike"]) == (["概况", "机构设置"], "【2021】2号", True)
    assert other["line"] == finding.place.line + 1
