"""The Word report against the schemas and rules of Microsoft's Open XML SDK, as openxml-audit has them in Python."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from a_report import a_report
from helpers import report_of, sample
from hostile import a_hostile_report
from openxml_audit import FileFormat, OpenXmlValidator

from discloser.model.report.report import Report
from discloser.render.word import render

OLDEST_WORD = FileFormat.OFFICE_2010
REPORTS = {"invented": a_report, "hostile": a_hostile_report} | {
    name: lambda name=name: report_of(sample(name))
    for name in ("fenyang-2025-budget", "bureau-2025-budget", "new-unit-2025-budget")
} | {"with its digest": lambda: replace(report_of(sample("bureau-2025-budget")), shows_digest=True)}


def faults(content: bytes, path: Path) -> list[str]:
    """What the validator says against a file: part, element, fault."""
    path.write_bytes(content)
    result = OpenXmlValidator(file_format=OLDEST_WORD).validate(path)
    return [f"{error.part_uri} {error.path}: {error.description}" for error in result.errors]


@pytest.mark.parametrize("name", REPORTS)
def test_the_document_is_valid_for_word_2010_and_later(name: str, tmp_path: Path):
    report: Report = REPORTS[name]()
    assert faults(render(report), tmp_path / "报告.docx") == []


def test_the_workbooks_behind_the_charts_are_valid(tmp_path: Path):
    with ZipFile(BytesIO(render(a_report()))) as package:
        workbooks = [package.read(name) for name in package.namelist() if name.endswith(".xlsx")]
    assert len(workbooks) == 2
    assert [faults(workbook, tmp_path / "图.xlsx") for workbook in workbooks] == [[], []]


@pytest.mark.parametrize(
    ("part", "right", "wrong"),
    [
        ("word/document.xml", "<w:cantSplit/>", "<w:splitsNever/>"),
        ("word/document.xml", 'w:hRule="atLeast"', 'w:hRule="roughly"'),
        ("word/document.xml", "<w:tblGrid>", "<w:p/><w:tblGrid>"),
        ("word/charts/chart1.xml", '<c:varyColors val="1"/>', '<c:varyColors val="perhaps"/>'),
        ("word/styles.xml", "<w:basedOn ", "<w:basedOff "),
        ("word/theme/theme1.xml", "<a:effectStyleLst>", "<a:effectStyleLst><a:none/>"),
    ],
)
def test_a_fault_in_any_part_is_seen(part: str, right: str, wrong: str, tmp_path: Path):
    with ZipFile(BytesIO(render(a_report()))) as package, ZipFile(tmp_path / "坏.docx", "w") as spoilt:
        for name in package.namelist():
            text = package.read(name)
            if name == part:
                assert right.encode() in text
                text = text.replace(right.encode(), wrong.encode(), 1)
            spoilt.writestr(name, text)
    assert faults((tmp_path / "坏.docx").read_bytes(), tmp_path / "坏.docx")
