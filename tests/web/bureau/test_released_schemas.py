"""Databases as released versions left them come to the present shape, and nothing of them is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from databases import on_disk
from django.core.management import call_command
from django.db import DatabaseError, connection, connections

RELEASED = sorted((Path(__file__).parents[1] / "released").glob("*.sql"))
pytestmark = pytest.mark.skipif(
    "postgresql" in str(connections.settings["default"]["ENGINE"]), reason="released versions had SQLite alone")


def rows_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as database:
        tables = [name for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type='table' AND name LIKE 'web%'")]
        return {table: sorted(map(str, database.execute(f"SELECT * FROM {table}"))) for table in tables}


def shape_of(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return sorted(database.execute("SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite%'"))


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "discloser.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(request.param.read_text(encoding="utf-8"))
    return path


@pytest.fixture
def migrated(released: Path, transactional_db: None) -> Iterator[Path]:
    with on_disk(released):
        call_command("migrate", verbosity=0)
        yield released


def test_every_release_is_stored():
    assert [path.stem for path in RELEASED] == ["0.2.0"]


def test_a_released_database_gets_the_present_shape(migrated: Path, empty_file: Path):
    assert shape_of(migrated) == shape_of(empty_file)


def test_nothing_of_a_released_database_is_lost(released: Path, request: pytest.FixtureRequest):
    before = rows_of(released)
    request.getfixturevalue("migrated")
    assert sum(map(len, before.values())) > 10
    after = rows_of(released)
    assert {table: rows for table, rows in after.items() if table in before} == before


def test_versions_of_a_released_database_are_written_for_ever_too(migrated: Path):
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="written for ever"):
        cursor.execute("UPDATE web_formversion SET name='andere.yaml'")
