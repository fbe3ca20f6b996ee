"""The tie-outs can fail: whatever figure, code or label of a true report is changed, the right relation says so."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from helpers import neutral_of, sample, table
from tie_outs import NOTE, TIE_OUTS, as_printed, broken

BUREAU, CENTRE, NEW_UNIT = "bureau-2025-budget", "fenyang-2025-budget", "new-unit-2025-budget"
Report = dict[str, Any]
Change = Callable[[Report], None]


@cache
def report(name: str) -> Report:
    """The report of a sample."""
    plain: Report = json.loads(json.dumps(neutral_of(sample(name))))
    return plain


@cache
def packed(name: str) -> bytes:
    """The report to be unpacked anew for every change, which is faster than to copy it."""
    return pickle.dumps(report(name))


def broken_by(name: str, change: Change) -> set[str]:
    """What breaks when one thing in a sample's report is changed."""
    changed = pickle.loads(packed(name))
    change(changed)
    return set(broken(as_printed(changed)))


def cell(number: int, row: str, column: int, text: str, *, label: int = 0) -> Change:
    """A cell of a table, found by its row's label, prints something else."""
    def change(changed: Report) -> None:
        next(cells for cells in table(changed, number)["rows"] if cells[label] == row)[column] = text
    return change


def words(old: str, new: str) -> Change:
    """The first sentence that says `old` says `new`."""
    def change(changed: Report) -> None:
        for part in changed["narrative"]:
            for i, paragraph in enumerate(part["paragraphs"]):
                if old in paragraph:
                    part["paragraphs"][i] = paragraph.replace(old, new, 1)
                    return
        raise AssertionError(old)
    return change


def entry(number: int, key: str, value: object) -> Change:
    """A table's label, title or note is another."""
    return lambda changed: table(changed, number).update({key: value})


def without_row(number: int, row: str) -> Change:
    """A row is missing."""
    return lambda changed: table(changed, number).update(
        rows=[cells for cells in table(changed, number)["rows"] if cells[0] != row]
    )


def swapped(number: int, first: int) -> Change:
    """Two neighbouring rows have changed places."""
    def change(changed: Report) -> None:
        rows = table(changed, number)["rows"]
        rows[first], rows[first + 1] = rows[first + 1], rows[first]
    return change


def target(position: int, *path: str, value: str) -> Change:
    """A target form says something else."""
    def change(changed: Report) -> None:
        block = changed["performance_targets"][position]
        for key in path[:-1]:
            block = block[key]
        block[path[-1]] = value
    return change


def without_target(changed: Report) -> None:
    changed["performance_targets"].pop()


def without_heading(changed: Report) -> None:
    changed["narrative"] = [part for part in changed["narrative"] if not part["heading"].startswith("九、")]


def an_extra_project(changed: Report) -> None:
    table(changed, 12)["rows"].append(["凭空多出的项目", "", "", "", "", "", ""])


CAUGHT: list[tuple[str, str, Change]] = [
    ("T1.src", BUREAU, cell(1, "五、单位资金", 1, "13.10")),
    ("T1.in", BUREAU, cell(1, "上年结转", 1, "98.45")),
    ("T1.class", BUREAU, cell(1, "八、社会保障和就业支出", 3, "90.23", label=2)),
    ("T1.row", BUREAU, cell(1, "五、教育支出", 5, "29.64", label=2)),
    ("T1.balance", BUREAU, cell(1, "收入总计", 1, "1501.72")),
    ("T1.split", BUREAU, cell(1, "本年收入合计", 1, "1412.28")),
    ("T1.out", BUREAU, cell(1, "年终结转", 3, "5.00", label=2)),
    ("T1.labels", BUREAU, cell(1, "二、外交支出", 2, "二、国防支出", label=2)),
    ("T1.labels", BUREAU, cell(4, "二、外交支出", 2, "二、国防支出", label=2)),
    ("T4.out", BUREAU, cell(4, "年终结转", 4, "5.00", label=2)),
    ("T4.carry", BUREAU, cell(4, "上年财政拨款结转", 1, "88.29")),
    ("T4.balance", BUREAU, cell(4, "收入总计", 1, "1446.33")),
    ("T6.side", BUREAU, cell(6, "基本工资", 4, "1.00")),
    ("T12.name", BUREAU, cell(12, "云岭县文化教育体育局", 0, "云岭县文教局")),
    ("CODE.parent", BUREAU, without_row(3, "20701")),
    ("CODE.order", BUREAU, swapped(5, 3)),
    ("CODE.name", BUREAU, cell(3, "2070101", 1, "行政运转")),
    ("L.label", BUREAU, entry(9, "label", "部门公开表9")),
    ("L.year", BUREAU, entry(6, "title", "2024年一般公共预算安排基本支出分经济科目表")),
    ("L.heads", BUREAU, without_heading),
    ("X.codes", BUREAU, without_row(3, "2070308")),
    ("X.codes", BUREAU, without_row(5, "2070308")),
    ("X.note", BUREAU, entry(7, "note", NOTE)),
    ("X.note", CENTRE, entry(7, "note", None)),
    ("X.empty", CENTRE, cell(7, "合计", 2, "0.01")),
    ("X.norows", CENTRE, cell(8, "", 1, "城市建设支出")),
    ("X.T13", CENTRE, cell(13, "", 1, "0.01")),
    ("X.T5T3", CENTRE, cell(3, "合计", 2, "2801.16")),
    ("N1.noprior", CENTRE, words("比上年增加2,800.16万元", "比上年增加2,800.16万元，增长100.00%")),
    ("N1.pct", BUREAU, words("增长26.62%", "增长21.02%")),
    ("N1.same", BUREAU, words("比上年增加315.70万元", "比上年增加315.71万元")),
    ("N5.noprior", BUREAU, words("下降6.83%", "下降7.34%")),
    ("N4.list", BUREAU, words("住房保障支出37.85万元、", "")),
    ("N5.list", BUREAU, words("卫生健康支出33.11万元，占3.59%；", "")),
    ("N6.items", BUREAU, words("奖金、", "")),
    ("N7.none", NEW_UNIT, words("本单位无“三公”经费预算。", "略")),
    ("N7.none", BUREAU, words("2025年云岭县文化教育体育局财政拨款安排", "本单位无“三公”经费预算。")),
    ("N7.change", BUREAU, words("比2024年增加15.70万元", "比2023年增加15.70万元")),
    ("N7.change", BUREAU, words("比2024年减少0.80万元", "比2024年增加0.80万元")),
    ("N8.none", CENTRE, words("无机关运行经费", "机关运行经费略")),
    ("N10.none", NEW_UNIT, an_extra_project),
    ("N10.countT", BUREAU, an_extra_project),
    ("N10.count", BUREAU, words("其他运转类项目3个", "其他运转类项目4个")),
    ("N10.repeat", BUREAU, words("公开项目绩效目标3个", "公开项目绩效目标10个")),
    ("N10.tables", BUREAU, without_target),
    ("N10.whole", BUREAU, words("整体绩效目标，涉及资金1,501.73", "整体绩效目标，涉及资金1,601.73")),
    ("N11.cars", BUREAU, words("实有3辆", "实有2辆")),
    ("N11.quota", BUREAU, words("公务用车编制4辆", "公务用车编制2辆")),
    ("P.name", BUREAU, target(0, "项目名称", value="农村学校校舍维修")),
    ("P.oneyear", CENTRE, target(5, "资金(元)", "实施期", "资金总额", value="660,000.00")),
    ("P.sum", BUREAU, target(0, "资金(元)", "年度", "省级财政资金", value="400,001.00")),
    ("P.dept", BUREAU, target(1, "主管部门及代码", value="206-云岭县教育局")),
    ("P.privacy", BUREAU, target(1, "联系电话", value="0000000")),
]


@pytest.mark.parametrize("name", [BUREAU, CENTRE, NEW_UNIT])
def test_a_true_report_breaks_nothing(name: str) -> None:
    assert broken(as_printed(report(name))) == {}


@pytest.mark.parametrize(("relation", "name", "change"), [pytest.param(*case, id=case[0]) for case in CAUGHT])
def test_a_change_is_caught_by_the_relation_it_offends(relation: str, name: str, change: Change) -> None:
    assert relation in broken_by(name, change)


def cells_with_amounts(data: Report) -> Iterator[tuple[str, Change]]:
    """Each amount of each table, and the change that adds a thousand to it."""
    for shown in data["tables"]:
        for i, cells in enumerate(shown["rows"]):
            for column, text in enumerate(cells):
                if re.fullmatch(r"\d+\.\d\d", text):
                    yield f"表{shown['no']} {cells} 第{column + 1}栏", _at(shown["no"], i, column, f"1{text}")


def _at(number: int, row: int, column: int, text: str) -> Change:
    def change(changed: Report) -> None:
        table(changed, number)["rows"][row][column] = text
    return change


UNTIED = "115.16万元，比2024年增加16.92"
"""The one figure that nothing in the report can confirm: how 机关运行经费 moved against a year that is not printed."""


def figures_of_sentences(data: Report) -> Iterator[tuple[str, Change]]:
    """Each amount and percentage of each sentence, and the change that puts a digit before it."""
    for i, part in enumerate(data["narrative"]):
        for j, paragraph in enumerate(part["paragraphs"]):
            for found in re.finditer(r"[\d,]+\.\d\d(?=万元|%)", paragraph):
                read = paragraph[: found.end()]
                if not read.endswith(UNTIED):
                    yield f"{part['heading']} {read[-20:]}", _in(i, j, found.start())


def _in(part: int, paragraph: int, start: int) -> Change:
    def change(changed: Report) -> None:
        text = changed["narrative"][part]["paragraphs"][paragraph]
        changed["narrative"][part]["paragraphs"][paragraph] = f"{text[:start]}1{text[start:]}"
    return change


@cache
def breakages(name: str) -> dict[str, set[str]]:
    """Every figure of a sample's report → what breaks when it is wrong."""
    data = report(name)
    every = [*cells_with_amounts(data), *figures_of_sentences(data)]
    return {place: broken_by(name, change) for place, change in every}


@pytest.mark.parametrize("name", [BUREAU, CENTRE])
def test_no_figure_can_be_wrong_unnoticed(name: str) -> None:
    assert len(breakages(name)) > 200
    assert [place for place, relations in breakages(name).items() if not relations] == []


def test_every_relation_is_broken_by_some_change() -> None:
    by_figures = set().union(*(relations for name in (BUREAU, CENTRE) for relations in breakages(name).values()))
    by_cases = {relation for relation, _, _ in CAUGHT}
    assert sorted(set(TIE_OUTS) - by_figures - by_cases) == []
