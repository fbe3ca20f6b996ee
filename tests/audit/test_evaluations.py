"""The 绩效自评表 as printed: what is changed in one is found, whatever kind printed it and in whatever words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers import SAMPLES, case_of_file

from discloser.audit import Book, PrintedReport, audit
from discloser.derive.report import assemble
from discloser.disk import Handed
from discloser.model.finding import Finding
from discloser.render.neutral import neutral
from discloser.usecases.audit import audit_each
from discloser.usecases.build import build

SAMPLE = SAMPLES / "county-farming-2025-final.yaml"


@cache
def printed() -> str:
    return json.dumps(neutral(assemble(case_of_file(SAMPLE))), ensure_ascii=False)


def judged(*changes: tuple[str, int | str, str, str]) -> list[Finding]:
    """The first self-evaluation of the sample, with other texts in some cells: block, row, head, text."""
    report: dict[str, Any] = json.loads(printed())
    for block, row, head, text in changes:
        report["self_evaluations"][0][block][row][head] = text
    return [found for found in audit(PrintedReport.of(report, "报告"), Book()) if found.code.startswith("EVJ")]


MONEY, INDICATORS = "项目资金（万元）", "绩效指标"


@pytest.mark.parametrize(("change", "code", "found", "expected"), [
    ((MONEY, 0, "执行率", "79.04%"), "EVJ001", "79.04%", "97.04%"),
    ((MONEY, 2, "执行率", "10.00%"), "EVJ001", "10.00%", "100.00%"),
    ((MONEY, 3, "年初预算数", "3.00"), "EVJ005", "70.00", "73.00"),
    ((INDICATORS, 0, "分值", "25"), "EVJ003", "110", "100"),
    ((INDICATORS, 4, "得分", "8"), "EVJ004", "97.7", "87.7"),
    ((INDICATORS, 7, "得分", "98.7"), "EVJ004", "98.7", "97.7"),
])
def test_a_changed_figure_is_found(change: tuple[str, int, str, str], code: str, found: str, expected: str) -> None:
    told = [one for one in judged(change) if one.code == code]
    assert [(one.found, one.expected) for one in told] == [(found, expected)]


def test_what_is_printed_is_right() -> None:
    assert judged() == []


def test_a_score_over_its_weight_is_found_with_its_indicator() -> None:
    found = [one.message for one in judged((INDICATORS, 1, "得分", "16"))]
    assert "示范田亩产提高比例的得分是 16，分值只有 15" in found


def test_a_rate_of_rounded_amounts_is_not_held_to_more_than_they_tell() -> None:
    assert judged((MONEY, 0, "执行率", "97.05%"), (MONEY, 1, "执行率", "96.81%")) == []


def other_words(evaluation: Mapping[str, Any]) -> dict[str, Any]:
    """A form of another place: other heads, the total of points not printed."""
    heads = {"全年预算数": "调整后预算数（B）", "全年执行数": "预算执行金额（C）", "分值": "权重",
             "执行率": "预算执行率（C/B）", "得分": "自评得分"}
    rows = {label: [{heads.get(head, head): text for head, text in row.items()} for row in value]
            for label, value in evaluation.items() if isinstance(value, list)}
    return {**evaluation, **rows, INDICATORS: rows[INDICATORS][:-1]}


def test_other_heads_are_understood() -> None:
    report = json.loads(printed())
    report["self_evaluations"] = [other_words(one) for one in report["self_evaluations"]]
    assert [one.code for one in audit(PrintedReport.of(report), Book()) if one.code.startswith("EVJ")] == []
    report["self_evaluations"][0][INDICATORS][0]["权重"] = "20"
    assert [(one.code, one.found) for one in audit(PrintedReport.of(report), Book()) if one.code.startswith("EVJ")] == [
        ("EVJ003", "105")]


def test_a_form_in_a_file_is_judged_without_a_kind_and_located(tmp_path: Path) -> None:
    build(SAMPLE, tmp_path, ["html"])
    text = next(tmp_path.glob("*.html")).read_text(encoding="utf-8")
    changed = text.replace(">97.7<", ">79.7<").replace("一般公共预算财政拨款基本支出决算明细表", "别的表")
    assert changed.count(">79.7<") == 1
    audited = audit_each([Handed("报告.html", changed.encode())])["报告.html"]
    found = [one for one in audited.findings if one.code == "EVJ004"]
    assert [(one.found, one.expected) for one in found] == [("79.7", "97.7")]
    assert found[0].place.line
