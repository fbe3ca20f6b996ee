"""Ten tables, cell by cell: a department's final accounts are its units' without what they pass on to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from helpers import case_of_form, classification_of, kind_named, neutral_of_case
from hypothesis import given
from random_final_forms import RandomFinalDepartment, final_departments

from discloser.derive.case import case_of_department
from discloser.derive.tables import tables_of
from discloser.model.case import Case
from discloser.model.finding import has_errors
from discloser.model.form.final import FinalForm
from discloser.model.form.transfers import transfers_of
from discloser.model.place import Places
from discloser.rules import judge
from discloser.usecases.self_check import check_own

DEPARTMENT = "shanxi/department-final-2022"
UNIT = "shanxi/final-2022"

Key = tuple[int, str, tuple[str, ...], int, str]
"""Table, block, labels of the row, which of several rows of those labels, column."""


def case_of(department: RandomFinalDepartment) -> Case:
    return case_of_department(
        department.own, frozenset(), department.units, kind_named(DEPARTMENT), classification_of())


def cells(case: Case) -> Iterator[tuple[Key, Decimal]]:
    """Every figure of the tables of a report that is not zero."""
    tables = tables_of(case.form, case.facts, case.kind, case.classification)
    for table, spec in zip(tables, case.kind.tables, strict=True):
        first = 0
        for block in spec.blocks:
            seen: Counter[tuple[str, ...]] = Counter()
            last = first + len(block.columns)
            for row in table.rows:
                own = list(zip(row.cells[first:last], block.columns, strict=True))
                labels = tuple(cell.text for cell, column in own if column.show in ("名称", "编码"))
                for cell, column in own:
                    if column.show == "金额" and cell.text not in ("", "────"):
                        yield (spec.no, block.id, labels, seen[labels], column.id), Decimal(cell.text)
                seen[labels] += 1
            first = last


def without_transfers(unit: FinalForm) -> FinalForm:
    """A unit without the income that another gave it and without the spending that it passed on."""
    return unit.model_copy(update={
        "revenue_lines": tuple(line for line in unit.revenue_lines if not line.received_from),
        "project_lines": tuple(line for line in unit.project_lines if not line.passed_to),
        "other_lines": tuple(line for line in unit.other_lines if not line.passed_to),
    })


def printed(case: Case) -> dict[Key, Decimal]:
    return {key: amount for key, amount in cells(case) if amount}


@given(final_departments())
def test_every_cell_is_the_sum_of_the_units_cells(department: RandomFinalDepartment) -> None:
    total: Counter[Key] = Counter()
    for unit in department.units:
        for key, amount in cells(case_of_form(without_transfers(unit), kind_named(UNIT))):
            total[key] += amount
    assert printed(case_of(department)) == {key: amount for key, amount in total.items() if amount}


@given(final_departments())
def test_what_is_counted_and_typed_adds_up(department: RandomFinalDepartment) -> None:
    form = case_of(department).final
    assert form.state_assets.vehicles.held == 3 * len(department.units)
    for field in ("revenue", "expenditure", "general_public"):
        assert getattr(form.prior_year, field) == sum(getattr(unit.prior_year, field) for unit in department.units)
    assert form.opening_budget.expenditure == sum(unit.opening_budget.expenditure for unit in department.units)
    for item, spent in form.three_publics.by_item().items():
        units = [unit.three_publics.by_item()[item] for unit in department.units]
        assert (spent.budget, spent.outturn, spent.prior) == (
            sum(unit.budget for unit in units), sum(unit.outturn for unit in units), sum(unit.prior for unit in units))


@given(final_departments())
def test_transfers_pair_up_and_the_department_has_no_errors(department: RandomFinalDepartment) -> None:
    assert all(transfer.given == transfer.received for transfer in transfers_of(department.units))
    assert not has_errors(judge(case_of(department), Places("部门")))


@given(final_departments())
def test_a_departments_report_ties_out(department: RandomFinalDepartment) -> None:
    check_own(neutral_of_case(case_of(department)))
