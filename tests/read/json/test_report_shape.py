"""A report's JSON from anywhere: every place that holds another sort of value than a report has is told by its name."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from discloser.audit import Book, PrintedReport, audit
from discloser.compare.printed import PrintedSnapshot as Compared
from discloser.compare.printed import printed_changes
from discloser.model.place import Place
from discloser.read.json.report import JsonReport, report_from

REPORT: dict[str, Any] = {
    "unit": "云岭县图书馆", "year": 2025, "kind": "budget", "template": "某省/预算", "currency_unit": "万元",
    "parts": ["第一部分　概况"], "overview": {"duties": "借阅。", "organization": "编制3名。"}, "notes": ["注：尾差。"],
    "toc": [{"title": "一、概况"}], "appendix": "无",
    "tables": [{
        "no": 1, "label": "表1", "title": "收支总表", "unit": "万元", "unit_line": "单位：万元", "note": None,
        "columns": ["项目", "金额"], "rows": [["合计", "1.00"]],
    }],
    "narrative": [{"heading": "一、收支", "level": 1, "paragraphs": ["收入1.00万元。"]}],
    "performance_targets": [{
        "title": "申报表", "项目名称": "资料修复", "资金(元)": {"年度": {"资金总额": "10,000"}},
        "总体目标": {"年度": "修复。"}, "绩效指标": [{"一级指标": "产出指标", "年度": {"指标值": "3册"}}],
    }],
    "glossary": [{"term": "基本支出", "definition": "指日常支出。"}],
}
Path = tuple[str | int, ...]


def read(data: object) -> JsonReport:
    return report_from(json.dumps(data, ensure_ascii=False).encode(), Place("报告.json"))


def places(value: object, path: Path = ()) -> Iterator[Path]:
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield from places(inner, (*path, key))


def changed(path: Path, value: object) -> dict[str, Any]:
    """The report with another value at a place; `...` takes it out."""
    report = copy.deepcopy(REPORT)
    *above, last = path
    here: Any = report
    for key in above:
        here = here[key]
    if value is ...:
        del here[last]
    else:
        here[last] = value
    return report


def judged(data: dict[str, Any]) -> None:
    """Audited and compared, from both sides."""
    audit(PrintedReport.of(data), Book())
    for old, new in ((REPORT, data), (data, REPORT)):
        printed_changes(Compared(old), Compared(new), None)


OTHERS = (True, [[]], {"甲": []}, "甲", None, 5, [3], ["甲"], {}, ...)


@pytest.mark.parametrize("other", OTHERS, ids=str)
def test_any_value_anywhere_is_told_or_can_be_judged(other: object):
    told = 0
    for path in [path for path in places(REPORT) if path]:
        report = read(changed(path, other))
        if report.data is None:
            assert {finding.code for finding in report.findings} == {"RPT005"}
            told += 1
        else:
            judged(dict(report.data))
    assert told > 5


@pytest.mark.parametrize(("path", "other", "where", "what"), [
    (("parts",), 3, "parts", "逐段列出的文字"), (("parts", 0), {}, "parts 第 1 个", "文字"),
    (("notes",), 3, "notes", "逐段列出的文字"), (("overview",), [], "overview", "职责和机构设置的对象"),
    (("overview", "duties"), ["借阅"], "overview duties", "文字"),
    (("narrative", 0, "paragraphs"), "一段话", "narrative 第 1 个 paragraphs", "逐段列出的文字"),
    (("narrative", 0, "paragraphs"), 5, "narrative 第 1 个 paragraphs", "逐段列出的文字"),
    (("narrative", 0, "heading"), ..., "narrative 第 1 个 heading", "文字，不能空着"),
    (("narrative", 0, "level"), "一", "narrative 第 1 个 level", "整数"),
    (("tables", 0, "no"), ..., "tables 第 1 个 no", "整数"), (("tables", 0, "no"), "1", "tables 第 1 个 no", "整数"),
    (("tables", 0, "title"), ["甲"], "tables 第 1 个 title", "文字"),
    (("tables", 0, "rows", 0, 1), [1], "tables 第 1 个 rows 第 1 个 第 2 个", "文字"),
    (("performance_targets", 0, "资金(元)"), 5, "performance_targets 第 1 个 资金(元)", "对象"),
    (("performance_targets", 0, "资金(元)", "年度"), "10,000", "performance_targets 第 1 个 资金(元) 年度", "对照"),
    (("performance_targets", 0, "项目名称"), [1], "performance_targets 第 1 个 项目名称", "文字"),
    (("glossary", 0, "term"), ..., "glossary 第 1 个 term", "文字，不能空着"),
    (("year",), 202, "year", "四位年度"),
    (("year",), 20255, "year", "四位年度"), (("year",), "2025", "year", "四位年度"),
])
def test_the_place_and_what_should_stand_there_are_told(path: Path, other: object, where: str, what: str):
    [finding] = read(changed(path, other)).findings
    assert (finding.code, finding.field) == ("RPT005", where)
    assert what in finding.message


def test_of_many_wrong_places_in_one_list_the_first_is_told():
    [finding] = read(changed(("tables", 0, "rows"), [[[]], [[]], [[]]])).findings
    assert finding.field == "tables 第 1 个 rows 第 1 个 第 1 个"


def test_a_number_out_of_quotes_is_the_text_that_it_prints():
    data = read(changed(("tables", 0, "rows"), [["合计", 1.5], ["其中", 3]])).data
    assert data is not None
    assert data["tables"][0]["rows"] == [["合计", "1.5"], ["其中", "3"]]
    assert (data["year"], data["tables"][0]["no"], data["narrative"][0]["level"]) == (2025, 1, 1)


def test_a_number_with_a_huge_exponent_stays_short():
    content = json.dumps(REPORT, ensure_ascii=False).replace('"1.00"', "1e999999999").encode()
    data = report_from(content, Place("报告.json")).data
    assert data is not None
    assert len(data["tables"][0]["rows"][0][1]) < 20


def test_money_of_a_target_form_that_is_no_amount_is_told():
    report = changed(("performance_targets", 0, "资金(元)", "年度", "资金总额"), "一万元")
    [finding] = [found for found in audit(PrintedReport.of(report), Book()) if found.code == "FMT001"]
    assert (finding.section, finding.field, finding.found) == ("绩效目标表“资料修复”", "年度 资金总额", "一万元")


@pytest.mark.parametrize(("key", "entry"), [
    ("tables", {**REPORT["tables"][0], "rows": [["合计", "2.00"]]}),
    ("glossary", {"term": "基本支出", "definition": "指别的。"}),
])
def test_of_two_entries_of_one_name_neither_is_lost_in_a_comparison(key: str, entry: dict[str, Any]):
    doubled = {**REPORT, key: [*REPORT[key], entry]}
    [change] = {change.new: change for change in printed_changes(Compared(REPORT), Compared(doubled), None)
                if change.new in ("2.00", "指别的。")}.values()
    assert change.old == ""
    assert printed_changes(Compared(doubled), Compared(doubled), None) == []
