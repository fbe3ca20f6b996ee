"""Which figure is wrong, why, and what stays silent because it only repeats a fault."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers import SAMPLES, neutral_of, sample, table
from report_pages import GOOD

from discloser.audit import PrintedReport, audit, book_of, place_of
from discloser.audit.read.book import Book
from discloser.audit.read.figures import slip
from discloser.model.finding import Finding, Severity
from discloser.model.kind.report_kind import KindError
from discloser.read.kind.library import INSTALLED
from discloser.read.kind.tie_outs import tie_outs_for
from discloser.render.neutral import neutral
from discloser.usecases.build import report_of
from discloser.usecases.check import check

Report = dict[str, Any]
Change = Callable[[Report], None]
GOOD_REPORT: Report = json.loads(GOOD["报告.json"])


@cache
def tie_outs(kind: str = "shanxi/budget-2025") -> dict[str, Any]:
    found = tie_outs_for({"template": kind}, INSTALLED)
    assert found is not None
    return dict(found[1])


@cache
def book(kind: str = "shanxi/budget-2025") -> Book:
    return book_of(tie_outs(kind))


def judged(*changes: Change, base: Report = GOOD_REPORT) -> list[Finding]:
    report = copy.deepcopy(base)
    for change in changes:
        change(report)
    return audit(PrintedReport.of(report), book())


def codes(*changes: Change, base: Report = GOOD_REPORT) -> list[str]:
    return [finding.code for finding in judged(*changes, base=base)]


def cell(number: int, label: str, column: int, text: str) -> Change:
    """A cell of the first row that carries a label."""
    def change(report: Report) -> None:
        next(row for row in table(report, number)["rows"] if label in row)[column] = text
    return change


def words(old: str, new: str, times: int = 1) -> Change:
    """Words of the narrative become others, in the first places where they stand."""
    def change(report: Report) -> None:
        left = times
        for part in report["narrative"]:
            for i, paragraph in enumerate(part["paragraphs"]):
                if old in paragraph and left:
                    part["paragraphs"][i] = paragraph.replace(old, new, left)
                    left -= 1
        assert left < times, old
    return change


@cache
def bureau() -> Report:
    return neutral_of(sample("bureau-2025-budget"))


MEANT = {
    "fenyang-2022-final": {"TIE009"},
    "lishi-2023-budget": {"TIE008", "NAR010", "TGJ010"},
}
"""Warnings that a sample is meant to show: bodies that budget all staff cost in one subject, or help to an insurance
fund among help to persons."""


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_report_of_a_sample_is_clean(path: Path):
    report = neutral(report_of(check(path)))
    found = audit(PrintedReport.of(report), book(report["template"]))
    told = [f for f in found if f.severity is not Severity.INFO and f.code not in MEANT.get(path.stem, ())]
    assert [f"{f.code} {place_of(f)} {f.message}" for f in told] == []


def test_of_three_prints_the_one_that_differs_is_wrong():
    [finding] = judged(cell(3, "2210201", 2, "6.50"))
    assert (finding.code, finding.table, finding.row) == ("TIE001", 3, "2210201 住房公积金")
    assert (finding.found, finding.expected) == ("6.50", "6.00")


def test_a_table_is_believed_before_a_sentence():
    [finding] = judged(words("政府性基金预算拨款收入0万元", "政府性基金预算拨款收入3.00万元"))
    assert (finding.code, finding.section, finding.found) == ("NAR001", "二、收入预算情况说明", "3.00万元")


def test_sums_tell_when_a_table_is_wrong_and_the_sentence_is_right():
    [finding] = judged(cell(10, "②公务用车运行维护费", 1, "8.00"))
    assert (finding.table, finding.row, finding.found) == (10, "②公务用车运行维护费", "8.00")


def test_sentences_that_repeat_a_wrong_cell_are_silent():
    wrong = cell(6, "合计", 3, "87.00"), words("人员经费78.00万元", "人员经费87.00万元")
    assert [(f.code, f.table, f.row) for f in judged(*wrong)] == [("TAB002", 6, "合计")]


def test_the_same_wrong_figure_in_two_sentences_is_one_finding():
    found = judged(words("一般公共预算当年支出126.00万元", "一般公共预算当年支出162.00万元", times=2))
    assert [f.code for f in found if f.code != "PCT002"] == ["NAR001"]
    assert "像是两个数字写颠倒了" in found[0].message


def test_shares_of_a_wrong_cell_are_silent():
    assert codes(cell(3, "合计", 3, "68.00")) == ["TIE001"]


def test_one_wrong_item_breaks_three_sums_and_is_named():
    [finding] = judged(cell(6, "办公费", 2, "8.00"))
    assert (finding.row, finding.field, finding.expected) == ("办公费", "合计", "5.00")
    assert "错的是表6“办公费”行" in finding.message


def test_a_total_within_rounding_is_silent_and_beyond_it_is_not():
    assert codes(cell(6, "合计", 4, "8.01")) != []
    assert codes(base=bureau()) == []


def test_in_yuan_nothing_is_rounded():
    report = json.loads(GOOD["决算.json"])
    next(row for row in table(report, 6)["rows"] if row[4] == "30201")[6] = "470000.01"
    assert [f.code for f in audit(PrintedReport.of(report), book("shanxi/final-2022"))] == ["TAB001"]


@pytest.mark.parametrize(
    ("rate", "why"),
    [
        ("增长4.76%", "除以了本年数"), ("增长105.00%", "没有减去 100"), ("增长50.00%", "小数点移了位"),
        ("增长5.01%", ""),
    ],
)
def test_a_wrong_rate_is_explained(rate: str, why: str):
    [finding] = judged(words("增长5.00%", rate))
    assert finding.code == "PCT002"
    assert why in finding.message


@pytest.mark.parametrize(
    ("share", "why"), [("68.26", ""), ("31.75", "其余部分"), ("146.51", "弄反"), ("6.82", ""), ("215.00", "其余部分")],
)
def test_a_wrong_share_is_explained(share: str, why: str):
    [finding] = judged(words("占68.25%", f"占{share}%"))
    assert finding.code == "PCT001"
    assert why in finding.message


def test_a_share_that_was_cut_is_told_so():
    [finding] = judged(words("占28.17%", "占28.16%"), base=bureau())
    assert (finding.code, finding.expected) == ("PCT001", "28.17")
    assert "截去" in finding.message


@pytest.mark.parametrize(
    ("found", "expected", "words_"),
    [("400.00", "40.00", "小数点"), ("28001600", "2800.16", "元和万元"), ("54.00", "45.00", "颠倒"),
     ("45.01", "45.00", "错了一个数字"), ("12.34", "98.76", "")],
)
def test_a_slip_is_known_by_its_looks(found: str, expected: str, words_: str):
    assert words_ in slip(Decimal(found), Decimal(expected))
    assert bool(words_) == bool(slip(Decimal(found), Decimal(expected)))


def test_relations_that_need_one_sort_of_money_are_left_alone_otherwise():
    assert "TIE001" not in codes(base=bureau())
    [finding] = judged(cell(3, "2070308", 3, "30.00"), base=bureau())
    assert (finding.code, finding.row) == ("TAB001", "2070308 群众体育")


def test_a_sentence_in_yuan_is_compared_with_a_table_in_wan():
    assert codes(words("政府采购预算总额15.00万元", "政府采购预算总额150000.00元")) == []
    assert codes(words("支出预算126.00万元", "支出预算1260000元")) == []
    assert codes(words("支出预算126.00万元", "支出预算126.00元")) == ["NAR001"]


def test_words_in_an_amount_cell_silence_the_sums_it_takes_part_in():
    assert codes(cell(6, "办公费", 2, "见附表")) == ["FMT001"]


def test_numbers_with_separators_and_wide_digits_are_read():
    assert codes(cell(6, "办公费", 2, "５.００")) == []
    assert codes(cell(12, "资料修复", 1, "25.00 ")) == []


def test_columns_and_rows_are_found_by_name_wherever_they_stand():
    report = copy.deepcopy(GOOD_REPORT)
    third = table(report, 3)
    third["columns"][2:] = [third["columns"][i] for i in (4, 2, 3)]
    third["rows"] = [row[:2] + [row[i] for i in (4, 2, 3)] for row in third["rows"]]
    assert codes(base=report) == []


def test_a_missing_row_is_told_at_the_other_table():
    def change(report: Report) -> None:
        housing = ("221", "22102", "2210201")
        table(report, 5)["rows"] = [row for row in table(report, 5)["rows"] if row[0] not in housing]

    found = judged(change)
    assert all("没有这一行" in finding.message for finding in found if finding.code == "TIE001")
    assert {finding.code for finding in found} >= {"TIE001"}


def test_a_kind_may_switch_a_rule_off_or_change_its_severity():
    data = tie_outs() | {"规则": {"FMT002": {"停用": True}, "WRD001": {"级别": "提示"}}}
    report = copy.deepcopy(GOOD_REPORT)
    cell(6, "办公费", 4, "5.0")(report)
    words("主要原因是车辆老旧。", "主要原因是车辆老旧。。")(report)
    found = audit(PrintedReport.of(report), book_of(data))
    assert [(finding.code, finding.severity) for finding in found] == [("WRD001", Severity.INFO)]


def test_findings_stand_in_reading_order():
    found = judged(words("占68.25%", "占68.26%"), cell(6, "办公费", 2, "8.00"), cell(3, "2210201", 2, "6.50"))
    assert [finding.code for finding in found] == ["TIE001", "TAB002", "PCT001"]


def test_the_same_report_gives_the_same_findings():
    changes = cell(6, "办公费", 2, "8.00"), cell(1, "收入总计", 1, "127.00"), words("占68.25%", "占68.26%")
    assert judged(*changes) == judged(*changes)


@pytest.mark.parametrize("text", ["表1!收入总计!收入", "表1!甲 = 表2", "收入 = 支出", "表1!甲!乙 = Σ"])
def test_a_tie_out_that_cannot_be_read_names_itself(text: str):
    with pytest.raises(KindError) as refused:
        book_of(tie_outs() | {"勾稽": {"甲": text}}, "某版式")
    assert "某版式" in str(refused.value)


def test_a_report_wrong_everywhere_is_judged_all_the_same():
    def change(report: Report) -> None:
        for shown in report["tables"]:
            shown["rows"] = [[text.replace("0", "7") for text in row] for row in shown["rows"]]

    assert 10 < len(judged(change)) < 400


def test_what_a_report_leaves_untold_is_counted_as_its_kind_tells_it():
    report = neutral(report_of(check(SAMPLES / "city-operations-2025-final.yaml")))
    part = next(one for one in report["narrative"] if one["heading"].startswith("（三）一般公共预算"))
    del part["paragraphs"][-1]
    told = [f.message for f in audit(PrintedReport.of(report), book(report["template"])) if f.code == "NAR016"]
    assert told == ["文字只说明了 8 项支出，表里有支出的是 9 项"]
