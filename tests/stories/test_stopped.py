"""Wherever a command is stopped, by a kill or by Ctrl-C, every file is the old or the new one and whole.

The next command finishes or undoes what was left, and nothing else lies about; `stopped.py` tries it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from stopped import STORIES

HERE = Path(__file__).parent
SEED, PART = 2025, 4


def outcomes(commands: Iterable[str], folder: Path, *part: int) -> dict[str, dict[str, object]]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (HERE.parent, HERE.parent / "pull")))}
    done = subprocess.run(
        [sys.executable, str(HERE / "stopped.py"), ",".join(commands), str(folder), *map(str, part)],
        capture_output=True, text=True, check=True, encoding="utf-8", env=environment)
    told: dict[str, dict[str, object]] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What came of every command, one process for all."""
    return outcomes(STORIES, tmp_path_factory.mktemp("stopped"), SEED, PART)


@pytest.mark.parametrize("command", STORIES)
def test_a_command_stopped_somewhere_loses_nothing(command: str, part: dict[str, dict[str, object]]):
    assert part[command] == {"points": PART, "wrong": [], "astray": []}


@pytest.mark.whole
@pytest.mark.parametrize("command", STORIES)
def test_a_command_stopped_anywhere_loses_nothing(command: str, tmp_path: Path):
    told = outcomes([command], tmp_path)[command]
    assert (told["wrong"], told["astray"]) == ([], [])
    assert isinstance(told["points"], int)
    assert told["points"] > 50
