"""Every page of an audit rule is run: what it says is found, and nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from report_pages import GOOD, PAGES, Example, agree, examples, findings, merged, shown

from discloser.app import audit
from discloser.audit import CATALOGUE, OWN
from discloser.core.finding import Problem
from discloser.read.report_json import PROBLEMS

ALL: list[Problem] = [*CATALOGUE, *PROBLEMS]
FAMILIES = {"TAB", "TIE", "NAR", "PCT", "CMP", "FMT", "WRD", "TGJ", "RPT"}
"""The families whose examples are reports."""

OWN_PAGES = sorted(page for page in PAGES.glob("[A-Z]*[0-9].md") if page.stem[:3] in FAMILIES)
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


def test_codes_are_never_used_twice():
    assert [code for code, times in Counter(problem.code for problem in ALL).items() if times > 1] == []


def test_every_problem_has_a_page_and_every_page_a_problem():
    assert sorted(problem.code for problem in ALL) == [page.stem for page in OWN_PAGES]


@pytest.mark.parametrize("problem", ALL, ids=lambda problem: problem.code)
def test_a_page_tells_what_its_problem_is(problem: Problem):
    page = (PAGES / f"{problem.code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {problem.code} {problem.title}\n\n级别：{problem.severity.label}\n")
    parts = ("为什么", "怎么改", "有问题的例子", "正确的例子")
    assert [part for part in parts if f"\n## {part}\n" not in page] == []
    assert not problem.basis or f"依据：{problem.basis}。" in page


@pytest.mark.parametrize("problem", ALL, ids=lambda problem: problem.code)
def test_a_page_has_an_example_that_fails_and_one_that_passes(problem: Problem):
    own = [example for example in EXAMPLES if example.code == problem.code]
    assert any(any(f": {problem.code} " in line for line in example.expected) for example in own)
    assert any(not example.expected for example in own)


@pytest.mark.parametrize("problem", ALL, ids=lambda problem: problem.code)
def test_a_problem_is_worded_for_an_officer(problem: Problem):
    assert problem.code[:3] in FAMILIES
    assert problem.code[3:].isdigit()
    assert not problem.title.endswith("。")
    jargon = ("映射", "标量", "节点", "解析", "None", "null", "mapping")
    assert [word for word in jargon if word in problem.title + problem.message + problem.hint] == []


def test_what_is_the_programs_own_fault_is_an_error_of_the_catalogue():
    by_code = {problem.code: problem for problem in CATALOGUE}
    assert set(by_code) >= OWN
    assert not {code for code in OWN if code[:3] in ("WRD", "TGJ")}


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
