"""A crew of processes on this machine that work one item each: what ends or hangs one is told of its own item.

Processes are Pebble's, one pool for each, so that whatever a dying one leaves locked or half sent is its own. They are
spawned, not forked: that is alike on all systems, and nothing of this process's threads goes along. They are made anew
after some items, before their memory grows, and end with their parent, however that ends.
"""

from __future__ import annotations

import multiprocessing
import pickle
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

from .parent import end_with_parent

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 2
"""Items that a process is given: the one it works at, and the next, so that it need not wait for this process."""
_TRIES = 2
_LOOK = 0.5
"""Seconds between two looks at whether to stop."""


class Ended(StrEnum):
    """How work on an item ended without a result."""

    TIMEOUT = "超时"
    DIED = "进程中断"
    STOPPED = "没有开始"


@dataclass(frozen=True)
class Terms:
    """How a crew works: processes, seconds for an item, items after which a process is made anew.

    `spool`: a folder of its own, in which results lie on their way; a pipe may break in the middle of a large one.
    """

    processes: int
    spool: Path
    seconds: float = 300
    items: int = 50


class Crew(Generic[T, R]):
    """Processes that do the same work. Use it as a context: what still runs at its end is ended."""

    def __init__(self, work: Callable[[T], R], terms: Terms) -> None:
        """`work` is a function of a module: a process loads it by its name."""
        self._work, self._terms = work, terms
        self._slots = [_Slot(terms) for _ in range(terms.processes)]

    def __enter__(self) -> Crew[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        for slot in self._slots:
            slot.end()

    def results(
        self, items: Iterable[T], stopping: Callable[[], bool] = lambda: False,
    ) -> Iterator[tuple[T, R | Ended]]:
        """Every item with its result, as they come. Once `stopping`, no item is begun, those under way are waited for.

        An item is tried twice when its process ends: what ended it may have come from outside.
        """
        source, again = iter(items), deque[tuple[T, int]]()
        while True:
            if not stopping():
                self._fill(source, again)
            under_way = {future: slot for slot in self._slots for future in slot.given}
            if not under_way:
                yield from ((item, Ended.STOPPED) for item, _ in again)
                return
            done, _ = wait(under_way, _LOOK, FIRST_COMPLETED)
            if stopping():
                for future in set(under_way) - done:
                    if not future.running():
                        future.cancel()
            for future in done:
                item, tries = under_way[future].given.pop(future)
                outcome = self._outcome(future, under_way[future])
                if outcome is Ended.DIED and tries < _TRIES:
                    again.append((item, tries + 1))
                else:
                    yield item, outcome

    def _fill(self, source: Iterator[T], again: deque[tuple[T, int]]) -> None:
        for depth in range(_AHEAD):
            for slot in self._slots:
                if len(slot.given) <= depth and (given := _next(source, again)):
                    slot.give(self._work, given)

    def _outcome(self, future: Future[str], slot: _Slot) -> R | Ended:
        if future.cancelled():
            return Ended.STOPPED
        error = future.exception()
        if error is None:
            return self._fetched(Path(future.result()))
        if isinstance(error, TimeoutError):
            return Ended.TIMEOUT
        if isinstance(error, BrokenProcessPool):
            slot.renew()
        if isinstance(error, OSError) and not isinstance(error, ProcessExpired):  # no room for a result
            raise error
        return Ended.DIED

    def _fetched(self, spooled: Path) -> R:
        result: R = pickle.loads(spooled.read_bytes())
        spooled.unlink()
        return result


class _Slot:
    """One process, and the items that it was given: future → item and how often it was tried."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self.given: dict[Future[str], tuple[Any, int]] = {}
        self._pool = self._new()

    def _new(self) -> ProcessPool:
        return ProcessPool(
            1, self._terms.items, end_with_parent, context=multiprocessing.get_context("spawn"))

    def give(self, work: Callable[[T], R], given: tuple[T, int]) -> None:
        future = self._pool.schedule(
            _spooled, [work, given[0], self._terms.spool], timeout=self._terms.seconds)
        self.given[future] = given

    def renew(self) -> None:
        """Another pool for one that is broken; its items come back as broken, too."""
        if not self._pool.active:
            self._pool = self._new()

    def end(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def _next(source: Iterator[T], again: deque[tuple[T, int]]) -> tuple[T, int] | None:
    if again:
        return again.popleft()
    for item in source:
        return item, 1
    return None


def _spooled(work: Callable[[T], R], item: T, spool: Path) -> str:
    """Do the work and lay its result down; what goes through the pipe is short enough to go at once."""
    result = pickle.dumps(work(item))
    path = spool / f"{uuid.uuid4()}.result"
    path.write_bytes(result)
    return str(path)
