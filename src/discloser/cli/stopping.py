"""Ctrl+C in a long run: the first press lets what is under way come to its end, the second ends it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def gentle_stop(told: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Whether to stop, for a run inside; `told` is called at the first press. The second raises KeyboardInterrupt."""
    if threading.current_thread() is not threading.main_thread():  # a server's own business
        yield lambda: False
        return
    pressed = threading.Event()

    def press(number: int, frame: FrameType | None) -> None:
        if pressed.is_set():
            raise KeyboardInterrupt
        pressed.set()
        told()

    before = signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)
