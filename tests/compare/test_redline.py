"""对照稿: the marks of a report say exactly what stood there before and what stands there now."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from helpers import SAMPLES, final_form_from, form_from, report_of
from lxml import html

from discloser.compare.redline import redlined
from discloser.model.report.marks import PUT_IN, STRUCK
from discloser.model.report.project_form import EvaluationForm
from discloser.model.report.report import Chart, Paragraph, Report, Table, TargetForm
from discloser.read.kind.library import INSTALLED
from discloser.render import REDLINES

BEFORE = (SAMPLES / "bureau-2025-budget.yaml").read_text("utf-8")
MARKET = "  - {项目: 文化市场综合执法, 功能科目: 2070112, 金额: 96800, 类别: 其他运转类, 公开绩效目标: 否}\n"
CHANGES = {
    "an amount": ("金额: 96800,", "金额: 86800,"),
    "a line that is gone": (MARKET, ""),
    "a passage": ("管理工作", "指导工作"),
    "a target": ("更换破损门窗和老化电路", "更换破损门窗"),
}


def report(text: str) -> Report:
    return report_of(form_from(text))


def read(text: str, kept: tuple[str, str], left: tuple[str, str]) -> str:
    """A marked text with one sort of stretches taken as they are and the other left out."""
    return re.sub(f"[{''.join(kept)}]", "", re.sub(f"{left[0]}[^{left[1]}]*{left[1]}", "", text))


def texts(printed: Report) -> list[str]:
    cells = [cell.text for table in printed.tables() for row in table.rows for cell in row.cells]
    read = (block.text for block in printed.blocks() if isinstance(block, Paragraph))
    return [*cells, *(text for text in read if not text.startswith("（对照稿：")),
            *(text for block in printed.blocks() if isinstance(block, TargetForm) for _, text in block.texts)]


def not_blank(found: list[str]) -> list[str]:
    return [text for text in found if text]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_put_in_read_alone_is_the_new_report_and_what_was_struck_the_old_one(change: tuple[str, str]):
    old, new = report(BEFORE), report(BEFORE.replace(*change))
    marked = texts(redlined(old, new, {}))
    assert not_blank([read(text, PUT_IN, STRUCK) for text in marked]) == not_blank(texts(new))
    assert sorted(not_blank([read(text, STRUCK, PUT_IN) for text in marked])) == sorted(not_blank(texts(old)))
    assert any(STRUCK[0] in text for text in marked)


def test_reports_that_are_alike_bear_no_mark():
    one = report(BEFORE)
    assert texts(redlined(one, one, {})) == texts(one)


def test_the_page_strikes_the_old_figure_and_underlines_the_new_one():
    marked = redlined(report(BEFORE), report(BEFORE.replace(*CHANGES["an amount"])), {})
    page = REDLINES["html"](marked, INSTALLED.fonts)
    document = html.fromstring(page)
    assert ("9.68", "8.68") in [(cell.findtext("del"), cell.findtext("ins")) for cell in document.xpath("//td[del]")]
    assert document.xpath("//p[@class='body'][del and ins]") != []
    assert not set("".join((*STRUCK, *PUT_IN))) & set(page.decode())


def test_the_paper_prints_both_figures():
    marked = redlined(report(BEFORE), report(BEFORE.replace(*CHANGES["an amount"])), {})
    with closing(pypdfium2.PdfDocument(REDLINES["pdf"](marked, INSTALLED.fonts))) as document:
        printed = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "9.68 8.68" in printed
    assert not set("".join((*STRUCK, *PUT_IN))) & set(printed)


def words_of(document: WordDocument, left_out: str) -> list[str]:
    """The texts of the cells and paragraphs of a document without the runs of one look."""
    paragraphs = document.element.body.iter(qn("w:p"))
    return not_blank(["".join(
        text.text or "" for text in one.iter(qn("w:t"))
        if text.getparent().find(f"{qn('w:rPr')}/{qn(left_out)}") is None) for one in paragraphs])


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_in_word_what_is_not_struck_is_the_new_report_and_what_is_not_underlined_the_old_one(change: tuple[str, str]):
    old, new = report(BEFORE), report(BEFORE.replace(*change))
    document = Document(BytesIO(REDLINES["docx"](redlined(old, new, {}), INSTALLED.fonts)))
    now, before = words_of(document, "w:strike"), words_of(document, "w:u")
    assert now != before
    assert set(not_blank(texts(new))) <= set(now)
    assert set(not_blank(texts(old))) <= set(before)
    assert not set("".join((*STRUCK, *PUT_IN))) & set("".join((*now, *before)))


def with_first_table(of: Report, *instead: Table) -> Report:
    first = of.tables()[0]
    return replace(of, parts=tuple(
        replace(part, blocks=tuple(one for block in part.blocks for one in (instead if block is first else (block,))))
        for part in of.parts))


def test_a_table_of_other_columns_bears_no_marks_and_says_so():
    new = report(BEFORE)
    first = new.tables()[0]
    rows = tuple(replace(row, cells=row.cells[:-1]) for row in first.rows)
    old = with_first_table(new, replace(first, columns=first.columns[:-1], rows=rows))
    assert "这张表的栏数变了" in str(redlined(old, new, {}).tables()[0].note)


def test_a_table_that_was_not_there_before_says_so_and_all_of_it_is_put_in():
    new = report(BEFORE)
    first = redlined(with_first_table(new), new, {}).tables()[0]
    assert "原来没有这张表" in str(first.note)
    assert [cell.text for row in first.rows for cell in row.cells if cell.text and PUT_IN[0] not in cell.text] == []


def test_a_table_that_is_gone_stands_struck_where_it_stood():
    old = report(BEFORE)
    first = redlined(old, with_first_table(old), {}).tables()[0]
    assert "现在没有这张表" in str(first.note)
    assert read(first.title, STRUCK, PUT_IN) == old.tables()[0].title
    assert read(first.title, PUT_IN, STRUCK) == ""
    assert [cell.text for row in first.rows for cell in row.cells if cell.text and STRUCK[0] not in cell.text] == []


def test_titles_heads_units_and_notes_of_a_table_are_marked():
    new = report(BEFORE)
    first = new.tables()[0]
    columns = (*first.columns[:-1], replace(first.columns[-1], path=(*first.columns[-1].path[:-1], "执行数")))
    old = with_first_table(new, replace(
        first, title=first.title.replace("总表", "汇总表"), unit_line="单位：元", columns=columns, note="以元为单位"))
    table = redlined(old, new, {}).tables()[0]
    for before, after, text in ((old.tables()[0].title, first.title, table.title),
                                ("单位：元", first.unit_line, table.unit_line),
                                ("执行数", first.columns[-1].path[-1], table.columns[-1].path[-1])):
        assert (read(text, STRUCK, PUT_IN), read(text, PUT_IN, STRUCK)) == (before, after)
    assert "以元为单位" in str(table.note)
    assert [column.path for column in table.columns[:-1]] == [column.path for column in first.columns[:-1]]


def test_what_changed_in_a_chart_is_told_below_it():
    marked = redlined(report(BEFORE), report(BEFORE.replace(*CHANGES["an amount"])), {})
    blocks = list(marked.blocks())
    notes = [(blocks[at - 1], block.text) for at, block in enumerate(blocks)
             if isinstance(block, Paragraph) and "里改了" in block.text]
    assert notes != []
    assert all(isinstance(chart, Chart) for chart, _ in notes)
    assert any("922.53" in read(text, STRUCK, PUT_IN) and "921.53" in read(text, PUT_IN, STRUCK) for _, text in notes)


def test_a_chart_a_form_and_a_part_that_are_gone_stand_struck():
    old = report(BEFORE)
    gone = {"chart": next(block for block in old.blocks() if isinstance(block, Chart)),
            "form": next(block for block in old.blocks() if isinstance(block, TargetForm))}
    new = replace(old, parts=tuple(
        replace(part, blocks=tuple(block for block in part.blocks if block not in gone.values()))
        for part in old.parts[:-1]))
    marked = redlined(old, new, {})
    assert marked.parts[-1].heading == f"{STRUCK[0]}{old.parts[-1].heading}{STRUCK[1]}"
    assert any(isinstance(block, Paragraph) and gone["chart"].title in block.text and STRUCK[0] in block.text
               for block in marked.blocks())
    form = next(block for block in marked.blocks() if isinstance(block, TargetForm) and "现在没有" in block.note)
    assert read(form.title, STRUCK, PUT_IN) == gone["form"].title
    for name in REDLINES:
        assert REDLINES[name](marked, INSTALLED.fonts)


def test_the_cover_is_marked():
    marked = redlined(report(BEFORE), report(BEFORE.replace("公开日期: 2025年3月6日", "公开日期: 2025-03-16")), {})
    assert read(marked.cover.date, STRUCK, PUT_IN) == "2025年3月6日"
    assert read(marked.cover.date, PUT_IN, STRUCK) == "2025年3月16日"


def test_marks_stand_in_no_attribute_of_a_page():
    old = report(BEFORE)
    marked = redlined(old, with_first_table(old), {})
    document = html.fromstring(REDLINES["html"](marked, INSTALLED.fonts))
    values = [value for one in document.iter() for value in one.attrib.values()]
    assert [value for value in values if "del>" in value or "ins>" in value] == []


def test_a_self_evaluation_is_marked_where_it_was_changed():
    text = (SAMPLES / "county-farming-2025-final.yaml").read_text("utf-8")
    kind = INSTALLED.kind("national/two-scopes-final-2025")
    old, new = (report_of(final_form_from(one), kind) for one in (text, text.replace("得分: 16.5", "得分: 15.5")))
    marked = redlined(old, new, {})
    forms = [block for block in marked.blocks() if isinstance(block, EvaluationForm)]
    assert STRUCK[0] not in str(forms[0])
    assert [row[6] for row in forms[1].indicators.rows if STRUCK[0] in row[6]] == [
        f"{STRUCK[0]}{was}{STRUCK[1]}{PUT_IN[0]}{now}{PUT_IN[1]}"
        for was, now in (("16.5", "15.5"), ("89.88", "88.88"))]
    for name in REDLINES:
        assert REDLINES[name](marked, INSTALLED.fonts)
