"""The pages about what keeps a report off the web show what is really found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers import SAMPLES
from pages import PAGES
from published import DATED, UNIT, built, corrected

from discloser.model.finding import Problem
from discloser.usecases.publishing.problems import PUBLISHING_PROBLEMS
from discloser.usecases.publishing.site import publish


def not_checked(folder: Path) -> Path:
    home = folder / "报告"
    home.mkdir()
    (home / "别处的.pdf").write_bytes(b"%PDF-1.7")
    return home


def edited(folder: Path) -> Path:
    home = built(folder, DATED)
    with (home / f"{UNIT}2025年单位预算公开报告.json").open("ab") as report:
        report.write(b"\n")
    return home


def correction_of_another(folder: Path) -> Path:
    home = built(folder, DATED)
    corrected(SAMPLES / "fenyang-2025-budget.yaml", ("金额: 431615,", "金额: 431616,"), home)
    return home


def names_a_person(folder: Path) -> Path:
    home = built(folder, DATED)
    corrected(folder / "填报表.yaml", ("金额: 1.2}", "金额: 1.3}"), home, "经办人：赵小青，录入时多写了一位。")
    return home


def undated(folder: Path) -> Path:
    return built(folder)


MADE = {"PUB001": not_checked, "PUB002": edited, "PUB003": correction_of_another, "PUB004": names_a_person,
        "PUB005": undated}


@pytest.mark.parametrize("problem", PUBLISHING_PROBLEMS, ids=lambda problem: problem.code)
def test_what_keeps_a_report_off_the_web_is_told_as_its_page_shows(problem: Problem, tmp_path: Path):
    home = MADE[problem.code](tmp_path)
    shown = re.search(r"^```text\n(.*?)\n```$", (PAGES / f"{problem.code}.md").read_text("utf-8"), re.M | re.S)
    published = publish([home], tmp_path / "网站")
    assert shown is not None
    assert [finding.line().replace(f"{tmp_path}/", "") for finding in published.found] == shown[1].splitlines()
    assert not (tmp_path / "网站").exists()
