"""The blank form is the form: every key is there, and only what must be filled is missing."""

from __future__ import annotations

import re

from discloser.model.form.base import Block
from discloser.model.form.budget import Form
from discloser.model.form.outline import entries
from discloser.model.form.terms import FUNDS
from discloser.read.form.shape import shape
from discloser.read.source import Raw
from discloser.read.yaml.reader import read_yaml_text
from discloser.write.yaml.blank import blank_yaml

REQUEST = {("报告", "地区"): "山西", ("报告", "类型"): "单位预算", ("报告", "年度"): "2025"}
BLANK = blank_yaml(REQUEST)
WHOLE = blank_yaml(REQUEST, asked=None)
"""With what only some kinds ask for."""


def test_reading_the_blank_form_finds_only_what_is_to_be_filled():
    source = read_yaml_text(BLANK, "空白.yaml")
    assert source.findings == ()
    assert [(f.code, f.field) for f in shape(source).findings] == [
        ("FRM006", "单位 名称"), ("FRM006", "单位 性质"), ("FRM006", "概况 职责"), ("FRM006", "概况 机构设置"),
    ]


def test_a_finding_in_the_blank_form_points_at_its_key():
    lines = BLANK.splitlines()
    for finding in shape(read_yaml_text(BLANK, "空白.yaml")).findings:
        assert finding.place.line is not None
        assert lines[finding.place.line - 1].strip().startswith(finding.field.split()[-1] + ":")


def test_the_blank_form_becomes_a_form_when_that_is_filled():
    filled = BLANK
    for key, value in {"名称": "甲中心", "性质": "事业单位", "职责": "甲", "机构设置": "乙"}.items():
        filled = re.sub(rf"^(  {key}:) ", rf"\1 {value} ", filled, count=1, flags=re.M)
    form = shape(read_yaml_text(filled, "表.yaml")).form
    assert isinstance(form, Form)
    assert (form.request.region, form.request.year, form.unit.name) == ("山西", 2025, "甲中心")
    assert (form.basic_lines, form.performance.whole, form.controls.revenue) == ((), None, None)


def test_the_sample_rows_are_rows_once_their_mark_is_removed():
    copied = re.sub(r"^( *)# (- |  +\S+:|  +- )", r"\1\2", BLANK, flags=re.M)
    source = read_yaml_text(copied, "表.yaml")
    assert source.findings == ()
    found = shape(source).findings
    assert {f.code for f in found} == {"FRM006"}
    rows = {"基本支出 第1行 功能科目", "项目支出 第1行 项目", "绩效 项目绩效目标 第1行 指标 第1行 一级"}
    assert rows <= {f.field for f in found}


def test_every_key_stands_in_the_blank_form_with_what_it_means():
    def walk(block: type[Block]) -> list[str]:
        own = dict.fromkeys(entries(block).values())
        below = [key for e in own if e.block and e.sort != "amounts" for key in walk(e.block)]
        return [f"{e.key}|{e.description}" for e in own] + below

    for entry in walk(Form):
        key, description = entry.split("|")
        lines = [line for line in WHOLE.splitlines() if key in line]
        assert any(description in line for line in lines), entry
    assert f"{{{'、'.join(FUNDS[:3]).replace('、', ': …, ')}: …}}" in BLANK


def test_the_blank_form_has_the_blocks_of_the_form_in_order():
    raw: Raw = read_yaml_text(WHOLE, "空白.yaml").raw
    assert isinstance(raw, dict)
    assert list(raw) == list(entries(Form))


def test_what_only_some_kinds_ask_for_is_left_out_where_the_kind_does_not():
    asked = blank_yaml(REQUEST, asked=frozenset({("报告", "文号")}))
    assert ("文号" in BLANK, "文号" in asked, "批复文号" in asked) == (False, True, False)


def test_a_given_value_is_quoted_where_it_must_be():
    for value in ("甲: 乙", "#甲", "", "“甲”", "- 甲", "甲\n乙", 'a"b', "*a", "{a}", "甲 # 乙"):
        raw = read_yaml_text(blank_yaml({("报告", "地区"): value}), "空白.yaml").raw
        assert isinstance(raw, dict)
        assert isinstance(raw["报告"], dict)
        assert (raw["报告"]["地区"] or "") == value


def test_the_blank_form_is_the_same_every_time():
    assert blank_yaml(REQUEST) == BLANK
    assert all(len(line) < 120 and line == line.rstrip() for line in BLANK.splitlines())
