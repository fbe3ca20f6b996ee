"""A copy of a PDF has a red frame and a number at each finding, also on a page that lies on its side."""

from __future__ import annotations

import io

import pikepdf
import pytest
from printing import Sheet, pdf

from discloser.model.finding import Finding, Severity
from discloser.model.place import Place
from discloser.write.marked.pdf import CannotMark, marked_pdf


def finding(page: int | None, box: tuple[float, float, float, float] | None) -> Finding:
    place = Place("报告.pdf", page=page, box=box)
    return Finding("SUM001", Severity.ERROR, "合计不等于各栏之和", "请核对", place)


def annotations(content: bytes, page: int) -> list[tuple[list[float], str, bool]]:
    """Of each annotation: where it is (left, bottom, right, top), its words, whether it says how it looks."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return [
            ([float(side) for side in note.Rect], str(note.Contents), "/N" in note.AP)
            for note in document.pages[page - 1].obj.get("/Annots", [])
        ]


def drawn(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as document:
        return document.pages[0].Contents.read_bytes()


def test_a_finding_is_framed_and_its_words_are_in_the_note():
    content = marked_pdf(pdf([Sheet(), Sheet()]), [finding(2, (100, 200, 150, 220))])
    [((left, bottom, right, top), words, has_a_look)] = annotations(content, 2)
    assert left < 100 < 150 < right
    assert bottom < 842 - 220 < 842 - 200 < top
    assert words == "1. 错误 SUM001 合计不等于各栏之和\n改法：请核对"
    assert has_a_look
    assert annotations(content, 1) == []


@pytest.mark.parametrize(("turned", "across"), [(90, (200, 100)), (180, (495, 200)), (270, (395, 742))])
def test_a_frame_lies_where_the_turned_page_shows_it(turned: int, across: tuple[float, float]):
    content = marked_pdf(pdf([Sheet(turned=turned)]), [finding(1, (100, 200, 101, 201))])
    [((left, bottom, right, top), _, _)] = annotations(content, 1)
    assert left <= across[0] <= right
    assert bottom <= across[1] <= top


@pytest.mark.parametrize(("quarters", "across"), [(1, (200, 100)), (2, (495, 200)), (3, (395, 742))])
def test_a_frame_lies_where_text_is_that_lies_on_its_side_by_itself(quarters: int, across: tuple[float, float]):
    content = marked_pdf(pdf([Sheet()]), [finding(1, (100, 200, 101, 201))], (quarters,))
    [((left, bottom, right, top), _, _)] = annotations(content, 1)
    assert left <= across[0] <= right
    assert bottom <= across[1] <= top


def test_a_finding_without_a_page_stands_on_the_first():
    assert len(annotations(marked_pdf(pdf([Sheet()]), [finding(None, None)]), 1)) == 1


def test_the_text_of_the_pages_stays_as_it_is():
    sheet = Sheet()
    sheet.line("收入预算12.50万元。")
    content = pdf([sheet])
    assert drawn(marked_pdf(content, [finding(1, (80, 80, 200, 95))])) == drawn(content)


def test_the_same_findings_make_the_same_bytes():
    content, found = pdf([Sheet()]), [finding(1, (100, 200, 150, 220))]
    assert marked_pdf(content, found) == marked_pdf(content, found)


def test_a_file_that_cannot_be_changed_is_refused_in_a_sentence():
    with pytest.raises(CannotMark, match="标注不了"):
        marked_pdf(b"no pdf", [])
