"""Whose form a file is can be told from a part of it, and is what the whole form says."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import SAMPLES

from discloser.disk import Handed
from discloser.read.form.files import read_form
from discloser.usecases.convert import converted
from discloser.usecases.form_values import whose_form

FORMS = sorted(SAMPLES.glob("*.yaml"))


def as_workbook(form: Path) -> Handed:
    content, _ = converted(form, as_text=False)
    assert content is not None
    return Handed("表.xlsx", content)


@pytest.mark.parametrize("form", FORMS[::4], ids=lambda form: form.stem)
def test_a_workbook_and_its_text_are_the_same_units_and_years(form: Path):
    raw = read_form(form).raw
    assert raw is not None
    said = {"unit": raw["单位"]["名称"], "year": str(raw["报告"]["年度"])}
    assert whose_form(form) == whose_form(as_workbook(form)) == said


def test_what_is_no_form_is_nobodys():
    assert whose_form(Handed("表.xlsx", b"PK")) == {"unit": "", "year": ""}
