"""Remarks beside a form: in a cell and out again."""

from __future__ import annotations

import pytest

from discloser.model.form.remarks import Remark, cell_remarks, cell_text


@pytest.mark.parametrize("remarks", [
    {(): Remark(beside="基本工资")},
    {(): Remark(above=("── 上年结转 ──", "", "  缩进的一行"), beside="奖金")},
    {("经济科目",): Remark(beside="办公费"), (): Remark(above=("说明",))},
    {("本年", "一般公共预算"): Remark(above=("甲", "乙"))},
    {(): Remark(above=("头",), below=("尾", "最后一行"))},
])
def test_remarks_come_out_of_a_cell_as_they_went_in(remarks: dict[tuple[str, ...], Remark]):
    assert cell_remarks(cell_text(remarks.items())) == remarks


def test_a_remark_looks_as_an_officer_would_write_it():
    assert cell_text([((), Remark(beside="基本工资"))]) == "基本工资"
    assert cell_text([(("经济科目",), Remark(beside="办公费"))]) == "〔经济科目〕办公费"


def test_several_lines_typed_beside_a_row_stand_above_it_in_a_text():
    assert cell_remarks("第一行\n第二行") == {(): Remark(above=("第一行", "第二行"))}


def test_an_empty_cell_has_no_remarks():
    assert cell_remarks("") == {}
    assert cell_remarks(" \n ") == {}
