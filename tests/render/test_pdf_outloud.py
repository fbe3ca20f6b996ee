"""Outloud, another judge of accessible PDF, hears every sample. It draws in an AGPL library, so it is only a tool."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from a_report import a_report
from helpers import PROJECT_FOLDER, SAMPLES, case_of_file
from pdf_reading import FONTS
from test_attached_pages import with_attachments
from test_pdf import ENCLOSED
from test_pdf_judges import FORMS, NOTICE

from discloser.derive.report import assemble
from discloser.render import pdf

pytestmark = pytest.mark.outloud

OUTLOUD = PROJECT_FOLDER / ".venv-outloud" / "bin" / "outloud"
KNOWN = {
    "DOC-040": "a Chinese title has no blanks, so that it is the name of the file looks like a mistake",
    "HDG-010": "2025年预算收支总表 begins with digits and has no blanks, so it looks like a reference number",
    "FIG-012": "Chinese words are not told apart by blanks, so an alternative text looks like one long word",
    "TBL-012": "a prescribed table stays as it is where a unit has hardly any figures for it",
    "TBL-014": "a table over two pages is one table, and looked for on its first page only",
    "PAG-001": "tables that fill pages have the same words at the foot of several",
}
"""Warnings that say nothing is wrong, and why each comes."""


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("pdf")
    for number, content in enumerate(_documents()):
        (folder / f"{number}.pdf").write_bytes(content)
    return _results(sorted(folder.glob("*.pdf")), folder)


def _documents() -> Iterator[bytes]:
    yield from (pdf.render(assemble(case_of_file(SAMPLES / form)), FONTS) for form in FORMS)
    yield pdf.render(replace(with_attachments(), enclosure=ENCLOSED), FONTS)
    yield pdf.render_notice(NOTICE, FONTS)


def _results(paths: list[Path], folder: Path) -> list[dict[str, Any]]:
    told = folder / "told.json"
    subprocess.run([OUTLOUD, "--json", told, *paths], capture_output=True, check=False)
    results: list[dict[str, Any]] = json.loads(told.read_text("utf-8"))["results"]
    return results


def test_it_hears_every_page_and_finds_no_error(heard: list[dict[str, Any]]):
    assert len(heard) == len(FORMS) + 2
    assert all(one["stats"]["pages"] for one in heard)
    assert [found for one in heard for found in one["findings"] if found["severity"] == "error"] == []


def test_its_warnings_are_known_to_say_nothing(heard: list[dict[str, Any]]):
    assert {found["rule"] for one in heard for found in one["findings"]} <= set(KNOWN)


def test_it_hears_what_is_missing(tmp_path: Path):
    (tmp_path / "whole.pdf").write_bytes(pdf.render(a_report(), FONTS))
    with pikepdf.open(tmp_path / "whole.pdf") as document:
        del document.Root.StructTreeRoot
        document.save(tmp_path / "spoilt.pdf")
    (result,) = _results([tmp_path / "spoilt.pdf"], tmp_path)
    assert result["counts"]["error"]
