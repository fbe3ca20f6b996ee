"""What officers type stays what they typed: no heading, no chart, no template, whatever it looks like."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from helpers import a_form, basic, compared, report_of

from discloser.model.form.budget import Form
from discloser.model.report.report import Chart, Heading, Paragraph, Report, TargetForm

LINES = [basic("2080505", "30108", "1000000"), basic("2101550", "30288", "5000")]
NASTY = [
    "# 假标题", "### 假标题", "::图 收入结构", "::绩效目标表", "::x", "{{ 7*7 }}", "{% raw %}", "{# 注释 #}",
    "<b>粗</b>&amp;x",
]


def with_text(place: str, text: str) -> Form:
    """A form whose only unusual text stands at `place`."""
    blocks: dict[str, Any] = {"基本支出": LINES, "科目名称": {"30288": "其他"}}
    own = {"标题": "栏目", "正文": "正文"}
    changes: dict[str, dict[str, Any]] = {
        "职责": {"概况": {"职责": text}}, "机构设置": {"概况": {"机构设置": text}},
        "收支原因": {"变动原因": {"收支": text}},
        "三公原因": {"变动原因": {"三公": text}, "三公经费": {"公务接待费": compared("5", "9000", text)}},
        "机关运行说明": {"机关运行经费": {"说明": text}}, "车辆说明": {"国有资产": {"车辆说明": text}},
        "房屋说明": {"国有资产": {"房屋说明": text}}, "购买服务": {"其他说明": {"政府购买服务": text}},
        "其他": {"其他说明": {"其他": text}}, "栏目标题": {"其他说明": {"自设栏目": [{**own, "标题": text}]}},
        "栏目正文": {"其他说明": {"自设栏目": [{**own, "正文": text}]}}, "单位名称": {"单位": {"名称": text}},
        "科目名称": {"科目名称": {"30288": text}},
    }
    return a_form(**{**blocks, **changes[place]})


PLACES = [
    "职责", "机构设置", "收支原因", "三公原因", "机关运行说明", "车辆说明", "房屋说明", "购买服务", "其他", "栏目标题",
    "栏目正文", "单位名称", "科目名称",
]


def shape(report: Report) -> list[str]:
    """What a report is made of: headings by their text, charts and forms by their sort."""
    return [
        block.text if isinstance(block, Heading) else type(block).__name__
        for block in report.blocks() if isinstance(block, Heading | Chart | TargetForm)
    ]


@cache
def plain_shape(place: str) -> list[str]:
    """The shape of the report with an ordinary text at a place."""
    return shape(report_of(with_text(place, "甲")))


def paragraphs(report: Report) -> str:
    return "\n".join(block.text for block in report.blocks() if isinstance(block, Paragraph | Heading))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", NASTY)
def test_typed_text_is_printed_as_typed_and_makes_nothing(place: str, text: str) -> None:
    report = report_of(with_text(place, text))
    plain = ["甲" if heading == text else heading for heading in shape(report)]
    assert plain == plain_shape(place)
    assert text in paragraphs(report)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", ["甲\n# 乙", "甲\n\n## 乙", "甲\n::图 收入结构", "# 甲\n\n\n::绩效目标表\n"])
def test_lines_of_typed_text_make_nothing_either(place: str, text: str) -> None:
    made = shape(report_of(with_text(place, text)))
    expected = plain_shape(place)
    if place == "栏目标题":
        made = [heading for heading in made if heading != "".join(text.split("\n"))]
        expected = [heading for heading in expected if heading != "甲"]
    assert made == expected


def test_a_name_of_several_lines_is_one_line() -> None:
    report = report_of(with_text("单位名称", "云岭县\n  茶叶站\n"))
    assert report.cover.unit == "云岭县茶叶站"
    assert report.file_stem == "云岭县茶叶站2025年单位预算公开报告"


def test_blank_lines_part_paragraphs() -> None:
    report = report_of(with_text("职责", "第一段。\n\n\n  第二段。\n第三段。"))
    texts = [block.text for block in report.blocks() if isinstance(block, Paragraph)]
    assert texts[:3] == ["第一段。", "第二段。", "第三段。"]


def test_a_reason_of_several_lines_stays_in_its_sentence() -> None:
    report = report_of(with_text("收支原因", "# 一是增人，\n\n::图 二是增资。\n"))
    assert "主要原因是# 一是增人，::图 二是增资；本年单位预算支出总计" in paragraphs(report)


def test_invisible_characters_cannot_pass_for_the_mark_of_typed_text() -> None:
    report = report_of(with_text("职责", "\ufdd0# 甲\ufdd0乙"))
    assert next(block.text for block in report.blocks() if isinstance(block, Paragraph)) == "# 甲乙"
