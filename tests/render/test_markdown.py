"""A report as Markdown: what stands in it is what the report says, and what was typed stays text."""

from __future__ import annotations

import re

import pytest
from a_report import a_report
from hostile import a_hostile_report
from lxml import html
from markdown_it import MarkdownIt
from pdf_reading import FONTS, with_blocks
from report_texts import bare, pieces

from discloser.model.report.report import Paragraph, Report
from discloser.render import FORMATS


def rendered(report: Report) -> str:
    """The web page that a usual reader of Markdown makes of it."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return reader.render(FORMATS["md"].render(report, FONTS).decode("utf-8"))


def words_of(page: str) -> str:
    return bare("".join(html.fromstring(f"<div>{page}</div>").itertext()))


def test_every_piece_of_the_report_is_in_it():
    words = words_of(rendered(a_report()))
    assert [piece for piece in pieces(a_report()) if bare(piece) not in words] == []


def test_a_table_is_a_table_with_every_cell_in_its_place():
    table = a_report().tables()[0]
    page = html.fromstring(f"<div>{rendered(a_report())}</div>")
    first = page.xpath(f"//h3[contains(., '{table.title}')]/following-sibling::table[1]")[0]
    cells = [["".join(cell.itertext()).strip("　 ") for cell in row.xpath("td")] for row in first.xpath("tbody/tr")]
    assert cells == [[text.strip() for text in row] for row in table.texts()]


@pytest.mark.parametrize("typed", [
    "# 不是标题", "- 不是列表", "1. 不是列表", "1) 不是", "> 不是引文", "| 不是 | 表 |", "*不是* **强调** _不是_",
    "~~不是~~",
    "<script>alert(1)</script>", "[不是](http://example.org)", "![不是](x)", "`不是`", "&lt;不是&gt;",
    "标题\n===", "标题\n---", "a\\b",
    "+ 不是列表", "http://example.org", "a@example.org", "<http://example.org>", "    不是代码",
])
def test_what_was_typed_stays_the_text_it_is(typed: str):
    page = rendered(with_blocks(Paragraph("前"), Paragraph(typed), Paragraph("后")))
    middle = page.split("前</p>")[1].split("<p>后")[0]
    assert bare(typed) == words_of(middle)
    assert set(re.findall(r"<(\w+)", middle)) <= {"p", "br"}


def test_hostile_texts_make_no_tag():
    assert "<script" not in rendered(a_hostile_report())
