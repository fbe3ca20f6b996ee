"""A page of the docs done step by step: its commands run, every line that it shows held against what they say.

Blocks of a page: `sh` holds commands, `text` what is shown after them, any other what people do meanwhile.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from discloser import cli

_BLOCK = re.compile(r"^```(sh|text|diff|diff Word|改)\n(.*?)^```$", re.M | re.S)


def done(
    page: Path, capsys: pytest.CaptureFixture[str], by_hand: Mapping[str, Callable[[str], None]],
    after: Callable[[list[str]], None] = lambda words: None,
) -> int:
    """Do all that a page tells; how many times it shows something. `after`: what is done after a command."""
    told = 0
    for kind, block in _BLOCK.findall(page.read_text("utf-8")):
        if kind in by_hand:
            by_hand[kind](block)
        elif kind == "sh":
            capsys.readouterr()
            for line in block.splitlines():
                words = shlex.split(line)
                _run(words)
                after(words)
        else:
            printed = capsys.readouterr().out
            assert [line for line in block.splitlines() if line not in printed] == [], printed
            told += 1
    return told


def _run(words: list[str]) -> None:
    if words[0] == "cp":
        shutil.copy(words[1], words[2])
        return
    with pytest.raises(SystemExit) as stop:
        cli.main(words[1:])
    assert stop.value.code in (0, 1)
