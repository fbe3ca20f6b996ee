"""How a scheduler is spoken to: openly on this machine only, else by TLS with certificates of both sides."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


class NoCluster(Exception):  # noqa: N818  an answer to the officer, not a fault
    """A cluster can't be used; the message says in Chinese why."""


@dataclass(frozen=True)
class Tls:
    """The files by which both sides know each other: the authority, and this side's certificate and key."""

    authority: Path | None = None
    certificate: Path | None = None
    key: Path | None = None

    @property
    def is_whole(self) -> bool:
        """Whether all three are there."""
        return all((self.authority, self.certificate, self.key))


def refuse_open(address: str, tls: Tls) -> None:
    """Raise `NoCluster` for a scheduler on another machine that would be spoken to without TLS."""
    parts = urlsplit(address)
    if parts.scheme not in ("tcp", "tls") or not parts.hostname:
        raise NoCluster(f"“{address}”不是调度程序的地址，应当像 tls://10.0.0.5:8786")
    if parts.scheme == "tls" and not tls.is_whole:
        raise NoCluster("tls:// 的调度程序要证书：请写 --tls-ca、--tls-cert、--tls-key")
    if parts.scheme == "tcp" and not _is_this_machine(parts.hostname):
        raise NoCluster("调度程序能在每台机器上运行任何人的代码，不在本机的只用 tls:// 连接，并且要证书")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
