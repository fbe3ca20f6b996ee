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
from helpers import SAMPLES, form_from, report_of
from lxml import html

from discloser.compare.redline import redlined
from discloser.model.report.marks import PUT_IN, STRUCK
from discloser.model.report.report import Paragraph, Report, Table, TargetForm
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
    return [*cells, *(block.text for block in printed.blocks() if isinstance(block, Paragraph)),
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


def test_a_table_that_was_not_there_before_says_so():
    new = report(BEFORE)
    assert "原来没有这张表" in str(redlined(with_first_table(new), new, {}).tables()[0].note)
