"""Every page of an audit rule is run: what it says is found, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import PAGES, Example, agree, examples, lacking
from report_pages import GOOD, findings, merged, shown

from discloser.audit import CATALOGUE
from discloser.model.finding import Nature, Problem
from discloser.read.problems import REPORT_PROBLEMS
from discloser.usecases.audit import audit

ALL: list[Problem] = [*CATALOGUE, *REPORT_PROBLEMS]
OWN_PAGES = sorted(PAGES / f"{problem.code}.md" for problem in ALL)
EXAMPLES = [example for page in OWN_PAGES for example in examples(page)]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_an_example_gives_what_its_page_says(example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    found = [shown(finding) for finding in findings(example)]
    assert agree(found, example.expected), "\n".join(["found:", *found, "expected:", *example.expected])


@pytest.mark.parametrize("name", GOOD)
def test_a_good_report_has_no_findings(name: str, tmp_path: Path):
    path = tmp_path / name
    path.write_text(GOOD[name], encoding="utf-8")
    assert audit([path]) == {str(path): []}


def test_every_page_has_an_example_that_fails_and_one_that_passes():
    assert lacking(EXAMPLES, (problem.code for problem in ALL)) == []


def test_what_is_the_programs_own_fault_is_about_figures_and_completeness():
    own = {problem.code[:3] for problem in CATALOGUE if problem.nature is Nature.OWN}
    assert own == {"TAB", "TIE", "NAR", "PCT", "CMP", "FMT"}


def test_a_fragment_changes_adds_and_takes_out():
    base = {"tables": [{"no": 1, "rows": [["甲", "1"], ["乙", "2"]]}, {"no": 2}], "unit": "某馆"}
    change = {"tables": [{"no": 1, "rows": [["甲", "3"], ["乙"], ["丙", "4"]]}, {"no": 2}]}
    assert merged(base, change) == {"tables": [{"no": 1, "rows": [["甲", "3"], ["丙", "4"]]}], "unit": "某馆"}


def test_the_runner_notices_a_finding_too_many_or_too_few():
    assert agree(["a", "b"], ["a", "b"])
    assert not agree(["a", "b"], ["a"])
    assert not agree([], ["a"])
    assert agree(["a", "b", "c"], ["…", "c"])
    assert not agree(["a", "b", "c"], ["…", "b"])
