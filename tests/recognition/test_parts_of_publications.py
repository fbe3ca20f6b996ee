"""Which part of a published report a text belongs to, as the headings of its parts say."""

from __future__ import annotations

import pytest

from discloser.model.place import Place
from discloser.model.publication import Publication, PublishedText
from discloser.recognition.neutral import neutral_of


def text(words: str, level: int = 0) -> PublishedText:
    return PublishedText(words, Place("报告.pdf"), level)


@pytest.mark.parametrize("lines", [
    ["第三部分云岭县规划和自然资源局2024年度部门决算情况说明"],
    ["第三部分云岭县规划和自然资源局2024年度部门决算", "情况说明"],
    ["第三部分云岭县规划和自然资源局2024年度部门决算情况", "说明"],
])
def test_the_heading_of_a_part_may_go_on_in_the_next_line(lines: list[str]):
    heading = (text(line, 0 if number else 1) for number, line in enumerate(lines))
    blocks = (text("第一部分云岭县规划和自然资源局概况", 1), text("主管规划。"), *heading,
              text("一、收入支出决算总体情况说明", 2), text("收入支出总计1.00万元。"))
    data = neutral_of(Publication("报告.pdf", blocks=blocks))
    assert data["narrative"] == [
        {"heading": "一、收入支出决算总体情况说明", "level": 1, "paragraphs": ["收入支出总计1.00万元。"]}]
    assert data["overview"]["duties"] == "主管规划。"
