"""Who does the work of a batch on this machine: a crew of processes, in a folder that no other batch writes to."""

from __future__ import annotations

import errno
import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ...disk import is_still, locked
from ..crew import Crew, Terms
from .run import Hands
from .unit import Outcome, UnitTask, one

WORK = ".work"
"""The folder of a batch's own in the folder it writes to."""
_ITEMS = 50
_CHECKS = 1000
"""Units after which a process is made anew: the typesetter's memory grows, a check's does not."""
SECONDS, SECONDS_OF_A_CHECK = 300, 60
_RARELY = 100_000


@contextmanager
def desk_in(out: Path) -> Iterator[Path]:
    """The work folder of a batch, to itself. Raises BlockingIOError where another batch is at work there."""
    work = out / WORK
    work.mkdir(parents=True, exist_ok=True)
    handle = os.open(work / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    if not locked(handle) or not is_still(handle, work / "lock"):
        os.close(handle)
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(out))
    try:
        for left in work.glob("*.result"):
            left.unlink()
        yield work
    finally:
        os.close(handle)
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def crew_hands(processes: int, work: Path, *, checks: bool) -> Iterator[Hands]:
    """A crew that works at units; `checks`: they are checked only."""
    terms = Terms(processes, work, SECONDS_OF_A_CHECK if checks else SECONDS, _CHECKS if checks else _ITEMS)
    with Crew[UnitTask, Outcome](_one, terms) as crew:
        yield crew.results


def _one(unit: UnitTask) -> Outcome:
    gc.set_threshold(_RARELY)  # a unit makes many objects and little garbage
    return one(unit)
