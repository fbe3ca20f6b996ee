"""A file as it is given: its bytes, read once, or the reason why there are none."""

from __future__ import annotations

import errno
import os
import stat
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from .journal import settle
from .refusing import real

LOCK_FILES = ("~$", ".~lock.", ".~")
"""How Excel, Word, WPS and LibreOffice begin the names of the files that say that another one is open."""
_DENIED = (errno.EACCES, errno.EPERM, errno.EBUSY)
_DO_NOT_WAIT = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)


class Trouble(StrEnum):
    """Why a file can't be read, in an officer's words."""

    MISSING = "没有找到这个文件"
    FOLDER = "这是一个文件夹"
    SPECIAL = "它不是普通文件"
    LOCK_FILE = "这是办公软件打开文件时留下的临时文件，里面没有内容，请选名字里没有“~$”“.~”的那一份"
    DENIED = "没有读取权限，或者正被其他程序占用"
    NAME_TOO_LONG = "文件名太长"
    BROKEN = "系统读不出来"


class Unreadable(Exception):  # noqa: N818  an answer to the officer, not a fault
    """A file can't be read."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class Given(NamedTuple):
    """A file as it was when it was read: its bytes, or why there are none. Whatever is made of it is made of these."""

    path: Path
    content: bytes = b""
    trouble: Trouble | None = None


def given(path: Path, limit: int) -> Given:
    """A file, read once, up to one byte over a limit."""
    try:
        return Given(path, read_file(path, limit))
    except Unreadable as unreadable:
        return Given(path, trouble=unreadable.trouble)


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a file, at most one more than the limit, by which a larger one is told. Raises `Unreadable`.

    A pipe or a device is refused and never waited for. What a process that died left in the folder is settled first.
    """
    try:
        settle((real(path) if path.is_symlink() else path).parent)
        if path.name.startswith(LOCK_FILES):
            raise Unreadable(Trouble.LOCK_FILE if path.exists() else Trouble.MISSING)
        _must_be_file(path.stat().st_mode)
        with os.fdopen(os.open(path, os.O_RDONLY | _DO_NOT_WAIT | _BINARY), "rb") as file:
            _must_be_file(os.fstat(file.fileno()).st_mode)
            return file.read(limit + 1)
    except OSError as error:
        raise Unreadable(_trouble(error)) from error
    except ValueError as error:  # a name with a zero byte
        raise Unreadable(Trouble.BROKEN) from error


def _must_be_file(mode: int) -> None:
    """Raise `Unreadable` for what is no file; a device must not even be opened."""
    if stat.S_ISDIR(mode):
        raise Unreadable(Trouble.FOLDER)
    if not stat.S_ISREG(mode):
        raise Unreadable(Trouble.SPECIAL)


def _trouble(error: OSError) -> Trouble:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Trouble.MISSING
    if error.errno in _DENIED:
        return Trouble.DENIED
    return Trouble.NAME_TOO_LONG if error.errno == errno.ENAMETOOLONG else Trouble.BROKEN
