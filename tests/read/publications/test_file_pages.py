"""Every page about files of reports is run: what it says is found, and nothing else of its family."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import PAGES, Example, examples, lacking
from report_files import written

from discloser.read.publications.problems import PUBLICATION_PROBLEMS
from discloser.usecases.audit import audit

CODES = [problem.code for problem in PUBLICATION_PROBLEMS]
EXAMPLES = [example for code in CODES for example in examples(PAGES / f"{code}.md")]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_an_example_gives_what_its_page_says(example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    [found] = audit([written(example)]).values()
    assert [finding.line() for finding in found if finding.code in CODES] == example.expected


def test_every_page_has_an_example_that_fails_and_one_that_passes():
    assert lacking(EXAMPLES, CODES) == []
