"""Blank forms for a year: it is recorded, and fits the kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import KIND, SAMPLES

from discloser.read.form.files import read_form
from discloser.usecases.new import NotOfYear, write_blank, write_next_year


@pytest.mark.parametrize("name", ["表.xlsx", "表.yaml"])
def test_the_chosen_year_is_recorded(name: str, tmp_path: Path):
    write_blank(KIND, tmp_path / name, year=2026)
    raw = read_form(tmp_path / name).raw
    assert raw is not None
    assert raw["报告"]["年度"] == "2026"


def test_a_kind_that_the_year_alone_would_not_lead_to_is_recorded(tmp_path: Path):
    write_blank("shanxi/budget-2023", tmp_path / "表.yaml", year=2025)
    raw = read_form(tmp_path / "表.yaml").raw
    assert raw is not None
    assert raw["报告"]["版式"] == "shanxi/budget-2023"


def test_a_year_before_the_kind_is_refused(tmp_path: Path):
    with pytest.raises(NotOfYear, match="从2025年起适用，不能用于2024年度"):
        write_blank(KIND, tmp_path / "表.yaml", year=2024)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_year_is_refused(tmp_path: Path):
    with pytest.raises(NotOfYear, match="20255不是报告的年度"):
        write_blank(KIND, tmp_path / "表.yaml", year=20255)


def test_last_years_form_is_followed_by_the_next_year_only(tmp_path: Path):
    with pytest.raises(NotOfYear, match="只能接着做2026年度，不能做2027年度"):
        write_next_year(KIND, SAMPLES / "fenyang-2025-budget.yaml", tmp_path / "表.yaml", year=2027)
    assert list(tmp_path.iterdir()) == []
