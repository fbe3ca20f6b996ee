"""Texts that are too long for their place."""

from __future__ import annotations

import pytest

from discloser.model.text.clipping import clipped


@pytest.mark.parametrize(("text", "length", "shown"), [
    ("新增行道树补种任务", 26, "新增行道树补种任务"),
    ("上年项目完成，本年不再安排，任务减少", 16, "上年项目完成，本年不再安排……"),
    ("安排修缮经费一千二百万元上下以及其他", 10, "安排修缮经费一千……"),
    ("本年安排1,234.50万元用于更新设备", 10, "本年安排……"),
    ("更新ABCDEFGH系统", 8, "更新……"),
    ("1234567890", 6, "……"),
])
def test_a_text_is_cut_between_clauses_and_never_in_a_figure(text: str, length: int, shown: str):
    assert clipped(text, length) == shown
