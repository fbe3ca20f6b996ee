"""The journal of an exchange of files: what is to be put where, kept in the folder until it is done.

It lies in the folder that is written to, under a lock that ends with the process. So whoever can lock it knows that its
writer is done or dead, and settles what is left: finishes what was ready, undoes what was not. A journal that came with
somebody's files is not believed: the files that it speaks of have other numbers on this disk.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from .digests import digest_at
from .flushing import write_flushed
from .lock import is_still, locked
from .refusing import naming, real

NAME = ".discloser-journal"
_STAGED = ".discloser-{number}.{age}"
_OURS = ".discloser-*.*"
_LARGEST = 4 * 2**20
_PATIENCE = 30.0
"""Seconds to wait for another process that writes into the same folder."""

_PAUSE = 0.02
_OPEN = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class ExchangeState(StrEnum):
    """Whether whoever finds an exchange is to finish or to undo it; words of one length, changed in place."""

    BEGUN = "begun "
    READY = "finish"
    UNDONE = "undo  "


class ExchangedFile(NamedTuple):
    """One file of an exchange, below the journal's folder.

    `new`, `old`: the hashes of its bytes, "" for no file; `device`, `inode`: the staged file's numbers on this disk.
    """

    target: str
    new: str
    old: str
    device: int
    inode: int


class Journal:
    """The journal of a folder, open and locked."""

    def __init__(self, home: Path, handle: int) -> None:
        self.home = home
        self._handle = handle

    @classmethod
    def take(cls, home: Path) -> Journal:
        """The journal of a folder, made if there is none, with what another left there settled.

        Raises BlockingIOError when another process goes on writing there, and OSError when what it left can't be.
        """
        end = time.monotonic() + _PATIENCE
        while (journal := cls._try(home, os.O_CREAT)) is None:
            if time.monotonic() > end:
                raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(home))
            time.sleep(_PAUSE)
        try:
            journal.settle()
        except BaseException:
            journal.leave()
            raise
        return journal

    @classmethod
    def left(cls, home: Path) -> Journal | None:
        """The journal that a dead process left in a folder; None when there is none, or its writer lives."""
        return cls._try(real(home), 0) if (home / NAME).exists() else None

    @classmethod
    def _try(cls, home: Path, flag: int) -> Journal | None:
        path = home / NAME
        with naming(home):
            handle = os.open(path, _OPEN | flag, 0o666)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
            if locked(handle) and is_still(handle, path):
                return cls(home, handle)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        return None

    def staged(self, number: int, age: str) -> Path:
        """Where the `new` or the `old` bytes of a file wait."""
        return self.home / _STAGED.format(number=number, age=age)

    def begin(self, folders: Iterable[str]) -> None:
        """Say which folders are about to be made."""
        self._add(ExchangeState.BEGUN + json.dumps(list(folders)))

    def ready(self, entries: Iterable[ExchangedFile]) -> None:
        """Say that all is staged: from now on whoever comes finishes the exchange."""
        self._add("\n" + json.dumps(list(entries)))
        self._say(ExchangeState.READY)

    def undo(self) -> None:
        """Put everything back as it was."""
        if self._state() is ExchangeState.READY:
            self._say(ExchangeState.UNDONE)
        self.end()

    def end(self) -> None:
        """Settle what is left, and take the journal away."""
        self.settle()
        path = self.home / NAME
        if sys.platform != "win32":
            path.unlink(missing_ok=True)
        self.leave()
        if sys.platform == "win32":  # an open file can't be deleted there; who has it open deletes it later
            with suppress(OSError):
                path.unlink()

    def leave(self) -> None:
        """Close the journal, and with it the lock; what it tells is left to whoever comes."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)

    def settle(self) -> None:
        """Finish or undo what the journal tells and clear what was staged; safe to begin again from any point."""
        state, (entries, folders) = self._state(), self._told()
        for number, entry in enumerate(entries):
            if state is ExchangeState.READY:
                self._finish(number, entry)
            elif state is ExchangeState.UNDONE:
                self._restore(number, entry)
        for path in self.home.glob(_OURS):
            path.unlink(missing_ok=True)
        for folder in reversed(folders) if state is not ExchangeState.READY else ():
            with suppress(OSError):  # it was never made, or holds something
                (self.home / folder).rmdir()
        os.ftruncate(self._handle, 0)

    def _finish(self, number: int, entry: ExchangedFile) -> None:
        """Put a file in its place, unless somebody has changed what lies there since."""
        staged, target = self.staged(number, "new"), self.home / entry.target
        if _is_staged(staged, entry) and digest_at(target) == entry.old:
            replace(staged, target)

    def _restore(self, number: int, entry: ExchangedFile) -> None:
        target, old = self.home / entry.target, self.staged(number, "old")
        if digest_at(target) != entry.new:
            return
        if not entry.old:
            target.unlink()
        elif digest_at(old) == entry.old:
            replace(old, target)

    def _add(self, text: str) -> None:
        self._write(text, os.SEEK_END)

    def _say(self, state: ExchangeState) -> None:
        """Change the state alone, which takes no room on a full disk."""
        self._write(state, os.SEEK_SET)

    def _write(self, text: str, whence: int) -> None:
        with naming(self.home):
            os.lseek(self._handle, 0, whence)
            write_flushed(self._handle, text.encode())

    def _state(self) -> ExchangeState:
        os.lseek(self._handle, 0, os.SEEK_SET)
        word = os.read(self._handle, len(ExchangeState.BEGUN)).decode("ascii", "replace")
        return ExchangeState(word) if word in tuple(ExchangeState) else ExchangeState.BEGUN

    def _told(self) -> tuple[list[ExchangedFile], list[str]]:
        """Entries, and the folders made; of a journal that is not whole or not ours, none."""
        os.lseek(self._handle, len(ExchangeState.BEGUN), os.SEEK_SET)
        folders, _, entries = _read(self._handle).decode("utf-8", "replace").partition("\n")
        made = [name for name in _list(folders) if isinstance(name, str) and _stays_inside(self.home, name)]
        parts = len(ExchangedFile._fields)
        told = [ExchangedFile(*one) for one in _list(entries) if isinstance(one, list) and len(one) == parts]
        return [entry for entry in told if _stays_inside(self.home, str(entry.target))], made


def settle(folder: Path) -> None:
    """Finish or undo what a process that died left in a folder; one that lives is left alone. Never raises OSError."""
    with suppress(OSError, ValueError):
        journal = Journal.left(folder)
        if journal is not None:
            try:
                journal.end()
            finally:
                journal.leave()


def replace(new: Path, target: Path) -> None:
    """Put a staged file over its target in one stroke. Raises OSError that names the target."""
    with naming(target):
        new.replace(target)


def _list(text: str) -> list[object]:
    """The list in a line of a journal, empty for anything else."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return data if isinstance(data, list) else []


def _read(handle: int) -> bytes:
    content = b""
    while len(content) < _LARGEST and (more := os.read(handle, _LARGEST)):
        content += more
    return content


def _is_staged(path: Path, entry: ExchangedFile) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    info = path.stat()
    return (info.st_dev, info.st_ino) == (entry.device, entry.inode) and digest_at(path) == entry.new


def _stays_inside(home: Path, name: str) -> bool:
    """Whether a name leads to somewhere below a folder, by no link."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or ":" in name or "\\" in name:
        return False
    whole = home / path
    return not whole.is_symlink() and whole.parent.resolve().is_relative_to(home.resolve())
