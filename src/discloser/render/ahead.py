"""The PDF, which takes longest, in a second process: it loads its libraries while the form is still being checked, and
prints while the other formats are written. The bytes are the same; where there is one processor, nothing is gained.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..core.report import Report
from . import RENDERERS, CannotRender, slowed_by

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

    def send(self, report: Report) -> None:
        """Hand the report over; the press prints while others work. One that has died says so when it is asked."""
        assert self.process.stdin is not None
        try:
            pickle.dump(report, self.process.stdin)
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
def press(fonts: Path, formats: list[str]) -> Iterator[Press | None]:
    """A press that is getting ready, or None where none is needed or can be had; it is gone afterwards."""
    started = _started(fonts) if _FORMAT in formats and worthwhile() else None
    try:
        yield started
    finally:
        if started is not None:
            with started.process as process:
                process.kill()


def _started(fonts: Path) -> Press | None:
    # -P: a file in the officer's folder that is called like a library must not be loaded.
    command = [sys.executable, "-P", "-m", "discloser.render.ahead", str(fonts)]
    # What it complains of is not for officers: where it fails, the PDF is printed here, and the failure told properly.
    try:
        return Press(subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL))
    except OSError:
        return None


def _serve(fonts: Path) -> None:
    slow = slowed_by(_FORMAT, fonts)
    try:
        report = pickle.load(sys.stdin.buffer)
    except EOFError:
        return
    try:
        answer = Printed(RENDERERS[_FORMAT](report, fonts), slowed_by=slow)
    except CannotRender as refusal:
        answer = Printed(refusal=str(refusal))
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    from . import ahead  # the module that the other process knows, not this one, whose name is __main__

    ahead._serve(Path(sys.argv[1]))
