"""What the Word report knows of its own pages: how lines break, how wide columns must be, where pages end."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from a_report import a_report
from docx import Document
from docx.oxml.ns import qn

from discloser.model.report.report import Cell, Column, Part, Row, Table, TargetForm
from discloser.render.word import render
from discloser.render.word.columns import head_margin, inner
from discloser.render.word.measure import (
    LIBRE_OFFICE,
    NOT_AT_LINE_END,
    NOT_AT_LINE_START,
    WORD,
    Face,
    Habits,
    LineCount,
)
from discloser.render.word.page import TEXT
from discloser.render.word.paginate import ContentsEntry, Flow, OwnPages, RunningText, pages_of_rows, paginate, settled
from discloser.render.word.styles import BODY, BODY_INDENT

SENTENCE = (
    "2025年度本单位“三公”经费预算1,327.35万元，其中：因公出国（境）费0万元（占0.00%）；公务接待费12.60万元，"
    "《管理办法》规定限额以内……公务用车购置及运行费1,314.75万元，均与上年持平。"
)
PROGRAMS = pytest.mark.parametrize("habits", [WORD, LIBRE_OFFICE], ids=["word", "libreoffice"])


def test_a_text_page_has_22_lines_of_28_characters():
    assert int(TEXT.text_height // BODY.pitch) == 22
    lines = BODY.broken("财" * 90, TEXT.text_width, BODY_INDENT, WORD)
    assert [len(line) for line in lines] == [26, 28, 28, 8]


@PROGRAMS
@pytest.mark.parametrize("room", [90, 133, 200, 310, 442])
def test_punctuation_stands_neither_lost_nor_on_the_wrong_edge(habits: Habits, room: int):
    lines = BODY.broken(SENTENCE, room, BODY_INDENT, habits)
    assert "".join(lines) == SENTENCE
    assert not any(line[0] in NOT_AT_LINE_START for line in lines)
    assert not any(line[-1] in NOT_AT_LINE_END for line in lines[:-1])


@PROGRAMS
@pytest.mark.parametrize("room", [90, 133, 200, 310, 442])
def test_figures_are_never_broken(habits: Habits, room: int):
    lines = BODY.broken(SENTENCE, room, 0, habits)
    for figure in ("2025", "1,327.35", "0.00%", "12.60", "1,314.75"):
        assert any(figure in line for line in lines)


def test_line_ends_in_a_text_count():
    assert BODY.lines("甲\n乙\r\n丙", TEXT.text_width) == LineCount(3, 3)


def test_what_programs_may_break_differently_is_in_doubt():
    full = "1年" * 18
    assert BODY.lines("财" * 20, TEXT.text_width) == LineCount(1, 1)
    assert BODY.lines(full, TEXT.text_width) == LineCount(1, 2)


@pytest.mark.parametrize("text", [
    pytest.param("公用经费2.67万元，主要包括：办公费、电费、工会经费等。", id="no gap beside a content control"),
    pytest.param("文化旅游体育与传媒支出(类)4,051,017.26元，占比79.62%；", id="nothing hangs after a Western word"),
])
def test_what_libreoffice_does_only_sometimes_is_in_doubt(text: str):
    assert BODY.lines(text, TEXT.text_width, BODY_INDENT) == LineCount(1, 2)


def test_a_word_longer_than_the_line_takes_the_lines_it_needs():
    assert Face(10, 12).lines("x" * 100, 100) == LineCount(5, 6)


def piece(lines: int, most: int | None = None, *, entry: ContentsEntry | None = None,
          keep_next: bool = False) -> RunningText:
    return RunningText("", "", LineCount(lines, most or lines), 10, keep_next, entry=entry)


def heading(number: int) -> RunningText:
    return piece(1, entry=ContentsEntry(number, "", 2), keep_next=True)


TEN_LINES = 102.0


def flow(*pieces: RunningText) -> Flow:
    """A flow on pages that hold ten lines and a little."""
    page = TEXT._replace(top=0, bottom=0, height=36)
    assert page.text_height == pytest.approx(TEN_LINES, abs=0.1)
    return Flow(page, pieces)


def on_pages(*pieces: RunningText) -> list[int]:
    """The pages of the entries in a flow."""
    return list(paginate([flow(*pieces)]).numbers.values())


def test_a_heading_goes_with_the_paragraph_below_it():
    assert on_pages(piece(8), heading(1), piece(1)) == [1]
    assert on_pages(piece(9), heading(1), piece(1)) == [2]


def test_a_heading_has_three_lines_below_it_or_begins_a_page():
    assert on_pages(piece(6), heading(1), piece(5)) == [1]
    assert on_pages(piece(7), heading(1), piece(5)) == [2]
    assert settled([piece(7), heading(1), piece(5)], TEN_LINES) == {1}


def test_headings_stay_together_with_what_they_head():
    assert on_pages(piece(7), heading(1), heading(2), piece(1)) == [1, 1]
    assert on_pages(piece(8), heading(1), heading(2), piece(1)) == [2, 2]


def test_paragraphs_run_on_to_the_next_page():
    assert on_pages(heading(1), piece(25), heading(2), piece(1)) == [1, 3]


def test_a_page_break_settles_what_programs_would_decide_differently():
    assert settled([piece(7, 8), heading(1), piece(2)], TEN_LINES) == {1}
    assert settled([piece(7), heading(1), piece(2)], TEN_LINES) == frozenset()


def test_four_lines_leave_two_behind_where_three_keep_together():
    assert on_pages(piece(8), piece(3), piece(5), heading(1), piece(2)) == [3]
    assert on_pages(piece(8), piece(4), piece(5), heading(1), piece(2)) == [2]


def test_a_paragraph_of_more_lines_may_hold_its_heading_where_fewer_do_not():
    assert settled([piece(7), heading(1), piece(3, 4)], TEN_LINES) == {1}
    assert settled([piece(5), heading(1), piece(3, 4)], TEN_LINES) == frozenset()


def test_a_count_between_the_fewest_and_the_most_lines_may_reach_farthest():
    assert settled([piece(8), piece(2, 4), piece(5), heading(1), piece(2)], TEN_LINES) == {1, 3}


def test_a_doubt_that_moves_no_entry_needs_no_page_break():
    assert settled([piece(4, 5), heading(1), piece(2)], TEN_LINES) == frozenset()
    assert settled([piece(8, 11), piece(5), heading(1), piece(2)], TEN_LINES) == frozenset()


def test_a_doubt_that_no_single_break_settles_is_settled_where_it_arises_too():
    chart = RunningText("", "", LineCount(1, 1), 32)
    assert settled([piece(7), chart, heading(1), piece(2), heading(2), piece(6)], TEN_LINES) == {1, 4}


def test_the_count_of_pages_is_settled_too():
    assert settled([piece(8), piece(2, 3)], TEN_LINES) == {1}


def test_no_page_break_leaves_a_nearly_empty_page():
    assert settled([piece(2), piece(15, 18), heading(1), piece(2)], TEN_LINES) == {2}
    assert settled([piece(2), piece(7, 9)], TEN_LINES) == frozenset()


def test_a_page_break_never_parts_a_heading_from_its_text():
    assert settled([piece(7), heading(1), piece(2, 3)], TEN_LINES) == {1}


def test_pages_are_counted_across_tables_and_text():
    first, second = ContentsEntry(1, "", 1), ContentsEntry(2, "", 2)
    segments = [flow(piece(12, entry=first)), OwnPages(TEXT, "", 2), flow(piece(1, entry=second))]
    assert paginate(segments).numbers == {first: 1, second: 5}


def test_a_long_table_repeats_its_head_on_every_page():
    assert pages_of_rows(opening=10, heads=[10, 10], rows=[10] * 7, closing=1, room=112) == (1, True)
    assert pages_of_rows(opening=10, heads=[10, 10], rows=[10] * 20, closing=1, room=112) == (3, True)


def test_a_table_that_borders_could_push_to_another_page_is_in_doubt():
    assert pages_of_rows(opening=0, heads=[], rows=[10] * 10, closing=0, room=103) == (2, False)


def a_wide_table(columns: int, amount: str) -> Table:
    source = a_report().tables()[1]
    heads = (Column(("科目编码",), "code", 1), *(Column((f"第{n}项",), "amount", 1 + n % 3) for n in range(columns)))
    row = Row((Cell("2130106"), *(Cell(amount, Decimal(0)) for _ in range(columns))))
    return replace(source, columns=heads, rows=(row,) * 3, column_numbers=())


def alone(*blocks: Table | TargetForm) -> bytes:
    return render(replace(a_report(), parts=(Part("tables", "第二部分", blocks),)))


@pytest.mark.parametrize("columns", [4, 9, 14, 18])
def test_type_shrinks_rather_than_that_an_amount_breaks(columns: int):
    table = a_wide_table(columns, "1,234,567.89")
    document = Document(BytesIO(alone(table)))
    sizes = {style.style_id: style.font.size.pt for style in document.styles if style.name.startswith("Table Amount")}
    (word_table,) = document.tables
    for row in word_table.rows[1:]:
        for cell in row.cells[1:]:
            size = sizes[cell.paragraphs[0].style.style_id]
            width = int(cell._tc.tcPr.find(qn("w:tcW")).get(qn("w:w"))) / 20
            assert Face(size, size).width("1,234,567.89") < inner(width)


@pytest.mark.parametrize("head", ["科目编码", "一般公共预算", "国有资本经营预算", "上年结转"])
@pytest.mark.parametrize("width", [38, 50, 64])
def test_the_last_line_of_a_head_is_a_word(head: str, width: float):
    face = Face(10.5, 12.6)
    room = width - 2 * head_margin(head, face, width)
    assert len(face.broken(head, room, 0, WORD)[-1]) > 1


def test_a_form_of_long_texts_is_never_set_under_nine_points():
    (form,) = (block for block in a_report().blocks() if isinstance(block, TargetForm))
    short = _form_sizes(form)
    longer = _form_sizes(replace(form, texts=tuple((label, text * 5) for label, text in form.texts)))
    assert min(short) >= min(longer) >= 9


def _form_sizes(form: TargetForm) -> set[float]:
    styles = Document(BytesIO(alone(form))).styles
    return {style.font.size.pt for style in styles if style.name.startswith("Table Name")}
