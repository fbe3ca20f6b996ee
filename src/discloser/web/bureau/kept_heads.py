"""Ends of the trail, one a day, in a plain file beside the store: what shows when the last events are taken away."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from django.conf import settings

from .trail_head import Head

_MOST, _PARTS = 100_000, 3


def file_of_heads() -> Path:
    """Where they are kept: whoever is careful copies it elsewhere."""
    return Path(settings.BLOBS).parent / "trail-heads.txt"


def keep(day: str, head: Head) -> None:
    """Add the end of the trail on a day."""
    path = file_of_heads()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(f"{day} {head.number} {head.digest}\n")


def kept() -> list[Head]:
    """All ends that were kept; lines that are none are passed over."""
    with suppress(FileNotFoundError):
        lines = (line.split() for line in file_of_heads().read_text("ascii").splitlines()[-_MOST:])
        return [Head(int(line[1]), line[2]) for line in lines if len(line) == _PARTS and line[1].isdecimal()]
    return []
