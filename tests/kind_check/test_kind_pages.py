"""Every page about a fault of report kinds is run: what it says is found, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from kind_pages import GOOD, PAGES, Example, examples, findings

from discloser.core.families import FAMILIES
from discloser.core.finding import Problem
from discloser.kinding import check_kind_folder
from discloser.read.kind_problems import PROBLEMS

OWN_PAGES = sorted(PAGES.glob("KND*.md"))
EXAMPLES = [example for page in OWN_PAGES for example in examples(page)]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_an_example_gives_what_its_page_says(example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    found = [finding.line() for finding in findings(example)]
    assert found == example.expected


def test_the_kind_of_the_examples_has_no_fault():
    assert check_kind_folder(GOOD) == []


def test_every_problem_has_a_page_and_every_page_a_problem():
    assert [problem.code for problem in PROBLEMS] == [page.stem for page in OWN_PAGES]
    assert {problem.code[:3] for problem in PROBLEMS} <= set(FAMILIES)


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.code)
def test_a_page_tells_what_its_problem_is(problem: Problem):
    page = (PAGES / f"{problem.code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {problem.code} {problem.title}\n\n级别：{problem.severity.label}\n")
    parts = ("为什么", "怎么改", "有问题的例子", "正确的例子")
    assert [part for part in parts if f"\n## {part}\n" not in page] == []


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.code)
def test_a_page_has_an_example_that_fails_and_one_that_passes(problem: Problem):
    own = [example for example in EXAMPLES if example.code == problem.code]
    assert any(any(f": {problem.code} " in line for line in example.expected) for example in own)
    assert any(not example.expected for example in own)


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.code)
def test_a_problem_is_worded_for_a_finance_bureau(problem: Problem):
    words = problem.title + problem.message + problem.hint
    jargon = ("映射", "标量", "节点", "字段", "解析", "None", "null", "Traceback", "schema")
    assert [word for word in jargon if word in words] == []
