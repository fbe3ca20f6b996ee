"""The hosted server in this process, on SQLite or, where `DISCLOSER_DATABASE_URL` says so, on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from people import Person, account_with, signed_in

from discloser.web.bureau.models import PublicBody

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
def hosted(db: None, settings: Any, hosted_settings: dict[str, Any], tmp_path: Path) -> Any:
    """The hosted server: the settings, with a database and a store for this test."""
    for name, value in hosted_settings.items():
        if name not in OF_THE_PROCESS and getattr(settings, name, None) != value:
            setattr(settings, name, value)
    settings.PASSWORD_HASHERS = HASHERS
    settings.DATA, settings.BLOBS = tmp_path, tmp_path / "blobs"
    return settings


@pytest.fixture
def work(hosted: Any) -> Callable[[], int]:
    """Do all jobs that are open; how many there were."""
    from discloser.web.tasks import done_next

    def work() -> int:
        done = 0
        while done_next("worker"):
            done += 1
        return done

    return work


@pytest.fixture
def person(hosted: Any) -> Callable[..., Person]:
    """A person with a role, signed in: `person("unit", body)`, `person("bureau")`."""
    def person(role: str, body: PublicBody | None = None, username: str = "") -> Person:
        return signed_in(account_with(role, body, username))

    return person
