"""Another database for the connections of this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections


@contextmanager
def on_disk(path: Path) -> Iterator[None]:
    """A file of SQLite instead of the tests' own, for all threads."""
    memory, settings = connections["default"], connections.settings["default"]
    name = settings["NAME"]
    del connections["default"]
    settings["NAME"] = str(path)
    try:
        yield
        connections["default"].close()
    finally:
        settings["NAME"] = name
        connections["default"] = memory
