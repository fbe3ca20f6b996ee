"""The second engine: it fetches nothing but what is handed to it, and is loaded only when it is wanted."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from typing import Any

import pytest
from a_report import a_report
from hostile import a_hostile_report
from pdf_reading import FONTS, page_texts, with_blocks
from test_pdf_judges import NOTICE

from discloser.model.report.report import Paragraph
from discloser.render import FORMATS, NOTICES, CannotRender, html_pdf


def test_attacks_fetch_nothing(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture):
    fetched: list[str] = []
    make_fetcher = html_pdf.fetcher

    def spying(*known: Any) -> Any:
        made = make_fetcher(*known)
        fetch = made.fetch
        monkeypatch.setattr(made, "fetch", lambda url, headers=None: fetched.append(url) or fetch(url, headers))
        return made

    monkeypatch.setattr(html_pdf, "fetcher", spying)
    with caplog.at_level(logging.WARNING, "weasyprint"):
        texts = "".join(page_texts(html_pdf.render(a_hostile_report(), FONTS)))
    assert "file:///etc/passwd" in texts
    assert "root:" not in texts
    assert {url.partition(":")[0] for url in fetched} == {"font"}
    assert [record.message for record in caplog.records if "load" in record.message.lower()] == []


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://192.0.2.1/", "https://192.0.2.1/x.css", "data:text/css,*{}", "font:COPYING",
            "font:../fonts/FandolSong-Regular.otf", "font:/etc/passwd", "font:", "FandolSong-Regular.otf"],
)
def test_the_fetcher_refuses_all_but_the_shipped_fonts(url: str):
    with pytest.raises(PermissionError):
        html_pdf.fetcher(FONTS, {}).fetch(url)


def test_the_fetcher_gives_a_shipped_font():
    response = html_pdf.fetcher(FONTS, {}).fetch("font:FandolSong-Regular.otf")
    assert response.read() == (FONTS / "FandolSong-Regular.otf").read_bytes()


def test_where_there_is_no_typst_it_prints(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("discloser.render.formats.pdf.find_spec", lambda name: None)
    report = with_blocks(Paragraph("2025年预算"))
    assert FORMATS["pdf"].render(report, FONTS) == html_pdf.render(report, FONTS)
    assert NOTICES["pdf"](NOTICE, FONTS) == html_pdf.render_notice(NOTICE, FONTS)


def test_a_notice_has_its_words():
    assert "第1行金额不符" in page_texts(html_pdf.render_notice(NOTICE, FONTS))[0]


def test_without_pango_it_says_so_in_an_officers_words(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(CannotRender, match="Pango"):
        html_pdf.render(a_report(), FONTS)


def test_a_pdf_by_typst_loads_nothing_of_it():
    program = (
        "import sys; from pathlib import Path; from a_report import a_report; from discloser.render import FORMATS;"
        "FORMATS['pdf'].render(a_report(), Path(sys.argv[1])); sys.exit('weasyprint' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, "-c", program, str(FONTS)], env=environment, check=False)
    assert done.returncode == 0
