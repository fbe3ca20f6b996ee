"""Reports in JSON come from anywhere: whatever is in the file, the reader answers with findings and never raises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discloser.audit import Book, PrintedReport, audit
from discloser.model.place import Place
from discloser.read.json.report import JsonReport, read_report, report_from

SMALLEST: dict[str, Any] = {
    "unit": "云岭县图书馆", "year": 2025, "kind": "budget", "currency_unit": "万元",
    "tables": [{"no": 1, "columns": ["项目", "金额"], "rows": [["合计", "1.00"]]}],
}


def read(data: object) -> JsonReport:
    return report_from(json.dumps(data).encode(), Place("报告.json"))


def codes(report: JsonReport) -> list[str]:
    return [finding.code for finding in report.findings]


def test_the_smallest_report_is_read():
    assert read(SMALLEST).data == SMALLEST
    assert read(SMALLEST).findings == ()


def test_a_mark_at_the_beginning_is_read_over():
    assert report_from(b"\xef\xbb\xbf" + json.dumps(SMALLEST).encode(), Place("报告.json")).data == SMALLEST


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe{", b"[" * 200_000, b'{"a": NaN}', b"9" * 5000, b'{"a":1}{"b":2}', b"\x00"],
    ids=range(8),
)
def test_what_is_no_json_is_one_finding(content: bytes):
    report = report_from(content, Place("报告.json"))
    assert (report.data, codes(report)) == (None, ["RPT003"])


def test_a_place_in_the_file_is_told():
    [finding] = report_from(b'{"unit": "a",\n "year": }', Place("报告.json")).findings
    assert (finding.place.line, finding.place.column) == (2, 10)


def test_a_repeated_key_is_told():
    report = report_from(b'{"unit": "a", "unit": "b"}', Place("报告.json"))
    assert (report.data, codes(report)) == (None, ["RPT004"])


@pytest.mark.parametrize(
    "change",
    [
        {"unit": ""}, {"unit": 3}, {"year": "2025年"}, {"year": True}, {"kind": None}, {"currency_unit": "亿元"},
        {"tables": None}, {"tables": {}}, {"tables": [3]}, {"narrative": "无"}, {"glossary": [[]]},
        {"tables": [{"columns": ["甲"], "rows": [3]}]}, {"tables": [{"columns": "甲", "rows": []}]},
        {"tables": [{"columns": ["甲"] * 81, "rows": []}]}, {"tables": [{"columns": [], "rows": [[]] * 5001}]},
        {"tables": [{"columns": [], "rows": []}] * 101}, {"overview": {"duties": "长" * 20_001}},
    ],
    ids=str,
)
def test_what_is_no_report_is_told(change: dict[str, Any]):
    report = read({**SMALLEST, **change})
    assert report.data is None
    assert set(codes(report)) == {"RPT005"}


@pytest.mark.parametrize("data", [3, [], "报告", None, {}])
def test_another_sort_of_json_is_no_report(data: object):
    assert set(codes(read(data))) == {"RPT005"}


def test_a_file_too_large_a_folder_and_no_file(tmp_path: Path):
    large = tmp_path / "大.json"
    with large.open("wb") as file:
        file.truncate(17 * 2**20)
    assert codes(read_report(large)) == ["RPT002"]
    assert codes(read_report(tmp_path)) == ["RPT001"]
    assert codes(read_report(tmp_path / "无.json")) == ["RPT001"]


KEYS = (*SMALLEST, "narrative", "overview", "performance_targets", "glossary", "toc")
WORDS = st.sampled_from(["", "no", "rows", "columns", "heading", "paragraphs", "合计", "1.00", "\x00", "\ud800"])
JSON = st.recursive(
    st.sampled_from([None, True, 0, -1, 2025, 10**30, 0.5]) | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2), max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=3))
def test_any_json_is_either_refused_or_judged(data: dict[str, Any]):
    report = read({**SMALLEST, **data})
    if report.data is None:
        assert report.findings
    else:
        assert [finding.code for finding in audit(PrintedReport.of(report.data), Book())].count("CMP001") == 1
