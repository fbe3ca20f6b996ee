"""An officer's natural mistakes: one cause, one finding, at the cell, with the right remedy, and no other."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers import SAMPLES, read_workbook, read_yaml
from mistakes import MISTAKES, OF_THE_HEAD, OF_THE_TRIAL, Cells, Mistake
from workbooks import Edited, column_of, workbook_of

from discloser.model.finding import Finding, Severity
from discloser.model.place import written
from discloser.usecases.check import check
from discloser.write.yaml.form import yaml_form

FORM = Path(__file__).with_name("a_year.yaml")


@cache
def typed() -> dict[str, Any]:
    """What the form says, every scalar a text."""
    return dict(read_yaml(FORM).raw or {})


def changed(cells: Cells) -> dict[str, Any]:
    """The form with some cells typed otherwise."""
    form = copy.deepcopy(typed())
    for path, text in cells.items():
        *above, last = (int(part) - 1 if part.isdecimal() else part for part in path.split("/"))
        here: Any = form
        for part in above:
            if isinstance(part, int) and part == len(here):
                here.append({})
            here = here[part]
        if text is None:
            here.pop(last, None)
        else:
            here[last] = text
    return form


def found_in(path: Path) -> list[Finding]:
    return [finding for finding in check(path).findings if finding.severity is not Severity.INFO]


def told(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.field or ""


def assert_told(mistake: Mistake, found: list[Finding]) -> None:
    way = tuple(int(part) - 1 if part.isdecimal() else part for part in mistake.at.split("/"))
    assert [told(finding) for finding in found] == [(mistake.code, written(way))], [f.line() for f in found]
    words = found[0].message + found[0].hint
    assert [word for word in mistake.says if word not in words] == [], words
    assert tuple("/".join(str(p + 1) if isinstance(p, int) else p for p in other.path)
                 for other in found[0].related[:len(mistake.beside)]) == mistake.beside


def test_without_a_mistake_nothing_is_found():
    assert check(FORM).findings == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_one_mistake_is_one_finding_at_its_cell(mistake: Mistake, tmp_path: Path):
    path = tmp_path / "填报表.yaml"
    path.write_text(yaml_form(changed(mistake.cells)), encoding="utf-8")
    assert_told(mistake, found_in(path))


@pytest.mark.parametrize("mistake", [*OF_THE_TRIAL, *OF_THE_HEAD], ids=str)
def test_the_same_in_a_workbook(mistake: Mistake, tmp_path: Path):
    path = tmp_path / "填报表.xlsx"
    path.write_bytes(workbook_of(changed(mistake.cells)))
    found = found_in(path)
    assert_told(mistake, found)
    assert found[0].place.cell is not None


def without_witnesses() -> dict[str, Any]:
    """The form without what else gives its year away."""
    witnesses = ("报告/批复日期", "报告/公开日期", "其他说明/政府购买服务", "国有资产/截至日期")
    return changed(dict.fromkeys(witnesses))


def test_a_workbook_asks_about_another_year_than_it_was_made_for(tmp_path: Path):
    path = tmp_path / "填报表.xlsx"
    path.write_bytes(workbook_of(without_witnesses()))
    assert found_in(path) == []
    year = read_workbook(path).places.of(("报告", "年度"))
    path.write_bytes(Edited(path.read_bytes()).cell(str(year.sheet), str(year.cell), value="2026").packed())
    assert [told(finding) for finding in found_in(path)] == [("XLS035", "报告 年度")]


def test_where_dates_tell_the_year_too_it_is_asked_about_once(tmp_path: Path):
    path = tmp_path / "填报表.xlsx"
    path.write_bytes(workbook_of(typed()))
    year = read_workbook(path).places.of(("报告", "年度"))
    path.write_bytes(Edited(path.read_bytes()).cell(str(year.sheet), str(year.cell), value="2026").packed())
    assert [told(finding) for finding in found_in(path)] == [("IDN005", "报告 年度")]


def test_a_column_that_was_deleted_is_told_where_it_stood(tmp_path: Path):
    book = Edited(workbook_of(typed()))
    gone = column_of("金额", "基本支出", workbook_of(typed()))
    letters = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    book.columns("基本支出", {letter: letter for letter in letters if letter != gone})
    path = tmp_path / "填报表.xlsx"
    path.write_bytes(book.packed())
    (finding,) = found_in(path)
    assert (finding.code, finding.place.sheet) == ("XLS012", "基本支出")
    assert "金额" in finding.message


IN_WAN: Cells = {
    "金额单位": "万元", "基本支出/1/金额": "48.64", "基本支出/2/金额": "35.16", "控制数/基本支出": "83.79",
    "控制数/支出总计": "83.79",
}


def in_wan(**controls: str) -> dict[str, Any]:
    """A form in 万元 with two rounded lines: 48.64 and 35.16."""
    form = changed({**IN_WAN, **{f"控制数/{key}": text for key, text in controls.items()}})
    zero = {"本年": "0", "上年": "0"}
    form["基本支出"], form["项目支出"], form["绩效"] = form["基本支出"][:2], [], {}
    form["三公经费"] = dict.fromkeys(form["三公经费"], zero)
    form["机关运行经费"], form["政府采购"] = zero, dict.fromkeys(("货物", "工程", "服务"), "0")
    form["上年"] = dict.fromkeys(form["上年"], "83.80")
    form["控制数"] = {key: form["控制数"][key] for key in ("基本支出", "支出总计")}
    form["国有资产"]["车辆"] = {"编制": "0", "实有": "0"}
    return form


def balances(form: dict[str, Any], path: Path) -> list[tuple[str, str]]:
    path.write_text(yaml_form(form), encoding="utf-8")
    return [(found.code, found.severity.label) for found in check(path).findings if found.code.startswith("BAL")]


def test_a_tail_that_rounding_explains_is_told_once_and_blocks_nothing(tmp_path: Path):
    assert balances(in_wan(), tmp_path / "表.yaml") == [("BAL002", "提示")]


def test_a_gap_that_rounding_does_not_explain_is_an_error(tmp_path: Path):
    assert balances(in_wan(基本支出="83.70", 支出总计="83.70"), tmp_path / "表.yaml") == [("BAL001", "错误")]


QUIET = {
    "bureau-2025-budget": ["COD003"],
    "fenyang-2022-final": ["FIN006", "SOC002"],
    "fenyang-2025-budget": [],
    "library-2022-final": ["COD003"],
    "lishi-2023-budget": ["SOC002", "SOC003", "TPE003"],
    "new-unit-2025-budget": [],
}
"""Sample → all that is found in it: three of them hold what bodies published."""


@pytest.mark.parametrize("name", QUIET)
def test_what_is_right_is_let_be(name: str):
    assert [finding.code for finding in check(SAMPLES / f"{name}.yaml").findings] == QUIET[name]
