"""The end of the trail at some time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Head:
    """How many events there are, and the digest of the last, which binds them all."""

    number: int
    digest: str
