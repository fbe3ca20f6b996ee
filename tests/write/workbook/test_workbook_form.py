"""The workbook form: what may be typed where, what is locked, what is computed, and that nothing typed is lost."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from helpers import FINAL_KIND, KIND, case_of_form, classification_of, kind_named, sample
from lxml import etree
from workbooks import (
    BUDGET_NAMES,
    BUREAU,
    MAIN,
    Edited,
    beside,
    blank_workbook,
    column_of,
    raw_of,
    sample_workbook,
    where,
    workbook_of,
)

from discloser.model.codes import Trust
from discloser.model.fact import Facts
from discloser.model.form.budget import Form
from discloser.model.form.remarks import Remark
from discloser.model.form.terms import FUNDS, OWN_INCOMES
from discloser.model.form.workbook import CHECK_SHEET, LISTS_SHEET, sheets
from discloser.model.place import Place
from discloser.read.xlsx.package import Package
from discloser.read.xlsx.sheets import Workbook
from discloser.write.workbook.form import workbook_form


def opened(content: bytes) -> Workbook:
    return Workbook(Package(content, Place("表.xlsx")))


def xml(sheet: str, content: bytes) -> Any:
    return Edited(content).sheet(sheet)


def rules(sheet: str, content: bytes) -> list[Any]:
    return list(xml(sheet, content).iter(f"{MAIN}dataValidation"))


def rule_at(spot: tuple[str, str], content: bytes) -> Any:
    sheet, address = spot
    return next((rule for rule in rules(sheet, content) if _covers(rule.get("sqref"), address)), None)


def _covers(reference: str, address: str) -> bool:
    first, _, last = reference.partition(":")
    split = re.compile(r"([A-Z]+)([0-9]+)")
    (left, top), (right, bottom), (letter, row) = (
        split.fullmatch(cell).groups() for cell in (first, last or first, address))
    return left <= letter <= right and int(top) <= int(row) <= int(bottom)


def locked(spot: tuple[str, str], content: bytes) -> bool:
    """Whether a cell is locked under protection, by its own style."""
    book = Edited(content)
    cell = next(c for c in book.sheet(spot[0]).iter(f"{MAIN}c") if c.get("r") == spot[1])
    style = book.root("xl/styles.xml").find(f"{MAIN}cellXfs")[int(cell.get("s", "0"))]
    protection = style.find(f"{MAIN}protection")
    return protection is None or protection.get("locked", "1") != "0"


def shown(content: bytes, sheet: str = CHECK_SHEET) -> dict[str, list[str]]:
    """Label → the rest of its row, the first row of a label."""
    grid = opened(content).grid(sheet)
    rows: dict[str, list[str]] = {}
    for row, columns in grid.rows.items():
        rows.setdefault(grid.cells[row, columns[0]].text, [grid.cells[row, column].text for column in columns[1:]])
    return rows


def test_the_same_form_gives_the_same_bytes():
    assert workbook_of(raw_of(BUREAU)) == sample_workbook(BUREAU)


def test_the_sheets_stand_in_the_order_in_which_they_are_filled():
    assert opened(blank_workbook()).names == [
        "填报说明", "单位信息", "基本支出", "项目支出", "三公经费", "采购与资产", "绩效目标", "上年与原因", "文字说明",
        "控制数", "核对", "下拉列表"]


def test_the_lists_are_out_of_sight():
    sheet = next(s for s in Edited(blank_workbook()).root("xl/workbook.xml").iter(f"{MAIN}sheet")
                 if s.get("name") == LISTS_SHEET)
    assert sheet.get("state") == "hidden"


def test_every_sheet_is_protected_without_a_password_but_the_one_whose_groups_are_opened():
    for sheet in (*(sheet.name for sheet in sheets(Form, kind_named(KIND).asked)), CHECK_SHEET):
        protection = xml(sheet, blank_workbook()).find(f"{MAIN}sheetProtection")
        if sheet == "绩效目标":
            assert protection is None
            continue
        assert protection.get("sheet") == "1"
        assert protection.get("password") is None
        assert protection.get("deleteRows") == "0"


def test_cells_to_fill_are_free_and_headings_and_sums_are_locked():
    content = sample_workbook(BUREAU)
    free = [where("单位", "名称"), where("基本支出", 0, "金额"), where("三公经费", "公务接待费", "上年"),
            where("绩效", "项目绩效目标", 0, "概况"), where("控制数", "收入总计"), ("基本支出", "A9")]
    fixed = [("基本支出", "D3"), ("基本支出", "A1"), beside(where("单位", "名称"), columns=-2), (CHECK_SHEET, "B5"),
             beside(where("绩效", "项目绩效目标", 0, "年度资金", "其他资金"), rows=1)]
    assert [spot for spot in free if locked(spot, content)] == []
    assert [spot for spot in fixed if not locked(spot, content)] == []


def test_what_nobody_has_touched_is_free_so_that_blocks_can_be_copied_there():
    style = Edited(blank_workbook()).root("xl/styles.xml").find(f"{MAIN}cellXfs")[0]
    assert style.find(f"{MAIN}protection").get("locked") == "0"


@pytest.mark.parametrize(("key", "name"), [
    ("功能科目", "功能科目"), ("经济科目", "部门经济科目"), ("政府经济科目", "政府经济科目"), ("来源", "资金来源"),
    ("上年结转", "是否"),
])
def test_a_line_has_a_list_to_pick_from(key: str, name: str):
    rule = rule_at(where("基本支出", 0, key), sample_workbook(BUREAU))
    assert rule.get("type") == "list"
    assert rule.findtext(f"{MAIN}formula1") == name


def test_a_code_may_also_be_typed_but_a_source_may_not():
    content = sample_workbook(BUREAU)
    assert rule_at(where("基本支出", 0, "功能科目"), content).get("showErrorMessage") in (None, "0")
    assert rule_at(where("基本支出", 0, "来源"), content).get("showErrorMessage") == "1"
    assert rule_at(where("项目支出", 0, "类别"), content).get("showErrorMessage") == "1"


def test_amounts_are_numbers_and_counts_are_whole():
    content = sample_workbook(BUREAU)
    amounts = [where("基本支出", 0, "金额"), where("上年", "收入总计"), where("绩效", "整体绩效目标", "金额"),
               where("三公经费", "公务接待费", "本年")]
    assert {rule_at(spot, content).get("type") for spot in amounts} == {"decimal"}
    assert rule_at(where("国有资产", "车辆", "编制"), content).get("type") == "whole"


def test_lists_hold_every_code_with_its_name_under_a_defined_name():
    content = blank_workbook()
    names = {n.get("name"): n.text for n in Edited(content).root("xl/workbook.xml").iter(f"{MAIN}definedName")}
    grid = opened(content).grid(LISTS_SHEET)
    items = [row for code, row in sorted(classification_of().function.rows.items()) if len(code) == 7]
    assert names["功能科目"] == f"'{LISTS_SHEET}'!$A$2:$A${len(items) + 1}"
    assert [grid.cells[i, 1].text for i in range(2, len(items) + 2)] == [
        f"{row.code} {row.name}{'（未核实）' if row.trust is Trust.RECALLED else ''}" for row in items]


def test_a_print_shows_no_more_rows_than_were_filled():
    """Only what is written is printed; below, cells look like those of a row and may be typed in all the same."""
    sheet = xml("基本支出", blank_workbook())
    assert len(list(sheet.iter(f"{MAIN}row"))) < 20
    drawn = next(cell for cell in sheet.iter(f"{MAIN}c") if cell.get("r") == "C4")
    column = next(c for c in sheet.iter(f"{MAIN}col") if int(c.get("min")) <= 3 <= int(c.get("max")))
    styles = list(Edited(blank_workbook()).root("xl/styles.xml").find(f"{MAIN}cellXfs"))
    below, above = (styles[int(at)] for at in (column.get("style"), drawn.get("s")))
    assert [below.get(key) for key in ("borderId", "numFmtId")] == [above.get(key) for key in ("borderId", "numFmtId")]
    assert below.find(f"{MAIN}protection").get("locked") == "0"
    assert rule_at(("基本支出", "B1500"), blank_workbook()) is not None


@pytest.mark.parametrize("filled", [0, 1, 2, 3])
def test_blocks_that_are_not_filled_lie_in_closed_groups_each_with_a_button_above(filled: int):
    raw = raw_of(BUREAU)
    raw["绩效"]["项目绩效目标"] = raw["绩效"]["项目绩效目标"][:filled]
    content = workbook_of(raw)
    rows = {int(row.get("r")): row for row in xml("绩效目标", content).iter(f"{MAIN}row")}
    titles = [row for (row, column), cell in opened(content).grid("绩效目标").cells.items()
              if (column, cell.text) == (1, "项目绩效目标")]
    hidden = [rows[title].get("hidden") for title in titles]
    assert hidden == [None] * filled + ["1"] * (6 - filled)
    assert [rows[title - 1].get("collapsed") for title in titles[filled:]] == ["1"] * (6 - filled)
    assert [len(rows[title - 1]) for title in titles[filled + 1:]] == [0] * (5 - filled)
    assert len([row for row in rows.values() if row.get("hidden")]) % (6 - filled) == 0


def test_more_lines_than_there_is_room_for_make_more_room():
    raw = raw_of(BUREAU)
    raw["基本支出"] = raw["基本支出"] * 12
    assert len(raw["基本支出"]) > 300
    total = sum((line.amount for line in sample(BUREAU).basic_lines), Decimal(0))
    assert Decimal(shown(workbook_of(raw))["基本支出"][2]) == total * 12


def test_notes_and_hints_speak_of_the_workbook_alone():
    """Whoever fills in a workbook has never seen a key with a colon, braces or a command line."""
    book = Edited(blank_workbook())
    parts = [name for name in book.parts if re.search(r"comments\d+\.xml|sharedStrings", name)]
    notes = [book.root(name) for name in parts]
    texts = {"".join(text.itertext()) for root in notes for text in root.iter(f"{MAIN}text", f"{MAIN}si")}
    hints = {text for text in texts if not text.startswith("保存后运行")}
    assert [text for text in hints if re.search(r"discloser|yaml|[{}\[\]]|\w: \w", text)] == []


def test_headings_carry_notes_that_say_what_to_fill_in():
    book = Edited(blank_workbook())
    notes = [root for name in book.parts if re.search(r"comments\d+\.xml", name) for root in [book.root(name)]]
    texts = {"".join(text.itertext()) for root in notes for text in root.iter(f"{MAIN}text")}
    assert "必填。支出功能分类科目编码，填到“项”（七位）" in texts
    assert "必填。其他运转类或特定目标类" in texts


def test_what_must_be_filled_is_coloured_also_when_only_this_kind_of_report_asks_for_it():
    def colour(spot: tuple[str, str]) -> str | None:
        book = Edited(blank_workbook())
        cell = next(c for c in book.sheet(spot[0]).iter(f"{MAIN}c") if c.get("r") == spot[1])
        styles = book.root("xl/styles.xml")
        fill = styles.find(f"{MAIN}fills")[int(styles.find(f"{MAIN}cellXfs")[int(cell.get("s"))].get("fillId"))]
        return next((c.get("rgb") for c in fill.iter(f"{MAIN}fgColor")), None)

    content = blank_workbook()
    yellow = colour(where("单位", "名称"))
    assert yellow is not None
    assert colour(("项目支出", f"{column_of('类别', '项目支出', content)}9")) == yellow
    assert colour(("项目支出", f"{column_of('来源', '项目支出', content)}9")) != yellow


def test_panes_are_frozen_and_pages_are_a4_with_headings_on_each():
    root = xml("基本支出", blank_workbook())
    pane = root.find(f".//{MAIN}pane")
    assert (pane.get("ySplit"), pane.get("state")) == ("3", "frozen")
    assert root.find(f"{MAIN}pageSetup").get("paperSize") == "9"
    names = Edited(blank_workbook()).root("xl/workbook.xml").iter(f"{MAIN}definedName")
    titles = [name.text for name in names if name.get("name") == "_xlnm.Print_Titles"]
    assert "基本支出!$3:$3" in titles


@pytest.mark.parametrize("name", BUDGET_NAMES)
def test_the_totals_shown_are_those_of_the_report(name: str):
    facts = case_of_form(sample(name)).facts
    spent = facts.where({"口径": "支出"})
    rows, unit = shown(sample_workbook(name)), 10000 if sample(name).currency_unit == "万元" else 1

    def amounts(*parts: Facts) -> list[Decimal]:
        return [part.total() / unit for part in parts]

    for nature in ("基本支出", "项目支出"):
        parts = spent.where({"支出性质": nature})
        expected = amounts(parts.where({"结转": "否"}), parts.where({"结转": "是"}), parts)
        assert [Decimal(text) for text in rows[nature][:3]] == expected
    checks = opened(sample_workbook(name)).grid(CHECK_SHEET)
    by_label = {checks.cells[row, 1].text: row for row in checks.rows if (row, 6) in checks.cells}
    for fund in FUNDS:
        sources = (fund, *OWN_INCOMES) if fund == "单位资金" else (fund,)
        expected = sum(spent.where({"来源": source}).total() for source in sources)
        assert Decimal(checks.cells[by_label[fund], 6].text) == expected / unit
    for category in kind_named().categories:
        assert Decimal(checks.cells[by_label[f"{category.code} {category.name}"], 6].text) == (
            spent.where({"功能科目": category.code}).total() / unit)
    assert Decimal(rows["编码不在上列各类"][-1]) == 0


def test_the_totals_of_final_accounts_are_shown_and_balance():
    raw = raw_of("fenyang-2022-final")
    assert shown(workbook_of(raw, kind=FINAL_KIND))["收支差额"][-1] == "一致：收支平衡"
    raw["收入"][0]["金额"] = "1"
    rows = shown(workbook_of(raw, kind=FINAL_KIND))
    assert rows["收支差额"] == ["-4789703.96", "不一致：收支不平"]
    assert rows["本年支出"][:3] == ["29226883.34", "0", "29226883.34"]


def test_a_control_that_differs_and_a_target_that_differs_are_shown():
    raw = raw_of(BUREAU)
    raw["控制数"]["项目支出"] = "1"
    raw["绩效"]["项目绩效目标"][0]["年度资金"] = {"中央财政资金": "5"}
    rows = shown(workbook_of(raw))
    assert rows["项目支出"][-1] == "不一致"
    assert rows["基本支出"][-1] == "一致"
    assert rows["农村学校校舍维修改造"] == ["5", "不一致：项目支出里是 1,860,000.00"]
    assert rows["教育考试考务"][-1] == "一致：等于项目支出的金额"


def test_an_amount_that_is_a_text_is_counted_as_such():
    raw = raw_of(BUREAU)
    raw["基本支出"][0]["金额"] = "十万元"
    checks = opened(workbook_of(raw)).grid(CHECK_SHEET)
    assert "有 1 格是文字，没有计入" in {cell.text for cell in checks.cells.values()}


def test_formulas_use_only_functions_that_every_program_knows():
    used: set[str] = set()
    for name in opened(sample_workbook(BUREAU)).names:
        for formula in xml(name, sample_workbook(BUREAU)).iter(f"{MAIN}f"):
            used |= set(re.findall(r"([A-Z][A-Z.]+)\(", formula.text or ""))
    known = {"AND", "COUNT", "IF", "ISNUMBER", "ISTEXT", "LEFT", "LEN", "OR", "ROUND", "SEARCH", "SUM", "SUMPRODUCT",
                 "TEXT", "TRIM"}
    assert used == known


def test_nothing_in_the_tables_is_merged():
    book = opened(sample_workbook(BUREAU))
    assert [name for name in book.names if book.grid(name).merged] == []


def test_a_key_without_a_cell_is_named_and_not_dropped():
    raw = raw_of(BUREAU)
    raw["单位"]["名子"] = "甲"
    raw["概况"]["职责"] = "长" * 40000
    made = workbook_form(raw, kind_named(), classification_of())
    assert set(made.left) == {("单位", "名子"), ("概况", "职责")}


def test_an_amount_with_more_digits_than_excel_keeps_is_written_as_text():
    raw = raw_of(BUREAU)
    raw["上年"]["收入总计"] = "123456789012345.67"
    sheet, address = where("上年", "收入总计")
    grid = opened(workbook_of(raw)).grid(sheet)
    cell = grid.cells[int(address[1:]), 3]
    assert (cell.sort, cell.text) == ("text", "123456789012345.67")


def test_the_file_is_well_formed_throughout():
    for name, content in Edited(sample_workbook(BUREAU)).parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            assert etree.fromstring(content) is not None, name


@pytest.mark.parametrize("path", [("基本支出", 0), ("绩效", "项目绩效目标", 0), ("单位", "名称")])
def test_a_row_is_as_high_as_the_remark_in_it(path: tuple[str | int, ...]):
    heights = [height_of_remarks(path, lines) for lines in (1, 5, 9)]
    assert heights == sorted(set(heights))
    assert heights[-1] >= 9 * 12


def height_of_remarks(path: tuple[str | int, ...], lines: int) -> float:
    """How high the row is in which some lines of remarks about a path stand."""
    above = tuple(f"第{number}次核对" for number in range(1, lines + 1))
    book = Edited(workbook_of(raw_of(BUREAU), {path: Remark(above)}))
    rows = [row for sheet in sheets(Form, kind_named(KIND).asked) for row in book.sheet(sheet.name).iter(f"{MAIN}row")]
    (text,) = (str(number) for number, item in enumerate(book.root("xl/sharedStrings.xml"))
               if above[0] in "".join(item.itertext()))
    (row,) = (row for row in rows for cell in row if cell.get("t") == "s" and cell.findtext(f"{MAIN}v") == text)
    return float(row.get("ht"))
