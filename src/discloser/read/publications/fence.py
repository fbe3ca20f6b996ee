"""Asks the process that opens foreign files, and believes nothing of its answer but texts and numbers."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any, Final

from ...model.publication import LooseBlock
from . import problems
from .packing import unpacked
from .problems import RefusedFile

_PATIENCE: Final = 180
"""Seconds; five hundred pages take ten."""
_LONGEST_ANSWER: Final = 256 * 2**20
_STOPPED: Final = "读到一半停了，文件可能已经损坏"
_WHY: Final = {
    "password": (problems.LOCKED, {}),
    "damaged": (problems.NOT_A_REPORT, {"reason": "PDF 已经损坏，或者只是名字叫 PDF"}),
    "crowded": (problems.TOO_MUCH, {"what": "一页里的内容太多", "expected": "6 万个字或线条"}),
    "old": (problems.NOT_A_REPORT, {"reason": "Excel 文件已经损坏，或者只是名字叫 Excel"}),
    "cells": (problems.TOO_MUCH, {"what": "工作簿的单元格太多", "expected": "40 万个"}),
}


@dataclass(frozen=True, slots=True)
class Fenced:
    """What was read: blocks, number of pages, remarks on pages as (what, page, words).

    `turned`: by how many right angles each page was turned clockwise to be read.
    """

    blocks: list[LooseBlock]
    pages: int
    remarks: list[tuple[str, int, str]]
    turned: tuple[int, ...] = ()


def read_fenced(sort: str, content: bytes, file: str) -> Fenced:
    """The blocks in the bytes of a file, read in a process of its own. Raises `RefusedFile`."""
    # -P: a file in the officer's folder that is called like a library must not be loaded.
    command = [sys.executable, "-P", "-m", "discloser.read.publications.worker", sort]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise RefusedFile(problems.NOT_A_REPORT, reason=f"{_PATIENCE} 秒还没有读完") from None
    if done.returncode or len(done.stdout) > _LONGEST_ANSWER:
        raise RefusedFile(problems.NOT_A_REPORT, reason=_STOPPED)
    return _taken(done.stdout, file)


def _taken(answer: bytes, file: str) -> Fenced:
    try:
        data: Any = json.loads(answer)
        if "refused" in data:
            raise _refusal(str(data["refused"]), data)
        remarks = [(str(what), int(page), str(words)) for what, page, words in data["remarks"]]
        turned = tuple(int(quarters) % 4 for quarters in data["turned"])
        return Fenced(unpacked(data["blocks"], file), int(data["pages"]), remarks, turned)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise RefusedFile(problems.NOT_A_REPORT, reason=_STOPPED) from None


def _refusal(why: str, data: Any) -> RefusedFile:
    if why == "pages":
        from .worker import MOST_PAGES

        return RefusedFile(problems.TOO_MUCH, what=f"有 {int(data['pages'])} 页", expected=f"{MOST_PAGES} 页")
    problem, words = _WHY.get(why, _WHY["damaged"])
    return RefusedFile(problem, **words)
