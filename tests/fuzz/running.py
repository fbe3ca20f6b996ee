"""One input meets its command, in this process; then what must hold is looked at."""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import resource
import signal
import tempfile
import time
import traceback
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from discloser.cli.main import main

from .amounts import read_otherwise
from .inputs import Input

LONGEST = 20.0
LARGEST = 500 * 1024
_OUR_OWN_FAULT = 3
"""A kind with findings ends with the status of the program's own faults, too: who uses it can't mend it."""


@dataclass(frozen=True)
class Outcome:
    """What came of an input. `wrong`: what must not be; empty when all is well.

    `memory`: KiB at most, where it took more than all before it in this process; else 0.
    """

    wrong: tuple[str, ...]
    status: int
    seconds: float
    memory: int
    told: bool


def outcome_of(made: Input, held: int = 0) -> Outcome:
    """Run an input in a folder of its own.

    `held`: KiB this process had before for other work (`peak`), which don't count; its children begin as copies of it.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in made.files.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(content)
        begun, before = time.monotonic(), _peaks()
        status, printed, fault = _run(made.command, folder)
        seconds = time.monotonic() - begun
        memory = max((peak for peak, last in zip(_peaks(), before, strict=True) if peak > last), default=0)
        wrong = [*fault, *(["exit 3: " + printed[-300:]] if status == _OUR_OWN_FAULT else []), *_files(made, folder)]
        if seconds > LONGEST:
            wrong.append(f"{seconds:.1f} s")
        if memory > LARGEST + held:
            wrong.append(f"{memory // 1024} MiB")
        if made.form and not wrong:
            wrong += _amounts(folder / made.form)
    return Outcome(tuple(wrong), status, seconds, memory, bool(printed.strip()))


def peak() -> int:
    """The most memory that this process ever had, in KiB."""
    return _peaks()[0]


def _peaks() -> tuple[int, ...]:
    """The most memory that this process and its children ever had, in KiB; the system remembers nothing less."""
    return tuple(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _run(command: tuple[str, ...], folder: Path) -> tuple[int, str, list[str]]:
    out, before = io.StringIO(), Path.cwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), _limited():
            main(list(command))
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), []
    except BaseException:
        return _OUR_OWN_FAULT, out.getvalue(), [traceback.format_exc()[-3000:]]
    finally:
        os.chdir(before)
        gc.unfreeze()  # the command line freezes what it leaves, for a process ends there
    return 0, out.getvalue(), ["no exit status"]


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise TimeoutError("too long")

    old = signal.signal(signal.SIGALRM, stop)
    signal.alarm(int(LONGEST) + 10)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, old)


def _files(made: Input, folder: Path) -> Iterator[str]:
    """What is wrong with the files that are there now: litter, a lost input, one half written."""
    there = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    yield from (f"lost: {name}" for name in made.files if name not in there)
    for name, path in there.items():
        content = path.read_bytes()
        if made.files.get(name) == content:
            continue
        if name in made.files and made.command[0] not in ("pull", "build", "status"):
            yield f"changed: {name}"
        elif path.name.startswith(".discloser-") and name not in made.files:
            yield f"litter: {name}"
        elif not _is_whole(path, content):
            yield f"half written: {name}"


def _is_whole(path: Path, content: bytes) -> bool:
    try:
        if path.suffix in (".xlsx", ".docx"):
            return zipfile.ZipFile(io.BytesIO(content)).testzip() is None
        if path.suffix == ".json":
            json.loads(content)
        elif path.suffix in (".yaml", ".yml"):
            yaml.load(content.decode("utf-8"), Loader=yaml.BaseLoader)
    except (ValueError, zipfile.BadZipFile, yaml.YAMLError):
        return False
    return bool(content)


def _amounts(form: Path) -> list[str]:
    try:
        return [f"amount: {odd}" for odd in read_otherwise(form)]
    except Exception:
        return [traceback.format_exc()[-3000:]]
