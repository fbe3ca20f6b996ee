"""What inspectors find wrong in published reports: each is prevented, looked for by a rule, or said to be for people.

The list is docs/inspection.md, which officers read. That a rule finds its fault is shown by the rule's own page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from helpers import SAMPLES

from discloser.audit import CATALOGUE
from discloser.usecases.audit import audit
from discloser.usecases.build import build
from discloser.usecases.explain import catalogue

PAGE = Path(__file__).parents[2] / "docs" / "inspection.md"
OF_REPORTS = frozenset(problem.code for problem in CATALOGUE)
SAMPLE_FORMS = sorted(path.name for path in SAMPLES.glob("*.yaml"))
DECIDABLE = 54
"""Of 75 kinds of error, what a program can decide from one report alone."""


@dataclass(frozen=True)
class Fault:
    """A line of the page."""

    number: int
    what: str
    how: str
    codes: tuple[str, ...]

    @property
    def prevented(self) -> bool:
        return self.how.startswith("生成时不会有")


@cache
def faults() -> list[Fault]:
    rows = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \| (.*?)\|$", PAGE.read_text(encoding="utf-8"), re.M)
    return [Fault(int(number), what, how, tuple(codes.split())) for number, what, how, codes in rows]


@cache
def prevented() -> frozenset[str]:
    """Codes of report rules that nothing in a generated report may break."""
    return frozenset(code for fault in faults() if fault.prevented for code in fault.codes) & OF_REPORTS


def test_the_page_lists_every_kind_of_error_once():
    assert [fault.number for fault in faults()] == list(range(1, 76))
    assert len({fault.what for fault in faults()}) == 75


def test_what_a_program_can_decide_is_decided():
    assert len([fault for fault in faults() if fault.codes]) >= DECIDABLE


def test_every_code_on_the_page_is_a_rule():
    known = {problem.code for problem in catalogue()}
    assert [code for fault in faults() for code in fault.codes if code not in known] == []


def test_what_no_rule_looks_for_has_a_reason():
    silent = [fault for fault in faults() if not fault.codes]
    assert [fault.number for fault in silent if "：" not in fault.how and "（" not in fault.how] == []
    assert {fault.how[:2] for fault in faults()} == {"生成", "填报", "靠人"}


@pytest.mark.parametrize("name", SAMPLE_FORMS)
def test_a_generated_report_has_none_of_the_errors_that_are_prevented(name: str, tmp_path: Path):
    [report] = build(SAMPLES / name, tmp_path, ["json"]).files
    found = audit([report])[str(report)]
    assert len(prevented()) > 40
    assert [f"{finding.code} {finding.message}" for finding in found if finding.code in prevented()] == []
