"""The page in this process: a database and a store for each test, jobs done when a test says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk import Officer
from django.test import Client


@pytest.fixture
def work(db: None, settings: Any, tmp_path: Path) -> Callable[[], int]:
    """Do all jobs that are open; how many there were."""
    from discloser.web.tasks import done_next

    settings.BLOBS = tmp_path / "blobs"

    def work() -> int:
        done = 0
        while done_next("worker"):
            done += 1
        return done

    return work


@pytest.fixture
def officer(work: Callable[[], int]) -> Officer:
    from discloser.web.guard import new_token

    browser = Client()
    assert browser.get("/start/", {"token": new_token()}).status_code == 302
    return Officer(browser, work)
