"""The process above: it holds the door, starts the page and the workers, replaces who dies, and takes all along."""

from __future__ import annotations

import logging
import multiprocessing
import os
import secrets
import socket
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import Any

from .page_server import serve_page
from .worker import work, worker_name

_log = logging.getLogger(__name__)

_PAGE = "page"
_PAUSE = 1.0
_WORKERS = max(1, (os.cpu_count() or 1) - 1)


@dataclass
class Supervisor:
    """The page's process and the workers', by their names. `door`: None for workers of a page of another machine."""

    door: socket.socket | None
    workers: int = _WORKERS
    _processes: dict[str, Any] = field(default_factory=dict)
    _gone: set[str] = field(default_factory=set)
    _run: str = field(default_factory=lambda: secrets.token_hex(4))

    def __post_init__(self) -> None:
        self._spawn = multiprocessing.get_context("spawn")
        self._called = self._spawn.Semaphore(0)

    def run(self) -> None:
        """Watch until interrupted; whoever is missing is started anew."""
        try:
            while True:
                self._looked_after()
                wait([process.sentinel for process in self._processes.values()], timeout=_PAUSE)
        finally:
            self.end()

    def _looked_after(self) -> None:
        """Replace who is missing, end who hangs; a database that is away for a while is waited for."""
        from django.db import Error, connection

        try:
            self._replace_missing()
            self._end_overdue()
        except Error:
            _log.warning("the database does not answer", exc_info=True)
            connection.close()

    def end(self) -> None:
        """End all that were started."""
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            process.join(timeout=5)

    def _replace_missing(self) -> None:
        from .jobs import let_go

        self._gone |= {name for name, process in self._processes.items() if not process.is_alive()}
        for name in self._gone & self._processes.keys():
            self._processes.pop(name).close()
        if self._gone:
            let_go(self._gone)
            self._gone.clear()
            self._called.release()
        if self.door is not None and _PAGE not in self._processes:
            self._processes[_PAGE] = self._started(serve_page, self.door, self._called)
        while len(self._processes.keys() - {_PAGE}) < self.workers:
            process = self._started(work, self._run, self._called)
            self._processes[worker_name(self._run, process.pid)] = process

    def _started(self, target: Any, *arguments: Any) -> Any:
        process = self._spawn.Process(target=target, args=arguments, daemon=True)
        process.start()
        return process

    def _end_overdue(self) -> None:
        """End workers that hold a job beyond its lease: they hang."""
        from .jobs import overdue

        for name in overdue() & set(self._processes):
            self._processes[name].kill()
