"""A form of performance targets without rows in which nothing stands, and what it says of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers import kind_named, report_of, sample

from discloser.model.report.report import TargetForm
from discloser.render import fit
from discloser.render.form_cells import FormCell, extents
from discloser.render.form_grid import form_rows, level_of, widths_of


def forms(*, folds: bool = True) -> list[TargetForm]:
    kind = kind_named()
    spec = kind.target_form
    assert spec is not None
    kind = kind if folds else kind.model_copy(update={"target_form": spec.model_copy(update={"folds": None})})
    report = report_of(sample("bureau-2025-budget"), kind)
    return [block for block in report.blocks() if isinstance(block, TargetForm)]


def cells(form: TargetForm) -> list[list[FormCell]]:
    return list(form_rows(form))


def test_no_row_is_empty_and_no_source_has_nothing():
    for form in forms():
        for row in cells(form):
            told = [cell.text for cell in row if cell.kind in ("text", "amount")]
            assert not told or any(told)
            assert [cell.text for cell in row if cell.kind == "amount"] != ["0", "0"]


def test_what_is_left_out_is_said_in_one_line():
    assert forms()[0].note == "注：单位自筹、其他资金没有安排；本项目没有设经济效益、生态效益。"


def test_a_prescribed_form_keeps_every_row():
    folded, full = forms()[0], forms(folds=False)[0]
    assert len(cells(full)) > len(cells(folded))
    assert full.note == ""
    assert [line for line in full.printed_funding()[0].lines if line[1] == "0"]


def test_names_that_are_the_same_for_term_and_year_stand_once():
    form = forms()[0]
    heads = next(row for row in cells(form) if row[-1].kind == "top" and len(row) > 4)
    assert [cell.text for cell in heads[1:]] == ["一级指标", "二级指标", "三级指标", "实施期指标值", "年度指标值"]
    other = replace(form.printed_indicators()[0], year_name="另一个指标")
    heads = next(row for row in cells(replace(form, indicators=(other,))) if row[-1].kind == "top" and len(row) > 4)
    assert len(heads) == 7


def test_values_stand_on_one_line_in_type_of_nine_points_at_least():
    for form in forms():
        rows = cells(form)
        level = fit.LEVELS[level_of(form, rows)]
        assert level.size >= 9
        amounts = [(cell.text, width) for row in rows for cell, width in extents(row, widths_of(form))
                   if cell.kind == "amount"]
        assert amounts
        assert all(level.lines(text, width) == 1 for text, width in amounts)


@pytest.mark.parametrize(("asks", "printed"), [
    (False, ["填报日期"]), (True, ["负责人", "经办人", "联系电话", "填报日期"]),
])
def test_only_what_is_filled_is_signed_unless_blanks_are_asked_for(asks: bool, printed: list[str]):
    signed = (("负责人", ""), ("经办人", ""), ("联系电话", ""), ("填报日期", "2024年11月20日"))
    form = replace(forms()[0], signature=signed, asks_signature=asks)
    assert [label for label, _ in form.printed_signature()] == printed
