"""Comparing, tracing and pulling hold for every sample form, whatever sort of report it asks for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from helpers import SAMPLES, some_of

from discloser.render import FORMATS
from discloser.trace.cells import spots, trace_cell
from discloser.usecases.build import report_of
from discloser.usecases.check import check
from discloser.usecases.compare import compare
from discloser.usecases.pull import propose

FORMS = [SAMPLES / "department-2025-budget" / "department.yaml", *sorted(SAMPLES.glob("*.yaml"))]
"""A department, a budget, final accounts, then the others."""


@pytest.fixture(scope="module", params=some_of(FORMS, 3), ids=lambda path: path.stem)
def form(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_a_form_compared_with_itself_is_empty(form: Path):
    assert compare(form, form)[0].is_empty


def test_every_amount_of_every_table_is_the_sum_of_what_its_trace_tells(form: Path):
    checked = check(form)
    assert checked.case is not None
    for spot in spots(report_of(checked).tables()):
        if spot.cell.amount is None or not spot.cell.origins:
            continue
        address = f"{spot.table.no}:第{spot.row + 1}行:{spot.heading}"
        traced = next(one for one in trace_cell(address, [spot.table], checked.case) if one.where == spot.where)
        assert sum(fact.amount for fact in traced.facts) == spot.cell.amount, spot.where


def test_an_unedited_report_has_nothing_to_pull(form: Path, tmp_path: Path):
    shutil.copytree(form.parent, tmp_path / "表")
    report = tmp_path / "报告.docx"
    report.write_bytes(FORMATS["docx"].render(report_of(check(form)), tmp_path))
    found = propose(report, tmp_path / "表" / form.name).pulled
    assert (found.changes, found.findings, found.left) == ((), (), ())
