"""The inspection sheet: an item a row, its verdict from what was found, points by category as the data weigh them."""

from __future__ import annotations

from decimal import Decimal

from discloser.model.finding import Finding, Severity
from discloser.model.inspection import inspected, items_of, points_of
from discloser.model.place import Place
from discloser.read.kind.library import INSTALLED
from discloser.read.kind.words import read_words
from discloser.usecases.explain import catalogue

DATA = {
    "分值": {"准确": 30, "及时": 10},
    "项目": [
        {"类": "准确", "项": "表内合计正确", "编号": ["SUM"]}, {"类": "准确", "项": "文字与表一致", "编号": ["SAY001"]},
        {"类": "及时", "项": "二十日内公开"},
    ],
}


def finding(code: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(code, severity, "不对", "", Place("报告.pdf", page=3))


def test_an_error_fails_its_item_and_says_where():
    items, most = items_of(DATA)
    rows = inspected(items, [finding("SUM002")])
    assert [(row.verdict, row.places) for row in rows] == [("不合格", "第 3 页"), ("合格", ""), ("由人核对", "")]
    assert [(one.category, one.points) for one in points_of(rows, most)] == [("准确", Decimal("15.0")), ("及时", None)]


def test_a_warning_asks_for_a_look_and_a_hint_for_nothing():
    items, _ = items_of(DATA)
    rows = inspected(items, [finding("SUM005", Severity.INFO), finding("SAY001", Severity.WARNING)])
    assert [row.verdict for row in rows] == ["合格", "请核对", "由人核对"]


def test_the_items_that_come_along_name_codes_that_there_are():
    items, most = items_of(read_words(INSTALLED.shared("words"), "inspection.yaml"))
    codes = [problem.code for problem in catalogue()]
    assert [code for item in items for code in item.codes if not any(own.startswith(code) for own in codes)] == []
    assert {item.category for item in items} == set(most)
    assert sum(most.values()) == 100
