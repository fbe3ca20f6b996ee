"""Any form, written as a workbook or as YAML, is read as the same form; any text comes back as it was typed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

from helpers import form_from
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_forms import forms
from workbooks import raw_of, workbook_of

from discloser.model.form.budget import Form
from discloser.model.form.flat import flat, nested
from discloser.model.form.remarks import Remark
from discloser.model.place import FormPath
from discloser.read.form.shape import shape
from discloser.read.given_forms import given_form
from discloser.read.xlsx.reader import filled_workbook_in
from discloser.read.yaml.reader import read_yaml_text
from discloser.read.yaml.remarks import yaml_remarks
from discloser.write.yaml.form import yaml_form

WRITING = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

AWKWARD = st.sampled_from([
    "=1+1", "+86", "-5", "@甲", "'0301", "0301", "1E5", "TRUE", "#DIV/0!", "_x000D_", "_x0041_", "<&>\"'", "a\tb",
    "第一段\n\n第二段", "　　缩进的一段\n　　第二段", "名称：内容", "a: b", "# 不是注释", "- 一", "{甲: 乙}",
    "| 竖线", "? 问", "~", "null", "𠮷野家", "2080505 机关", "98%", "2025-02-30", "“引号”", "\\n", "！", "*甲", "&甲",
    "%甲", "﹪", "a  b",
])
TEXTS = st.one_of(AWKWARD, st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=60))


def raw_texts(value: Any) -> Any:
    """A form as a reader would hand it over."""
    if isinstance(value, dict):
        return {key: raw_texts(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [raw_texts(row) for row in value]
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def read_back(raw: dict[str, Any], folder: Path, remarks: dict[FormPath, Remark] | None = None):
    path = folder / "表.xlsx"
    path.write_bytes(workbook_of(raw, remarks))
    return filled_workbook_in(given_form(path))


@WRITING
@given(forms())
def test_a_form_is_the_same_from_a_workbook(tmp_path: Path, form: Form):
    source = read_back(raw_texts(form.model_dump(by_alias=True)), tmp_path).source
    assert source.findings == ()
    assert shape(source).form == form


@given(forms())
def test_a_form_is_the_same_from_the_yaml_that_is_written(form: Form):
    source = read_yaml_text(yaml_form(raw_texts(form.model_dump(by_alias=True))), "表.yaml")
    assert source.findings == ()
    assert shape(source).form == form


def with_texts(texts: list[str]) -> dict[str, Any]:
    """A sample in which every free text is another."""
    values = flat(raw_of("new-unit-2025-budget") | {
        "绩效": {"项目绩效目标": [{
            "项目": "甲", "概况": "乙", "实施期资金": {"其他资金": "1"}, "年度资金": {"其他资金": "1"},
            "指标": [{"一级": "产出指标", "二级": "数量指标", "三级": "丙", "实施期值": "丁"}],
        }]},
        "其他说明": {"其他": "戊", "自设栏目": [{"标题": "己", "正文": "庚"}]},
    })
    free = [path for path in values if path[-1] in (
        "名称", "职责", "机构设置", "项目", "概况", "三级", "实施期值", "其他", "标题", "正文", "收支")]
    assert len(free) == 11
    return nested({**values, **dict(zip(free, texts, strict=True))})


@WRITING
@given(st.lists(TEXTS, min_size=11, max_size=11))
def test_free_texts_come_back_from_a_workbook_as_they_were_typed(tmp_path: Path, texts: list[str]):
    raw = with_texts(texts)
    form = form_from(raw)
    source = read_back(raw, tmp_path).source
    assert source.findings == ()
    assert form_from(source.raw or {}) == form


@given(st.lists(TEXTS, min_size=11, max_size=11))
def test_free_texts_come_back_from_the_yaml_that_is_written(texts: list[str]):
    raw = with_texts(texts)
    source = read_yaml_text(yaml_form(raw), "表.yaml")
    assert source.findings == ()
    assert form_from(source.raw or {}) == form_from(raw)


NOTES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Zs", "Cf")), min_size=1,
                max_size=20).filter(lambda text: text[0] not in "#〔")
REMARKS = st.builds(Remark, st.lists(NOTES, max_size=2).map(tuple), NOTES, st.just(()))
NOTED = [
    *(path for path in flat(raw_of("new-unit-2025-budget")) if not {"一般公共预算", "功能科目"} & set(path)),
    ("基本支出",), ("基本支出", 0), ("基本支出", 8), ("概况",), ("三公经费", "公务接待费"),
    ("三公经费", "公务接待费", "上年"),
]
"""A remark on the first key of a row is one on the row, so it is not among them."""


@WRITING
@given(st.dictionaries(st.sampled_from(NOTED), REMARKS, max_size=8))
def test_remarks_go_through_a_workbook_and_through_yaml(tmp_path: Path, remarks: dict[FormPath, Remark]):
    raw = raw_of("new-unit-2025-budget")
    filled = read_back(raw, tmp_path, remarks)
    assert filled.remarks == remarks
    text = yaml_form(filled.source.raw or {}, filled.remarks)
    assert yaml_remarks(text, read_yaml_text(text, "表.yaml").places) == remarks
