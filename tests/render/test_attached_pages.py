"""Attachments in the finished report: in order, each with its heading in the contents, every page whole."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from a_report import a_report
from openxml_audit import OpenXmlValidator
from pdf_reading import tags
from PIL import Image
from report_texts import bare
from word_reading import contents_of, opened

from discloser.model.report.report import Attachment, Picture, Report
from discloser.render import html, pdf
from discloser.render.pdf.content import report_content
from discloser.render.pdf.pictures import PicturesDiffer, put_in_place
from discloser.render.word import render

FONTS = Path(__file__).parents[2] / "templates" / "fonts"


def a_page(width: int, height: int, words: str) -> Picture:
    buffer = io.BytesIO()
    Image.new("L", (width, height), 128).save(buffer, "JPEG")
    return Picture(buffer.getvalue(), width, height, words)


def with_attachments() -> Report:
    scan = Attachment("附件1　预算批复", (a_page(1653, 2339, "批复，第1页"), a_page(1653, 2339, "批复，第2页")))
    plan = Attachment("附件2　平面图", (a_page(2339, 1653, "平面图 <甲>"),))
    return replace(a_report(), attachments=(scan, plan))


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf.render(with_attachments(), FONTS)


@pytest.fixture(scope="module")
def document() -> bytes:
    return render(with_attachments())


def test_each_page_of_an_attachment_is_a_page_of_the_pdf_at_the_end(printed: bytes):
    pages = list(pypdfium2.PdfDocument(printed))
    without = len(pypdfium2.PdfDocument(pdf.render(a_report(), FONTS)))
    texts = [bare(page.get_textpage().get_text_bounded()) for page in pages[without:]]
    number = without - 2
    assert texts == [
        f"附件1预算批复—{number + 1}—", f"—{number + 2}—", f"附件2平面图—{number + 3}—",
    ]


def test_pictures_fill_the_page_and_stay_on_it(printed: bytes):
    for page in list(pypdfium2.PdfDocument(printed))[-3:]:
        (picture,) = (found for found in page.get_objects() if found.type == 3)
        left, bottom, right, top = picture.get_bounds()
        assert 40 < left < right < 555
        assert 50 < bottom < top < 790
        assert right - left > 500 or top - bottom > 600


def test_the_contents_and_bookmarks_list_them(printed: bytes):
    texts = [bare(page.get_textpage().get_text_bounded()) for page in pypdfium2.PdfDocument(printed)]
    last = len(texts) - 2
    assert f"附件1预算批复{last - 2}" in texts[1]
    assert texts[1].endswith(str(last))
    with pikepdf.open(io.BytesIO(printed)) as opened_pdf, opened_pdf.open_outline() as outline:
        assert [item.title for item in outline.root][-2:] == ["附件1　预算批复", "附件2　平面图"]


def test_the_pictures_are_taken_over_as_they_are_and_have_their_words(printed: bytes):
    content = [page.content for attached in with_attachments().attachments for page in attached.pages]
    with pikepdf.open(io.BytesIO(printed)) as opened_pdf:
        assert opened_pdf.check_pdf_syntax() == []
        raw = {image.read_raw_bytes() for page in opened_pdf.pages for image in page.get_images().values()}
        assert raw == set(content)
        alternatives = [str(element.Alt) for element in tags(opened_pdf) if element.S == "/Figure"]
    assert [page.alternative for attached in with_attachments().attachments for page in attached.pages] == \
        alternatives[-3:]


def test_the_typesetter_never_gets_a_page_to_unpack():
    content = report_content(with_attachments())
    assert len(content.pictures) == 2  # the first two are alike
    for standing in content.pictures:
        assert Image.open(io.BytesIO(standing)).size == (1, 1)
    assert {picture.content for picture in content.pictures.values()} == \
        {page.content for attached in with_attachments().attachments for page in attached.pages}


def test_a_picture_that_was_sent_and_not_printed_stops_the_pdf(printed: bytes):
    content = report_content(with_attachments())
    with pikepdf.open(io.BytesIO(printed)) as opened_pdf, pytest.raises(PicturesDiffer):
        put_in_place(opened_pdf, content.pictures)


def test_word_has_them_in_order_with_their_heading_in_the_contents(document: bytes, tmp_path: Path):
    path = tmp_path / "报告.docx"
    path.write_bytes(document)
    assert list(OpenXmlValidator().validate(path).errors) == []
    lines = contents_of(opened(document))
    assert [(level, text) for level, text, _ in lines[-2:]] == [(1, "附件1　预算批复"), (1, "附件2　平面图")]
    assert lines[-1][2] == lines[-2][2] + 2
    with ZipFile(path) as package:
        media = [package.read(f"word/media/page{number}.jpeg") for number in (1, 2, 3)]
    assert media == [page.content for attached in with_attachments().attachments for page in attached.pages]


def test_drawings_of_the_document_have_numbers_and_words_of_their_own(document: bytes):
    shapes = opened(document).element.body.findall(
        ".//{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    )
    assert len({shape.get("id") for shape in shapes}) == len(shapes) == 5
    assert [shape.get("descr") for shape in shapes[-3:]] == ["批复，第1页", "批复，第2页", "平面图 <甲>"]


def test_the_web_page_holds_them_too():
    page = html.render(with_attachments()).decode()
    assert page.count('src="data:image/jpeg;base64,') == 3
    assert 'alt="平面图 &lt;甲&gt;"' in page


def test_reports_with_attachments_are_reproducible(printed: bytes, document: bytes):
    assert pdf.render(with_attachments(), FONTS) == printed
    assert render(with_attachments()) == document
