"""The page in this process: a database and a store for each test, jobs done when a test says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsing import SWITCHES
from desk import Officer, work_off
from django.test import Client
from serving import Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

if shutil.which("chromium") is None or find_spec("playwright") is None:
    collect_ignore = ["test_short_story.py"]
    """The story of `make test` needs a browser on the machine; without one it is no test of it."""


@pytest.fixture(scope="module", autouse=True)
def _reports_are_printed_once(printed_once: None) -> None:
    pass


@pytest.fixture
def work(db: None, settings: Any, tmp_path: Path) -> Callable[[], int]:
    """Do all jobs that are open; how many there were."""
    settings.BLOBS = tmp_path / "blobs"
    return work_off


@pytest.fixture
def officer(work: Callable[[], int]) -> Officer:
    from discloser.web.guard import new_token

    browser = Client()
    assert browser.get("/start/", {"token": new_token()}).status_code == 302
    return Officer(browser, work)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("网页")) as one:
        yield one


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as programs:
        browser = programs.chromium.launch(executable_path=shutil.which("chromium"), args=list(SWITCHES))
        yield browser
        browser.close()
