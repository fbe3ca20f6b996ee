"""A workbook gives exactly the form that was typed, wherever its rows and columns were moved to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers import read_workbook
from workbooks import (
    BUREAU,
    SAMPLE_NAMES,
    Edited,
    beside,
    blank_workbook,
    column_of,
    found_in,
    raw_of,
    sample_source,
    sample_workbook,
    where,
    workbook_of,
)

from discloser.model.finding import Severity
from discloser.model.form.areas import FreeRows
from discloser.model.form.common import CommonForm
from discloser.model.form.flat import flat
from discloser.model.form.workbook import sheets
from discloser.read.form.shape import shape
from discloser.read.given_forms import given_form
from discloser.read.source import Source
from discloser.read.xlsx.reader import filled_workbook_in
from discloser.write.workbook import form as workbook_form

Change = Callable[[Edited], object]


def read(content: bytes, folder: Path) -> Source:
    path = folder / "表.xlsx"
    path.write_bytes(content)
    return read_workbook(path)


def form_of(source: Source) -> CommonForm | None:
    return shape(source).form


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_both_readers_agree_on_a_sample(name: str, tmp_path: Path):
    source = read(sample_workbook(name), tmp_path)
    assert source.findings == ()
    assert form_of(source) == form_of(sample_source(name))


def test_texts_come_out_as_they_were_typed_and_numbers_in_their_shortest_form(tmp_path: Path):
    typed = flat(raw_of("fenyang-2025-budget"))
    read_back = flat(read(sample_workbook("fenyang-2025-budget"), tmp_path).raw or {})
    assert {path: text.strip() for path, text in typed.items()} == read_back


def test_a_blank_workbook_lacks_only_what_must_be_filled(tmp_path: Path):
    lines = found_in(blank_workbook(), tmp_path / "表.xlsx")
    assert [line.split(": ", 1)[1] for line in lines] == [
        f"FRM006 “{key}”没有填写" for key in ("单位 名称", "单位 性质", "概况 职责", "概况 机构设置")]
    assert {line.split("!")[0] for line in lines} == {"错误 表.xlsx:单位信息", "错误 表.xlsx:文字说明"}


def move_columns(book: Edited) -> Edited:
    """Amount first, then economic item, then function; the rest as it was."""
    letters = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    return book.columns("基本支出", dict(zip(letters, ["A", "D", "C", "B", *letters[4:]], strict=True)))


LINE, PROJECT = ("基本支出", 0), ("项目支出", 0)
MOVES: dict[str, Change] = {
    "columns were moved": move_columns,
    "a column was inserted in front": lambda book: book.shift_columns("项目支出", "A", 2),
    "a column was inserted between": lambda book: book.shift_columns("单位信息", "C", 1),
    "an own column was added": lambda book: book.cell("基本支出", "T3", text="经办").cell("基本支出", "T5", text="张"),
    "rows were left blank": lambda book: book.insert_rows("基本支出", 7, 3).insert_rows("项目支出", 5, 1),
    "rows were inserted above": lambda book: book.insert_rows("三公经费", 1, 4).insert_rows("绩效目标", 1, 2),
    "rows were inserted in a block": lambda book: book.insert_rows("绩效目标", 12, 1).insert_rows("绩效目标", 32, 2),
    "the sheets of help were deleted": lambda book: book.drop("填报说明").drop("核对").drop("下拉列表"),
    "a sheet of notes was added": lambda book: book.rename("核对", "我的记录"),
    "the name of a sheet has a blank": lambda book: book.rename("基本支出", " 基本支出 "),
    "drop-downs were dragged down": lambda book: book.cell(*beside(where(*LINE, "上年结转"), rows=60), text="否").cell(
        *beside(where(*LINE, "来源"), rows=61), text="单位资金"),
    "a heading was broken over lines": lambda book: book.cell(*beside(where(*LINE, "金额"), rows=-1), text="金\n额 "),
    "a blank was typed in the far corner": lambda book: book.cell("基本支出", "XFD1048576", text=" "),
    "a row is hidden": lambda book: book.sheet("基本支出").find(".//{*}row[@r='9']").set("hidden", "1"),
    "codes are numbers": lambda book: book.cell(*where(*LINE, "功能科目"), value="2070101").cell(
        *where(*LINE, "经济科目"), value="30101.0"),
    "codes have other separators": lambda book: book.cell(*where(*LINE, "功能科目"), text="2070101-行政运行").cell(
        *where(*LINE, "经济科目"), text=" ３０１０１　基本工资"),
    "an amount is a text": lambda book: book.cell(*where(*LINE, "金额"), text=" 1,638,420.00\n"),
    "an amount is in wide digits": lambda book: book.cell(*where(*LINE, "金额"), text="１，６３８，４２０．００"),
    "an amount is as Excel stores it": lambda book: book.cell(
        *where("基本支出", 3, "金额"), value="504600.96000000002"),
    "a term has a blank": lambda book: book.cell(*where("单位", "性质"), text="行政 单位\n"),
    "a date is a text": lambda book: book.cell(*where("报告", "公开日期"), text="2025年3月6日"),
    "a date is an ISO date": lambda book: book.cell(
        *where("报告", "公开日期"), kind="d", value="2025-03-06T00:00:00"),
    "no is a truth value": lambda book: book.cell(*where("项目支出", 1, "公开绩效目标"), kind="b", value="0"),
    "a share was recognised": lambda book: book.cell(
        *where("绩效", "项目绩效目标", 0, "指标", 1, "实施期值"), value="1", style=book.style("0%")),
}


@pytest.mark.parametrize("change", MOVES.values(), ids=MOVES)
def test_the_form_is_the_same_when(change: Change, tmp_path: Path):
    book = Edited(sample_workbook(BUREAU))
    change(book)
    source = read(book.packed(), tmp_path)
    assert [finding.line() for finding in source.findings] == []
    assert form_of(source) == form_of(sample_source(BUREAU))


def test_every_value_and_every_blank_that_may_be_filled_has_a_cell():
    assert where("基本支出", 0, "金额") == ("基本支出", "D4")
    assert where("变动原因", "收支")[0] == "上年与原因"
    assert where("三公经费", "公务接待费", "上年") == where("三公经费", "公务接待费", "上年", "一般公共预算")
    assert where("绩效", "项目绩效目标", 0, "指标", 0, "三级")[0] == "绩效目标"
    assert where("基本支出") == ("基本支出", "A1")


def test_remarks_are_read_with_their_rows(tmp_path: Path):
    content = sample_workbook(BUREAU)
    notes = column_of("备注", "基本支出", content)
    book = Edited(content).cell("基本支出", f"{notes}6", text="奖金").cell("基本支出", f"{notes}1", text="# 财务室填")
    book.cell("基本支出", f"{notes}60", text="下面没有了")
    book.cell(*beside(where("单位", "名称"), columns=2), text="按公章")
    path = tmp_path / "表.xlsx"
    path.write_bytes(book.packed())
    remarks = filled_workbook_in(given_form(path)).remarks
    assert remarks["基本支出", 2].beside == "奖金"
    assert remarks["基本支出",].above == ("财务室填",)
    assert remarks["单位", "名称"].beside == "按公章"


def test_a_remark_on_a_row_of_its_own_stands_above_the_next_line(tmp_path: Path):
    content = sample_workbook(BUREAU)
    book = Edited(content).insert_rows("基本支出", 6)
    book.cell("基本支出", f"{column_of('备注', '基本支出', content)}6", text="# 以下是奖金")
    path = tmp_path / "表.xlsx"
    path.write_bytes(book.packed())
    assert filled_workbook_in(given_form(path)).remarks["基本支出", 2].above == ("以下是奖金",)


def test_a_block_that_was_copied_below_the_last_one_is_one_more_target(tmp_path: Path):
    raw = raw_of(BUREAU)
    targets: list[dict[str, Any]] = raw["绩效"]["项目绩效目标"]
    raw["绩效"]["项目绩效目标"] = [*targets, *targets, *targets]
    source = read(workbook_of(raw), tmp_path)
    assert len((source.raw or {})["绩效"]["项目绩效目标"]) == 3 * len(targets)


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path):
    raw = raw_of(BUREAU)
    raw["单位"]["主管部门"] = "=HYPERLINK(\"http://example.com\",\"点我\")"
    raw["概况"]["职责"] = "-一、负责@全县\n+ 二、"
    source = read(workbook_of(raw), tmp_path)
    assert source.findings == ()
    assert flat(source.raw or {})["单位", "主管部门"] == raw["单位"]["主管部门"]
    assert flat(source.raw or {})["概况", "职责"] == raw["概况"]["职责"]


def test_a_workbook_from_before_a_table_of_free_rows_was_added_is_still_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = tuple(
        sheet._replace(
            areas=sheet.areas[:1] + tuple(area for area in sheet.areas[1:] if not isinstance(area, FreeRows)))
        for sheet in sheets()
    )
    monkeypatch.setattr(workbook_form, "sheets", lambda form, asked: older)
    source = read(workbook_of({**raw_of(BUREAU), "其他说明": {"其他": "无"}}), tmp_path)
    assert {finding.severity for finding in source.findings} == {Severity.WARNING}
    assert "“所属单位”的表头不见了" in " ".join(finding.message for finding in source.findings)
    assert form_of(source) is not None
