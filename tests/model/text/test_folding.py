"""Only full-width forms are folded: a mark of a note is no digit."""

from __future__ import annotations

import pytest
from helpers import SAMPLES
from pydantic import TypeAdapter, ValidationError

from discloser.model.form.scalars import Code, Count, Quantity, Year
from discloser.model.money import AmountError, parse_amount
from discloser.model.text.folding import comparable, half_width
from discloser.read.form.shape import shape
from discloser.read.yaml.reader import read_yaml_text

MARKS = ["①", "⑨", "²", "₂", "⑩", "½", "⒈", "㍘", "㈠", "𝟎", "٣", "५"]
SAMPLE = (SAMPLES / "fenyang-2025-budget.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_behind_an_amount_is_never_a_digit_of_it(mark: str):
    for typed in (f"184824{mark}", f"{mark}184824", f"18{mark}4824", mark):
        with pytest.raises(AmountError, match="malformed"):
            parse_amount(typed)


@pytest.mark.parametrize("kind", [Code, Count, Quantity, Year], ids=["code", "count", "area", "year"])
@pytest.mark.parametrize("mark", MARKS)
def test_nor_of_a_code_a_count_an_area_or_a_year(mark: str, kind: object):
    for typed in (f"2025{mark}", f"202{mark}", mark):
        with pytest.raises(ValidationError):
            TypeAdapter(kind).validate_python(typed)


def test_full_width_forms_are_read():
    assert half_width("１，２３４．５０－（Ａ）　") == "1,234.50-(A) "
    assert TypeAdapter(Code).validate_python("２０５９９９９") == "2059999"
    assert TypeAdapter(Count).validate_python("１２") == 12


@pytest.mark.parametrize("typed", ["20255", "99999", "202", "2O25", "1025", "3025", "-2025", "2025年", "二〇二五", "0"])
def test_a_year_has_four_digits_and_is_of_this_century(typed: str):
    with pytest.raises(ValidationError):
        TypeAdapter(Year).validate_python(typed)


def test_a_year_of_five_digits_is_told_at_its_line():
    text = SAMPLE.replace("年度: 2025", "年度: 20255")
    [finding] = shape(read_yaml_text(text, "表.yaml")).findings
    line = next(number for number, line in enumerate(text.split("\n"), start=1) if "20255" in line)
    assert (finding.code, finding.place.line) == ("FRM008", line)
    assert finding.message == "“报告 年度”填的是“20255”，应当是四位年度（20 开头）"


@pytest.mark.parametrize("typed", ["12 34", "1 2", "1234 567", "1 2345", "12\n34", "1 23.5"])
def test_two_numbers_are_not_one(typed: str):
    with pytest.raises(AmountError, match="malformed"):
        parse_amount(typed)


def test_texts_are_compared_with_marks_as_they_are():
    assert comparable("１２．５％（①）") == "12.5%(①)"
    assert comparable("面积640.5②，㎡") == "面积640.5②,㎡"
    assert comparable("12٣") == "12\ufffd"
