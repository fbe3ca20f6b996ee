"""The pages about workbooks say what is really found; cells may differ, for the form grows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers import read_workbook
from pages import PAGES
from spoilt import SPOILT as BY_HAND
from spoilt_parts import SPOILT_PARTS
from workbooks import BUREAU, raw_of, workbook_of

from discloser.model.finding import Problem
from discloser.read.xlsx.problems import NO_CELL, OLD_NAME, OTHER_NAME, OTHER_YEAR, WORKBOOK_PROBLEMS

SPOILT = (*BY_HAND, *SPOILT_PARTS)
CELL = re.compile(r"![A-Z]+[0-9]+|:[0-9]+:[0-9]+")
ELSEWHERE = {"XLS029", "XLS030", "XLS031", "XLS034", "XLS035"}
"""Problems that no spoilt workbook shows: too many rows takes long to write, no cell is found when converting, names
are held against the lists of a kind, the year against what dates and texts say."""


def plain(line: str) -> str:
    return CELL.sub("!格", line)


def examples() -> set[str]:
    found = {
        plain(line.split(" ", 1)[1].replace("{file}", spoilt.file)) for spoilt in SPOILT for line in spoilt.found}
    no_cell = NO_CELL.message.format(field="单位 名子", reason="工作簿里没有这个栏目")
    other = OTHER_NAME.message.format(
        field="基本支出 第1行 经济科目", found="30109 绩效工资", code="30109", expected="职业年金缴费")
    old = OLD_NAME.message.format(
        field="基本支出 第1行 功能科目", found="2080501 归口管理的行政单位离退休", years="2019 年以前",
        expected="行政单位离退休")
    year = OTHER_YEAR.message.format(found=2026, expected=2025)
    return found | {plain(f"填报表.xlsx:单位信息!C8: XLS035 {year}"),
                    plain(f"填报表.yaml:1:1: XLS030 {no_cell}"), plain(f"填报表.xlsx:基本支出!C4: XLS031 {other}"),
                    plain(f"填报表.xlsx:基本支出!B4: XLS034 {old}")}


@pytest.mark.parametrize("problem", WORKBOOK_PROBLEMS, ids=lambda problem: problem.code)
def test_a_page_shows_a_real_example(problem: Problem):
    page = (PAGES / f"{problem.code}.md").read_text(encoding="utf-8")
    shown = re.search(r"^```text\n(.*?)\n```$", page, re.M | re.S)
    assert shown is not None
    assert problem.code == "XLS029" or plain(shown[1]) in examples()


def test_every_problem_is_shown_by_a_spoilt_workbook():
    told = {match for spoilt in SPOILT for line in spoilt.found for match in re.findall(r"XLS\d+", line)}
    assert {problem.code for problem in WORKBOOK_PROBLEMS} - told == ELSEWHERE


def test_more_rows_than_there_is_room_for_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("discloser.read.xlsx.tables.MOST_ROWS", 20)
    path = tmp_path / "填报表.xlsx"
    path.write_bytes(workbook_of(raw_of(BUREAU)))
    [finding] = read_workbook(path).findings
    assert finding.line() == f"{path}:基本支出!B24: XLS029 “基本支出”填写的内容超过 20 行，后面的没有读取"
