"""The limits that docs/reliability.md tells are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from discloser.disk import journal
from discloser.model.text import file_names
from discloser.read import given_forms
from discloser.read.form import attachments, drawing, references
from discloser.read.json import report as json_report
from discloser.read.publications import reading
from discloser.read.xlsx import package
from discloser.read.yaml import reader

PAGE = (Path(__file__).parents[1] / "docs" / "reliability.md").read_text(encoding="utf-8")
MEBIBYTE = 2**20
ROWS = dict(re.findall(r"^\| (.+?) \| (.+?) \| .+ \|$", PAGE, re.M))


@pytest.mark.parametrize(("what", "limits"), [
    ("填报表，文本", [reader.LARGEST // MEBIBYTE]),
    ("填报表，工作簿", [limit // MEBIBYTE for limit in (
        given_forms.LARGEST, package.LARGEST_PART, package.MOST_UNPACKED)]),
    ("附件", [attachments._LARGEST_FILE // MEBIBYTE, attachments._MOST_PAGES, int(drawing._SECONDS_A_PAGE),
            int(drawing._SECONDS_IN_ALL), drawing._MEMORY // MEBIBYTE]),
    ("所属单位", [references.MOST_UNITS]),
    ("核对的报告，JSON", [json_report.LARGEST // MEBIBYTE]),
    ("核对的报告，PDF、Word、Excel、网页", [reading.LARGEST_FILE // MEBIBYTE]),
    ("报告的文件名", [file_names.LONGEST_STEM, file_names.LONGEST_STEM // 3]),
    ("等别的程序写完", [int(journal._PATIENCE)]),
])
def test_a_limit_is_as_the_page_says(what: str, limits: list[int]):
    assert [int(number) for number in re.findall(r"\d+", ROWS[what])] == limits
