"""Whatever final accounts are, the margins of their tables never lead to a wrong line that is called certain."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from helpers import FINAL_KIND, INSTALLED, classification_of, kind_named, neutral_of
from hypothesis import given
from random_final_forms import final_forms

from discloser.audit import PrintedReport
from discloser.audit.anywhere.from_neutral import publication_of
from discloser.audit.anywhere.sheets import laid_out
from discloser.model.form.final import FinalForm
from discloser.model.form.terms import FINAL_FUNDS
from discloser.pull.intake.atoms import Atom
from discloser.pull.intake.margins import MarginReader
from discloser.pull.intake.solving import Grade, Solved, solved
from discloser.pull.intake.words import words_of
from discloser.read.kind.words import read_words


def taken(form: FinalForm) -> Solved:
    """The lines that the printed tables of a form tell."""
    report: Any = publication_of(PrintedReport.of(neutral_of(form), "报告.json"))
    kind = kind_named(FINAL_KIND)
    words = words_of(read_words(INSTALLED.shared("words"), "import.yaml"), "final", kind.funds)
    codes = classification_of(form.request.year, kind.codes_year)
    reader = MarginReader(words, codes, "final", kind.expense_classes, report.unit)
    tables = reader.read(laid_out(report.tables, report.currency_unit))
    return solved(tables.margins, tables.names, "final", words.pairs)


def lines_of(form: FinalForm) -> list[tuple[Atom, int]]:
    """The lines of a form as the tables could tell them, with amounts in 分."""
    basic, other = "基本支出", FINAL_FUNDS[-1]
    atoms = [
        *((Atom("收入", one.function, one.source), one.amount) for one in form.revenue_lines),
        *((Atom("支出", one.function, one.fund, "", basic, one.department_economic), one.amount)
          for one in form.basic_lines),
        *((Atom("支出", one.function, one.fund, "", "项目支出", one.department_economic, one.project), one.amount)
          for one in form.project_lines),
        *((Atom("支出", one.function, other, "", one.nature), one.amount) for one in form.other_lines),
        *((Atom("年初", one.function, one.fund), one.amount) for one in form.opening),
        *((Atom("年末", one.function, one.fund), one.amount) for one in form.closing),
        (Atom("使用非财政拨款结余"), form.reserves_used), (Atom("结余分配"), form.distribution),
    ]
    return [(atom, int(amount * 100)) for atom, amount in atoms]


def amount_of(told: Atom, form: FinalForm) -> int:
    """What a form has for a line that may be told less finely than the form's own."""
    def meets(atom: Atom) -> bool:
        return all(value in ("", getattr(atom, name)) for name, value in asdict(told).items())

    return sum(amount for atom, amount in lines_of(form) if meets(atom))


def wrong(form: FinalForm) -> list[tuple[Atom, int]]:
    """The lines called certain that are not, to the fen, what the form has."""
    found = taken(form)
    assert (found.contradiction, found.off) == (None, ())
    certain = [line for line in found.lines if line.grade is Grade.CERTAIN]
    return [(line.atom, line.amount) for line in certain if line.amount != amount_of(line.atom, form)]


@given(final_forms())
def test_nothing_certain_is_wrong(form: FinalForm):
    assert wrong(form) == []
