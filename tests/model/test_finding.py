"""Findings: one line, nothing invisible, in reading order."""

from __future__ import annotations

from decimal import Decimal

from discloser.model.finding import Problem, Severity, has_errors, in_reading_order, nested, quoted, visible
from discloser.model.place import Place

PROBLEM = Problem("XXX001", "无", message="“{field}”是“{found}”，应为 {expected}，差 {gap:,.2f}", hint="改 {field}")


def test_a_finding_is_filled_with_its_values():
    finding = PROBLEM.at(Place("表.yaml", 3, 7), field="金额", found="甲", expected="乙", gap=Decimal("1234.5"))
    assert finding.line() == "表.yaml:3:7: XXX001 “金额”是“甲”，应为 乙，差 1,234.50"
    assert (finding.hint, finding.severity) == ("改 金额", Severity.ERROR)
    assert finding.as_json()["found"] == "甲"


def test_what_was_typed_cannot_steer_a_terminal_or_fill_a_screen():
    typed = "\x1b[31m丙\u202e" + "丁" * 1000
    finding = PROBLEM.at(Place("表.yaml"), field="甲\n乙", found=typed, expected="\x07", gap=0)
    assert not any(ord(c) < 32 or c == "\u202e" for c in finding.message + finding.hint)
    assert len(finding.message) < 300


def test_braces_in_what_was_typed_are_only_text():
    assert PROBLEM.at(Place("表.yaml"), field="{found}", found="{0.__class__}", gap=0).message.startswith(
        "“{found}”是“{0.__class__}”")


def test_a_long_text_is_quoted_short():
    assert quoted("甲  乙\n丙") == "甲 乙 丙"
    assert quoted("甲" * 41) == "甲" * 40 + "…"
    assert visible("甲\u3000\t乙") == "甲  乙"


def test_reading_order_is_that_of_the_file():
    places = [Place("表.yaml", 10, 1), Place("表.yaml", 9, 30), Place("表.yaml"), Place("表.yaml", 9, 4)]
    findings = [PROBLEM.at(place, gap=0) for place in places]
    ordered = [str(finding.place) for finding in in_reading_order(findings)]
    assert ordered == ["表.yaml", "表.yaml:9:4", "表.yaml:9:30", "表.yaml:10:1"]


def test_only_an_error_stops_a_build():
    info = Problem("XXX002", "无", message="", hint="", severity=Severity.WARNING).at(Place("表.yaml"))
    assert not has_errors([info])
    assert has_errors([info, PROBLEM.at(Place("表.yaml"), gap=0)])


def test_quotations_inside_quotations_have_single_marks():
    assert nested("应为“无“三公”经费”，见“表“十“甲”””") == "应为“无‘三公’经费”，见“表‘十“甲”’”"
    assert nested("“三公”经费") == "“三公”经费"


def test_marks_without_partners_are_quoted_as_they_stand():
    for text in ("“无“三公经费”", "三公”经费“", "写了“””"):
        assert nested(text) == text


def test_a_message_quotes_a_quotation_with_single_marks():
    problem = Problem("XXX001", "名称一致", message="写成了“{found}”", hint="改成“{expected}”")
    finding = problem.at(Place("报告.json"), found="“三公”费", expected="“三公”经费")
    assert (finding.message, finding.hint) == ("写成了“‘三公’费”", "改成“‘三公’经费”")
    assert finding.found == "“三公”费"
