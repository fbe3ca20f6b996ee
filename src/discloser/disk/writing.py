"""Writing files whole: new bytes beside their place, flushed, then one atomic replacement each.

The only copy of a file is never moved. What belongs together is exchanged together: a journal tells what is under way,
so that whoever comes after a process that died finishes the exchange or undoes it (`journal.py`).
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from .digests import digest, digest_at
from .flushing import flush_folder, write_flushed
from .journal import ExchangedFile, Journal, replace, settle
from .refusing import existing_folder, naming, real, refuse, refused

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)

Expected = Mapping[Path, bytes | None]


class ChangedMeanwhile(Exception):  # noqa: N818  an answer to the officer, not a fault
    """Somebody changed a file after it was read and before it was replaced; it is as they left it."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def write_all(contents: Mapping[Path, bytes], expected: Expected | None = None) -> None:
    """Write every file, or leave all that was there as it was. A link stays one; what it leads to is written.

    `expected`: what must still lie at a path when it is replaced, None for nothing. Files below one folder are
    exchanged together, one such folder after the other. Raises `ChangedMeanwhile`, FileExistsError where nothing was
    expected, and OSError for a path that can't be written, which is told before anything is.
    """
    given: dict[Path, Path] = {}
    for path in contents:
        if given.setdefault(real(path), path) != path:
            raise refused(FileExistsError, path)
        refuse(real(path))
    for home, targets in _homes(given).items():
        exchange = _Exchange(home, {path: given[path] for path in targets})
        _exchanges.append(exchange)
        exchange.carry_out(contents, expected or {})


def written() -> tuple[Path, ...]:
    """The files that this process has written so far, for the truth of whatever is said about it."""
    return tuple(path for exchange in _exchanges if exchange.done for path in exchange.targets.values())


class _Exchange:
    """Files below one folder that are written together. `targets`: real path → path given; `done`: whether they are."""

    def __init__(self, home: Path, targets: Mapping[Path, Path]) -> None:
        self.home, self.targets = home, targets
        self.done = False

    def carry_out(self, contents: Mapping[Path, bytes], expected: Expected) -> None:
        made = [folder for folder in (*reversed(self.home.parents), self.home) if not folder.exists()]
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            self._under_journal(contents, expected)
        except BaseException:
            self._clear(made)
            raise

    def _clear(self, made: list[Path]) -> None:
        """Leave no journal and no empty folder, wherever the writing was stopped."""
        settle(self.home)
        for folder in reversed(made):
            with suppress(OSError):  # it holds what was written
                folder.rmdir()

    def _under_journal(self, contents: Mapping[Path, bytes], expected: Expected) -> None:
        journal = Journal.take(self.home)
        try:
            entries = self._stage(journal, contents, expected)
            journal.ready(entries)
            self._replace(journal, entries)
            self.done = True
        except BaseException:
            journal.undo()
            raise
        else:
            with suppress(OSError):  # what it leaves behind is cleared by the next one
                journal.end()
        finally:
            journal.leave()

    def _stage(self, journal: Journal, contents: Mapping[Path, bytes], expected: Expected) -> list[ExchangedFile]:
        """Lay the new bytes, and copies of the old ones, beside; a file that has these bytes already is left alone."""
        folders = self._missing_folders()
        journal.begin(folder.relative_to(self.home).as_posix() for folder in folders)
        for folder in folders:
            folder.mkdir()
        entries: list[ExchangedFile] = []
        for path, given in self.targets.items():
            old, new = path.read_bytes() if path.exists() else None, contents[given]
            if given in expected and old != expected[given]:
                raise _unexpected(given, expected[given])
            if old == new:
                continue
            number, like = len(entries), path.stat() if old is not None else None
            staged = _put(journal.staged(number, "new"), new, like, given)
            if old is not None:
                _put(journal.staged(number, "old"), old, like, given)
            name = path.relative_to(self.home).as_posix()
            was = digest(old) if old is not None else ""
            entries.append(ExchangedFile(name, digest(new), was, staged.st_dev, staged.st_ino))
        flush_folder(self.home)
        return entries

    def _missing_folders(self) -> list[Path]:
        """The folders below the home that have to be made, each before those in it."""
        wanted = {folder for path in self.targets for folder in path.parents if folder.is_relative_to(self.home)}
        return sorted(folder for folder in wanted if not folder.exists())

    def _replace(self, journal: Journal, entries: list[ExchangedFile]) -> None:
        for number, entry in enumerate(entries):
            target = self.home / entry.target
            if digest_at(target) != entry.old:
                raise _unexpected(self.targets[target], b"" if entry.old else None)
            replace(journal.staged(number, "new"), target)
        for folder in {(self.home / entry.target).parent for entry in entries}:
            flush_folder(folder)


_exchanges: list[_Exchange] = []


def _homes(paths: Mapping[Path, Path]) -> dict[Path, list[Path]]:
    """Folder → the files that are exchanged together under its journal: those in it and below it on the same disk."""
    folders = sorted({path.parent for path in paths}, key=lambda folder: len(folder.parts))
    homes: dict[Path, list[Path]] = {}
    for path in paths:
        home = next(folder for folder in folders if path.is_relative_to(folder) and _same_disk(folder, path.parent))
        homes.setdefault(home, []).append(path)
    return homes


def _same_disk(one: Path, other: Path) -> bool:
    return existing_folder(one).stat().st_dev == existing_folder(other).stat().st_dev


def _unexpected(path: Path, expected: bytes | None) -> Exception:
    return refused(FileExistsError, path) if expected is None else ChangedMeanwhile(path)


def _put(staged: Path, content: bytes, like: os.stat_result | None, target: Path) -> os.stat_result:
    """Lay bytes beside their place, flushed; mode and owner are those of the file they replace."""
    with naming(target):
        handle = os.open(staged, _NEW, 0o666 if like is None else stat.S_IMODE(like.st_mode))
        try:
            write_flushed(handle, content)
        finally:
            os.close(handle)
        if like is not None:
            _take_after(staged, like)
        return staged.stat()


def _take_after(staged: Path, like: os.stat_result) -> None:
    info = staged.stat()
    if sys.platform != "win32" and (info.st_uid, info.st_gid) != (like.st_uid, like.st_gid):
        with suppress(PermissionError):  # only the system's keeper may give files away
            os.chown(staged, like.st_uid, like.st_gid)
    if info.st_mode != like.st_mode:
        staged.chmod(stat.S_IMODE(like.st_mode))
