"""Every problem there is has a page for officers; what its examples say is run where the problem is at home."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

from pages import PAGES, Example, agree, lacking

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


def test_every_page_tells_what_its_problem_is():
    assert {problem.code: wrong for problem in ALL if (wrong := untold(problem))} == {}


def untold(problem: Problem) -> list[str]:
    """What the page of a problem does not say."""
    page = (PAGES / f"{problem.code}.md").read_text(encoding="utf-8")
    head = f"# {problem.code} {problem.title}\n\n级别：{problem.severity.label}\n"
    parts = [f"\n## {part}\n" for part in ("为什么", "怎么改", "有问题的例子", "正确的例子")]
    basis = [f"依据：{problem.basis}。"] if problem.basis else []
    return [*([] if page.startswith(head) else [head]), *(part for part in (*parts, *basis) if part not in page)]


def test_every_problem_is_worded_for_an_officer():
    assert {problem.code[:3] for problem in ALL} <= set(FAMILIES)
    assert [problem.code for problem in ALL if not problem.code[3:].isdigit() or problem.title.endswith("。")] == []
    words = {problem.code: problem.title + problem.message + problem.hint for problem in ALL}
    assert {code: word for code, told in words.items() for word in JARGON if word in told} == {}


def test_a_page_with_one_sort_of_example_is_noticed():
    fails, passes = (
        Example("AMT001", "表.yaml", {}, "", expected) for expected in (["表.yaml:1:1: AMT001 不是金额"], []))
    assert lacking([fails, passes], ["AMT001"]) == []
    assert lacking([fails], ["AMT001"]) == lacking([passes], ["AMT001"]) == ["AMT001"]


def test_the_runner_of_examples_notices_a_finding_too_many_or_too_few():
    assert agree(["a", "b"], ["a", "b"])
    assert not agree(["a", "b"], ["a"])
    assert not agree([], ["a"])
    assert agree(["a", "b", "c", "d"], ["a", "…", "d"])
    assert not agree(["a", "d"], ["a", "…", "d"])
    assert not agree(["a", "b", "c"], ["a", "…", "d"])
