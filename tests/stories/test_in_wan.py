"""Final accounts and departments typed in 万元 from approved sheets: rounding is told once and stops nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import neutral_of_case, table
from rules.rule_pages import GOOD_FINAL, completed

from discloser.model.finding import Severity
from discloser.usecases.build import build
from discloser.usecases.check import check

IN_WAN = """金额单位: 万元
基本支出:
  - {功能科目: 2080109, 经济科目: 30101, 金额: 60.33}
  - {功能科目: 2080109, 经济科目: 30201, 金额: 9.33}
项目支出:
  - {项目: 资料修复, 功能科目: 2080109, 经济科目: 30213, 金额: 30.34}
年初预算: {支出: 110}
分类预算: [{类: 208, 预算: 109.99, 用途: 资料保管和修复, 上年: 90, 原因: 新增资料修复项目}]
上年: {收入总计: 90, 支出总计: 90, 财政拨款支出: 90}
"""
"""Lines that were 60.3346, 9.3331 and 30.3423 万元 before they were rounded."""
DEPARTMENT = """报告: {地区: 山西, 类型: 部门决算, 年度: 2022}
单位: {名称: 临河市文物局, 性质: 行政单位}
概况: {职责: 保护文物。, 机构设置: 由各单位组成。}
变动原因: {收支: 任务增加}
分类预算: [{类: 208, 用途: 资料保管, 原因: 任务增加}]
所属单位: [甲.yaml, 乙.yaml]
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def unit_form(name: str, income: str, more: str = "") -> Path:
    path = Path(name)
    lines = IN_WAN + f"收入: [{{功能科目: 2080109, 金额: {income}}}]\n" + more
    path.write_text(completed(lines, GOOD_FINAL), encoding="utf-8")
    return path


def told(path: Path) -> list[tuple[str, str]]:
    return [(found.code, found.severity.label) for found in check(path).findings if found.severity is not Severity.INFO]


def totals(path: Path) -> tuple[str, str]:
    case = check(path).case
    assert case is not None
    row = next(row for row in table(neutral_of_case(case), 1)["rows"] if row[0] == "总计")
    return row[2], row[5]


def test_a_tail_between_two_sides_is_told_once_and_the_report_is_made():
    form = unit_form("甲.yaml", "100.01")
    assert told(form) == [("BAL003", "提醒")]
    assert totals(form) == ("1000100.00", "1000100.00")
    assert build(form, Path(), ["html"]).files != []


def test_where_expenditure_is_as_approved_income_bears_the_tail_first():
    more = "年初结转和结余: [{来源: 一般公共预算, 金额: 40.00}]\n控制数: {支出总计: 100.00}\n"
    form = unit_form("甲.yaml", "60.01", more)
    (found,) = [found for found in check(form).findings if found.code == "BAL003"]
    assert [other.path[0] for other in found.related] == ["收入", "年初结转和结余", "基本支出"]
    assert len(set(totals(form))) == 1


def test_a_gap_that_rounding_does_not_explain_is_an_error():
    assert told(unit_form("甲.yaml", "100.03")) == [("FIN001", "错误")]


def test_a_department_of_such_units_is_built():
    unit_form("甲.yaml", "100.01", "单位: {名称: 甲馆, 性质: 事业单位}\n")
    unit_form("乙.yaml", "100.00", "单位: {名称: 乙馆, 性质: 事业单位}\n")
    form = Path("部门.yaml")
    form.write_text(DEPARTMENT + "控制数: {收入总计: 2000100, 支出总计: 2000100}\n", encoding="utf-8")
    assert told(form) == [("BAL003", "提醒")]
    assert totals(form) == ("2000100.00", "2000100.00")
    assert build(form, Path(), ["html"]).files != []


def test_a_department_may_state_in_wan_what_its_units_have_in_yuan():
    for name in ("甲", "乙"):
        text = completed(f"单位: {{名称: {name}馆, 性质: 事业单位}}\n政府采购: {{货物: 10012.34, 工程: 0, 服务: 0}}\n",
                         GOOD_FINAL)
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")
    form = Path("部门.yaml")
    form.write_text(DEPARTMENT + "金额单位: 万元\n政府采购: {货物: 2.00}\n", encoding="utf-8")
    assert told(form) == []
    form.write_text(DEPARTMENT + "金额单位: 万元\n政府采购: {货物: 2.01}\n", encoding="utf-8")
    assert told(form) == [("DEP007", "错误")]
