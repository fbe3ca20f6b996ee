"""What a hosted server is told by its environment, and what is refused because it would not be safe."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SECRET_FILE, HOSTS, DATABASE = "DISCLOSER_SECRET_FILE", "DISCLOSER_HOSTS", "DISCLOSER_DATABASE_URL"
_SECRET = "secret.key"
_SHORTEST_SECRET = 50
_POSTGRES = ("postgresql", "postgres")
_LONGEST_NUMBER = 9
_TLS = ("sslmode", "sslrootcert", "sslcert", "sslkey")
_NO_DATABASE = f"看不懂 {DATABASE}。要写成 postgresql://用户:密码@主机:5432/数据库"
"""The address holds a password: it is never repeated."""


class UnsafeServer(Exception):  # noqa: N818  an answer to whoever starts the server, not a fault
    """What would not be safe, said in Chinese with what to do."""


@dataclass(frozen=True)
class Hosting:
    """Where the server's data and secret lie, by which names it is reached, and its database if not the usual one."""

    data: Path
    environment: Mapping[str, str]

    @classmethod
    def here(cls, data: Path) -> Hosting:
        """As this process was told."""
        return cls(data, os.environ)

    @property
    def secret_file(self) -> Path:
        """Where the secret lies."""
        return Path(self.environment.get(SECRET_FILE) or self.data / _SECRET)

    def secret(self) -> str:
        """The secret that signs sessions. Raises `UnsafeServer`."""
        path = self.secret_file
        try:
            secret = path.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UnsafeServer(f"没有密钥文件：{path}。请先运行 discloser portal init") from error
        if len(secret) < _SHORTEST_SECRET:
            raise UnsafeServer(f"密钥文件太短：{path}。请删去它，再运行 discloser portal init")
        if read_by_others(path):
            raise UnsafeServer(f"别的用户能读密钥文件：{path}。请运行 chmod 600 {path}")
        return secret

    def hosts(self) -> list[str]:
        """The names by which browsers reach the server. Raises `UnsafeServer`."""
        hosts = [host.strip() for host in self.environment.get(HOSTS, "").split(",") if host.strip()]
        if not hosts:
            raise UnsafeServer(f"没有说用哪个网址。请设环境变量 {HOSTS}，例如 {HOSTS}=gongkai.example.gov.cn")
        if wide := [host for host in hosts if "*" in host or host.startswith(".")]:
            raise UnsafeServer(f"{HOSTS} 里不能写 {wide[0]}：那样任何网址都会被接受。请写全网址，几个之间用逗号")
        return hosts

    def number(self, name: str) -> int:
        """A number that the environment sets; 0 where it sets none. Raises `UnsafeServer`."""
        said = self.environment.get(name, "") or "0"
        if not (said.isascii() and said.isdecimal() and len(said) <= _LONGEST_NUMBER):
            raise UnsafeServer(f"{name} 要写一个整数")
        return int(said)

    def database(self) -> dict[str, Any] | None:
        """Django's words for a PostgreSQL database; None for the usual one. Raises `UnsafeServer`."""
        if not (url := self.environment.get(DATABASE, "")):
            return None
        try:
            parts = urlsplit(url)
            port = parts.port or ""
        except ValueError as error:
            raise UnsafeServer(_NO_DATABASE) from error
        said, name = dict(parse_qsl(parts.query)), parts.path.strip("/")
        if parts.scheme not in _POSTGRES or not name or set(said) - {"host", *_TLS}:
            raise UnsafeServer(_NO_DATABASE)
        return {
            "ENGINE": "django.db.backends.postgresql", "NAME": unquote(name), "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""), "HOST": said.pop("host", unquote(parts.hostname or "")),
            "PORT": str(port), "OPTIONS": {"pool": True, **said},
        }


def read_by_others(path: Path) -> bool:
    """Whether anybody but the owner may read it; on Windows rights are kept elsewhere, a person's folder is safe."""
    return sys.platform != "win32" and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
