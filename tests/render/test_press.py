"""The shortcuts through WeasyPrint: the same pages, and only work that is done anyway left out."""

from __future__ import annotations

import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pydyf
import pypdfium2
import pytest
from a_report import a_report
from helpers import report_of, sample
from PIL import ImageChops
from PIL.Image import Image
from weasyprint import HTML

from discloser.model.report.report import Report
from discloser.render import html, pdf, press, remembered, ruling

FONTS = Path(__file__).parents[2] / "templates" / "fonts"


def pictures(content: bytes) -> list[Image]:
    """Every page in shades of grey."""
    return [page.render(scale=0.5).to_pil().convert("L") for page in pypdfium2.PdfDocument(content)]


def the_long_way(report: Report) -> bytes:
    """The report printed by WeasyPrint as it comes."""
    document = html.document(report, pdf.faces(FONTS) + html.stylesheet("paper.css") + pdf._level_rules())
    laid_out = HTML(string=document, url_fetcher=pdf._font_fetcher(FONTS)).render()
    pdf.justify(laid_out.pages, "body")
    content: bytes = laid_out.write_pdf(pdf_variant="pdf/a-3u", pdf_tags=True)
    return content


def test_the_pages_are_those_that_weasyprint_would_print_the_long_way(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ruling, "replacements", list)
    assert pictures(pdf.render(a_report(), FONTS)) == pictures(the_long_way(a_report()))


def test_lines_drawn_in_one_go_differ_only_in_shade_where_strokes_overlapped():
    for ours, theirs in zip(pictures(pdf.render(a_report(), FONTS)), pictures(the_long_way(a_report())), strict=True):
        shades = ImageChops.difference(ours, theirs).histogram()
        assert sum(shades[1:]) < 0.01 * sum(shades)
        assert sum(shades[64:]) == 0


@pytest.mark.parametrize("report", [a_report(), report_of(sample("bureau-2025-budget"))], ids=["every block", "sample"])
def test_what_is_remembered_changes_no_byte(report: Report, monkeypatch: pytest.MonkeyPatch):
    remembering = pdf.render(report, FONTS)
    monkeypatch.setattr(remembered, "replacements", list)
    assert pdf.render(report, FONTS) == remembering


def test_afterwards_weasyprint_is_as_it_was():
    def replaced_ones() -> list[object]:
        return [vars(owner)[name] for owner, name, _ in remembered.replacements()]

    before = replaced_ones()
    with press.shortcuts():
        assert replaced_ones() != before
    assert replaced_ones() == before


def test_it_is_as_it_was_after_a_failure_too():
    before = pydyf.Stream.data
    with pytest.raises(ZeroDivisionError), press.shortcuts():
        raise ZeroDivisionError
    assert pydyf.Stream.data is before


def test_the_list_of_pages_is_that_of_pydyf_and_grows_with_the_document():
    original = pydyf.PDF.page_references
    document = pydyf.PDF()
    with press.shortcuts():
        for count in (1, 2):
            document.add_page(pydyf.Dictionary({"Type": "/Page", "Parent": document.pages.reference}))
            assert document.page_references == original.fget(document)
            assert len(document.page_references) == count


@pytest.mark.parametrize("compress", [True, False])
def test_a_stream_says_what_it_did_and_how_long_it_is(compress: bool):
    def written() -> tuple[bytes, bytes]:
        head, content = pydyf.Stream(["q", 1.5, b"Q"], {"Type": "/X"}, compress).data.split(b"\nstream\n")
        content = content.removesuffix(b"\nendstream")
        assert f"/Length {len(content)}".encode() in head
        return head[: head.index(b"/Length")], zlib.decompress(content) if compress else content

    as_it_comes = written()
    with press.shortcuts():
        assert written() == as_it_comes


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


def test_loading_starts_no_other_program():
    watched = "import sys; sys.addaudithook(lambda event, _: event == 'subprocess.Popen' and sys.exit('started one'))"
    program = f"{watched}; from discloser.render import press; press.load(); from weasyprint.text.ffi import pango"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_machine_without_pango_says_so_by_an_exception_and_prints_nothing():
    program = """
import cffi
def nowhere(*_): raise OSError
cffi.FFI.dlopen = nowhere
from discloser.render import press
try: press.load()
except OSError: raise SystemExit(9)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (9, b"", b"")


def test_a_document_that_is_no_xml_is_refused():
    with pytest.raises(SyntaxError):
        press.tree("<html><br></html>", None)
