"""Options and fixtures of the whole suite; being here also lets every test import `helpers`."""

from __future__ import annotations

import difflib
import gc
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from discloser import cli

Golden = Callable[[Path, str], None]

gc.set_threshold(500_000)  # what was loaded stays; to search it for garbage all the time took a tenth of the suite

_FILES_BETWEEN_SEARCHES = 25
_files = itertools.count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden texts anew; read what changed")


@pytest.fixture(scope="module", autouse=True)
def _garbage_is_searched_now_and_then():
    """Commands run here freeze what they leave, as a process ends after them; this one goes on, and would only grow."""
    yield
    gc.unfreeze()
    if next(_files) % _FILES_BETWEEN_SEARCHES == 0:
        gc.collect()


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
