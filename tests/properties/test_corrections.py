"""For random edits of a form: every printed cell that changed is listed, and none that did not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from helpers import a_form, report_of
from hypothesis import given
from hypothesis import strategies as st
from random_forms import basic_lines, project_lines

from discloser.compare.inputs import input_changes, renamed
from discloser.compare.printed import PrintedSnapshot, printed_changes
from discloser.compare.values import tree_of
from discloser.model.form.budget import Form
from discloser.model.report.report import Report, Table
from discloser.render.neutral import neutral
from discloser.trace.reach import cells_from

Key = tuple[int, str, str, int]


@st.composite
def edits(draw: st.DrawFn) -> tuple[Form, Form]:
    """A form, and the same form after a few edits: amounts, lines added, taken out, moved, projects renamed."""
    lines, projects = draw(st.lists(basic_lines(), max_size=5)), draw(st.lists(project_lines(), max_size=5))
    edited = {"基本支出": [dict(line) for line in lines], "项目支出": [dict(line) for line in projects]}
    for _ in range(draw(st.integers(1, 3))):
        _edit(draw, edited)
    return a_form(基本支出=lines, 项目支出=projects), a_form(**edited)


def _edit(draw: st.DrawFn, edited: dict[str, Any]) -> None:
    key = draw(st.sampled_from(sorted(edited)))
    rows = edited[key]
    act = draw(st.sampled_from(["amount", "add", "remove", "move", "rename"]))
    if act == "add" or not rows:
        rows.insert(draw(st.integers(0, len(rows))), draw(basic_lines() if key == "基本支出" else project_lines()))
        return
    row = draw(st.integers(0, len(rows) - 1))
    if act == "amount":
        rows[row] = {**rows[row], "金额": Decimal(draw(st.integers(0, 10**9))) / 100}
    elif act == "remove":
        del rows[row]
    elif act == "move":
        rows.insert(draw(st.integers(0, len(rows) - 1)), rows.pop(row))
    elif key == "项目支出":
        name = rows[row]["项目"]
        edited[key] = [{**line, "项目": f"{name}（续）"} if line["项目"] == name else line for line in rows]


def cells(report: Report, renames: dict[str, str]) -> dict[Key, str]:
    """Every cell, by table, row name, column and how many rows of that name stand above."""
    return dict(cell for table in report.tables() for cell in _cells(table, renames))


def _cells(table: Table, renames: dict[str, str]) -> Iterator[tuple[Key, str]]:
    tops = list(dict.fromkeys(column.path[0] for column in table.columns))
    two_sided = len(tops) == 2 and "收入" in tops[0] and "支出" in tops[1]
    for top in tops if two_sided else [""]:
        side = [n for n, column in enumerate(table.columns) if not two_sided or column.path[0] == top]
        seen: Counter[str] = Counter()
        for row in table.rows:
            names = [row.cells[n].text for n in side if table.columns[n].show != "amount" and row.cells[n].text]
            own = " ".join(renames.get(text, text) for text in names)
            name = own or next((cell.text for cell in row.cells if cell.text), "")
            for n in side:
                yield (table.no, name, "/".join(table.columns[n].path), seen[name]), row.cells[n].text
            seen[name] += 1


@given(edits())
def test_every_changed_cell_is_listed_and_no_other(pair: tuple[Form, Form]):
    names = renamed(input_changes(*map(tree_of, pair)))
    reports = [report_of(form) for form in pair]
    listed = Counter(
        (change.table, change.row, change.column)
        for change in printed_changes(*(PrintedSnapshot.of(report, neutral(report)) for report in reports), names)
        if change.printed == "cell" and names.get(change.old) != change.new
    )
    before, after = cells(reports[0], names), cells(reports[1], {})
    changed = Counter(
        key[:3] for key in {*before, *after} if before.get(key, "") != after.get(key, "")
        and names.get(before.get(key, "")) != after.get(key, "")
    )
    assert listed == changed


@given(edits())
def test_every_changed_cell_is_reached_from_a_changed_place_of_the_form(pair: tuple[Form, Form]):
    changes = input_changes(*map(tree_of, pair))
    reports = [report_of(form) for form in pair]
    paths = ([path for change in changes for path in change.old_paths],
             [path for change in changes for path in change.new_paths])
    reached = {(spot.table.no, spot.name, spot.heading)
               for report, places in zip(reports, paths, strict=True) for path in places
               for spot in cells_from(report, path)}
    printed = printed_changes(*(PrintedSnapshot.of(report, neutral(report)) for report in reports), renamed(changes))
    listed = {(change.table, change.row, change.column) for change in printed if change.printed == "cell"}
    assert listed <= reached


@given(edits())
def test_a_form_does_not_differ_from_itself(pair: tuple[Form, Form]):
    report = report_of(pair[0])
    printed = PrintedSnapshot.of(report, neutral(report))
    assert input_changes(tree_of(pair[0]), tree_of(pair[0])) == []
    assert printed_changes(printed, printed, {}) == []
