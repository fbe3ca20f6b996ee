"""A lock on an open file, which the system takes back when the process ends, however it ends."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

_HELD = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
_FAR_BEHIND = 2**30
"""Windows guards the locked bytes even against reading; so they lie where nothing is written."""

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _FAR_BEHIND, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def locked(handle: int) -> bool:
    """Take the lock, if no other process has it. On a disk that knows no locks nobody ever has it."""
    try:
        _lock(handle)
    except OSError as error:
        return error.errno not in _HELD
    return True


def is_still(handle: int, path: Path) -> bool:
    """Whether an open file still is the one at a path: another process may have deleted it meanwhile."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
