"""Every page in docs/rules is run: what it says is found, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pages import PAGES, Example, agree, lacking
from rule_pages import GOOD, GOOD_FINAL, NAMES, completed, examples, findings

from discloser.model.finding import Problem
from discloser.read.problems import FORM_PROBLEMS
from discloser.rules import PROBLEMS as OF_RULES
from discloser.rules import RULES
from discloser.rules.rule import Rule

CATALOGUE: list[Problem] = [*FORM_PROBLEMS, *OF_RULES]
FAMILIES = {
    "FIL", "YML", "FRM", "OLD", "EST", "IDN", "DAT", "COD", "LIN", "AMT", "SOC", "ORG", "TPE", "PRI", "PRJ", "TGT",
    "EVA", "PRC", "AST", "TXT", "ATT", "BAL", "FIN", "CNF", "LNK", "DEP",
}
"""The families whose examples are YAML forms."""

OWN_PAGES = sorted(page for page in PAGES.glob(NAMES) if page.stem[:3] in FAMILIES)
EXAMPLES = [example for page in OWN_PAGES for example in examples(page)]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_an_example_gives_what_its_page_says(example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    found = [finding.line() for finding in findings(example)]
    assert agree(found, example.expected), "\n".join(["found:", *found, "expected:", *example.expected])


def test_every_page_has_an_example_that_fails_and_one_that_passes():
    assert lacking(EXAMPLES, (problem.code for problem in CATALOGUE)) == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.parameters], ids=lambda rule: rule.code)
def test_a_page_tells_the_parameters_of_its_rule(rule: Rule):
    page = (PAGES / f"{rule.code}.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^- `([^`]+)`：(\d+)。", page.partition("\n## 参数\n")[2], re.M))
    assert told == {name: str(value) for name, value in rule.parameters.items()}


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
