"""The PDF, which takes longest, in a second process: it loads its libraries while the form is still being checked, and
prints while the other formats are written. The bytes are the same; where there is one processor, nothing is gained.

This module loads little, for it is to start the second process before the first has loaded the rest of the program.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from . import RENDERERS, CannotRender, slowed_by

if TYPE_CHECKING:
    from ..model.report.report import Report

_FORMAT = "pdf"


def worthwhile() -> bool:
    """Whether a second process has a processor to run on."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (usable or 1) > 1


@dataclass(frozen=True)
class Printed:
    """What the second process says: the PDF, or why this machine can't make one; and what slowed it down."""

    content: bytes = b""
    refusal: str = ""
    slowed_by: str = ""


@dataclass(frozen=True)
class Press:
    """A process that waits for a report."""

    process: subprocess.Popen[bytes]

    def send(self, report: Report, fonts: Path) -> None:
        """Hand the report over; the press prints while others work. One that has died says so when it is asked."""
        assert self.process.stdin is not None
        try:
            pickle.dump((report, fonts), self.process.stdin)
            self.process.stdin.close()
        except OSError:
            self.process.kill()

    def printed(self) -> Printed | None:
        """What was printed; None when the process failed, whatever the reason. Raises `CannotRender`."""
        assert self.process.stdout is not None
        try:
            # Our own process, started by us, wrote this: nobody else's data are unpickled.
            answer = pickle.loads(self.process.stdout.read())
        except (OSError, EOFError, pickle.UnpicklingError):
            return None
        if answer.refusal:
            raise CannotRender(answer.refusal)
        return answer if isinstance(answer, Printed) else None


@contextmanager
def press(formats: list[str]) -> Iterator[Press | None]:
    """A press that is getting ready, or None where none is needed or can be had; it is gone afterwards."""
    started = _started() if _FORMAT in formats and worthwhile() else None
    try:
        yield started
    finally:
        if started is not None:
            with started.process as process:
                process.kill()


def _started() -> Press | None:
    # -P: a file in the officer's folder that is called like a library must not be loaded.
    command = [sys.executable, "-P", "-m", "discloser.render.ahead"]
    # What it complains of is not for officers: where it fails, the PDF is printed here, and the failure told properly.
    try:
        return Press(subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL))
    except OSError:
        return None


def _serve() -> None:
    """Get ready, wait for a report, print it and leave.

    Nothing is tidied up: looking for garbage, and taking a laid-out document apart, would only keep the others waiting.
    """
    gc.disable()
    _load_libraries()
    try:
        report, fonts = pickle.load(sys.stdin.buffer)
    except EOFError:
        return
    try:
        answer = Printed(RENDERERS[_FORMAT](report, fonts), slowed_by=slowed_by(_FORMAT, fonts))
    except CannotRender as refusal:
        answer = Printed(refusal=str(refusal))
    sys.stdout.buffer.write(pickle.dumps(answer))
    sys.stdout.buffer.flush()
    os._exit(0)


def _load_libraries() -> None:
    """Load what printing needs; where a library is missing, the renderer will say it in the officer's words."""
    from . import pdf, press  # noqa: F401  the renderer itself is loaded here, too

    with suppress(OSError):
        press.load()


if __name__ == "__main__":
    from . import ahead  # the module that the other process knows, not this one, whose name is __main__

    ahead._serve()
