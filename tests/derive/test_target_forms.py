"""绩效目标表: money in 元, every class of indicator, personal data left blank."""

from __future__ import annotations

from typing import Any

from helpers import a_form, neutral_of, project


def a_target(**more: Any) -> dict[str, Any]:
    return {"项目": "甲", "实施期资金": {"中央财政资金": "1,234,567.5"}, "年度资金": {"其他资金": "8"}, **more}


def shown(target: dict[str, Any], **blocks: Any) -> dict[str, Any]:
    form = a_form(项目支出=[project("甲", "2101550", "8")], 绩效={"项目绩效目标": [target]}, **blocks)
    found: dict[str, Any] = neutral_of(form)["performance_targets"][0]
    return found


def indicators(*typed: dict[str, str]) -> list[tuple[str, str, str, str]]:
    every = shown(a_target(指标=list(typed)))["绩效指标"]
    return [(i["一级指标"], i["实施期"]["二级指标"], i["实施期"]["三级指标"], i["年度"]["指标值"]) for i in every]


def test_the_title_names_the_fiscal_division_where_it_is_given() -> None:
    assert shown(a_target(), 报告={"财政区划": "云岭县"})["title"] == "云岭县级预算部门（单位）项目支出绩效目标表"
    assert shown(a_target())["title"] == "预算部门（单位）项目支出绩效目标表"


def test_money_is_in_yuan_with_separators_and_the_total_adds_it_up() -> None:
    money = shown(a_target())["资金(元)"]
    assert money["实施期"] == {
        "资金总额": "1,234,567.50", "中央财政资金": "1,234,567.50", "省级财政资金": "0", "市县（区）财政资金": "0",
        "单位自筹": "0", "其他资金": "0",
    }
    assert money["年度"]["资金总额"] == "8"


def test_every_class_of_indicator_has_a_row_even_when_blank() -> None:
    assert [row[:2] for row in indicators()] == [
        ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("产出指标", "成本指标"),
        ("效益指标", "经济效益"), ("效益指标", "社会效益"), ("效益指标", "生态效益"), ("效益指标", "可持续影响"),
        ("满意度指标", "服务对象满意度"),
    ]


def test_indicators_stand_in_their_class_in_the_order_typed() -> None:
    rows = indicators(
        {"一级": "满意度指标", "二级": "服务对象满意度", "三级": "满意", "实施期值": "≥90%"},
        {"一级": "产出指标", "二级": "数量指标", "三级": "次数", "实施期值": "2次"},
        {"一级": "产出指标", "二级": "数量指标", "三级": "人数", "实施期值": "9人", "年度值": "8人"},
    )
    assert rows[:2] == [("产出指标", "数量指标", "次数", "2次"), ("产出指标", "数量指标", "人数", "8人")]
    assert rows[-1] == ("满意度指标", "服务对象满意度", "满意", "≥90%")


def test_a_class_may_be_written_with_or_without_the_word_indicator() -> None:
    rows = indicators({"一级": "效益指标", "二级": "社会效益指标", "三级": "知晓率", "实施期值": "≥90%"})
    assert ("效益指标", "社会效益", "知晓率", "≥90%") in rows
    assert len(rows) == 9


def test_an_indicator_of_no_known_class_comes_last() -> None:
    assert indicators({"一级": "过程指标", "二级": "管理", "三级": "规范", "实施期值": "规范"})[-1] == (
        "过程指标", "管理", "规范", "规范",
    )


PEOPLE = {"负责人": "某甲", "经办人": "某乙", "联系电话": "0000000", "填报日期": "2025-01-10"}


def test_personal_data_are_blank_unless_the_form_says_otherwise() -> None:
    signed = shown(a_target(**PEOPLE))
    assert [signed[key] for key in PEOPLE] == ["", "", "", "2025-01-10"]


def test_personal_data_are_printed_when_the_form_says_so() -> None:
    signed = shown(a_target(**PEOPLE), 报告={"公开个人信息": "是"})
    assert {key: signed[key] for key in PEOPLE} == PEOPLE
