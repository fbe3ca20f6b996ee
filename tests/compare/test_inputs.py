"""What was typed differently: line by line, names and moves recognised."""

from __future__ import annotations

from typing import Any

from helpers import a_form, basic, project

from discloser.compare.comparison import InputChange
from discloser.compare.inputs import input_changes, renamed
from discloser.compare.values import tree_of


def changes(old: dict[str, Any], new: dict[str, Any]) -> list[InputChange]:
    return input_changes(tree_of(a_form(**old)), tree_of(a_form(**new)))


def told(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    return [(change.sort, change.field, change.old, change.new) for change in changes(old, new)]


ROAD, BRIDGE = project("道路养护", "2130506", 1000), project("桥梁维修", "2140104", 2000)


def test_an_amount_typed_another_way_is_no_change():
    assert told({"基本支出": [basic("2101550", "30101", "1680240")]},
                {"基本支出": [basic("2101550", "30101", "1,680,240.00")]}) == []


def test_a_default_written_out_is_no_change():
    assert told({"项目支出": [ROAD]}, {"项目支出": [{**ROAD, "来源": "一般公共预算", "上年结转": "否"}]}) == []


def test_a_changed_amount_names_its_line():
    assert told({"项目支出": [ROAD, BRIDGE]}, {"项目支出": [ROAD, {**BRIDGE, "金额": 2500}]}) == [
        ("changed", "项目支出 第2行（桥梁维修）金额", "2,000", "2,500")]


def test_a_line_in_front_does_not_change_those_behind():
    new = project("河道清淤", "2130305", 3000)
    assert told({"项目支出": [ROAD, BRIDGE]}, {"项目支出": [new, ROAD, BRIDGE]}) == [
        ("added", "项目支出 第1行（河道清淤）", "",
         "功能科目 2130305，金额 3,000，项目 河道清淤，类别 特定目标类，公开绩效目标 是")]


def test_a_line_taken_out_is_told_with_what_it_said():
    assert [change[:2] for change in told({"项目支出": [ROAD, BRIDGE]}, {"项目支出": [BRIDGE]})] == [
        ("removed", "项目支出 第1行（道路养护）")]


def test_a_renamed_project_is_one_change_wherever_its_name_stands():
    target = {"项目": "道路养护", "实施期资金": {"其他资金": 1000}, "年度资金": {"其他资金": 1000}}
    new = changes(
        {"项目支出": [ROAD, BRIDGE], "绩效": {"项目绩效目标": [target]}},
        {"项目支出": [{**ROAD, "项目": "农村公路养护"}, BRIDGE],
         "绩效": {"项目绩效目标": [{**target, "项目": "农村公路养护"}]}},
    )
    assert [(change.sort, change.old, change.new) for change in new] == [("renamed", "道路养护", "农村公路养护")]
    assert new[0].new_paths == (("项目支出", 0, "项目"), ("绩效", "项目绩效目标", 0, "项目"))
    assert renamed(new) == {"道路养护": "农村公路养护"}


def test_a_renamed_project_may_change_its_amount_too():
    assert [change[0] for change in told(
        {"项目支出": [ROAD, BRIDGE]}, {"项目支出": [{**ROAD, "项目": "道路养护项目", "金额": 1200}, BRIDGE]}
    )] == ["changed", "renamed"]


def test_a_moved_line_is_told_as_moved():
    third = project("河道清淤", "2130305", 3000)
    assert told({"项目支出": [ROAD, BRIDGE, third]}, {"项目支出": [BRIDGE, third, ROAD]}) == [
        ("moved", "项目支出 第3行（道路养护）", "第1行", "第3行")]


def test_two_equal_forms_have_no_changes():
    assert told({"项目支出": [ROAD, BRIDGE]}, {"项目支出": [ROAD, BRIDGE]}) == []
