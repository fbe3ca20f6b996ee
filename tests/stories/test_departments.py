"""A department's form names its units' forms, and the report is summed from them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from departments import told_of, unit
from helpers import SAMPLES, case_of_file, neutral_of_case, section, table
from rules.rule_pages import completed

from discloser.model.finding import Severity
from discloser.usecases.build import build
from discloser.usecases.check import check
from discloser.usecases.convert import convert
from discloser.usecases.mark import write_marked
from discloser.usecases.self_check import SelfCheckFailed, check_own
from discloser.usecases.status import status

SAMPLE = SAMPLES / "department-2025-budget"
FORM = SAMPLE / "department.yaml"
UNITS = ("云岭县文化和旅游局本级", "云岭县图书馆", "云岭县文化市场综合执法队")


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    """The sample department's report."""
    return neutral_of_case(case_of_file(FORM))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Findings in a department's form, given the keys beside its head and the fragments of its units' forms."""
    monkeypatch.chdir(tmp_path)

    return lambda department, **units: told_of("部门预算", 2025, department, units)


def test_nothing_is_wrong_with_the_sample_department() -> None:
    assert check(FORM).findings == []


@pytest.mark.parametrize("file", ["head-office.yaml", "library.yaml", "enforcement-team.xlsx"])
def test_nothing_is_wrong_with_its_units(file: str) -> None:
    assert check(SAMPLE / file).findings == []


def test_totals_are_those_of_the_units_without_what_is_passed_on(report: dict[str, Any]) -> None:
    units = [case_of_file(SAMPLE / name) for name in ("head-office.yaml", "library.yaml", "enforcement-team.xlsx")]
    expenditure = sum((unit.facts.where({"口径": "支出"}).total() for unit in units), Decimal(0))
    assert case_of_file(FORM).facts.where({"口径": "支出"}).total() == expenditure - 200000
    assert case_of_file(FORM).facts.where({"口径": "收入"}).total() == expenditure - 200000
    assert ["收入总计", "554.60", "支出总计", "554.60", "549.77", "4.83"] in table(report, 1)["rows"]


def test_tables_11_to_13_have_a_row_for_every_unit_with_money(report: dict[str, Any]) -> None:
    assert [row[0] for row in table(report, 11)["rows"]] == ["部门合计", UNITS[0], UNITS[2]]
    assert [row[0] for row in table(report, 12)["rows"]] == [
        "云岭县文化和旅游局", f"一、{UNITS[0]}", "旅游宣传推广", f"二、{UNITS[1]}", "公共图书馆免费开放补助",
        "古籍修复", f"三、{UNITS[2]}", "文化市场专项检查",
    ]
    assert [row[0] for row in table(report, 13)["rows"]] == ["云岭县文化和旅游局", f"一、{UNITS[1]}", "古籍修复"]


def test_the_overview_lists_the_units(tmp_path: Path) -> None:
    files = build(FORM, tmp_path, ["html"]).files
    page = files[0].read_text(encoding="utf-8")
    assert "纳入2025年部门预算编制范围的单位共3个：" in page
    assert "3、云岭县文化市场综合执法队（参公事业单位）" in page
    assert "本单位" not in page


def test_every_target_form_names_the_unit_that_carries_it_out(report: dict[str, Any]) -> None:
    assert [(form["项目名称"], form["实施单位"]) for form in report["performance_targets"]] == [
        ("旅游宣传推广", UNITS[0]), ("公共图书馆免费开放补助", UNITS[1])]


def test_last_years_figures_of_the_units_add_up(report: dict[str, Any]) -> None:
    assert "比上年增加16.24万元，增长3.02%" in section(report, "一、")
    assert "比2024年减少0.30万元，主要原因是各单位落实过紧日子要求" in section(report, "七、")


def test_facts_know_the_file_and_the_line_they_come_from() -> None:
    checked = check(FORM)
    assert checked.case is not None
    places = {fact.unit: checked.places.of(fact.origin) for fact in checked.case.facts if fact.project}
    assert {name: Path(place.file).name for name, place in places.items()} == dict(
        zip(UNITS, ("head-office.yaml", "library.yaml", "enforcement-team.xlsx"), strict=True))
    library = places[UNITS[1]]
    assert "古籍修复" in (SAMPLE / "library.yaml").read_text(encoding="utf-8").splitlines()[(library.line or 0) - 1]
    assert str(places[UNITS[2]]).endswith("enforcement-team.xlsx:项目支出!E4")


def test_every_format_is_made(tmp_path: Path) -> None:
    files = build(FORM, tmp_path, ["docx", "pdf", "html", "json"]).files
    assert [path.suffix for path in files] == [".docx", ".pdf", ".html", ".json"]
    assert json.loads(files[3].read_text(encoding="utf-8"))["template"] == "shanxi/department-budget-2025"


def test_the_form_of_a_department_is_the_same_as_a_workbook(tmp_path: Path, report: dict[str, Any]) -> None:
    for path in SAMPLE.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert convert(FORM, tmp_path / "部门.xlsx") == []
    assert check(tmp_path / "部门.xlsx").findings == []
    assert neutral_of_case(case_of_file(tmp_path / "部门.xlsx")) == report
    assert convert(tmp_path / "部门.xlsx", tmp_path / "部门.yaml") == []
    assert "- enforcement-team.xlsx\n" in (tmp_path / "部门.yaml").read_text(encoding="utf-8")


def test_two_projects_of_one_name_in_two_units_are_two(here: Callable[..., list[str]]) -> None:
    assert here("所属单位: [甲.yaml, 乙.yaml]\n", 甲=unit("临河市甲馆"), 乙=unit("临河市乙馆")) == []
    case = case_of_file(Path("部门.yaml"))
    assert case.figures["项目个数"] == 2
    assert build(Path("部门.yaml"), Path("报告"), ["json"]).files != []


def test_errors_of_a_unit_are_told_at_their_place_and_at_the_departments(here: Callable[..., list[str]]) -> None:
    wrong = unit("临河市乙馆", "基本支出:\n  - {功能科目: 2080109, 经济科目: 30101, 金额: 一百}\n")
    assert here("所属单位: [甲.yaml, 乙.yaml]\n", 甲=unit("临河市甲馆"), 乙=wrong) == [
        "乙.yaml AMT001", "部门.yaml LNK003"]


def test_warnings_of_a_unit_stop_nothing(here: Callable[..., list[str]]) -> None:
    odd = unit("临河市乙馆", "变动原因: {收支: 资料修复任务减少，经费压减}\n")
    assert here("所属单位: [甲.yaml, 乙.yaml]\n", 甲=unit("临河市甲馆"), 乙=odd) == ["乙.yaml PRI003"]
    assert check(Path("部门.yaml")).buildable


@pytest.mark.parametrize("name", ["/etc/hosts.yaml", "../甲.yaml", "下/../../甲.yaml", "C:/甲.yaml", "..\\甲.yaml"])
def test_no_file_outside_the_forms_folder_is_opened(here: Callable[..., list[str]], name: str) -> None:
    assert here(f"所属单位: ['{name}']\n") == ["部门.yaml LNK001"]


def test_a_link_does_not_lead_outside(here: Callable[..., list[str]], tmp_path: Path) -> None:
    here("所属单位: []\n", 甲=unit("临河市甲馆"))
    inside = tmp_path / "部门"
    inside.mkdir()
    (inside / "甲.yaml").symlink_to(tmp_path / "甲.yaml")
    (inside / "部门.yaml").write_text(
        Path("部门.yaml").read_text(encoding="utf-8").replace("[]", "[甲.yaml]"), encoding="utf-8")
    assert [finding.code for finding in check(inside / "部门.yaml").findings] == ["LNK001"]


def test_units_may_lie_in_a_folder_below(here: Callable[..., list[str]]) -> None:
    here("所属单位: [各单位/甲.yaml]\n")
    Path("各单位").mkdir()
    Path("各单位/甲.yaml").write_text(completed(unit("临河市甲馆")), encoding="utf-8")
    assert check(Path("部门.yaml")).findings == []


@pytest.mark.parametrize("kind", ["部门预算", "单位预算"])
def test_final_accounts_are_not_added_up_to_a_budget(here: Callable[..., list[str]], kind: str) -> None:
    final = (SAMPLES / "library-2022-final.yaml").read_text(encoding="utf-8")
    Path("决算.yaml").write_text(final, encoding="utf-8")
    here("所属单位: [决算.yaml]\n")
    department = Path("部门.yaml").read_text(encoding="utf-8").replace("部门预算", kind)
    Path("部门.yaml").write_text(department, encoding="utf-8")
    codes = [finding.code for finding in check(Path("部门.yaml")).findings if finding.severity is Severity.ERROR]
    assert codes == ["DEP005", "DEP005"]


def test_a_department_of_departments_is_refused(here: Callable[..., list[str]]) -> None:
    here("所属单位: [甲.yaml]\n", 甲=unit("临河市甲馆"))
    inner = Path("部门.yaml").read_text(encoding="utf-8")
    Path("下级.yaml").write_text(inner, encoding="utf-8")
    Path("部门.yaml").write_text(inner.replace("甲.yaml", "下级.yaml"), encoding="utf-8")
    assert [f"{f.place.file} {f.code}" for f in check(Path("部门.yaml")).findings] == [
        "下级.yaml DEP002", "部门.yaml LNK003"]


def test_money_passed_on_to_a_stranger_is_told(here: Callable[..., list[str]]) -> None:
    line = "  - {功能科目: 2080109, 经济科目: 30201, 金额: 100000, 转拨给: 临河市丙馆}\n"
    giver = unit("临河市甲馆", f"基本支出:\n  - {{功能科目: 2080109, 经济科目: 30101, 金额: 600000}}\n{line}")
    assert here("所属单位: [甲.yaml]\n", 甲=giver) == ["甲.yaml DEP009"]


def test_a_marked_workbook_lists_what_was_found_in_other_files(tmp_path: Path) -> None:
    for path in SAMPLE.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    convert(FORM, tmp_path / "部门.xlsx")
    library = (tmp_path / "library.yaml").read_text(encoding="utf-8")
    (tmp_path / "library.yaml").write_text(library.replace("金额: 486720", "金额: 四十八万"), encoding="utf-8")
    checked = check(tmp_path / "部门.xlsx")
    assert [finding.code for finding in checked.findings] == ["AMT001", "LNK003"]
    write_marked(checked, tmp_path / "标注.xlsx")
    assert (tmp_path / "标注.xlsx").stat().st_size > 0


def test_a_report_is_stale_when_a_units_form_has_changed(tmp_path: Path) -> None:
    for path in SAMPLE.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    build(tmp_path / "department.yaml", tmp_path / "报告", ["json"])
    assert {state.name for states in status(tmp_path / "报告").values() for state in states.values()} == {"CURRENT"}
    library = tmp_path / "library.yaml"
    library.write_text(library.read_text(encoding="utf-8").replace("486720", "486721"), encoding="utf-8")
    assert {state.name for states in status(tmp_path / "报告").values() for state in states.values()} == {"STALE"}
    library.unlink()
    assert {state.name for states in status(tmp_path / "报告").values() for state in states.values()} == {"UNKNOWN"}


def test_a_units_row_that_does_not_add_up_is_found_in_the_printed_report(report: dict[str, Any]) -> None:
    check_own(report)
    wrong = copy.deepcopy(report)
    row = next(row for row in table(wrong, 12)["rows"] if row[0] == f"二、{UNITS[1]}")
    row[1] = row[2] = "36.00"
    with pytest.raises(SelfCheckFailed, match="表12"):
        check_own(wrong)
