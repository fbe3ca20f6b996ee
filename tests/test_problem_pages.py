"""Every problem there is has a page for officers; what its examples say is run where the problem is at home."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest
from pages import PAGES, agree

from discloser.model.families import FAMILIES
from discloser.model.finding import Problem
from discloser.usecases.explain import catalogue

ALL = catalogue()
JARGON = ("映射", "标量", "节点", "字段", "解析", "None", "null", "mapping", "Traceback", "schema")


def test_codes_are_never_used_twice():
    assert [code for code, times in Counter(problem.code for problem in ALL).items() if times > 1] == []


def test_a_program_that_loads_nothing_else_knows_every_problem():
    """Problems are declared where they are told; `discloser rules` loads none of that by itself."""
    program = "from discloser.usecases.explain import catalogue; print(*(one.code for one in catalogue()))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [problem.code for problem in ALL]


def test_every_problem_has_a_page_and_every_page_a_problem():
    assert sorted(problem.code for problem in ALL) == sorted(page.stem for page in PAGES.glob("[A-Z]*[0-9].md"))


@pytest.mark.parametrize("problem", ALL, ids=lambda problem: problem.code)
def test_a_page_tells_what_its_problem_is(problem: Problem):
    page = (PAGES / f"{problem.code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {problem.code} {problem.title}\n\n级别：{problem.severity.label}\n")
    parts = ("为什么", "怎么改", "有问题的例子", "正确的例子")
    assert [part for part in parts if f"\n## {part}\n" not in page] == []
    assert not problem.basis or f"依据：{problem.basis}。" in page


@pytest.mark.parametrize("problem", ALL, ids=lambda problem: problem.code)
def test_a_problem_is_worded_for_an_officer(problem: Problem):
    assert problem.code[:3] in FAMILIES
    assert problem.code[3:].isdigit()
    assert not problem.title.endswith("。")
    assert [word for word in JARGON if word in problem.title + problem.message + problem.hint] == []


def test_the_runner_of_examples_notices_a_finding_too_many_or_too_few():
    assert agree(["a", "b"], ["a", "b"])
    assert not agree(["a", "b"], ["a"])
    assert not agree([], ["a"])
    assert agree(["a", "b", "c", "d"], ["a", "…", "d"])
    assert not agree(["a", "d"], ["a", "…", "d"])
    assert not agree(["a", "b", "c"], ["a", "…", "d"])
