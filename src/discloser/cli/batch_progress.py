"""How far a batch is, on the error stream: done, wrong, how many a second, how long still."""

from __future__ import annotations

import sys
import time
from typing import Any

import click

from ..usecases.batch.run import Told
from .encoding import echo_json_line

_PAUSE = 0.5
"""Seconds between two lines on a terminal; elsewhere one is written at each tenth."""
_MINUTE, _HOUR = 60, 3600


class Progress:
    """Told of every unit. A terminal has one line that changes; a file gets a line at each tenth."""

    def __init__(self, total: int) -> None:
        self._total, self._done, self._wrong, self._worked = total, 0, 0, 0
        self._begun = self._shown = time.monotonic()
        self._alive = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._alive:
            click.echo("\r\x1b[K", nl=False, err=True)

    def told(self, one: Told, data: Any = None) -> None:
        """A unit is done with; `data`: what is to be printed of it."""
        if data is not None:
            echo_json_line(data)
        self._done += 1
        self._worked += not one.skipped
        self._wrong += one.record.errors > 0 or not one.record.state.is_settled
        now = time.monotonic()
        tenth = self._done * 10 // self._total > (self._done - 1) * 10 // self._total
        if (self._alive and now - self._shown > _PAUSE) or (not self._alive and tenth):
            self._shown = now
            self._say(self._line(now))

    def stopping(self) -> None:
        """The run was told to stop."""
        self._say("正在停下：等手头的单位做完。再按一次 Ctrl+C 立刻停。", end=True)

    def _line(self, now: float) -> str:
        rate = self._worked / max(now - self._begun, 0.001)
        speed = f"，每秒 {rate:.1f} 个，还要约 {_words((self._total - self._done) / rate)}" if rate else ""
        return f"[{self._done}/{self._total}] 有问题 {self._wrong}{speed}"

    def _say(self, line: str, *, end: bool = False) -> None:
        if self._alive:
            click.echo(f"\r{line}\x1b[K", nl=end, err=True)
        else:
            click.echo(line, err=True)


def _words(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} 秒"
    if seconds < _HOUR:
        return f"{seconds / _MINUTE:.0f} 分钟"
    return f"{seconds / _HOUR:.1f} 小时"
