"""YAML as it is written: the style of the samples, comments where they were, quotes only where they are needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from workbooks import SAMPLE_NAMES, raw_of

from discloser.model.form.flat import flat
from discloser.model.form.remarks import Remark
from discloser.read.yaml.reader import read_yaml_text
from discloser.read.yaml.remarks import yaml_remarks
from discloser.write.yaml.form import yaml_form

SAMPLES = Path(__file__).parents[3] / "sample_inputs"


def text_of(name: str) -> str:
    return (SAMPLES / f"{name}.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_a_sample_written_again_says_the_same(name: str):
    raw = raw_of(name)
    again = read_yaml_text(yaml_form(raw), "表.yaml")
    assert again.findings == ()
    assert {path: text.strip() for path, text in flat(again.raw or {}).items()} == {
        path: text.strip() for path, text in flat(raw).items()}


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_no_comment_of_a_sample_is_lost(name: str):
    text = text_of(name)
    remarks = yaml_remarks(text, read_yaml_text(text, "表.yaml").places)
    noted = [line for remark in remarks.values() for line in (*remark.above, *remark.below) if line]
    assert len(noted) == len([line for line in text.split("\n") if line.lstrip().startswith("#") and line.strip("# ")])
    again = yaml_form(raw_of(name), remarks)
    assert yaml_remarks(again, read_yaml_text(again, "表.yaml").places) == remarks


def test_the_style_is_that_of_the_samples():
    raw = {
        "单位": {"名称": "甲", "性质": "事业单位"},
        "概况": {"职责": "一、\n\n二、", "机构设置": "三"},
        "基本支出": [{"功能科目": "2080505", "经济科目": "30101", "金额": "5"}],
        "政府采购": {"货物": "1,000", "工程": None},
        "科目名称": {"2990101": "新科目"},
    }
    assert yaml_form(raw, {
        (): Remark(above=("填报表",), below=("完",)), ("基本支出",): Remark(beside="一行一个"),
        ("基本支出", 0): Remark(above=("人员",), beside="工资"), ("概况", "职责"): Remark(beside="可以分段"),
        ("项目支出",): Remark(beside="没有项目"),
    }) == """\
# 填报表

单位:
  名称: 甲
  性质: 事业单位

概况:
  职责: |   # 可以分段
    一、

    二、
  机构设置: 三

基本支出:   # 一行一个
  # 人员
  - {功能科目: 2080505, 经济科目: 30101, 金额: 5}   # 工资

项目支出:   # 没有项目

政府采购:
  货物: "1,000"
  工程:

科目名称:
  2990101: 新科目
# 完
"""


def test_a_remark_on_a_key_of_a_row_opens_the_row():
    raw = {"基本支出": [{"功能科目": "2080505", "金额": "5"}]}
    assert yaml_form(raw, {("基本支出", 0, "金额"): Remark(beside="核过")}) == (
        "基本支出:\n  - 功能科目: 2080505\n    金额: 5   # 核过\n")


def test_a_remark_on_something_that_is_not_there_goes_to_what_is():
    raw = {"三公经费": {"公务接待费": {"本年": "5", "上年": "6"}}}
    text = yaml_form(raw, {("三公经费", "公务接待费", "本年", "一般公共预算"): Remark(beside="甲")})
    assert text == "三公经费:\n  公务接待费:\n    本年: 5   # 甲\n    上年: 6\n"


@pytest.mark.parametrize(("typed", "written"), [
    ("0301", "0301"), ("NO", "NO"), ("1,234.50", '"1,234.50"'), ("a: b", '"a: b"'), ("# 甲", '"# 甲"'),
    ("甲 # 乙", '"甲 # 乙"'), ("名称：甲", '"名称：甲"'), ("- 甲", '"- 甲"'), ("“甲”", "“甲”"), ("≥98%", "≥98%"),
    ("甲（乙）、丙", "甲（乙）、丙"), ("", ""),
])
def test_quotes_stand_where_they_are_needed(typed: str, written: str):
    assert yaml_form({"其他说明": {"其他": typed}}) == f"其他说明:\n  其他: {written}".rstrip() + "\n"
