"""Which texts are headings, and what stands below which."""

from __future__ import annotations

from discloser.model.place import Place
from discloser.model.publication import LooseText
from discloser.recognition import recognised
from discloser.recognition.neutral import neutral_of

HERE = Place("报告.html")


def sections(*texts: tuple[str, int]) -> list[tuple[str, int]]:
    """Heading and level of the sections of a report. Texts are given with the level that the format says."""
    blocks = [LooseText("第三部分 情况说明", HERE, 2), *(LooseText(text, HERE, level) for text, level in texts)]
    return [(one["heading"], one["level"]) for one in neutral_of(recognised(blocks, "报告.html"))["narrative"]]


def test_where_numbers_begin_anew_below_several_headings_those_are_over_them():
    assert sections(("巡查项目说明", 3), ("一、项目概述", 4), ("养护项目说明", 3), ("一、项目概述", 4)) == [
        ("巡查项目说明", 1), ("一、项目概述", 2), ("养护项目说明", 1), ("一、项目概述", 2)]


def test_where_a_format_marks_headings_no_other_short_text_is_one():
    assert sections(("一、实施主体", 3), ("城市管理科", 0)) == [("一、实施主体", 1)]


def test_where_it_marks_none_a_short_text_is():
    assert sections(("一、实施主体", 0), ("城市管理科", 0)) == [("一、实施主体", 1), ("城市管理科", 3)]


def test_a_heading_of_the_rank_of_numbered_ones_stands_within_the_part_and_is_over_what_begins_anew_below():
    assert sections(
        ("一、采购", 2), ("巡查项目说明", 2), ("一、项目概述", 3), ("养护项目说明", 2), ("一、项目概述", 3),
    ) == [("一、采购", 1), ("巡查项目说明", 1), ("一、项目概述", 2), ("养护项目说明", 1), ("一、项目概述", 2)]


def test_where_nothing_larger_is_a_part_what_is_called_so_is_one():
    texts = ("预算编制说明", "收入预算5.00万元。", "名词解释", "一、财政拨款收入：指从财政部门取得的收入。")
    levels = (3, 0, 3, 0)
    data = neutral_of(recognised([LooseText(text, HERE, level) for text, level in zip(texts, levels, strict=True)], ""))
    assert [one["paragraphs"] for one in data["narrative"]] == [["收入预算5.00万元。"]]
    assert [one["term"] for one in data["glossary"]] == ["财政拨款收入"]


def test_the_only_one_is_over_what_follows_where_it_is_called_as_its_part_is():
    blocks = [LooseText(words, HERE, level) for words, level in (
        ("项目经费情况说明", 2), ("巡查项目经费情况说明", 3), ("一、项目概述", 4), ("巡查街面秩序。", 0))]
    told = neutral_of(recognised([LooseText("名词解释", HERE, 2), *blocks], "报告.html"))["narrative"]
    assert [(one["heading"], one["level"]) for one in told] == [("巡查项目经费情况说明", 1), ("一、项目概述", 2)]


def test_another_one_before_numbered_headings_is_not():
    assert sections(("养护概况", 3), ("一、项目概述", 4)) == [("养护概况", 3), ("一、项目概述", 1)]


def test_a_date_that_a_cover_sets_large_is_no_heading():
    assert sections(("一、采购", 2), ("2025年3月6日", 1), ("二〇二五年三月", 1)) == [("一、采购", 1)]
