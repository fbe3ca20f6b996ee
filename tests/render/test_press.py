"""The shortcuts through WeasyPrint: the same pages, and only work that is done anyway left out."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pydyf
import pypdfium2
import pytest
from a_report import a_report
from weasyprint import HTML

from discloser.core.report import Report
from discloser.render import html, pdf, press

FONTS = Path(__file__).parents[2] / "templates" / "fonts"


def pictures(content: bytes) -> list[bytes]:
    """Every page as pixels."""
    return [page.render(scale=0.5).to_pil().tobytes() for page in pypdfium2.PdfDocument(content)]


def the_long_way(report: Report) -> bytes:
    """The report printed by WeasyPrint as it comes."""
    document = html.document(report, pdf.faces(FONTS) + html.stylesheet("paper.css") + pdf._level_rules())
    laid_out = HTML(string=document, url_fetcher=pdf._font_fetcher(FONTS)).render()
    pdf.justify(laid_out.pages, "body")
    content: bytes = laid_out.write_pdf(pdf_variant="pdf/a-3u", pdf_tags=True)
    return content


def test_the_pages_are_those_that_weasyprint_would_print_the_long_way():
    assert pictures(pdf.render(a_report(), FONTS)) == pictures(the_long_way(a_report()))


def test_the_list_of_pages_is_that_of_pydyf_and_grows_with_the_document():
    original = pydyf.PDF.page_references
    press.remember_pages()
    document = pydyf.PDF()
    for count in (1, 2):
        document.add_page(pydyf.Dictionary({"Type": "/Page", "Parent": document.pages.reference}))
        assert document.page_references == original.fget(document)
        assert len(document.page_references) == count


def test_objects_are_written_once_and_as_they_were():
    written = []
    for finish in (lambda *_: None, press.finish):
        document = pydyf.PDF()
        document.add_object(pydyf.Dictionary({"A": 1}))
        document.add_object(pydyf.Stream([b"q", 1.5, "Q"]))
        finish(SimpleNamespace(), document)
        buffer = BytesIO()
        document.write(buffer, identifier=b"1", compress=True)
        written.append(buffer.getvalue())
    assert written[0] == written[1]


def test_a_document_that_is_no_xml_is_refused():
    with pytest.raises(SyntaxError):
        press.tree("<html><br></html>", None)
