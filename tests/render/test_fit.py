"""How large a table is set and how wide its columns are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from a_report import a_report, columns, wan, words

from discloser.model.report.report import Row, Table
from discloser.render import fit
from discloser.render.columns import PADDING, PAGE_WIDTH, ems

TABLE = a_report().tables()[0]


def a_table(
    amount: str, *, name: str = "一般公共服务支出", rows: int = 10, amounts: int = 4, landscape: bool = False
) -> Table:
    heads = columns(("编码", "code", 1), ("名称", "name", 5), *((f"金额{i}", "amount", 1) for i in range(amounts)))
    row = Row((words("2080505"), words(name, indent=2), *(wan(amount) for _ in range(amounts))))
    return replace(TABLE, columns=heads, rows=(row,) * rows, landscape=landscape)


def points(table: Table) -> tuple[fit.SizeStep, list[float]]:
    fitted = fit.fit(table)
    return fit.LEVELS[fitted.level], [width * PAGE_WIDTH[table.landscape] / 100 for width in fitted.widths]


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("amount", ["1.00", "123,456.78", "1,234,567,890.12", "100,000,000,000.00"])
def test_codes_and_amounts_fit_their_columns(amount: str, landscape: bool):
    table = a_table(amount, landscape=landscape)
    level, widths = points(table)
    for width, cell in zip(widths, table.rows[0].cells, strict=True):
        if cell.text != "一般公共服务支出":
            assert ems(cell.text) * level.size + 2 * PADDING * level.size <= width


@pytest.mark.parametrize("amount", ["1.00", "1,234,567,890.12"])
def test_the_columns_fill_the_page(amount: str):
    assert sum(fit.fit(a_table(amount)).widths) == pytest.approx(100, abs=0.05)


def test_roomy_columns_keep_the_wanted_proportions():
    heads = columns(("编码", "code", 2), ("名称", "name", 5), ("金额", "amount", 3))
    table = replace(a_table("1.00", name="支出", amounts=1), columns=heads)
    assert fit.fit(table).widths == pytest.approx((20, 50, 30))


def test_a_name_gets_the_room_that_amounts_can_spare():
    level, widths = points(a_table("1.00", name="机关事业单位基本养老保险缴费支出", amounts=4))
    assert widths[1] >= (2 + 16) * level.size


def test_the_head_of_a_code_column_stays_on_one_line():
    heads = columns(("收入科目编码", "code", 1), ("名称", "name", 9), ("金额", "amount", 9))
    level, widths = points(replace(a_table("1.00", amounts=1), columns=heads))
    assert widths[0] >= 6 * level.size


@pytest.mark.parametrize(("rows", "size"), [(5, 10.5), (30, 10.5), (37, 9.5), (200, 9.5)])
def test_type_shrinks_to_save_a_page_but_stays_legible(rows: int, size: float):
    assert fit.LEVELS[fit.fit(a_table("1.00", rows=rows)).level].size == size


def test_a_table_without_rows_is_fitted_too():
    assert fit.fit(a_table("1.00", rows=0)).level == 0


def test_amounts_beyond_all_measure_still_get_a_layout():
    fitted = fit.fit(a_table("100,000,000,000,000.00", amounts=12))
    assert fitted.level == len(fit.LEVELS) - 1
    assert len(set(fitted.widths)) == 1


def test_a_long_form_is_set_smaller():
    assert fit.form_setting([[("短", 100)]], 500) == (0, 0.9)
    assert fit.form_setting([[("长" * 1500, 390)]], 500)[0] > 0


def test_a_form_beyond_one_page_is_set_in_legible_type():
    assert fit.LEVELS[fit.form_setting([[("长" * 9000, 390)]], 500)[0]].size >= 9


def test_the_lines_of_a_long_owner_take_room_from_the_table():
    sizes = [
        fit.fit(replace(a_table("1.00", rows=33), owner_line="长" * length)).level for length in (10, 150)
    ]
    assert sizes[0] < sizes[1]
