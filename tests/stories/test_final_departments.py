"""A department's final accounts are summed from its units' forms."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from departments import told_of, unit
from helpers import SAMPLES, case_of_file, neutral_of_case, section, table
from rules.rule_pages import GOOD_FINAL

from discloser.model.finding import Severity
from discloser.usecases.build import build
from discloser.usecases.check import check
from discloser.usecases.convert import convert

SAMPLE = SAMPLES / "department-2022-final"
FORM = SAMPLE / "department.yaml"
UNITS = ("head-office.yaml", "library.yaml", "enforcement-team.yaml")
REASONED = "分类预算: [{类: 208, 用途: 资料保管, 原因: 任务增加}]\n"


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    """The sample department's report."""
    return neutral_of_case(case_of_file(FORM))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Findings in a department's form, given the keys beside its head and the fragments of its units' forms."""
    monkeypatch.chdir(tmp_path)

    return lambda department, **units: told_of("部门决算", 2022, department, units, GOOD_FINAL)


@pytest.mark.parametrize("file", ["department.yaml", *UNITS])
def test_nothing_is_wrong_with_the_sample_department_and_its_units(file: str) -> None:
    assert [finding for finding in check(SAMPLE / file).findings if finding.severity is not Severity.INFO] == []


def test_totals_are_those_of_the_units_without_what_is_passed_on(report: dict[str, Any]) -> None:
    for measure in ("收入", "支出"):
        units = sum((case_of_file(SAMPLE / name).facts.where({"口径": measure}).total() for name in UNITS), Decimal(0))
        assert case_of_file(FORM).facts.where({"口径": measure}).total() == units - 50000 - 120000 - 60000
    total = next(row for row in table(report, 1)["rows"] if row[0] == "总计")
    assert (total[2], total[5]) == ("10233929.86", "10233929.86")


def test_grants_and_dues_inside_are_gone_and_those_outside_remain(report: dict[str, Any]) -> None:
    income, spending = table(report, 2)["rows"][0], table(report, 3)["rows"][0]
    assert (income[4], income[7]) == ("", "40000.00")
    assert (spending[5], spending[7]) == ("", "45000.00")


def test_counts_and_assets_add_up(report: dict[str, Any]) -> None:
    cars = next(row for row in table(report, 10)["rows"] if row[0] == "（一）车辆数合计（辆）")
    assert cars[2] == "3"
    publics = section(report, "九、")
    assert "公务用车保有量共3辆" in publics
    assert "共接待17批次，138人次" in publics
    assert "涵盖一级项目3个，二级项目5个" in section(report, "十、")


def test_assets_are_dated_although_a_unit_without_any_gives_no_date(report: dict[str, Any]) -> None:
    assert "截至2022年12月31日，云岭县文化和旅游局共有车辆3辆" in section(report, "十、")


def test_agency_operating_is_told_by_the_natures_of_the_units(report: dict[str, Any]) -> None:
    rows = {row[0]: row[2] for row in table(report, 10)["rows"]}
    assert (rows["（一）行政单位"], rows["（二）参照公务员法管理事业单位"]) == ("279600.00", "94000.00")


def test_categories_add_up_and_their_purposes_are_the_departments_own(report: dict[str, Any]) -> None:
    text = section(report, "五、")
    assert "卫生健康支出年初预算350,000.00元，支出决算341,550.85元" in text
    assert "用于人员工资、日常运转、公共文化服务和旅游宣传。较2021年决算增加499,378.98元" in text


def test_totals_of_last_year_that_a_unit_leaves_out_are_its_expenditure() -> None:
    prior = case_of_file(FORM).final.prior_year
    assert prior.fiscal_revenue == Decimal("2690060.64") + Decimal("4880000.52") + 1054000


def test_the_report_speaks_of_a_department_and_lists_its_units(tmp_path: Path) -> None:
    files = build(FORM, tmp_path, ["html"]).files
    page = files[0].read_text(encoding="utf-8")
    assert "云岭县文化和旅游局2022年部门决算公开报告" in page
    assert "纳入2022年部门决算编制范围的单位共3个：" in page
    assert "3、云岭县文化市场综合执法队（参公事业单位）" in page
    assert "本单位" not in page


def test_the_form_of_a_department_is_the_same_as_a_workbook(tmp_path: Path, report: dict[str, Any]) -> None:
    shutil.copytree(SAMPLE, tmp_path / "部门")
    for name in ("department", "library"):
        origin = tmp_path / "部门" / f"{name}.yaml"
        assert [f for f in convert(origin, origin.with_suffix(".xlsx")) if f.severity is Severity.ERROR] == []
        origin.unlink()
        assert convert(origin.with_suffix(".xlsx"), origin) == []
    assert neutral_of_case(case_of_file(tmp_path / "部门" / "department.yaml")) == report
    assert neutral_of_case(case_of_file(tmp_path / "部门" / "department.xlsx")) == report


def test_a_category_of_which_one_unit_does_not_know_last_year_is_not_compared(here: Callable[..., list[str]]) -> None:
    unknown = unit("临河市乙馆", "分类预算: [{类: 208, 预算: 1100000, 用途: 资料保管}]\n")
    assert here("所属单位: [甲.yaml, 乙.yaml]\n" + REASONED, 甲=unit("临河市甲馆"), 乙=unknown) == []
    (line,) = case_of_file(Path("部门.yaml")).final.category_budgets
    assert (line.amount, line.prior) == (2200000, None)


def test_a_category_that_moved_needs_the_departments_reason(here: Callable[..., list[str]]) -> None:
    assert here("所属单位: [甲.yaml]\n", 甲=unit("临河市甲馆")) == ["部门.yaml FIN007"]


def test_what_is_typed_is_compared_with_the_sum(here: Callable[..., list[str]]) -> None:
    typed = "分类预算: [{类: 208, 预算: 1100001, 用途: 资料保管, 上年: 900001, 原因: 任务增加}]\n年初预算: {支出: 1}\n"
    assert sorted(here("所属单位: [甲.yaml]\n" + typed, 甲=unit("临河市甲馆"))) == [
        "部门.yaml DEP007", "部门.yaml DEP007", "部门.yaml DEP008"]


@pytest.mark.parametrize("line", [
    "收入: [{功能科目: 2080109, 金额: 1}]", "其他性质支出: [{性质: 经营支出, 功能科目: 2080109, 金额: 1}]",
    "年末结转和结余: [{金额: 1}]",
])
def test_lines_of_a_departments_own_are_refused(here: Callable[..., list[str]], line: str) -> None:
    assert here(f"所属单位: [甲.yaml]\n{REASONED}{line}\n", 甲=unit("临河市甲馆")) == ["部门.yaml DEP003"]


@pytest.mark.parametrize(("given", "received", "codes"), [
    ("上缴上级支出", "附属单位上缴收入", []),
    ("对附属单位补助支出", "附属单位上缴收入", ["甲.yaml DEP009", "乙.yaml DEP009"]),
])
def test_a_grant_is_paired_with_a_grant_and_dues_with_dues(
    here: Callable[..., list[str]], given: str, received: str, codes: list[str],
) -> None:
    giver = unit("临河市甲馆", f"""收入:
  - {{功能科目: 2080109, 金额: 1000000}}
  - {{功能科目: 2080109, 金额: 40000, 来源: 其他收入}}
其他性质支出: [{{性质: {given}, 功能科目: 2080109, 金额: 40000, 转拨给: 临河市乙馆}}]
""")
    receiver = unit("临河市乙馆", f"""收入:
  - {{功能科目: 2080109, 金额: 1000000}}
  - {{功能科目: 2070104, 金额: 40000, 来源: {received}, 转拨自: 临河市甲馆}}
年末结转和结余: [{{来源: 非财政拨款, 金额: 40000}}]
""")
    found = here("所属单位: [甲.yaml, 乙.yaml]\n" + REASONED, 甲=giver, 乙=receiver)
    assert sorted(found) == sorted(codes)


def test_a_budget_is_not_added_up_to_final_accounts(here: Callable[..., list[str]]) -> None:
    budget = (SAMPLES / "new-unit-2025-budget.yaml").read_text(encoding="utf-8")
    here("所属单位: [预算.yaml]\n")
    Path("预算.yaml").write_text(
        budget.replace("类型: 单位预算", "类型: 单位决算\n  版式: shanxi/budget-2025"), encoding="utf-8")
    codes = {finding.code for finding in check(Path("部门.yaml")).findings if finding.severity is Severity.ERROR}
    assert codes == {"DEP005"}
