"""A reason's direction, its substance and its topic."""

from __future__ import annotations

import pytest

from discloser.model.text.reasons import only_repeats, other_topic, says_fall, says_rise


@pytest.mark.parametrize("reason", ["任务增加", "补助标准提高", "上年预算压减，本年增加人员"])
def test_a_rise(reason: str):
    assert says_rise(reason)
    assert not says_fall(reason)


@pytest.mark.parametrize("reason", ["来访批次下降", "压减一般性支出", "不再增加设备，费用减少"])
def test_a_fall(reason: str):
    assert says_fall(reason)
    assert not says_rise(reason)


@pytest.mark.parametrize("reason", [
    "新增项目", "购置费增加多于运行维护费减少", "人员未增加", "上年减少", "政策调整", "项目到期", "机构改革",
])
def test_a_reason_of_both_ways_or_neither(reason: str):
    assert not says_rise(reason)
    assert not says_fall(reason)


@pytest.mark.parametrize("reason", [
    "支出增加", "本年财政拨款收入较上年有所增加所致。", "公务接待费减少", "预算安排减少10%",
])
def test_a_reason_that_says_nothing(reason: str):
    assert only_repeats(reason, "公务接待费")


@pytest.mark.parametrize("reason", ["来访减少", "人员增加", "项目增加", "压减接待批次", "工资标准提高", "增人增资"])
def test_a_short_reason_that_says_something(reason: str):
    assert not only_repeats(reason, "公务接待费")


def test_a_reason_about_another_item():
    assert other_topic("报废公务用车一辆", "公务接待费") == "公务用车"
    assert other_topic("压减接待批次", "公务用车运行维护费") == "公务接待"
    assert other_topic("接待外国来访团组", "因公出国（境）费") == ""
    assert other_topic("更新办公设备", "公务接待费") == ""
    assert other_topic("压减接待批次", "收支") == ""
