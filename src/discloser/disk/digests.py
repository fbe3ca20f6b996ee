"""Hashes by which bytes are known again."""

from __future__ import annotations

import hashlib
from pathlib import Path


def digest(content: bytes) -> str:
    """The SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def digest_at(path: Path) -> str:
    """The SHA-256 of a file's bytes, of whatever size; "" where there is no file."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
