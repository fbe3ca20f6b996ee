"""The limits that docs/reliability.md tells are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fuzz import running

from discloser.derive.narrative import budget, language
from discloser.disk import journal
from discloser.model.text import file_names
from discloser.read import given_forms
from discloser.read.docx import package as word
from discloser.read.form import attachments, drawing, pages, references
from discloser.read.json import report as json_report
from discloser.read.kind import files as kind_files
from discloser.read.kind import ordinary, sizes
from discloser.read.kind.problems import KIND_PROBLEMS
from discloser.read.publications import reading
from discloser.read.xlsx import package
from discloser.read.yaml import reader
from discloser.usecases.batch.hands import SECONDS, SECONDS_OF_A_CHECK
from discloser.usecases.batch.names import LONGEST

PAGE = (Path(__file__).parents[1] / "docs" / "reliability.md").read_text(encoding="utf-8")
MEBIBYTE = 2**20
ROWS = dict(re.findall(r"^\| (.+?) \| (.+?) \| .+ \|$", PAGE, re.M))


@pytest.mark.parametrize(("what", "limits"), [
    ("填报表，文本", [reader.LARGEST // MEBIBYTE]),
    ("填报表，工作簿", [limit // MEBIBYTE for limit in (
        given_forms.LARGEST, package.LARGEST_PART, package.MOST_UNPACKED)]),
    ("附件", [attachments._LARGEST_FILE // MEBIBYTE, attachments._MOST_PAGES, int(drawing._SECONDS_A_PAGE),
            int(drawing._SECONDS_IN_ALL), drawing._MEMORY // MEBIBYTE]),
    ("附件的一页", [pages.LONG_SIDE, pages._HEAVIEST // 1024, pages.MOST_PIXELS // 10_000]),
    ("所属单位", [references.MOST_UNITS]),
    ("核对的报告，JSON", [json_report.LARGEST // MEBIBYTE]),
    ("核对的报告，PDF、Word、Excel、网页", [reading.LARGEST_FILE // MEBIBYTE]),
    ("收回的 Word 报告", [limit // MEBIBYTE for limit in (
        word.LARGEST_FILE, word._LARGEST_PART, word._MOST_UNPACKED)] + [word._MOST_MARKS // 10_000]),
    ("版式里的文件", [kind_files._MOST_TABLES, kind_files._MOST_TEXTS, ordinary.LARGEST_TEXT // 1024,
                ordinary.LARGEST_LIST // MEBIBYTE]),
    ("版式的一张表", [sizes._MOST_COLUMNS, sizes._MOST_ROWS, sizes._WIDEST_INDENT, sizes._MOST_CELLS]),
    ("版式的取数、增减、图、名词、部分", [sizes._MOST_PIECES]),
    ("一篇文稿", [language._MOST_PIECES, language._DEEPEST]),
    ("一份报告的文稿", [budget._STEPS, budget._CHARACTERS]),
    ("报告的文件名", [file_names.LONGEST_STEM, file_names.LONGEST_STEM // 3]),
    ("等别的程序写完", [int(journal._PATIENCE)]),
])
def test_a_limit_is_as_the_page_says(what: str, limits: list[int]):
    assert [int(number) for number in re.findall(r"\d+", ROWS[what])] == limits


def test_a_run_of_fuzz_has_the_bounds_that_the_page_says():
    said = re.search(r"不能超过 (\d+) 秒、(\d+) MB", PAGE)
    assert said is not None
    assert (float(said[1]), int(said[2]) * 1024) == (running.LONGEST, running.LARGEST)


def test_the_limits_of_a_batch_are_those_of_the_code():
    assert "60 个字" in PAGE
    assert LONGEST == 60
    assert "生成 300 秒，只核对 60 秒" in PAGE
    assert (SECONDS, SECONDS_OF_A_CHECK) == (300, 60)


def test_every_problem_of_kinds_that_guards_against_a_stranger_is_told():
    assert {one.code for one in KIND_PROBLEMS if one.code >= "KND027"} <= set(re.findall(r"KND\d{3}", PAGE))
