"""Bytes and names that last: written to the disk, not only to the system's memory."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path


def write_flushed(handle: int, content: bytes) -> None:
    """Write all of some bytes to an open file."""
    while content:
        content = content[os.write(handle, content):]
    os.fsync(handle)


def flush_folder(folder: Path) -> None:
    """Make the names in a folder last, where the system lets a program do so."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some disks refuse it and flush folders on their own
            os.fsync(handle)
    finally:
        os.close(handle)
