"""No system ends the children of a process that was killed, so each of ours watches the one that started it."""

from __future__ import annotations

import multiprocessing
import threading
from multiprocessing.connection import wait

import psutil


def end_with_parent() -> None:
    """End this process at once when the one that started it is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    psutil.Process().kill()  # at once, wherever its main thread is
