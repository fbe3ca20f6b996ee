"""In the ten tables of any final accounts parts add up to their wholes, to the fen, and tables agree."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from helpers import case_of_form, neutral_of, table
from hypothesis import given
from random_final_forms import final_forms

from discloser.model.finding import has_errors
from discloser.model.form.final import FinalForm
from discloser.model.place import Places
from discloser.rules import judge
from discloser.usecases.self_check import check_own

BY_CODE = (2, 3, 5, 8, 9)


def amount(text: str) -> Decimal:
    return Decimal(text or 0) if text != "────" else Decimal(0)


def row(report: dict[str, Any], number: int, name: str) -> list[Decimal]:
    """The amounts of the row whose first cell, or first on the right side, is so named."""
    shown = table(report, number)
    found = next(cells for cells in shown["rows"] if name in cells)
    start = found.index(name)
    return [amount(text) for text, head in zip(found[start:], shown["columns"][start:], strict=True) if _is_sum(head)]


def _is_sum(head: str) -> bool:
    return not head.endswith(("项目", "行次", "科目编码", "科目名称"))


@given(final_forms())
def test_both_sides_of_the_first_table_agree(form: FinalForm):
    report = neutral_of(form)
    income, expenditure = row(report, 1, "总计")
    assert income == expenditure
    rows = table(report, 1)["rows"]
    for column, total, number in ((2, "本年收入合计", 2), (5, "本年支出合计", 3)):
        parts = sum(amount(cells[column]) for cells in rows[:26])
        assert parts == row(report, 1, total)[0] == row(report, number, "合计")[0]


@given(final_forms())
def test_every_table_by_code_adds_up_level_by_level(form: FinalForm):
    report = neutral_of(form)
    for number in BY_CODE:
        rows = {cells[0]: [amount(text) for text in cells[2:]] for cells in table(report, number)["rows"]}
        for code, own in rows.items():
            length = {"合计": 3, "": 0}.get(code, len(code) + 2)
            parts = [cells for other, cells in rows.items() if len(other) == length and other.isdecimal()
                     and (code == "合计" or other.startswith(code))]
            if parts:
                assert [sum(column) for column in zip(*parts, strict=True)] == own, (number, code)


@given(final_forms())
def test_rows_add_up_across(form: FinalForm):
    report = neutral_of(form)
    for number in (2, 3, 5, 9):
        for cells in table(report, number)["rows"]:
            first, *parts = [amount(text) for text in cells[2:]]
            assert first == sum(parts)


@given(final_forms())
def test_the_details_by_economic_section_hold_all_of_the_fifth_table(form: FinalForm):
    report = neutral_of(form)
    last = table(report, 6)["rows"][-1]
    persons, operating = [amount(text) for text in last[2:4]], [amount(text) for text in last[-2:]]
    total, basic, _ = row(report, 5, "合计")
    assert [a + b for a, b in zip(persons, operating, strict=True)] == [total, basic]


@given(final_forms())
def test_fiscal_totals_agree_and_the_report_passes_its_own_check(form: FinalForm):
    report = neutral_of(form)
    assert row(report, 4, "收入总计")[0] == row(report, 4, "总计")[0]
    check_own(report)


@given(final_forms())
def test_what_can_be_handed_in_has_no_errors(form: FinalForm):
    assert not has_errors(judge(case_of_form(form), Places("表")))
