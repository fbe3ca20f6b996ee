"""A form as single texts at their paths, and back."""

from __future__ import annotations

import pytest
from workbooks import SAMPLE_NAMES, raw_of

from discloser.model.form.flat import flat, nested, with_blanks, with_required


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_texts_at_their_paths_make_the_same_form_again(name: str):
    raw = raw_of(name)
    assert flat(nested(flat(raw))) == flat(raw)


def test_an_amount_not_split_by_source_stands_at_the_first_source():
    raw = {"机关运行经费": {"本年": "5", "上年": {"政府性基金预算": "7"}}}
    values = flat(raw)
    assert values == {("机关运行经费", "本年", "一般公共预算"): "5", ("机关运行经费", "上年", "政府性基金预算"): "7"}
    assert nested(values) == raw


def test_a_name_of_a_code_is_a_row():
    values = flat({"科目名称": {"2990101": "新科目"}})
    assert values == {("科目名称", 0, "编码"): "2990101", ("科目名称", 0, "名称"): "新科目"}
    assert nested(values) == {"科目名称": {"2990101": "新科目"}}


def test_a_key_is_known_by_every_spelling_and_an_unknown_key_stays():
    values = flat({"绩效": {"项目绩效目标": [{"年度资金": {"市县（区）财政资金": "1"}}]}, "单位": {"名子": "甲"}})
    assert values == {("绩效", "项目绩效目标", 0, "年度资金", "市县财政资金"): "1", ("单位", "名子"): "甲"}


def test_what_was_left_blank_is_not_there():
    assert flat({"其他说明": {"其他": "", "政府购买服务": None}, "项目支出": []}) == {}


def test_rows_keep_their_order_whatever_is_missing_between():
    assert nested({("基本支出", 4, "金额"): "2", ("基本支出", 1, "金额"): "1"}) == {
        "基本支出": [{"金额": "1"}, {"金额": "2"}]}


def test_a_form_gets_a_blank_for_every_key_that_must_be_there():
    whole = with_required({"单位": {"名称": "甲"}, "基本支出": [{"功能科目": "2080505"}]})
    assert whole["单位"] == {"名称": "甲", "性质": None}
    assert whole["基本支出"] == [{"功能科目": "2080505", "金额": None, "经济科目": None}]
    assert whole["三公经费"]["公务接待费"] == {"上年": None}
    assert whole["机关运行经费"] == {"本年": None, "上年": None}
    assert "控制数" not in whole
    assert list(whole)[:2] == ["报告", "单位"]


def test_only_blocks_that_must_be_there_are_added_when_no_more_is_asked():
    whole = with_required({"单位": {"名称": "甲"}}, only_blocks=True)
    assert whole["单位"] == {"名称": "甲"}
    assert whole["上年"] == {}


def test_a_blank_is_added_where_something_is_noted_about_a_key_left_out():
    raw = {"单位": {"名称": "甲"}}
    paths = [("项目支出",), ("单位", "主管部门"), ("单位", "名子"), ("其他说明", "其他")]
    assert with_blanks(raw, paths) == {"单位": {"名称": "甲", "主管部门": None}, "项目支出": None}
    assert raw == {"单位": {"名称": "甲"}}
