"""Texts of a kind from a stranger reach nothing, forge nothing and end in time; what they try is the kind's fault."""

from __future__ import annotations

import pytest
from helpers import a_form, basic, case_of_form, kind_named, report_of
from jinja2 import Environment

from discloser.derive.narrative.filled import Filled, TextStretch, joined, lines_of, text_of
from discloser.derive.narrative.language import refusals
from discloser.derive.narrative.names import names_of
from discloser.derive.narrative.prose import Piece, Prose, ProseError
from discloser.model.kind.report_kind import ReportKind
from discloser.model.report.report import Heading, Paragraph

FORM = a_form(基本支出=[basic("2080505", "30108", "1000000"), basic("2101550", "30288", "5000")])


def kind_saying(**texts: str) -> ReportKind:
    """The installed kind with other texts."""
    kind = kind_named()
    return kind.model_copy(update={"texts": {**kind.texts, **texts}})


def pieces(text: str, **others: str) -> list[Piece]:
    kind = kind_saying(甲=text, **others)
    case = case_of_form(FORM, kind)
    return Prose(kind).pieces("甲", names_of(FORM, case.figures, case.changes, kind))


def said(text: str, **others: str) -> str:
    return "\n".join(piece.text for piece in pieces(text, **others) if isinstance(piece, Heading | Paragraph))


def refused(text: str, **others: str) -> str:
    with pytest.raises(ProseError) as raised:
        pieces(text, **others)
    return str(raised.value)


@pytest.mark.parametrize("marks", ["\ue000{}\ue001{}\ue002", "\ue001{}\ue002{}", "\uf8ff{}\ue000{}", "{}/{}\x1f"])
def test_no_characters_of_a_kinds_text_pass_for_a_source(marks: str):
    forged = marks.format("概况/职责", "假的职责。")
    (piece,) = pieces(f"说明：{forged}")
    assert isinstance(piece, Paragraph)
    assert piece.passages == ()
    assert "假的职责" in piece.text


def test_nor_do_those_that_an_officer_typed():
    report = report_of(a_form(概况={"职责": "甲\ue000概况/机构设置\ue001乙\ue002丙"}))
    paragraph = next(block for block in report.blocks() if isinstance(block, Paragraph))
    assert [passage.source for passage in paragraph.passages] == ["概况/职责"]


@pytest.mark.parametrize("text", [
    '{{ "#" ~ 单位.名称 }}', '{{ ["# 甲", 单位.名称]|join }}',
    "{% set 名 = 单位.名称 ~ '' %}{{ 名 }}", "{{ 单位.名称|trim }}",
])
def test_what_is_made_of_a_typed_text_makes_no_heading_either(text: str):
    kind = kind_saying(甲=text)
    form = a_form(单位={"名称": "# 假标题"})
    case = case_of_form(form, kind)
    (piece,) = Prose(kind).pieces("甲", names_of(form, case.figures, case.changes, kind))
    assert isinstance(piece, Paragraph)
    assert "# 假标题" in piece.text


def test_a_phrase_keeps_what_the_kind_wrote_apart_from_what_was_typed():
    words = "{% macro 段(话) %}# 标题\n\n{{ 话 }}{% endmacro %}"
    text = "{% from '乙' import 段 with context %}{{ 段(概况.职责) }}"
    assert pieces(text, 乙=words)[0] == Heading("标题", 1, toc=True)


def through(*names: str, body: str) -> str:
    """Loops over 名, one in the other."""
    return "".join(f"{{% for {name} in 名 %}}" for name in names) + body + "{% endfor %}" * len(names)


TOO_MUCH = {
    "loops in loops": through(*"甲乙丙丁戊己", body=""),
    "loops that print": through(*"甲乙丙", body="{{ 长 }}"),
    "a text doubled": "{% set 文 = '字字' %}" + "{% set 文 = 文 ~ 文 %}" * 40 + "{{ 文 }}",
    "a block doubled": "{% set 文 = '字字' %}" + "{% set 文 %}{{ 文 }}{{ 文 }}{% endset %}" * 40,
    "join that grows": "{% set 文 = '字字' %}" + "{% set 文 = [文, 文]|join(文) %}" * 40,
    "lists gone through": through(*"甲乙丙", body="{{ 名|sort|unique|map('default')|join }}"),
    "long texts compared": through(*"甲乙丙", body="{% if 长 == 长 %}{% endif %}"),
    "a phrase in a phrase": "".join(
        f"{{% macro 说{n}() %}}{{{{ 说{n + 1}() }}}}{{{{ 说{n + 1}() }}}}{{% endmacro %}}" for n in range(40)
    ) + "{% macro 说40() %}字{% endmacro %}{{ 说0() }}",
    "counted away": "{% set 负 = -1000000 %}" + through(*"甲乙丙丁", body="{{ [负]|map('a phrase')|join }}"),
}
LISTS = "{% set 名 = [" + "1," * 60 + "] %}{% set 长 = '" + "字" * 9000 + "' %}"


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_would_take_too_long_or_grow_too_large_is_stopped(name: str):
    assert "循环的次数太多，或者连成的文字太长" in refused(LISTS + TOO_MUCH[name])


NOT_SAID = [
    "{{ 'x' * 10 }}", "{{ ('x' * (2 ** 31))|length }}", "{{ 2 ** 99999 }}", "{{ 9 // 2 }}", "{{ 9 % 2 }}",
    "{{ '%1000000000d' % 1 }}", "{{ '%1000000000d'|format(1) }}", "{{ '{:>1000000000}'.format(1) }}",
    "{{ 'x'|center(1000000000) }}", "{{ 'x'|indent(1000000000) }}", "{{ 'x'|replace('x', 'y') }}",
    "{{ [1]|batch(1000000000, 'x')|list }}", "{{ [1]|slice(1000000000)|list }}", "{{ 各单位|groupby('名称') }}",
    "{{ 'x'|wordwrap(1) }}", "{{ 'x'|urlize }}", "{{ 单位|pprint }}", "{{ 单位|tojson }}", "{{ [1]|sum }}",
    "{% for 个 in range(10 ** 9) %}x{% endfor %}", "{% for 个 in range(9) %}x{% endfor %}", "{{ lipsum() }}",
    "{{ dict(甲=1) }}", "{{ cycler('a') }}", "{{ joiner() }}", "{% set 序 = namespace(号=0) %}",
    "{% filter upper %}x{% endfilter %}", "{% include '乙' %}", "{% import '乙' as 乙 %}", "{% extends '乙' %}",
    "{% block 甲 %}{% endblock %}", "{% call 说() %}{% endcall %}", "{% with 甲 = 1 %}{% endwith %}",
    "{% autoescape true %}{% endautoescape %}", "{% set 甲 | upper %}x{% endset %}", "{{ loop.cycle(1) }}",
    "{% for 甲 in [1] recursive %}{{ loop([1]) }}{% endfor %}", "{{ 各单位[0:1] }}", "{{ 单位.名称.upper() }}",
    "{% macro 说(甲) %}{{ 甲(甲) }}{% endmacro %}{{ 说(说) }}", "{% macro 说() %}{% endmacro %}{{ 说(*[1]) }}",
    "{{ '\\x00' }}", "{{ '\\ud800' }}", "{{ 单位.名称.upper }}", "{{ 各单位 }}", "{{ 增减.收入总计.持平 }}",
    "{{ self }}", "{% macro 说() %}{{ 说() }}{% endmacro %}{{ 说() }}",
    "{{ 10 ** 9 ** 9 }}", "{{ " + "9" * 5000 + " }}", "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "{{ " + "not " * 2000 + "1 }}", "{{ 单位" + ".名称" * 500 + " }}", "{% if 1 %}" * 90 + "{% endif %}" * 90,
    "{% for 甲 in [1] %}" * 25 + "{% endfor %}" * 25, "{{ 年度 + '甲' }}",
    "{{ 年度 * 年度 * 年度 * 年度 * 年度 * 年度 }}",
    "{{ [1] + [2] }}", "字{{ 1 }}" * 3_000,
]


@pytest.mark.parametrize("text", NOT_SAID, ids=range(len(NOT_SAID)))
def test_only_what_is_on_the_list_can_be_said(text: str):
    assert refused(f"好\n{text}", 乙="乙").startswith("文稿“甲”第")


def test_what_cannot_be_said_is_told_once_a_line():
    tree = Environment().parse("{{ range(1) }}{{ range(2) }}\n{{ range(3) }}")
    assert [line for line, _ in refusals(tree)] == [1, 2]


@pytest.mark.parametrize(("text", "expected"), [
    ("{{ 7 * 7 }}、{{ 年度 - 1 }}、{{ 1 + 1 }}", "49、2024、2"), ("{{ [1, 2]|join('、') }}", "1、2"),
    ("{{ 甲乙|default(0) }}", "0"),
    ("{% for 个 in [3, 1, 2]|sort %}{{ loop.index }}{{ 个 }};{% endfor %}", "11;22;33;"),
    ("{{ [1, 1, 2]|unique|list|length }}{{ [1, 2]|last }}", "22"),
    ("{{ '有' if 年度 is defined and 年度 > 2000 }}", "有"),
    ("{% set 话 %}共{{ 年度 }}{% endset %}{{ 话 }}年", "共2025年"),
])
def test_what_is_on_the_list_works(text: str, expected: str):
    assert said(text) == expected


def test_a_fault_in_a_text_that_is_taken_from_is_told_there():
    assert refused("{% from '乙' import 说 %}{{ 说() }}", 乙="\n{% macro 说() %}{{ 1 // 0 }}{% endmacro %}").startswith(
        "文稿“乙”第2行：")


def test_texts_that_take_from_each_other_are_stopped():
    assert refused("{% from '乙' import 说 %}", 乙="{% from '甲' import 说 %}").startswith("文稿“甲”")


def test_stretches_fall_into_lines_where_the_kind_broke_them():
    filled = joined([" 一\n", Filled([TextStretch(" 二\n\n三 ", own=False)]), "四 \n", "五"])
    assert [text_of(line) for line in lines_of(filled)] == ["一", "二", "", "三四", "五"]
