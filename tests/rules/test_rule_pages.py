"""Every page in docs/rules is run: what it says is found, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from rule_pages import GOOD, GOOD_FINAL, NAMES, PAGES, Example, agree, completed, examples, findings

from discloser.core.families import FAMILIES as FAMILY_NAMES
from discloser.core.finding import Problem
from discloser.read.attachments import PROBLEMS as OF_ATTACHMENTS
from discloser.read.lettering import PROBLEMS as OF_LETTERING
from discloser.read.problems import PROBLEMS
from discloser.read.references import PROBLEMS as OF_REFERENCES
from discloser.rules import PROBLEMS as OF_RULES
from discloser.rules import RULES
from discloser.rules.rule import Rule

CATALOGUE: list[Problem] = [*PROBLEMS, *OF_ATTACHMENTS, *OF_LETTERING, *OF_REFERENCES, *OF_RULES]
FAMILIES = {
    "FIL", "YML", "FRM", "OLD", "IDN", "DAT", "COD", "LIN", "AMT", "SOC", "ORG", "TPE", "PRI", "PRJ", "TGT", "PRC",
    "AST", "TXT", "ATT", "BAL", "FIN", "CNF", "LNK", "DEP",
}
"""The families whose examples are YAML forms."""

OWN_PAGES = sorted(page for page in PAGES.glob(NAMES) if page.stem[:3] in FAMILIES)
EXAMPLES = [example for page in OWN_PAGES for example in examples(page)]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_an_example_gives_what_its_page_says(example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    found = [finding.line() for finding in findings(example)]
    assert agree(found, example.expected), "\n".join(["found:", *found, "expected:", *example.expected])


def test_codes_are_never_used_twice():
    assert [code for code, times in Counter(problem.code for problem in CATALOGUE).items() if times > 1] == []


def test_every_problem_has_a_page_and_every_page_a_problem():
    assert sorted(problem.code for problem in CATALOGUE) == [page.stem for page in OWN_PAGES]


@pytest.mark.parametrize("problem", CATALOGUE, ids=lambda problem: problem.code)
def test_a_page_tells_what_its_problem_is(problem: Problem):
    page = (PAGES / f"{problem.code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {problem.code} {problem.title}\n\n级别：{problem.severity.label}\n")
    parts = ("为什么", "怎么改", "有问题的例子", "正确的例子")
    assert [part for part in parts if f"\n## {part}\n" not in page] == []
    assert not problem.basis or f"依据：{problem.basis}。" in page


@pytest.mark.parametrize("problem", CATALOGUE, ids=lambda problem: problem.code)
def test_a_page_has_an_example_that_fails_and_one_that_passes(problem: Problem):
    own = [example for example in EXAMPLES if example.code == problem.code]
    assert any(any(f": {problem.code} " in line for line in example.expected) for example in own)
    assert any(not example.expected for example in own)


@pytest.mark.parametrize("problem", CATALOGUE, ids=lambda problem: problem.code)
def test_a_problem_is_worded_for_an_officer(problem: Problem):
    assert problem.code[:3] in FAMILIES
    assert problem.code[3:].isdigit()
    assert not problem.title.endswith("。")
    words = problem.title + problem.message + problem.hint
    jargon = ("映射", "标量", "节点", "字段", "解析", "None", "null", "mapping")
    assert [word for word in jargon if word in words] == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.parameters], ids=lambda rule: rule.code)
def test_a_page_tells_the_parameters_of_its_rule(rule: Rule):
    page = (PAGES / f"{rule.code}.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^- `([^`]+)`：(\d+)。", page.partition("\n## 参数\n")[2], re.M))
    assert told == {name: str(value) for name, value in rule.parameters.items()}


def test_every_family_has_a_name():
    assert {problem.code[:3] for problem in CATALOGUE} <= set(FAMILY_NAMES)


def test_the_runner_notices_a_finding_too_many_or_too_few():
    assert agree(["a", "b"], ["a", "b"])
    assert not agree(["a", "b"], ["a"])
    assert not agree([], ["a"])
    assert agree(["a", "b", "c", "d"], ["a", "…", "d"])
    assert not agree(["a", "d"], ["a", "…", "d"])
    assert not agree(["a", "b", "c"], ["a", "…", "d"])


def test_a_fragment_is_completed_after_its_own_lines():
    fragment = "单位：\n  名称: 甲\n政府采购: {货物: 1, 工程: 0, 服务: 0}\n"
    whole = completed(fragment)
    assert whole.startswith(fragment)
    assert "临河市" not in whole
    assert whole.count("政府采购") == 1
    assert "三公经费:\n" in whole


def test_the_good_form_is_whole():
    assert completed("") == GOOD
    assert completed("", GOOD_FINAL) == GOOD_FINAL
