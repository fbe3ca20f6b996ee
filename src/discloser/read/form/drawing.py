"""A process of its own that draws the pages of foreign files, one after the other, with limits on time and memory.

A PDF of two kilobytes can ask for all the memory there is, or for hours. So files that came from outside are opened
nowhere but here; whoever waits for a page watches over the process, and ends it. The two talk in lines of JSON with
the bytes behind them: nothing that a foreign file could have taken over is ever unpickled.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Any

import psutil

from .pages import CannotDraw, DrawnPage, opened

MEBIBYTE = 2**20
_MEMORY = 400 * MEBIBYTE
_SECONDS_A_PAGE = 10.0
_SECONDS_IN_ALL = 40.0
"""Of a processor's time: a busy machine is no reason to refuse a file."""

_SILENCE = 120.0
_LOOK_EVERY = 0.05
_TOO_SLOW = "太复杂，画一页要的时间太长"
_TOO_LARGE = "太复杂，画一页要的内存太多"
_LOST = "画的时候出了问题：文件已损坏，或者太复杂"


@dataclass
class Drawer:
    """Draws the files of one form. Its process is started for the first file, and again after one that ended it.

    `left`: seconds that are left for all files together.
    """

    left: float = _SECONDS_IN_ALL
    _process: subprocess.Popen[bytes] | None = None
    _guard: _Guard | None = field(default=None)

    def __enter__(self) -> Drawer:
        return self

    def __exit__(self, *failure: object) -> None:
        self._end()

    def pages(self, content: bytes, most_pages: int, room: int, *, drawn: bool) -> tuple[int, list[DrawnPage]]:
        """How many pages a file has and, if they are to be drawn, the pages. Raises `CannotDraw`."""
        process, guard = self._ready()
        try:
            _send(process.stdin, {"most_pages": most_pages, "room": room, "drawn": drawn}, content)
            count = int(self._answer(process, guard)[0]["pages"])
            answers = [self._answer(process, guard) for _ in range(count if drawn else 0)]
        except (OSError, EOFError, ValueError, KeyError):
            reason = guard.reason or _LOST
            self._end()
            raise CannotDraw(reason) from None
        return count, [DrawnPage(jpeg, int(said["width"]), int(said["height"])) for said, jpeg in answers]

    def _answer(self, process: subprocess.Popen[bytes], guard: _Guard) -> tuple[dict[str, Any], bytes]:
        guard.allow(min(_SECONDS_A_PAGE, self.left))
        said, jpeg = _receive(process.stdout)
        self.left -= guard.spent()
        if "refused" in said:
            raise CannotDraw(str(said["refused"]))
        return said, jpeg

    def _ready(self) -> tuple[subprocess.Popen[bytes], _Guard]:
        if self._process is None or self._guard is None:
            # -P: a file in the officer's folder that is called like a library must not be loaded.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", __name__],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            self._guard = _Guard(self._process)
        return self._process, self._guard

    def _end(self) -> None:
        if self._guard is not None:
            self._guard.dismiss()
        if self._process is not None:
            with suppress(OSError), self._process as process:
                process.kill()
        self._process = self._guard = None


class _Guard:
    """Watches a process from outside, on every system alike, and ends it when it takes too much.

    Where the system can limit the memory of a process, the process has limited itself besides.
    """

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.reason = ""
        self._process = process
        self._watched = psutil.Process(process.pid)
        self._until = self._since = 0.0
        self._silent_from = time.monotonic()
        self._dismissed = threading.Event()
        self.allow(_SECONDS_A_PAGE)
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def allow(self, seconds: float) -> None:
        """So much of a processor's time from now on."""
        self._since = self._used()
        self._silent_from = time.monotonic()
        self._until = self._since + seconds

    def spent(self) -> float:
        """What was used since."""
        return max(self._used() - self._since, 0.0)

    def dismiss(self) -> None:
        """Watch no longer."""
        self._dismissed.set()
        self._thread.join()

    def _used(self) -> float:
        with suppress(psutil.Error):
            times = self._watched.cpu_times()
            self._last = float(times.user + times.system)
        return getattr(self, "_last", 0.0)

    def _watch(self) -> None:
        while not self._dismissed.wait(_LOOK_EVERY):
            if reason := self._too_much():
                self.reason = reason
                self._process.kill()
                return

    def _too_much(self) -> str:
        try:
            memory = self._watched.memory_info().rss
        except psutil.Error:
            return ""
        if memory > _MEMORY:
            return _TOO_LARGE
        slow = self._used() > self._until or time.monotonic() - self._silent_from > _SILENCE
        return _TOO_SLOW if slow else ""


def _send(stream: IO[bytes] | None, head: dict[str, Any], body: bytes = b"") -> None:
    assert stream is not None
    stream.write(json.dumps({**head, "bytes": len(body)}).encode() + b"\n" + body)
    stream.flush()


def _receive(stream: IO[bytes] | None) -> tuple[dict[str, Any], bytes]:
    """A line and the bytes behind it. Raises EOFError when the other side is gone, ValueError for anything odd."""
    assert stream is not None
    line = stream.readline(1000)
    if not line:
        raise EOFError
    head = json.loads(line)
    length = int(head["bytes"])
    if not 0 <= length <= 64 * MEBIBYTE:
        raise ValueError(length)
    body = stream.read(length)
    if len(body) < length:
        raise EOFError
    return head, body


def _serve() -> None:
    """Draw whatever is sent until nobody is there any more."""
    _limit_memory()
    while True:
        try:
            head, content = _receive(sys.stdin.buffer)
        except EOFError:
            return
        for answer, jpeg in _answers(content, head):
            _send(sys.stdout.buffer, answer, jpeg)


def _answers(content: bytes, head: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bytes]]:
    try:
        count, pages = opened(content, int(head["most_pages"]), int(head["room"]))
        yield {"pages": count}, b""
        for page in pages if head["drawn"] else ():
            yield {"width": page.width, "height": page.height}, page.content
    except CannotDraw as refusal:
        yield {"refused": str(refusal)}, b""
    except MemoryError:
        yield {"refused": _TOO_LARGE}, b""


def _limit_memory() -> None:
    """Ask the system to refuse more memory; Windows and macOS do not, there only the guard looks."""
    import pypdfium2  # noqa: F401  what is loaded later would be counted as a page's

    with suppress(ImportError, OSError, ValueError):
        import resource

        limit = psutil.Process().memory_info().vms + _MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    _serve()
