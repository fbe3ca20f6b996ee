"""The layout of the workbook form is told from the form: every key has one cell, one added tomorrow too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from discloser.model.form.areas import Area, AskedCell, Fields, FormSheet, FreeRows, Matrix, Repeated
from discloser.model.form.base import Block
from discloser.model.form.common import CommonForm
from discloser.model.form.outline import canonical_key, entries
from discloser.model.form.sorts import every_form
from discloser.model.form.workbook import sheets
from discloser.model.place import FormPath


def items_of(area: Area, base: FormPath = ()) -> Iterator[tuple[FormPath, AskedCell]]:
    if isinstance(area, Fields):
        for section in area.sections:
            yield from (((*base, *section.path, *item.path), item) for item in section.items)
    elif isinstance(area, Matrix):
        for row in area.rows:
            yield from (((*base, *area.path, *item.path), item) for item in row.items)
    elif isinstance(area, FreeRows):
        yield from (((*base, *area.path, *item.path), item) for item in area.items)
    else:
        for part in area.parts:
            yield from items_of(part, (*base, *area.path))


def leaves(block: type[Block], path: FormPath = ()) -> Iterator[FormPath]:
    for entry in dict.fromkeys(entries(block).values()):
        here = (*path, entry.key)
        if entry.sort == "names":
            yield from ((*here, "编码"), (*here, "名称"))
        elif entry.block is not None:
            yield from leaves(entry.block, here)
        else:
            yield here


CELLS = [(path, item) for sheet in sheets() for area in sheet.areas for path, item in items_of(area)]


@pytest.mark.parametrize("form", every_form())
def test_every_key_of_the_form_has_exactly_one_cell(form: type[CommonForm]):
    cells = [path for sheet in sheets(form) for area in sheet.areas for path, _ in items_of(area)]
    assert Counter(cells) == Counter(leaves(form))


def test_a_label_stands_once_on_its_sheet():
    def labels(sheet: FormSheet) -> Iterator[str]:
        for area in sheet.areas:
            if isinstance(area, Fields):
                yield from (canonical_key(item.heading) for section in area.sections for item in section.items)
            if isinstance(area, Matrix):
                yield from (canonical_key(row.label) for row in area.rows)

    for sheet in (sheet for form in every_form() for sheet in sheets(form)):
        assert max(Counter(labels(sheet)).values(), default=1) == 1


def test_a_heading_stands_once_in_its_table():
    def tables(area: Area) -> Iterator[Area]:
        yield from (area.parts if isinstance(area, Repeated) else (area,))

    for sheet in (sheet for form in every_form() for sheet in sheets(form)):
        for table in (table for area in sheet.areas for table in tables(area)):
            headings = [canonical_key(heading) for heading in table.headings]
            assert len(headings) == len(set(headings)), table.title


def test_cells_know_what_they_hold():
    kinds = {path: item.value for path, item in CELLS}
    assert kinds["基本支出", "功能科目"] == "code"
    assert kinds["基本支出", "金额"] == "amount"
    assert kinds["基本支出", "上年结转"] == "yes_no"
    assert kinds["报告", "年度"] == "count"
    assert kinds["报告", "公开日期"] == "date"
    assert kinds["国有资产", "房屋面积"] == "quantity"
    assert kinds["单位", "性质"] == "choice"
    assert kinds["概况", "职责"] == "long"
    assert kinds["单位", "名称"] == "text"


def test_a_key_inside_an_optional_block_need_not_be_filled():
    required = {path for path, item in CELLS if item.required}
    assert ("单位", "名称") in required
    assert ("绩效", "整体绩效目标", "金额") not in required
    assert ("基本支出", "收入科目", "编码") not in required


def test_what_must_be_filled_of_an_amount_by_source_is_its_first_source():
    required = {path for path, item in CELLS if item.required and path[0] == "机关运行经费"}
    assert required == {("机关运行经费", "本年", "一般公共预算"), ("机关运行经费", "上年", "一般公共预算")}
