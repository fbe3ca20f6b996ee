"""Every page about a fault of report kinds is run: what it says is found, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from kind_pages import GOOD, findings
from pages import PAGES, Example, examples, lacking

from discloser.read.kind.problems import KIND_PROBLEMS
from discloser.usecases.kinds import check_kind_folder

OWN_PAGES = sorted(PAGES.glob("KND*.md"))
EXAMPLES = [example for page in OWN_PAGES for example in examples(page)]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_an_example_gives_what_its_page_says(example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    office = tmp_path / "省"
    office.mkdir()
    monkeypatch.chdir(office)
    found = [finding.line().replace(f"{tmp_path}/", "") for finding in findings(example)]
    assert found == example.expected


def test_the_kind_of_the_examples_has_no_fault():
    assert check_kind_folder(GOOD) == []


def test_every_page_has_an_example_that_fails_and_one_that_passes():
    assert lacking(EXAMPLES, (problem.code for problem in KIND_PROBLEMS)) == []
