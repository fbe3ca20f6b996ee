"""Findings are told sheet by sheet, table by table, block by block, the gravest first."""

from __future__ import annotations

from discloser.model.finding import Finding, Severity
from discloser.model.grouping import grouped, summary
from discloser.model.place import Place


def finding(code: str, severity: Severity = Severity.ERROR, place: Place | None = None, **more: object) -> Finding:
    return Finding(code, severity, "……", "", place or Place("表.yaml", 1, 1), **more)  # type: ignore[arg-type]


def codes(groups: list[tuple[str, list[Finding]]]) -> list[tuple[str, list[str]]]:
    return [(where, [one.code for one in group]) for where, group in groups]


def test_findings_in_a_workbook_are_grouped_by_sheet():
    found = [finding("A", place=Place("表.xlsx", sheet=sheet, cell="C7"), field="单位 名称")
             for sheet in ("项目支出", "单位信息", "项目支出")]
    assert codes(grouped(found)) == [("项目支出", ["A", "A"]), ("单位信息", ["A"])]


def test_findings_in_a_text_are_grouped_by_block():
    hospitality = "三公经费 公务接待费"
    found = [finding("A", field=f"{hospitality} 本年"), finding("B", field=f"{hospitality} 原因"), finding("C")]
    assert codes(grouped(found)) == [("三公经费", ["A", "B"]), ("整份文件", ["C"])]


def test_findings_in_a_report_are_grouped_by_table_or_section():
    found = [finding("A", table=3, section="二"), finding("B", section="二、收入"), finding("C", table=3)]
    assert codes(grouped(found)) == [("表3", ["A", "C"]), ("二、收入", ["B"])]


def test_the_gravest_come_first_and_equals_keep_their_order():
    found = [finding("I", Severity.INFO), finding("W", Severity.WARNING), finding("E2"), finding("E1")]
    assert codes(grouped(found)) == [("整份文件", ["E2", "E1"]), ("整份文件", ["W", "I"])]


def test_no_hint_stands_before_an_error():
    hints = [finding("I", Severity.INFO, field="基本支出 第1行")] * 80
    assert codes(grouped([*hints, finding("E", field="控制数")]))[0] == ("控制数", ["E"])


def test_the_summary_counts_what_there_is():
    found = [finding("E"), finding("W", Severity.WARNING), finding("W", Severity.WARNING, confirmed="属实")]
    assert summary(found) == "共 错误 1 条，提醒 2 条，其中已确认 1 条。"
    assert summary([]) == "没有发现问题。"
