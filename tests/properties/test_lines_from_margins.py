"""Whatever a unit's lines are, the margins of its tables never lead to a wrong line that is called certain."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from helpers import INSTALLED, a_form, basic, classification_of, kind_named, neutral_of, project
from hypothesis import given
from hypothesis import strategies as st
from random_forms import forms

from discloser.audit import PrintedReport
from discloser.audit.anywhere.from_neutral import publication_of
from discloser.audit.anywhere.sheets import laid_out
from discloser.model.form.budget import Form
from discloser.pull.intake.atoms import Atom
from discloser.pull.intake.margins import MarginReader
from discloser.pull.intake.solving import Grade, Solved, solved
from discloser.pull.intake.words import IntakeWords, words_of
from discloser.read.kind.words import read_words

FUNCTIONS = ("2070101", "2080501", "2080505", "2080506", "2101101", "2101102", "2210201", "2120803", "2059999")
ECONOMICS = ("30101", "30102", "30107", "30108", "30109", "30110", "30113", "30201", "30228", "30302", "31002")
USUAL = (("2080505", "30108"), ("2080506", "30109"), ("2101102", "30110"), ("2210201", "30113"))
FUNDS = ("一般公共预算", "一般公共预算", "一般公共预算", "单位资金", "财政专户管理资金")
DIGIT = 10_000  # 0.01 万元, in 分


def words() -> IntakeWords:
    return words_of(read_words(INSTALLED.shared("words"), "import.yaml"), "budget", kind_named().funds)


amounts = st.integers(100_000, 10**9).map(lambda fen: Decimal(fen) / 100)
funds = st.sampled_from(FUNDS)


@st.composite
def plain_forms(draw: st.DrawFn) -> Form:
    """A form of lines that show in print; in half of them the usual pairs go together."""
    pairs = list(USUAL) if draw(st.booleans()) else []
    keys = draw(st.lists(st.tuples(st.sampled_from(FUNCTIONS), st.sampled_from(ECONOMICS), funds), max_size=12,
                         unique=True))
    kept = [key for key in keys if not any(key[0] == one[0] or key[1] == one[1] for one in pairs)]
    lines = [*kept, *((function, economic, FUNDS[0]) for function, economic in pairs)]
    names = draw(st.lists(st.tuples(st.sampled_from(["甲", "乙", "丙", "丁"]), st.sampled_from(FUNCTIONS), funds),
                          max_size=7, unique=True))
    return a_form(
        基本支出=[basic(function, economic, draw(amounts), 来源=fund) for function, economic, fund in lines],
        项目支出=[project(f"{name}项目", function, draw(amounts), 来源=fund) for name, function, fund in names])


def taken(form: Form) -> Solved:
    report: Any = publication_of(PrintedReport.of(neutral_of(form), "报告.json"))
    known = words()
    reader = MarginReader(known, classification_of(), "budget", kind_named().expense_classes, report.unit)
    tables = reader.read(laid_out(report.tables, report.currency_unit))
    return solved(tables.margins, tables.names, "budget", known.pairs)


def amount_of(atom: Atom, form: Form) -> int:
    """What the form has for a line, in 分."""
    found: Counter[bool] = Counter()
    for line in form.basic_lines:
        same = (line.function, line.fund, "是" if line.carried_in else "否", "基本支出") == _told(atom)
        found[same and atom.economic[:5] in ("", line.department_economic)] += int(line.amount * 100)
    for one in form.project_lines:
        same = (one.function, one.fund, "是" if one.carried_in else "否", "项目支出") == _told(atom)
        found[same and atom.project in ("", one.project)] += int(one.amount * 100)
    return found[True]


def _told(atom: Atom) -> tuple[str, str, str, str]:
    return atom.function, atom.fund, atom.carried, atom.nature


def wrong(found: Solved, form: Form) -> list[Atom]:
    """The lines called certain that are off by more than the last printed digit."""
    return [line.atom for line in found.lines
            if line.grade is Grade.CERTAIN and abs(amount_of(line.atom, form) - line.amount) > DIGIT]


@given(plain_forms())
def test_every_printed_cell_comes_back_and_nothing_certain_is_wrong(form: Form):
    found = taken(form)
    assert found.contradiction is None
    assert found.off == ()
    assert wrong(found, form) == []


@given(forms())
def test_amounts_too_small_to_be_printed_make_nothing_certain_that_is_wrong(form: Form):
    assert wrong(taken(form), form) == []
