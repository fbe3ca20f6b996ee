"""A browser beyond the proxy: what it sends comes over TLS, and the proxy says from where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from serving import Browser


@dataclass
class Place:
    """Where a server listens."""

    address: str


class Visitor(Browser):
    """A browser without scripts whose every request comes by the proxy."""

    def __init__(self, address: str, host: str) -> None:
        self._host = host
        super().__init__(Place(address), "/sign-in/")

    def _asks(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Any:
        told = {"Host": self._host, "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.1.2.3",
                "Origin": f"https://{self._host}"}
        return super()._asks(method, path, body, {**(headers or {}), **told})
