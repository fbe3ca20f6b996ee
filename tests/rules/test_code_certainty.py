"""How much a code matters depends on how well it is known: the lists are no copy of the ministry's book."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_pages import completed

from discloser.model.finding import Severity
from discloser.usecases.build import build
from discloser.usecases.check import check

LINE = "基本支出:\n  - {{功能科目: {function}, 经济科目: {economic}, 金额: 600000{more}}}\n"


def told(folder: Path, function: str = "2080109", economic: str = "30101", more: str = "") -> dict[str, Severity]:
    """Code of a finding → its severity, for findings about codes of a line."""
    path = folder / "填报表.yaml"
    path.write_text(completed(LINE.format(function=function, economic=economic, more=more)), "utf-8")
    return {finding.code: finding.severity for finding in check(path).findings if finding.code.startswith("COD")}


@pytest.mark.parametrize(("line", "expected"), [
    ({"function": "2080177"}, {"COD001": Severity.WARNING}),
    ({"function": "2990101"}, {"COD001": Severity.ERROR}),
    ({"economic": "30177"}, {"COD001": Severity.WARNING}),
    ({"economic": "39801"}, {"COD001": Severity.ERROR}),
    ({"function": "208017"}, {"COD002": Severity.ERROR}),
    ({"function": "2080177", "more": ", 科目名称: 新的科目"}, {"COD004": Severity.INFO}),
])
def test_a_code_the_list_lacks_is_asked_about_and_an_impossible_one_is_wrong(
    tmp_path: Path, line: dict[str, str], expected: dict[str, Severity],
):
    assert told(tmp_path, **line) == expected


@pytest.mark.parametrize(("function", "name", "expected"), [
    ("2080501", "机关事业单位基本养老保险缴费支出", {"COD006": Severity.ERROR}),
    ("2080501", "退休费", {"COD006": Severity.WARNING}),
    ("2010102", "一般管理", {"COD003": Severity.INFO, "COD006": Severity.INFO}),
    ("2080501", "归口管理的行政单位离退休", {"COD011": Severity.INFO}),
    ("2080501", "行政单位离退休", {"COD004": Severity.INFO}),
])
def test_a_name_is_as_wrong_as_the_lists_name_is_certain(
    tmp_path: Path, function: str, name: str, expected: dict[str, Severity],
):
    assert told(tmp_path, function, more=f", 科目名称: {name}") == expected


@pytest.mark.parametrize(("function", "severity"), [
    ("2210106", Severity.WARNING), ("2101601", Severity.INFO),
])
def test_a_code_that_ended_matters_as_its_years_are_known(tmp_path: Path, function: str, severity: Severity):
    assert told(tmp_path, function)["COD011"] is severity


def test_a_code_that_ended_is_printed_with_its_name_and_one_not_listed_with_itself(tmp_path: Path):
    path = tmp_path / "填报表.yaml"
    lines = LINE.format(function="2210106", economic="30101", more="") + LINE.format(
        function="2080177", economic="30101", more="").removeprefix("基本支出:\n")
    path.write_text(completed(lines), "utf-8")
    [report] = build(path, tmp_path, ["json"]).files
    text = report.read_text("utf-8")
    assert '"公共租赁住房"' in text
    assert '"2080177"' in text
