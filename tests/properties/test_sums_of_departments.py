"""Table by table and cell by cell, a department is the sum of its units without what they pass on to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from helpers import case_of_form, classification_of, kind_named, neutral_of_case
from hypothesis import given
from random_forms import RandomDepartment, departments

from discloser.derive.case import case_of_department
from discloser.derive.facts import facts_of
from discloser.derive.tables import tables_of
from discloser.model.case import Case
from discloser.model.form.budget import Form
from discloser.model.kind.tables import TableSpec
from discloser.model.report.report import Table
from discloser.usecases.self_check import check_own

DEPARTMENT = "shanxi/department-budget-2025"
BY_UNIT = (12, 13)
OF_REVENUE = (2, 7)

Key = tuple[int, str, tuple[str, ...], int, str]
"""Table, block, labels of the row, which of several rows of those labels, column."""


def case_of(department: RandomDepartment) -> Case:
    return case_of_department(
        department.own, frozenset(), department.units, kind_named(DEPARTMENT), classification_of())


def cells(table: Table, spec: TableSpec, unit: str, by_unit: bool) -> Iterator[tuple[Key, Decimal]]:
    """Every amount of a table; rows of the tables by unit are told apart by their units."""
    first = 0
    for block in spec.blocks:
        seen: Counter[tuple[str, ...]] = Counter()
        last = first + len(block.columns)
        owner = unit
        for number, row in enumerate(table.rows):
            own = row.cells[first:last]
            labels = tuple(cell.text for cell, column in zip(own, block.columns, strict=True) if column.show != "金额")
            if spec.no in BY_UNIT:
                if by_unit and number == 0:
                    labels = ("合计",)
                elif by_unit and "、" in labels[0]:
                    owner = labels[0].partition("、")[2]
                    labels = (owner, "")
                else:
                    labels = (owner, "" if labels[0] == owner else labels[0])
            for cell, column in zip(own, block.columns, strict=True):
                if column.show == "金额" and cell.amount:
                    yield (spec.no, block.id, labels, seen[labels], column.id), cell.amount
            seen[labels] += 1
        first = last


def is_revenue(key: Key) -> bool:
    return key[0] in OF_REVENUE or key[1] == "收入"


def of_unit(unit: Form, *, revenue: bool) -> Iterator[tuple[Key, Decimal]]:
    """What the tables of one unit print of one side."""
    kind = kind_named()
    tables = tables_of(unit, facts_of(unit, kind, classification_of()), kind, case_of_form(unit).classification)
    for table, spec in zip(tables, kind.tables, strict=True):
        for key, amount in cells(table, spec, unit.unit.name, by_unit=False):
            if is_revenue(key) == revenue:
                yield key, amount


def expected(department: RandomDepartment) -> dict[Key, Decimal]:
    """The units added up: income of the units that were not given it, spending of those that did not pass it on."""
    total: Counter[Key] = Counter()
    for unit in department.units:
        for revenue, transfer in ((True, "received_from"), (False, "passed_to")):
            lines = tuple(line for line in unit.project_lines if not getattr(line, transfer))
            for key, amount in of_unit(unit.model_copy(update={"project_lines": lines}), revenue=revenue):
                total[key] += amount
                if key[0] in BY_UNIT and key[2][1] == "":
                    total[key[0], key[1], ("合计",), 0, key[4]] += amount
    return dict(total)


@given(departments())
def test_every_cell_is_the_sum_of_the_units_cells(department: RandomDepartment) -> None:
    case = case_of(department)
    tables = tables_of(case.form, case.facts, case.kind, case.classification)
    found = {
        key: amount for table, spec in zip(tables, case.kind.tables, strict=True)
        for key, amount in cells(table, spec, "", by_unit=True)
    }
    assert found == expected(department)


@given(departments())
def test_what_is_counted_and_typed_adds_up(department: RandomDepartment) -> None:
    form = case_of(department).form
    for field in ("goods", "works", "services"):
        assert getattr(form.procurement, field) == sum(getattr(unit.procurement, field) for unit in department.units)
    for field in ("revenue", "expenditure", "general_public"):
        assert getattr(form.prior_year, field) == sum(getattr(unit.prior_year, field) for unit in department.units)
    held = [unit.state_assets.vehicles.held for unit in department.units]
    assert form.state_assets.vehicles.held == sum(held)


@given(departments())
def test_a_departments_report_ties_out(department: RandomDepartment) -> None:
    check_own(neutral_of_case(case_of(department)))
