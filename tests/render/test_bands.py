"""Tables too wide for a page: lists side by side part, single lists repeat their names, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace

from a_report import a_report, columns, wan, words
from helpers import final_sample, report_of

from discloser.model.report.report import Row, Table
from discloser.render import fit
from discloser.render.bands import banded


def a_wide_table(amounts: int) -> Table:
    heads = columns(("科目编码", "code", 1), ("科目名称", "name", 4),
                    *((f"{'预算数' if i < 6 else '决算数'}/第{i}项", "amount", 2) for i in range(amounts)))
    row = Row((words("2080505"), words("机关养老保险缴费"), *(wan(f"{i + 1}234.56") for i in range(amounts))))
    return replace(a_report().tables()[0], label="公开07表", continued_label="公开07表续", columns=heads,
                   rows=(row,) * 3, note="注：完", landscape=False)


def details() -> Table:
    return report_of(final_sample("library-2022-final")).tables()[5]


def test_a_table_that_can_be_read_is_not_parted():
    assert [banded(table) for table in a_report().tables()] == [[table] for table in a_report().tables()]


def test_a_single_list_repeats_its_names_and_keeps_groups_of_heads_together():
    first, second = banded(a_wide_table(12))
    assert [column.path[0] for column in first.columns] == ["科目编码", "科目名称", *["预算数"] * 6]
    assert [column.path[0] for column in second.columns] == ["科目编码", "科目名称", *["决算数"] * 6]
    assert (first.label, second.label) == ("公开07表", "公开07表续")
    assert (first.note, second.note) == (None, "注：完")


def test_lists_that_stand_side_by_side_are_parted_between_them_in_type_that_can_be_read():
    bands = banded(details())
    assert [len(band.columns) for band in bands] == [8, 8]
    assert all(fit.LEVELS[fit.fit(band).level].size >= 8.5 for band in bands)


def test_the_heads_of_bands_say_which_codes_they_hold():
    first, second = banded(details())
    assert [first.columns[0].path[0], first.columns[4].path[0]] == ["人员经费", "公用经费（302—30299）"]
    assert [second.columns[0].path[0], second.columns[4].path[0]] == [
        "公用经费（307—31010）", "公用经费（31011—39999）"]


def test_the_name_of_a_total_goes_where_its_amounts_are_and_says_so_where_it_was():
    first, second = banded(details())
    assert first.texts()[-1][4:] == ["公用经费合计见公开06表续", "", "", ""]
    assert second.texts()[-1] == ["", "", "", "", "公用经费合计", "", "1199316.71", "404596.36"]


def test_every_cell_stands_in_some_band():
    table = details()
    cells = {text for band in banded(table) for row in band.texts() for text in row}
    assert {text for row in table.texts() for text in row} <= cells


def test_a_table_that_no_band_can_make_legible_stays_whole():
    table = a_wide_table(12)
    endless = Row(tuple(replace(cell, text="9" * 300) for cell in table.rows[0].cells))
    assert len(banded(replace(table, rows=(endless,)))) == 1
