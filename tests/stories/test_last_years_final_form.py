"""Final accounts that name last year's form take last year's figures from it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from helpers import SAMPLES, neutral_of_case, section
from rules.rule_pages import GOOD_FINAL, completed

from discloser.model.case import Case
from discloser.model.finding import Finding, Severity
from discloser.usecases.check import check
from discloser.usecases.convert import convert

NOT_TYPED = """报告: {地区: 山西, 类型: 单位决算, 年度: 2023}
三公经费:
  因公出国（境）费: {预算: 0, 决算: 0}
  公务用车购置费: {预算: 0, 决算: 0}
  公务用车运行维护费: {预算: 0, 决算: 0}
  公务接待费: {预算: 0, 决算: 0}
收入: [{功能科目: 2080109, 金额: 1200000}]
项目支出: [{项目: 资料修复, 功能科目: 2080109, 经济科目: 30213, 金额: 500000}]
"""
CATEGORY = "分类预算: [{类: 208, 预算: 1100000, 用途: 资料保管和修复, 原因: 修复任务增加}]\n"


@pytest.fixture(autouse=True)
def _last_years_form_lies_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("2022.yaml").write_text(GOOD_FINAL, encoding="utf-8")


def written(text: str) -> Path:
    Path("2023.yaml").write_text(completed(text, GOOD_FINAL), encoding="utf-8")
    return Path("2023.yaml")


def told(path: Path) -> list[Finding]:
    """What a check finds, but for the hint that the kind is a year older than the form."""
    return [finding for finding in check(path).findings if finding.code != "IDN009"]


def case_of(path: Path) -> Case:
    checked = check(path)
    assert checked.case is not None, [finding.line() for finding in checked.findings]
    return checked.case


def test_the_figures_of_last_year_are_computed() -> None:
    path = written(f"上年: {{表单: 2022.yaml}}\n{NOT_TYPED}{CATEGORY}")
    assert told(path) == []
    prior = case_of(path).final.prior_year
    assert (prior.revenue, prior.expenditure, prior.general_public) == (1000000, 1000000, 1000000)
    assert (prior.fiscal_revenue, prior.fiscal_expenditure) == (1000000, 1000000)


def test_a_category_is_compared_with_what_it_spent_last_year() -> None:
    case = case_of(written(f"上年: {{表单: 2022.yaml}}\n{NOT_TYPED}{CATEGORY}"))
    assert case.final.category_budgets[0].prior == Decimal(1000000)
    assert "较2022年决算增加200,000.00元，增长20.00%" in section(neutral_of_case(case), "五、")


def test_what_is_typed_stays_and_is_compared() -> None:
    category = CATEGORY.replace("原因", "上年: 900000, 原因")
    path = written(f"上年: {{表单: 2022.yaml, 收入总计: 950000}}\n{NOT_TYPED}{category}")
    assert [(finding.code, finding.field) for finding in told(path)] == [
        ("PRI007", "上年 收入总计"), ("PRI007", "分类预算 第1行 上年")]
    case = case_of(path)
    assert (case.final.prior_year.revenue, case.final.category_budgets[0].prior) == (950000, 900000)


def test_a_workbook_names_it_too() -> None:
    path = written(f"上年: {{表单: 2022.yaml}}\n{NOT_TYPED}{CATEGORY}")
    assert convert(path, Path("2023.xlsx")) == []
    assert case_of(Path("2023.xlsx")).final == case_of(path).final


def test_only_the_year_before_is_last_year() -> None:
    Path("2022.yaml").write_text(GOOD_FINAL.replace("年度: 2022", "年度: 2024"), encoding="utf-8")
    path = written(f"上年: {{表单: 2022.yaml}}\n{NOT_TYPED}{CATEGORY}")
    assert [finding.code for finding in told(path)] == ["LNK004"]


def test_a_budget_that_calls_itself_final_accounts_is_not_last_years_form() -> None:
    budget = (SAMPLES / "new-unit-2025-budget.yaml").read_text(encoding="utf-8")
    told = "类型: 单位决算\n  版式: shanxi/budget-2025"
    Path("2022.yaml").write_text(
        budget.replace("类型: 单位预算", told).replace("年度: 2025", "年度: 2022"), encoding="utf-8")
    found = check(written(f"上年: {{表单: 2022.yaml}}\n{NOT_TYPED}{CATEGORY}")).findings
    assert [finding.code for finding in found if finding.severity is Severity.ERROR] == ["LNK004"]
