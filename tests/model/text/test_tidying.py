"""Texts are freed from slips that have one right spelling, and from nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discloser.model.text.tidying import tidied


@pytest.mark.parametrize(("typed", "wanted"), [
    ("根据晋财预【2023】5号文件", "根据晋财预〔2023〕5号文件"),
    ("根据晋财预［2023］第5号", "根据晋财预〔2023〕第5号"),
    ("根据晋财预[2023]5号", "根据晋财预〔2023〕5号"),
    ("人员增加。。", "人员增加。"),
    ("人员增加，，工资提高；；", "人员增加，工资提高；"),
    ("人员增加，。", "人员增加。"),
    ("人员\t增加", "人员增加"),
    ("人员  增加", "人员增加"),
    ("人员　　增加 。", "人员增加。"),
    ("使用 Word  软件", "使用 Word 软件"),
    ("其它支出增加", "其他支出增加"),
])
def test_a_slip_is_mended(typed: str, wanted: str):
    assert tidied(typed).text == wanted


@pytest.mark.parametrize("typed", [
    "【2023年】新增",
    "人员增加……",
    "等等。。。",
    "真的吗？！",
    "王 明",
    "《其它支出管理办法》",
    "2 000  3 000",
    "1 \t000",
    "一、主要职责\n负责茶叶技术推广",
    "（一）负责茶叶技术推广和培训工作的组织实施\n（二）负责检测",
    "负责茶叶技术推广。\n负责检测。",
    "　　负责茶叶技术推广。",
    "",
])
def test_what_may_be_meant_stays(typed: str):
    assert tidied(typed).text == typed


@pytest.mark.parametrize(("typed", "wanted"), [
    ("负责全县茶叶新品种新技术的引进\n和示范推广工作。", "负责全县茶叶新品种新技术的引进和示范推广工作。"),
    ("负责引进、\n示范、\n推广。", "负责引进、示范、推广。"),
    ("负责引进\n，示范。", "负责引进，示范。"),
])
def test_a_line_cut_by_the_page_is_joined(typed: str, wanted: str):
    assert tidied(typed).text == wanted


def test_a_reason_is_one_line():
    assert tidied("人员增加\n\n工资提高", one_line=True).text == "人员增加工资提高"
    assert tidied("购置 PC\nServer", one_line=True).text == "购置 PC Server"


def test_numbers_are_never_joined():
    assert tidied("共12\n34人", one_line=True).text == "共12 34人"


def test_what_was_mended_is_said():
    assert tidied("其它\t支出。。").mended == ("制表符和多余的空格", "重复的标点", "“其它”")
    assert tidied("其他支出。").mended == ()


@given(st.text(alphabet="其它他，。；、【】《》[]2023号 \t\n　增加一（）.", max_size=40), st.booleans())
def test_a_tidy_text_stays_as_it_is_and_no_digit_is_lost(text: str, one_line: bool):
    once = tidied(text, one_line=one_line).text
    assert [c for c in once if c.isdigit()] == [c for c in text if c.isdigit()]
    assert len(once) <= len(text)
