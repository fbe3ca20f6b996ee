"""Paths that no file can be written to, told before anything is written."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LONGEST_NAME = 255
"""Bytes that a file's name may take on the usual disks of Linux; those of Windows take as many characters."""
_LOCK = "~$"
"""Begins the names of files that office programs leave beside open ones, and delete."""
_DEVICE = r"(CON|PRN|AUX|NUL|(COM|LPT)[1-9¹²³])\s*(\.|$)"
"""Names that mean a device on Windows, whatever their ending."""


class SpecialFile(OSError):  # noqa: N818  an answer to the officer, not a fault
    """A pipe, a device or a socket lies where a file is to be written."""


def real(path: Path) -> Path:
    """Where a path leads, links followed."""
    return Path(os.path.realpath(path))


def refuse(path: Path) -> None:
    """Raise OSError, named after the path, if no file can be written there; `path`: with links followed."""
    if len(os.fsencode(path.name)) > _LONGEST_NAME:
        raise refused(OSError, path, errno.ENAMETOOLONG)
    if path.name.startswith(_LOCK) or re.match(_DEVICE, path.name, re.IGNORECASE):
        raise refused(OSError, path, errno.EINVAL)
    folder = existing_folder(path.parent)
    if not folder.is_dir():
        raise refused(NotADirectoryError, folder, errno.ENOTDIR)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise refused(PermissionError, folder, errno.EACCES)
    if folder == path.parent and os.path.lexists(path):
        _refuse_existing(path)


def _refuse_existing(path: Path) -> None:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise refused(IsADirectoryError, path, errno.EISDIR)
    if not stat.S_ISREG(mode):
        raise refused(SpecialFile, path, errno.ENODEV)
    if not os.access(path, os.W_OK) or not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise refused(PermissionError, path, errno.EACCES)


def existing_folder(folder: Path) -> Path:
    """A folder, or the nearest of those above it that there is."""
    return next(one for one in (folder, *folder.parents) if os.path.lexists(one))


def refused(error: type[OSError], path: Path, number: int = errno.EEXIST) -> OSError:
    """An OSError that names a path."""
    return error(number, os.strerror(number), str(path))


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let every OSError name the path that it is about for an officer, whatever file of ours it arose from."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
