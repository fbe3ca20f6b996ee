"""The hosted server in this process, on SQLite or, where `DISCLOSER_DATABASE_URL` says so, on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from databases import on_disk
from desk import work_off
from django.core.management import call_command
from django.db import connections
from owing import owed
from people import Person, account_with, body_of, signed_in

from discloser.web.bureau.models import DueReport, PublicBody

OF_THE_PROCESS = ("DATABASES", "HOSTING", "HOST", "LOGGING", "LOGGING_CONFIG")
"""What cannot be changed for one test."""
HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""Quick: what makes guessing slow makes tests slow."""


@pytest.fixture(scope="session")
def hosted_settings() -> dict[str, Any]:
    """The settings of the hosted server, read once."""
    module = import_module("hosted_settings")
    return {name: getattr(module, name) for name in dir(module) if name.isupper()}


@pytest.fixture
def hosted(
    db: None, settings: Any, hosted_settings: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> Any:
    """The hosted server: the settings, with a database and a store for this test."""
    monkeypatch.setattr("discloser.web.tasks.close_old_connections", lambda: None)  # the test's transaction is in it
    for name, value in hosted_settings.items():
        if name not in OF_THE_PROCESS and getattr(settings, name, None) != value:
            setattr(settings, name, value)
    settings.PASSWORD_HASHERS = HASHERS
    settings.DATA, settings.BLOBS = tmp_path, tmp_path / "blobs"
    return settings


@pytest.fixture(scope="session")
def empty_file(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """An empty database of SQLite in a file; None on another database."""
    if connections["default"].vendor != "sqlite":
        return None
    path = tmp_path_factory.mktemp("database") / "empty.sqlite3"
    with django_db_blocker.unblock(), on_disk(path):
        call_command("migrate", verbosity=0)
    return path


@pytest.fixture
def committed(transactional_db: None, hosted: Any, empty_file: Path | None, tmp_path: Path) -> Iterator[Any]:
    """The hosted server with a database that several threads and programs use, each of which sees what is written."""
    with ExitStack() as opened:
        if empty_file is not None:
            opened.enter_context(on_disk(Path(shutil.copy(empty_file, tmp_path / "database.sqlite3"))))
        yield hosted


@pytest.fixture
def work(hosted: Any) -> Callable[[], int]:
    """Do all jobs that are open; how many there were."""
    return work_off


@pytest.fixture
def person(hosted: Any) -> Callable[..., Person]:
    """A person with a role, signed in: `person("unit", body)`, `person("bureau")`."""
    def person(role: str, body: PublicBody | None = None, username: str = "") -> Person:
        return signed_in(account_with(role, body, username))

    return person


@pytest.fixture
def due(hosted: Any) -> DueReport:
    """A report that a unit owes this year."""
    return owed(body_of("407001", "云岭县青少年校外活动中心"))


@pytest.fixture
def unit(person: Callable[..., Person], due: DueReport) -> Person:
    """Whoever fills in for the unit that owes it."""
    return person("unit", due.unit)


@pytest.fixture
def reviewer(person: Callable[..., Person]) -> Person:
    return person("reviewer")


@pytest.fixture
def bureau(person: Callable[..., Person]) -> Person:
    return person("bureau")
