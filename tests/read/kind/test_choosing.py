"""The kind is chosen from 报告 alone, before the rest of a file is understood, and tells which keys it may have."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import SAMPLES
from workbooks import sample_workbook

from discloser.model.form.budget import Form
from discloser.model.form.common import CommonForm
from discloser.model.form.final import FinalForm
from discloser.read.form.files import read_form
from discloser.read.kind.library import INSTALLED, choose_for
from discloser.read.yaml.reader import read_yaml_text
from discloser.usecases.check import check

FINAL = (SAMPLES / "library-2022-final.yaml").read_text(encoding="utf-8")
BUDGET = (SAMPLES / "new-unit-2025-budget.yaml").read_text(encoding="utf-8")


def form_for(text: str) -> type[CommonForm]:
    return choose_for(read_yaml_text(text, "表.yaml"), INSTALLED).form


def test_the_kind_says_which_form_it_is() -> None:
    assert form_for(FINAL) is FinalForm
    assert form_for(BUDGET) is Form
    assert form_for("报告: {地区: 山西, 类型: 单位决算, 年度: 2022}\n") is FinalForm


def test_the_kind_has_the_last_word_not_the_keys() -> None:
    assert form_for(FINAL.replace("类型: 单位决算", "类型: 单位预算").replace("年度: 2022", "年度: 2025", 1)) is Form


@pytest.mark.parametrize(
    ("old", "new"), [("年度: 2022", "年度: 二零二二"), ("类型: 单位决算", "类型: 乡镇决算"), ("报告:\n", "报表:\n")]
)
def test_a_file_that_asks_for_no_kind_is_read_as_what_it_looks_like(old: str, new: str) -> None:
    assert old in FINAL
    assert form_for(FINAL.replace(old, new, 1)) is FinalForm


def test_a_slip_in_the_year_is_one_finding_and_no_flood_about_keys(tmp_path: Path) -> None:
    path = tmp_path / "表.yaml"
    path.write_text(FINAL.replace("年度: 2022", "年度: 二零二二", 1), encoding="utf-8")
    assert [finding.field for finding in check(path).findings] == ["报告 年度"]


def test_a_workbook_is_read_as_the_form_whose_sheets_it_has(tmp_path: Path) -> None:
    for name, form in (("library-2022-final", FinalForm), ("bureau-2025-budget", Form)):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(sample_workbook(name))
        assert read_form(path).form is form
