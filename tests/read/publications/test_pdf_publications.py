"""PDFs as other programs print them: what is printed is read, each cell and sentence with its page and box."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from printing import LEFT, TOP, Sheet, pdf

from discloser.disk import given
from discloser.model.publication import Publication
from discloser.read.publications.fence import read_fenced
from discloser.read.publications.problems import RefusedFile
from discloser.read.publications.reading import LARGEST_FILE, read_loose
from discloser.recognition import recognised
from discloser.usecases.audit import audit

HEAD = ["编码", "名称", "合计"]
ROWS = [["205", "教育支出", "12.50"], ["208", "社会保障和就业支出", "3.00"]]


def publication(sheets: Sequence[Sheet]) -> Publication:
    fenced = read_fenced("pdf", pdf(sheets), "报告.pdf")
    return recognised(fenced.blocks, "报告.pdf", pages=fenced.pages)


def cover() -> Sheet:
    sheet = Sheet()
    sheet.line("云岭县图书馆", 22, 230)
    sheet.line("2025年单位预算", 22, 220)
    return sheet


def of_table(rows: Sequence[Sequence[str]], *, top: float = TOP) -> Sheet:
    sheet = Sheet(down=top)
    sheet.line("2025年支出预算总表", 16, 200)
    sheet.line("编制单位：云岭县图书馆                              单位：万元", 10)
    sheet.table(rows)
    return sheet


def test_a_table_has_title_unit_owner_heads_rows_and_places():
    [table] = publication([cover(), of_table([HEAD, *ROWS])]).tables
    assert (table.title, table.unit, table.owner) == ("2025年支出预算总表", "万元", "云岭县图书馆")
    assert (table.columns, table.texts) == (tuple(HEAD), tuple(map(tuple, ROWS)))
    place = table.rows[0][2].place
    assert place.page == 2
    assert place.box is not None
    assert LEFT + 195 < place.box[0] < LEFT + 205


def test_unit_year_and_sort_are_on_the_cover():
    read = publication([cover(), of_table([HEAD, *ROWS])])
    assert (read.unit, read.year, read.kind, read.currency_unit) == ("云岭县图书馆", 2025, "budget", "万元")


def test_a_table_goes_on_over_the_page_with_or_without_its_head():
    second, third = Sheet(), Sheet()
    second.table([HEAD, ["210", "卫生健康支出", "1.00"]])
    third.table([["221", "住房保障支出", "2.00"]])
    [table] = publication([cover(), of_table([HEAD, *ROWS]), second, third]).tables
    assert [row[0] for row in table.texts] == ["205", "208", "210", "221"]


def test_a_total_alone_on_the_next_page_is_the_last_row():
    last = Sheet()
    last.table([["合计", "15.50"]], width=150)
    [table] = publication([cover(), of_table([HEAD, *ROWS]), last]).tables
    assert table.texts[-1] == ("合计", "", "15.50")


def test_title_and_unit_inside_the_grid_are_no_rows():
    sheet = Sheet()
    sheet.table([["", "2025年支出预算总表", ""], ["编制单位：云岭县图书馆", "", "单位：元"], HEAD, *ROWS], width=150)
    [table] = publication([cover(), sheet]).tables
    assert (table.title, table.unit, len(table.rows)) == ("2025年支出预算总表", "元", 2)


def test_what_is_white_behind_a_table_and_its_title_is_no_frame_of_it():
    sheet = of_table([HEAD, *ROWS])
    white = Sheet()
    white.fill(LEFT, 400, LEFT + 300, TOP + 30)
    sheet.commands = [*white.commands, *sheet.commands]
    [table] = publication([cover(), sheet]).tables
    assert (table.title, table.texts) == ("2025年支出预算总表", tuple(map(tuple, ROWS)))


def test_white_cells_on_a_dark_ground_are_a_table():
    sheet = Sheet()
    sheet.line("2025年支出预算总表", 16, 200)
    top, rows = sheet.down, [HEAD, *ROWS]
    sheet.fill(LEFT, top - 60, LEFT + 300, top, grey=0.2)
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            x, y = LEFT + 100 * j, top - 20 * i
            sheet.fill(x + 0.5, y - 19.5, x + 99.5, y - 0.5)
            sheet.write(text, x + 3, y - 14, 10)
    [table] = publication([cover(), sheet]).tables
    assert (table.columns, table.texts) == (tuple(HEAD), tuple(map(tuple, ROWS)))


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_upright(turned: int):
    matrix = {90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 842"}[turned]
    sheet = of_table([HEAD, *ROWS], top=520)
    sheet.commands = [f"q {matrix} cm", *sheet.commands, "Q"]
    sheet.turned = turned
    [table] = publication([cover(), sheet]).tables
    assert table.texts == tuple(map(tuple, ROWS))


def test_what_is_clipped_away_was_not_printed():
    sheet = cover()
    sheet.line("一、收入预算12.50万元。")
    sheet.clipped("二、收入预算99.99万元。", LEFT, 300, 12, (LEFT, 500, LEFT + 200, 520))
    read = publication([sheet])
    assert not any("99.99" in text.text for text in read.texts)


def test_text_that_is_set_to_be_invisible_was_not_printed():
    sheet = cover()
    sheet.line("一、收入预算12.50万元。")
    sheet.write("二、收入预算99.99万元。", LEFT, 300, 12, mode=3)
    assert not any("99.99" in text.text for text in publication([sheet]).texts)


def test_a_paragraph_runs_on_over_lines_and_pages_but_not_into_a_heading():
    first, second = cover(), Sheet()
    for line in ("一、收入预算情况说明", "　　2025年收入预算12.50万元，比上年增加，主要原因是增加了阅览",
                 "室的购书经费。",
                 "　　支出预算12.50万元，与收入预算相同，全部用于人员经费和公用经费以及项目"):
        first.line(line)
    second.line("支出。")
    second.line("二、支出预算情况说明")
    texts = [text.text for text in publication([first, second]).texts]
    assert texts[2:] == [
        "一、收入预算情况说明", "2025年收入预算12.50万元，比上年增加，主要原因是增加了阅览室的购书经费。",
        "支出预算12.50万元，与收入预算相同，全部用于人员经费和公用经费以及项目支出。", "二、支出预算情况说明",
    ]


def test_an_amount_at_the_beginning_of_a_line_is_no_numbered_item():
    sheet = cover()
    for line in ("　　一般公共预算拨款收入比上年增加，主要原因是新增项目，全年安排", "16.90万元，用于购书。"):
        sheet.line(line)
    assert [text.text for text in publication([sheet]).texts][-1].endswith("安排16.90万元，用于购书。")


def test_page_numbers_and_running_heads_are_no_text():
    sheets = [cover(), *(Sheet() for _ in range(4))]
    for number, sheet in enumerate(sheets):
        sheet.write("云岭县图书馆预算公开", 230, 800, 9)
        sheet.write(f"— {number} —", 290, 40, 10)
        sheet.line("　　收入预算12.50万元，用于人员经费、公用经费和项目支出，各页都有这一句话的正文。")
    texts = [text.text for text in publication(sheets).texts]
    assert not any("—" in text or text == "云岭县图书馆预算公开" for text in texts)


def test_a_list_of_contents_is_no_text():
    contents = Sheet()
    contents.line("目录", 18, 270)
    contents.line("一、单位职责..........................1")
    contents.line("二、2025年支出预算总表................2")
    read = publication([cover(), contents, of_table([HEAD, *ROWS])])
    assert read.contents == ("一、单位职责", "二、2025年支出预算总表")
    assert not any("职责" in text.text for text in read.texts)


def test_a_list_of_contents_without_page_numbers_goes_on_over_its_page():
    first, second = Sheet(), Sheet()
    first.line("目录", 18, 270)
    entries = ("第一部分　云岭县图书馆概况", "一、主要职能", "二、机构设置", "第二部分　名词解释")
    for sheet, shown in ((first, entries[:2]), (second, entries[2:])):
        for line in shown:
            sheet.line(line)
    read = publication([cover(), first, second, of_table([HEAD, *ROWS])])
    assert read.contents == ("第一部分云岭县图书馆概况", *entries[1:3], "第二部分名词解释")
    assert not any("名词解释" in text.text for text in read.texts)


def test_a_file_that_stops_the_reader_is_refused_in_a_sentence():
    with pytest.raises(RefusedFile) as refused:
        read_fenced("pdf", b"%PDF-1.7\n" + b"1 0 obj <<" * 1000, "报告.pdf")
    assert refused.value.problem.code == "RPT006"


@pytest.mark.parametrize(("name", "content", "said"), [
    ("报告.pdf", b"not a pdf", "里面却不是 PDF"),
    ("报告.docx", b"PK\x03\x04 word/document.xml", "已损坏"),
    ("报告.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), ".docx"),
    ("报告.txt", "收入预算".encode(), "内容不是 PDF"),
    ("报告.mht", b"MIME-Version: 1.0\n\n<html><p>1</p></html>", "单个文件网页"),
])
def test_what_is_no_report_is_said_in_one_sentence(tmp_path: Path, name: str, content: bytes, said: str):
    path = tmp_path / name
    path.write_bytes(content)
    loose = read_loose(given(path, LARGEST_FILE))
    [finding] = loose.findings
    assert not loose.read
    assert said in finding.message


def test_the_unit_of_money_at_the_top_of_many_pages_is_no_running_head():
    sheets = [cover()]
    for number in range(1, 6):
        sheet = Sheet()
        sheet.write(f"2025年第{number}种支出预算总表", 200, 810, 16)
        sheet.write("编制单位：云岭县图书馆", LEFT, 790, 9)
        sheet.write("单位：元", 480, 790, 9)
        sheet.table([HEAD, *ROWS])
        sheets.append(sheet)
    assert [table.unit for table in publication(sheets).tables] == ["元"] * 5


TABLE = [["编码", "名称", "合计", "基本支出", "项目支出"], ["205", "教育支出", "12.50", "10.00", "2.50"],
         ["20502", "普通教育", "12.50", "10.00", "2.50"], ["合计", "", "12.50", "10.00", "2.50"]]


def without_lines(rows: Sequence[Sequence[str]], *, across: Sequence[int] = ()) -> Sheet:
    """A table whose cells stand in columns, with lines across below some of its rows only."""
    sheet = Sheet()
    sheet.line("2025年支出预算总表", 14, 200)
    sheet.line("单位：万元", 10, 480)
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            sheet.write(text, LEFT + j * 90 + 3, sheet.down - 14 - i * 20, 10)
    for i in across:
        sheet.rule(LEFT, sheet.down - i * 20, LEFT + 450, sheet.down - i * 20)
    return sheet


@pytest.mark.parametrize("across", [(), (0, 1, 4), (0, 1, 2, 3, 4)])
def test_a_table_with_lines_across_only_or_none_is_a_table(across: tuple[int, ...]):
    [table] = publication([cover(), without_lines(TABLE, across=across)]).tables
    assert (table.title, table.unit, table.columns) == ("2025年支出预算总表", "万元", tuple(TABLE[0]))
    assert [list(row) for row in table.texts] == TABLE[1:]


def test_columns_that_cannot_be_told_apart_make_no_table():
    sheet = without_lines(TABLE)
    for j, text in enumerate(["12.50", "10.00", "2.50", "0.00"]):
        sheet.write(text, LEFT + 40 + j * 90, sheet.down - 14 - 4 * 20, 14)
        sheet.write(text, LEFT + 70 + j * 90, sheet.down - 14 - 5 * 20, 14)
    assert publication([cover(), sheet]).tables == []


@pytest.mark.parametrize("again", ["2025年支出预算总表（续）", "续表", "2025年支出预算总表"])
def test_a_table_goes_on_below_its_title_said_again(again: str):
    second = Sheet()
    second.line(again, 14, 200)
    second.line("单位：万元", 10, 480)
    second.table([HEAD, ["210", "卫生健康支出", "1.00"]])
    [table] = publication([cover(), of_table([HEAD, *ROWS]), second]).tables
    assert [row[0] for row in table.texts] == ["205", "208", "210"]


def test_two_tables_on_a_page_have_their_own_numbers_units_and_notes():
    sheet = Sheet()
    for number, title, unit in (("1", "2025年收入预算总表", "万元"), ("2", "2025年支出预算总表", "元")):
        sheet.line(f"表{number} {title}", 14, 200)
        sheet.line(f"金额单位：{unit}", 10, 460)
        sheet.table([HEAD, *ROWS])
        sheet.line("注：含上年结转。", 9)
    tables = publication([cover(), sheet]).tables
    assert [(table.label, table.title, table.unit, table.note) for table in tables] == [
        ("表1", "2025年收入预算总表", "万元", "注：含上年结转。"),
        ("表2", "2025年支出预算总表", "元", "注：含上年结转。"),
    ]


def test_heads_that_are_not_merged_and_a_note_over_several_cells_are_known():
    sheet = Sheet()
    sheet.line("2025年支出预算总表", 14, 200)
    sheet.line("单位：万元", 10, 480)
    sheet.table([["项目", "", "支出预算", "", ""], *TABLE, ["注：本表不含上年结转。", "", "", "", ""]])
    [table] = publication([cover(), sheet]).tables
    assert table.columns == ("项目/编码", "项目/名称", "支出预算/合计", "支出预算/基本支出", "支出预算/项目支出")
    assert ([list(row) for row in table.texts], table.note) == (TABLE[1:], "注：本表不含上年结转。")


def test_codes_before_names_in_one_cell_are_codes(tmp_path: Path):
    sheet = Sheet()
    sheet.line("2025年支出预算总表", 14, 200)
    sheet.line("单位：万元", 10, 480)
    sheet.table([["科目编码及名称", "合计"], ["205教育支出", "12.50"], ["20502普通教育", "12.50"],
                 ["2050201学前教育", "62.50"], ["合计", "12.50"]])
    path = tmp_path / "报告.pdf"
    path.write_bytes(pdf([cover(), sheet]))
    [finding] = [one for one in audit([path])[str(path)] if one.code == "SUM002"]
    assert (finding.row, finding.found, finding.expected) == ("2050201 学前教育", "62.50", "12.50")
