"""一图读懂 in every format: a page of PDF, a picture for telephones, a web page, and a page of the report."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from helpers import report_of, sample
from PIL import Image
from report_texts import bare

from discloser.model.report.digest import DigestReason
from discloser.model.report.report import Report
from discloser.read.docx.report import read_words
from discloser.render import FORMATS, CannotRender, pdf
from discloser.render.neutral import neutral
from discloser.render.pdf.content import digest_content
from discloser.render.pdf.typesetter import printed
from discloser.usecases.self_check import SelfCheckFailed, check_own

FONTS = Path(__file__).parents[2] / "templates" / "fonts"


@pytest.fixture(scope="module")
def report() -> Report:
    return report_of(sample("bureau-2025-budget"))


@pytest.fixture(scope="module")
def made(report: Report) -> dict[str, bytes]:
    return FORMATS["digest"].files(report, FONTS)


def texts(content: bytes) -> list[str]:
    return [bare(page.get_textpage().get_text_bounded()) for page in pypdfium2.PdfDocument(content)]


def test_it_is_three_files_beside_the_report(made: dict[str, bytes]):
    assert sorted(made) == ["-一图读懂.html", "-一图读懂.pdf", "-一图读懂.png"]


def test_the_pdf_is_one_page_with_all_that_is_told(made: dict[str, bytes], report: Report):
    (text,) = texts(made["-一图读懂.pdf"])
    assert report.digest is not None
    for figure in report.digest.figures:
        assert bare(figure.name) in text
        assert figure.amount_text in text
        assert bare(figure.change) in text
    assert all(bare(one.reason) in text for one in report.digest.reasons)


LONG = "本年经批准更新1辆执法执勤用车，并按标准安排15.70万元，" * 14
"""A reason of more than four hundred characters."""


def test_long_reasons_are_cut_between_clauses_and_never_make_a_second_page(report: Report):
    assert report.digest is not None
    reasons = tuple(replace(one, reason=LONG) for one in report.digest.reasons)
    crowded = replace(report, digest=replace(report.digest, reasons=reasons), shows_digest=True)
    assert words_of("docx", crowded).count("……（全文见") == len(reasons)
    (text,) = texts(pdf.render_digest(crowded, FONTS))
    in_report = texts(pdf.render(crowded, FONTS))
    assert len(in_report) == len(texts(pdf.render(replace(report, shows_digest=True), FONTS)))
    for page in (text, in_report[2]):
        assert page.count("……（全文见第") == len(reasons) > 2
        assert "15.70……" not in page
    assert FORMATS["digest"].files(crowded, FONTS)["-一图读懂.html"].decode().count(LONG) == len(reasons)


def test_six_reasons_without_any_clause_stand_on_one_page_too(report: Report):
    digest = report.digest
    assert digest is not None
    figures = tuple(replace(one, change="比上年增加123456.78万元（12345.67%）") for one in digest.figures)
    reasons = tuple(DigestReason(one.name, "甲" * 400, one.change, one.places) for one in figures)
    crowded = replace(report, digest=replace(digest, figures=figures, reasons=reasons))
    (text,) = texts(pdf.render_digest(crowded, FONTS))
    assert text.count("全文见第") == len(reasons) == 6


def test_the_picture_has_no_type_under_thirty_dots(report: Report):
    page = pypdfium2.PdfDocument(printed("digest_phone.typ", digest_content(report, {}), FONTS))[0].get_textpage()
    sizes = [pypdfium2.raw.FPDFText_GetFontSize(page, index) for index in range(page.count_chars())]
    assert len(sizes) > 200
    assert min(size for size in sizes if size > 1) >= 30


def test_it_tells_the_pages_on_which_the_report_says_the_same(made: dict[str, bytes], report: Report):
    (text,) = texts(made["-一图读懂.pdf"])
    of_report = texts(pdf.render(report, FONTS))
    heading = "七、“三公”经费增减变动原因说明"
    page = next(number for number, one in enumerate(of_report) if number > 1 and heading in one)
    assert f"“三公”经费第{page - 1}页" in text


def test_the_picture_is_for_telephones(made: dict[str, bytes]):
    with Image.open(io.BytesIO(made["-一图读懂.png"])) as picture:
        assert picture.width == 1080
        assert picture.height > 1800


def test_the_same_report_gives_the_same_bytes(made: dict[str, bytes], report: Report):
    assert FORMATS["digest"].files(report, FONTS) == made


def test_the_web_page_needs_nothing_else_and_says_all(made: dict[str, bytes], report: Report):
    page = made["-一图读懂.html"].decode()
    assert report.digest is not None
    assert "src=" not in page
    assert "<script" not in page
    assert all(one.amount_text in page for one in report.digest.figures)


@pytest.mark.parametrize("ending", ["-一图读懂.pdf", "-一图读懂.html"])
def test_a_reason_stands_below_its_figure_and_among_the_reasons(made: dict[str, bytes], ending: str):
    told = texts(made[ending])[0] if ending.endswith("pdf") else made[ending].decode()
    assert told.count("本年经批准更新1辆执法执勤用车") == 2


@pytest.fixture(scope="module")
def in_word(report: Report) -> Document:
    return docx.Document(io.BytesIO(FORMATS["docx"].render(replace(report, shows_digest=True), FONTS)))


def test_in_word_the_figures_stand_in_boxes_with_change_and_reason_below(in_word: Document, report: Report):
    boxes = [cell for row in in_word.tables[0].rows for cell in row.cells if cell.text.strip()]
    assert report.digest is not None
    assert [box.paragraphs[1].text for box in boxes] == [one.amount_text for one in report.digest.figures]
    publics = next(box for box in boxes if box.text.startswith("“三公”"))
    assert [one.text for one in publics.paragraphs if one.text][2:] == [
        "比上年增加15.70万元（112.95%）", "本年经批准更新1辆执法执勤用车"]


def test_in_word_a_figure_tells_its_page_by_a_field_and_as_the_pdf_does(in_word: Document, report: Report):
    told = {cell.paragraphs[0].text for row in in_word.tables[0].rows for cell in row.cells if cell.text.strip()}
    page = texts(pdf.render(replace(report, shows_digest=True), FONTS))[2]
    assert {bare(one) for one in told} == {one for one in map(bare, told) if one in page}
    fields = in_word.tables[0]._tbl.xpath(".//w:instrText")
    assert len(fields) == len(told)
    names = {mark.get(qn("w:name")) for mark in in_word.element.iter(qn("w:bookmarkStart"))}
    assert {field.text.split()[1] for field in fields} <= names


def test_in_word_the_bars_are_as_long_as_their_shares(in_word: Document):
    bars = [one for one in in_word.tables[0].rows[0].cells[0].paragraphs if one.style.name.startswith("Digest Bar")]
    widths = [2760 - (one.paragraph_format.right_indent or 0) / 635 for one in bars]
    assert widths[0] == 2760
    assert widths[1] == pytest.approx(2760 * 1186.03 / 1501.73, abs=2)


def test_a_kind_without_a_digest_says_so(report: Report):
    with pytest.raises(CannotRender, match="没有摘要"):
        FORMATS["digest"].files(replace(report, digest=None), FONTS)


def test_in_the_report_it_stands_behind_the_contents_and_is_page_one(report: Report):
    pages = texts(pdf.render(replace(report, shows_digest=True), FONTS))
    assert pages[1].startswith("目录一图读懂1")
    assert pages[2].startswith("一图读懂2025年单位预算")
    assert "第一部分" in pages[3]


def words_of(name: str, report: Report) -> str:
    made = FORMATS[name].render(report, FONTS)
    return "".join(one.text for one in read_words(made, FONTS).paragraphs) if name == "docx" else made.decode()


@pytest.mark.parametrize("name", ["docx", "html", "md"])
def test_every_format_has_it_where_the_report_has_it(report: Report, name: str):
    told = words_of(name, replace(report, shows_digest=True))
    assert report.digest is not None
    assert all(figure.amount_text in told for figure in report.digest.figures)
    assert "一图读懂" not in words_of(name, report)


@pytest.mark.parametrize(("right", "wrong"), [
    ("收入、支出总计1,501.73", "收入、支出总计1,501.74"), ("“三公”经费29.60", "“三公”经费29.50"),
    ("增加15.70", "增加15.60"), ("占61.43%", "占61.44%"), ("政府采购预算628.03", "政府采购预算638.03"),
])
def test_the_audit_judges_it_like_the_rest(report: Report, right: str, wrong: str):
    told = neutral(replace(report, shows_digest=True))
    check_own(told)
    paragraphs = [line.replace(right, wrong) for line in told["digest"]["paragraphs"]]
    assert paragraphs != told["digest"]["paragraphs"]
    with pytest.raises(SelfCheckFailed, match="一图读懂"):
        check_own({**told, "digest": {**told["digest"], "paragraphs": paragraphs}})
