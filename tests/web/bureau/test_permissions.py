"""The table of who may what, walked: every address, method and sort of person."""

from __future__ import annotations

from typing import Any

import pytest
from permissions import COLUMNS, TABLE
from walking import METHODS, NO_SUCH_METHOD, names, quickened, town

ROWS = {(name, method): marks for name, method, *marks in map(str.split, TABLE.strip().splitlines())}


def test_every_address_has_its_row():
    assert {name for name, _ in ROWS} == set(names())
    assert {len(marks) for marks in ROWS.values()} == {len(COLUMNS)}


def test_everybody_is_answered_as_the_table_says(hosted: Any, monkeypatch: pytest.MonkeyPatch):
    quickened(monkeypatch)
    here = town()
    wrong = []
    for name in names():
        for method in METHODS:
            for who, expected in zip(COLUMNS, ROWS.get((name, method), ()), strict=False):
                if (told := here.answer(who, method, name)) != expected:
                    wrong.append(f"{method} {name} by {who}: {told}, not {expected}")
            if (name, method) not in ROWS and here.answer("bureau", method, name) != NO_SUCH_METHOD:
                wrong.append(f"{method} {name}: no row")
    assert wrong == []


def test_strangers_see_nothing_of_a_report():
    """Others are told that it is not there, never that it is not for them."""
    about = ("due", "round", "review_", "back", "pull", "findings", "sheet", "paste", "report", "form", "versions")
    rows = [marks for (name, _), marks in ROWS.items() if name.startswith(about) and name != "due_list"]
    others = [COLUMNS.index(one) for one in ("stranger", "other link", "foreign")]
    assert len(rows) > 40
    assert {marks[other] for marks in rows for other in others} == {"."}
