"""Options and fixtures of the whole suite; being here also lets every test import `helpers`."""

from __future__ import annotations

import difflib
import gc
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from once import each_report_printed_once

from discloser import cli

Golden = Callable[[Path, str], None]

gc.set_threshold(500_000)  # what was loaded stays; to search it for garbage all the time took a tenth of the suite

_MOST_GROWN = 500 * 2**20
"""Bytes that a process may grow by before its garbage is searched for: a search looks at all that is loaded."""
_process = psutil.Process()
_searched_at = [_process.memory_info().rss]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden texts anew; read what changed")


@pytest.fixture(scope="module", autouse=True)
def _garbage_is_searched_now_and_then():
    """Commands run here freeze what they leave, as a process ends after them; this one goes on, and would only grow."""
    yield
    if _process.memory_info().rss - _searched_at[0] > _MOST_GROWN:
        gc.unfreeze()
        gc.collect()
        _searched_at[0] = _process.memory_info().rss


@pytest.fixture(scope="module")
def printed_once():
    """What rooms ask for whose tests print reports without being about how; a module may put another in its place."""
    with each_report_printed_once():
        yield


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    """Run the command line in this process: (status, printed, said on the error stream)."""

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            cli.main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return stop.value.code, printed.out, printed.err

    return run


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with a golden file, or write the file under `--update-golden`."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        expected = path.read_text(encoding="utf-8").splitlines()
        difference = difflib.unified_diff(expected, text.splitlines(), "golden", "now", lineterm="", n=1)
        assert "\n".join(difference) == ""

    return compare
