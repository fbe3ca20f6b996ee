"""The texts of a kind: what they may say, and how a faulty one is named."""

from __future__ import annotations

import pytest
from helpers import UNIT, a_form, basic, case_of_form, compared, kind_named, report_of

from discloser.derive.narrative.names import names_of
from discloser.derive.narrative.prose import Mark, Piece, Prose, ProseError
from discloser.model.kind.report_kind import ReportKind
from discloser.model.report.report import Heading, Paragraph

FORM = a_form(
    基本支出=[basic("2080505", "30108", "12345678.90")], 三公经费={"公务接待费": compared("1", "2", "压减")},
    国有资产={"截至日期": "2025-01-09", "房屋面积": "1271.50"},
)


def kind_saying(text: str) -> ReportKind:
    """The installed kind with one of its texts replaced."""
    kind = kind_named()
    return kind.model_copy(update={"texts": {**kind.texts, "02-收入": text}})


def pieces(text: str) -> list[Piece]:
    kind = kind_saying(text)
    case = case_of_form(FORM, kind)
    return Prose(kind).pieces("02-收入", names_of(FORM, case.figures, case.changes, kind))


def fault(text: str) -> str:
    with pytest.raises(ProseError) as raised:
        pieces(text)
    return str(raised.value)


def test_a_text_is_headings_paragraphs_and_marks() -> None:
    assert pieces("# 一、甲\n\n## （一）乙\n话说\n两行。\n\n再说。\n::图 收入结构\n::绩效目标表\n") == [
        Heading("一、甲", 1, toc=True), Heading("（一）乙", 2), Paragraph("话说两行。"), Paragraph("再说。"),
        Mark("图", "收入结构"), Mark("绩效目标表", ""),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ 收入总计|金额 }}", "1,234.57"), ("{{ 上年结转|金额 }}", "0"), ("{{ 收入总计|占(收入总计) }}", "100.00%"),
        ("{{ 上年结转|占(收入总计) }}", "0%"), ("{{ 收入总计|占(上年结转) }}", "0%"),
        ("{{ 国有资产.截至日期|日期 }}", "2025年1月9日"), ("{{ 国有资产.房屋面积|数量 }}", "1,271.5"),
        ("{{ 年度 }}", "2025"),
        ("{{ 上年度 }}", "2024"),
    ],
)
def test_filters_format_printed_figures(text: str, shown: str) -> None:
    (piece,) = pieces(text)
    assert isinstance(piece, Paragraph)
    assert piece.text == shown


@pytest.mark.parametrize(
    ("text", "shown", "passages"),
    [
        ("共{{ 收入总计|金额 }}万元。", "共1,234.57万元。", [("取数/收入总计", "1,234.57")]),
        ("增{{ 增减.收入总计.金额|金额 }}", "增1,234.57", [("增减/收入总计/金额", "1,234.57")]),
        ("职责：{{ 概况.职责 }}", "职责：推广茶叶技术。", [("概况/职责", "推广茶叶技术。")]),
        ("因{{ 增减.公务接待费.原因 }}。", "因压减。", [("三公经费/公务接待费/原因", "压减")]),
        ("{{ 国有资产.房屋面积|数量 }}平方米", "1,271.5平方米", [("国有资产/房屋面积", "1,271.5")]),
        ("{{ 单位.名称 }}", UNIT, []),
        ("{{ 收入总计|占(收入总计) }}", "100.00%", []),
    ],
)
def test_a_paragraph_knows_what_was_typed_where_and_which_figures_it_shows(
    text: str, shown: str, passages: list[tuple[str, str]],
) -> None:
    (piece,) = pieces(text)
    assert isinstance(piece, Paragraph)
    assert piece.text == shown
    assert [(one.source, piece.text[one.start:one.end]) for one in piece.passages] == passages


def test_a_name_that_nobody_knows_stops_the_build_and_is_told_with_text_and_line() -> None:
    message = fault("# 二、甲\n\n共{{ 没有的数|金额 }}万元。")
    assert message.startswith("文稿“02-收入”第3行：")
    assert "没有的数" in message


@pytest.mark.parametrize("text", ["{{ 增减.三公.比例|百分比 }}", "{{ 绩效|金额 }}", "{{ 年度|日期 }}"])
def test_a_filter_given_the_wrong_thing_stops_the_build_as_a_fault_of_the_text(text: str) -> None:
    assert fault(f"# 二、甲\n\n{text}").startswith("文稿“02-收入”第3行：")


def test_an_unknown_key_of_a_block_stops_the_build_too() -> None:
    assert "外号" in fault("{{ 单位.外号 }}")


def test_an_empty_value_is_never_printed() -> None:
    form_without_date = a_form()
    kind = kind_saying("{{ 国有资产.截至日期 }}")
    with pytest.raises(ProseError, match="第1行：用到了空的值"):
        report_of(form_without_date, kind)


@pytest.mark.parametrize("text", ["{% if %}", "{{ 年度", "{% for 项 in 人员经费科目 %}", "{{ 年度|没有的过滤 }}"])
def test_a_fault_of_syntax_is_named_with_text_and_line(text: str) -> None:
    assert fault(f"好\n{text}").startswith("文稿“02-收入”第2行：")


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}", "{{ 单位.名称.__class__.__mro__ }}", "{{ 收入总计.__class__ }}",
        "{{ ().__class__.__bases__ }}",
        "{{ 增减.__init__.__globals__ }}", "{{ self.__init__ }}", "{{ 金额.__globals__ }}", "{{ ''['__class__'] }}",
        "{{ ''|attr('__class__') }}", "{{ 人员经费科目.append(1) }}", "{{ 单位.update({}) }}",
    ],
)
def test_a_text_cannot_reach_into_the_program(text: str) -> None:
    assert fault(text).startswith("文稿“02-收入”第1行：")


@pytest.mark.parametrize("text", ['{% include "/etc/passwd" %}', '{% include "没有" %}', '{% import "os" as os %}'])
def test_a_text_can_only_include_texts_of_its_kind(text: str) -> None:
    assert fault(text).startswith("文稿“02-收入”第1行：")


@pytest.mark.parametrize("mark", ["::图 没有的图", "::图", "::画"])
def test_a_mark_for_something_there_is_not_stops_the_build(mark: str) -> None:
    with pytest.raises(ProseError, match="文稿“02-收入”：没有“::"):
        report_of(FORM, kind_saying(mark))


def test_a_chart_with_nothing_to_draw_is_left_out() -> None:
    kind = kind_saying("话。\n\n::图 收入结构")
    titles = [getattr(block, "title", "") for block in report_of(a_form(), kind).blocks()]
    assert "收入预算结构图" not in titles
