"""A process that does one job after another, holds each by a lease, and ends with the process that started it."""

from __future__ import annotations

import logging
import os
import threading
import time
from typing import Any

import psutil

from ..usecases.parent import end_with_parent

LIMITS = {"check": 60.0, "build": 300.0, "batch": 900.0}
"""Seconds a job may take by the clock; then its lease is not renewed, and whoever holds it is ended."""
_OTHERS = 120.0
_MOST_JOBS = 100
_MOST_MEMORY = 500 * 2**20
_LONGEST_SLEEP = 1.0


def worker_name(run: str, pid: int) -> str:
    """What a worker signs its jobs with; `run` tells the supervisors apart, whose workers' numbers may be the same."""
    return f"{run}-{pid}"


def work(run: str, called: Any) -> None:
    """Do jobs until enough were done; `called` is a semaphore that wakes."""
    end_with_parent()
    name = worker_name(run, os.getpid())
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    import django

    django.setup()
    from .tasks import done_next

    for _ in range(_MOST_JOBS):
        while not done_next(name):
            called.acquire(timeout=_LONGEST_SLEEP)
        if psutil.Process().memory_info().rss > _MOST_MEMORY:
            return


class Heart:
    """Renews the lease of a job while it is done, up to its limit."""

    def __init__(self, renew: Any, what: str, pause: float) -> None:
        self._renew, self._pause = renew, pause
        self._end = time.monotonic() + LIMITS.get(what, _OTHERS)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _beat(self) -> None:
        from django.db import connection

        while not self._stop.wait(self._pause) and time.monotonic() < self._end and self._renewed():
            pass
        connection.close()

    def _renewed(self) -> bool:
        """Whether the lease still holds; a database that does not answer once is asked again at the next beat."""
        try:
            return bool(self._renew())
        except Exception:
            logging.getLogger(__name__).exception("lease not renewed")
            return True
