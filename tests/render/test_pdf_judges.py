"""Others than us judge the PDF: qpdf its syntax, pdfua its accessibility; and what it says of itself is looked at."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from a_report import YEAR, a_report
from helpers import SAMPLES, case_of_file, some_of
from pdf_reading import FONTS
from pdfua import validate
from test_attached_pages import with_attachments
from test_pdf import ENCLOSED

from discloser.derive.report import assemble
from discloser.model.report.notice import Notice, NoticeTable
from discloser.model.report.report import Heading, Paragraph
from discloser.render import pdf

FORMS = [
    path.relative_to(SAMPLES).as_posix()
    for path in [*sorted(SAMPLES.glob("*.yaml")), *sorted(SAMPLES.glob("*/department.yaml"))]
]
NOTICE = Notice("检查报告", "discloser", YEAR, (
    Heading("一、结果", 1), Paragraph("共2处。"),
    NoticeTable(("位置", "问题"), (1, 3), (("第1行", "金额不符"), ("第2行", ""))),
    Heading("（一）说明", 2), Paragraph("完。", "note"),
), ("核对人", "日期"))


@pytest.fixture(scope="module", params=some_of(["every block", "notice", "bureau-2025-budget.yaml", *FORMS], 3))
def printed(request: pytest.FixtureRequest) -> bytes:
    """Whatever a report may hold; reports of all samples only in make test-all."""
    if request.param == "notice":
        return pdf.render_notice(NOTICE, FONTS)
    if request.param == "every block":
        return pdf.render(replace(with_attachments(), enclosure=ENCLOSED), FONTS)
    return pdf.render(assemble(case_of_file(SAMPLES / request.param)), FONTS)


def test_qpdf_finds_no_fault_in_the_file(printed: bytes):
    with pikepdf.open(BytesIO(printed)) as document:
        assert document.check_pdf_syntax() == []


def test_pdfua_finds_nothing(printed: bytes, tmp_path: Path):
    path = tmp_path / "report.pdf"
    path.write_bytes(printed)
    assert [finding.rule_id for finding in validate(str(path)).findings] == []


def test_the_file_claims_what_it_keeps(printed: bytes):
    with pikepdf.open(BytesIO(printed)) as document, document.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == str(document.docinfo.Title)
        assert metadata["xmp:CreateDate"][:10] == f"{str(document.docinfo.CreationDate)[2:6]}-01-01"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle


def test_a_spoilt_file_is_found_out(tmp_path: Path):
    printed = pdf.render(a_report(), FONTS)
    with pikepdf.open(BytesIO(printed)) as document:
        del document.Root.StructTreeRoot
        document.save(tmp_path / "spoilt.pdf")
    assert validate(str(tmp_path / "spoilt.pdf")).findings
