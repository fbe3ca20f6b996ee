"""Where YAML joins the lines of a text, no blank comes between Chinese characters; other blanks stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from discloser.model.text.line_ends import with_plain_line_ends
from discloser.read.yaml.plain import plain_tree
from discloser.read.yaml.reader import read_yaml_text


def read(text: str) -> str:
    raw = read_yaml_text(text, "表.yaml").raw
    assert raw is not None
    assert raw == plain_tree(with_plain_line_ends(text))
    return str(raw["甲"])


@pytest.mark.parametrize(("written", "meant"), [
    ("甲: 云岭县\n  青少年校外活动中心", "云岭县青少年校外活动中心"),
    ("甲:\n  云岭县\n  青少年\n  中心", "云岭县青少年中心"),
    ("甲: \"云岭县\n  青少年\"", "云岭县青少年"), ("甲: '云岭县\n  青少年'", "云岭县青少年"),
    ("甲: >\n  云岭县\n  青少年\n", "云岭县青少年\n"), ("甲: >-\n  云岭县\n  青少年", "云岭县青少年"),
    ("甲: {乙: 1, 丙: 云岭县\n   青少年}", "{'乙': '1', '丙': '云岭县青少年'}"),
    ("甲: 编制\n  12名", "编制12名"), ("甲: 采用WPS\n  表格", "采用WPS表格"), ("甲: 两项，\n  共五", "两项，共五"),
    ("甲: Open\n  XML", "Open XML"), ("甲: 云岭 县\n  青少年", "云岭 县青少年"), ("甲: 一\n\n  二", "一\n二"),
    ("甲: |\n  云岭县\n  青少年\n", "云岭县\n青少年\n"), ("甲: \"云\\u5cad县\n  青少年\"", "云岭县青少年"),
    ("甲: \"云岭县\\\n  青少年\"", "云岭县青少年"), ("甲: '云''岭\n  县'", "云'岭县"),
])
def test_a_line_end_is_no_blank_in_chinese(written: str, meant: str):
    assert read(written + "\n") == meant


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029"])
def test_a_line_end_that_no_editor_shows_is_none_either(mark: str, tmp_path: Path, run):
    assert read(f"甲: 云岭县{mark}青少年\n") == "云岭县青少年"
    form, sample = tmp_path / "f.yaml", Path(__file__).parents[3] / "sample_inputs" / "fenyang-2025-budget.yaml"
    form.write_text(f"# 说明一{mark}说明二\n" + sample.read_text(encoding="utf-8"), encoding="utf-8")
    for target in ("c.xlsx", "c.yaml"):
        status, _, said = run("convert", form, tmp_path / target)
        assert (status, said) == (0, "")
