"""A form that names last year's form takes last year's figures from it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from helpers import neutral_of_case, section
from rules.rule_pages import GOOD, completed

from discloser.model.case import Case
from discloser.usecases.check import check
from discloser.usecases.convert import convert

HEAD_2024 = "报告: {地区: 山西, 类型: 单位预算, 年度: 2024}\n"
NOT_TYPED = """三公经费:
  因公出国（境）费: {本年: 0}
  公务接待费: {本年: 5000, 原因: 公务活动增加}
  公务用车购置费: {本年: 0}
  公务用车运行维护费: {本年: 0}
机关运行经费: {本年: 0}
变动原因: {收支: 新增资料修复项目, 三公: 公务活动增加}
"""


@pytest.fixture(autouse=True)
def _last_years_form_lies_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    publics = GOOD.replace("公务接待费: {本年: 0, 上年: 0}", "公务接待费: {本年: {政府性基金预算: 3000}, 上年: 3000}")
    Path("2024.yaml").write_text(
        publics.replace("年度: 2025", "年度: 2024").replace("金额: 300000", "金额: 250000")
        .replace("{市县财政资金: 300000}", "{市县财政资金: 250000}"), encoding="utf-8")


def written(text: str, name: str = "2025.yaml") -> Path:
    Path(name).write_text(completed(text), encoding="utf-8")
    return Path(name)


def found(path: Path) -> list[str]:
    return [f"{finding.place.file} {finding.code}" for finding in check(path).findings]


def case_of(path: Path) -> Case:
    checked = check(path)
    assert checked.case is not None, [finding.line() for finding in checked.findings]
    return checked.case


def test_the_figures_of_last_year_are_computed() -> None:
    path = written(f"上年: {{表单: 2024.yaml}}\n{NOT_TYPED}")
    assert found(path) == []
    form = case_of(path).form
    assert (form.prior_year.revenue, form.prior_year.expenditure) == (Decimal(950000), Decimal(950000))
    assert form.prior_year.general_public == Decimal(950000)
    assert form.three_publics.official_hospitality.prior.by_fund() == {
        "一般公共预算": Decimal(0), "政府性基金预算": Decimal(3000), "国有资本经营预算": Decimal(0)}


def test_the_report_compares_with_them() -> None:
    report = neutral_of_case(case_of(written(f"上年: {{表单: 2024.yaml}}\n{NOT_TYPED}")))
    assert "比上年增加5.00万元，增长5.26%" in section(report, "一、")
    assert "公务接待费0.50万元，比2024年增加0.20万元，主要原因是公务活动增加" in section(report, "七、")


def test_last_years_form_may_have_another_kind() -> None:
    assert case_of(Path("2024.yaml")).kind.id == "shanxi/budget-2023"
    assert case_of(written(f"上年: {{表单: 2024.yaml}}\n{NOT_TYPED}")).kind.id == "shanxi/budget-2025"


def test_what_was_typed_stays_and_is_compared_with_both_figures_and_places() -> None:
    publics = NOT_TYPED.replace("原因: 公", "上年: 4000, 原因: 公")
    path = written("上年: {表单: 2024.yaml, 收入总计: 900000}\n" + publics)
    lines = [finding.line() for finding in check(path).findings]
    assert [line.split(" ")[1] for line in lines] == ["PRI007", "PRI007"]
    assert lines[0].startswith("2025.yaml:1:27: PRI007 “上年 收入总计”填的是 900,000.00 元")
    assert "上年的填报表（2024.yaml:12:" in lines[0]
    assert "算得 950,000.00 元，相差 50,000.00 元" in lines[0]
    assert "“三公经费 公务接待费 上年”填的是 4,000.00 元" in lines[1]
    assert case_of(path).form.prior_year.revenue == Decimal(900000)


def test_what_was_typed_alike_is_not_mentioned() -> None:
    figures = "收入总计: 950000, 支出总计: 950000, 一般公共预算当年支出: 950000"
    assert found(written(f"上年: {{表单: 2024.yaml, {figures}}}\n{NOT_TYPED}")) == []


def test_errors_in_last_years_form_are_told_with_its_file() -> None:
    text = Path("2024.yaml").read_text(encoding="utf-8").replace("金额: 600000", "金额: 六十万")
    Path("2024.yaml").write_text(text, encoding="utf-8")
    assert found(written("上年: {表单: 2024.yaml}\n")) == ["2024.yaml AMT001", "2025.yaml LNK003"]


def test_the_form_of_the_year_before_last_is_not_asked_for() -> None:
    text = Path("2024.yaml").read_text(encoding="utf-8")
    Path("2024.yaml").write_text(text.replace("上年: {", "上年: {表单: 丢了.yaml, "), encoding="utf-8")
    assert found(Path("2024.yaml")) == ["2024.yaml IDN009", "2024.yaml LNK002"]
    assert found(written(f"上年: {{表单: 2024.yaml}}\n{NOT_TYPED}")) == []


def test_a_form_is_not_its_own_last_years() -> None:
    assert found(written("上年: {表单: 2025.yaml}\n")) == ["2025.yaml LNK004"]


@pytest.mark.parametrize("key", ["收入总计", "支出总计", "一般公共预算当年支出"])
def test_without_last_years_form_its_figures_must_be_typed(key: str) -> None:
    figures = {"收入总计": 1, "支出总计": 1, "一般公共预算当年支出": 1} | {key: ""}
    typed = ", ".join(f"{name}: {amount}" for name, amount in figures.items() if amount)
    assert found(written(f"上年: {{{typed}}}\n")) == ["2025.yaml FRM001"]


def test_a_workbook_may_name_last_years_form_and_conversion_keeps_the_name() -> None:
    path = written(f"上年: {{表单: 2024.yaml}}\n{NOT_TYPED}")
    assert convert(path, Path("2025.xlsx")) == []
    assert found(Path("2025.xlsx")) == []
    assert case_of(Path("2025.xlsx")).form.prior_year == case_of(path).form.prior_year
    assert convert(Path("2025.xlsx"), Path("再.yaml")) == []
    assert "表单: 2024.yaml" in Path("再.yaml").read_text(encoding="utf-8")
    assert case_of(Path("再.yaml")).figures == case_of(path).figures


def test_last_years_form_may_be_a_workbook() -> None:
    assert convert(Path("2024.yaml"), Path("2024.xlsx")) == []
    path = written(f"上年: {{表单: 2024.xlsx, 收入总计: 1000}}\n{NOT_TYPED}")
    (told,) = [found.message for found in check(path).findings if found.code == "PRI007"]
    assert "（2024.xlsx:基本支出!D4）" in told


def test_a_departments_figures_of_last_year_come_from_last_years_department() -> None:
    Path("去年").mkdir()
    head = (
        "单位: {名称: 临河市文物局, 性质: 行政单位}\n概况: {职责: 保护文物。, 机构设置: 由各单位组成。}\n"
        "变动原因: {收支: 任务增加}\n所属单位: [甲.yaml]\n"
    )
    Path("去年/甲.yaml").write_text(Path("2024.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    Path("去年/部门.yaml").write_text(
        f"报告: {{地区: 山西, 类型: 部门预算, 年度: 2024, 版式: shanxi/department-budget-2025}}\n{head}",
        encoding="utf-8",
    )
    written("", "甲.yaml")
    department = Path("部门.yaml")
    department.write_text(
        f"报告: {{地区: 山西, 类型: 部门预算, 年度: 2025}}\n{head}上年: {{表单: 去年/部门.yaml}}\n"
        "三公经费: {公务接待费: {原因: 任务减少}}\n", encoding="utf-8")
    case = case_of(department)
    assert case.form.prior_year.revenue == Decimal(950000)
    assert case.form.three_publics.official_hospitality.prior.total() == Decimal(3000)
