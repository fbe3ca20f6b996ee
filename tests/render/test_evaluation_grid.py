"""The grid of a 绩效自评表: every row is as wide as the page, kin share a cell, and no amount is broken."""

from __future__ import annotations

import pytest
from helpers import SAMPLES, final_form_from, kind_named, read_yaml, report_of

from discloser.model.report.project_form import EvaluationForm
from discloser.render.columns import PADDING, ems
from discloser.render.evaluation_grid import COLUMNS
from discloser.render.form_cells import extents
from discloser.render.form_grid import form_rows, widths_of

LARGEST = 10.5


def a_form(unit: str, budget: str) -> EvaluationForm:
    """The first self-evaluation of the sample with another budget, its amounts in a unit."""
    raw = dict(read_yaml(SAMPLES / "county-farming-2025-final.yaml").raw or {})
    one = {**raw["绩效"]["项目自评"][0], "年初预算": {"财政拨款": budget}, "全年预算": {"财政拨款": budget}}
    kind = kind_named("national/two-scopes-final-2025")
    spec = kind.evaluation_form
    assert spec is not None
    kind = kind.model_copy(update={"evaluation_form": spec.model_copy(update={"currency_unit": unit})})
    report = report_of(final_form_from({**raw, "绩效": {"项目自评": [one]}}), kind)
    return next(block for block in report.blocks() if isinstance(block, EvaluationForm))


@pytest.mark.parametrize(("unit", "budget"), [("万元", "700000"), ("元", "123456789.34")])
def test_no_amount_is_wider_than_its_cell(unit: str, budget: str) -> None:
    form = a_form(unit, budget)
    for row in form_rows(form):
        for cell, width in extents(row, widths_of(form)):
            assert cell.kind != "amount" or (ems(cell.text) + 2 * PADDING) * LARGEST <= width


def test_every_row_is_as_wide_as_the_page() -> None:
    taken = [0] * COLUMNS
    for row in form_rows(a_form("万元", "700000")):
        taken = [max(left - 1, 0) for left in taken]
        for cell in row:
            begin = taken.index(0)
            taken[begin:begin + cell.colspan] = [cell.rowspan] * cell.colspan
        assert (len(taken), min(taken)) == (COLUMNS, 1)


def test_indicators_of_one_class_share_its_cell() -> None:
    rows = [[cell.text for cell in row] for row in form_rows(a_form("万元", "700000"))]
    assert sum("产出指标" in row for row in rows) == 1
    assert next(row for row in rows if "质量指标" in row)[0] == "质量指标"
