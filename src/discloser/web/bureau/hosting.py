"""What a hosted server is told, by its environment or by a file of its data folder, and what is refused as unsafe."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from ..folders import on_a_share
from ..kinds_at_hand import VARIABLE as KINDS

SECRET_FILE, HOSTS, DATABASE = "DISCLOSER_SECRET_FILE", "DISCLOSER_HOSTS", "DISCLOSER_DATABASE_URL"
TOLD = "server.env"
"""The file of the data folder that tells what the environment does not: a line `NAME=value` each."""
SECRET = "secret.key"
LOGS = "logs"
ACCESS_LOG = "discloser.access"
"""The logger of what was asked for."""
_BEGIN = "请先运行 discloser portal init"
_SHORTEST_SECRET = 50
_LONGEST_NUMBER = 9
_POSTGRES = ("postgresql", "postgres")
_TLS = ("sslmode", "sslrootcert", "sslcert", "sslkey")
_NO_DATABASE = f"看不懂 {DATABASE}。要写成 postgresql://用户:密码@主机:5432/数据库"
"""The address holds a password: it is never repeated."""
_POOL = {"min_size": 1, "max_size": 12, "timeout": 10}
"""Connections kept by one process: the page's threads and the heart of a job."""


class UnsafeServer(Exception):  # noqa: N818  an answer to whoever starts the server, not a fault
    """What would not be safe, said in Chinese with what to do."""


@dataclass(frozen=True)
class Hosting:
    """Where the server's data and secret lie, by which names it is reached, and its database if not the usual one."""

    data: Path
    environment: Mapping[str, str]

    @classmethod
    def here(cls, data: Path) -> Hosting:
        """As this process was told: the environment goes before the file."""
        return cls(data, {**told_by(data / TOLD), **os.environ})

    def refuse_unsafe(self) -> None:
        """Raise `UnsafeServer` for anything that would not be safe."""
        self.refuse_unsafe_folder()
        self.secret()
        self.hosts()
        self.refuse_no_kinds()

    def refuse_unsafe_folder(self) -> None:
        """Raise `UnsafeServer` for a data folder that others reach, or on which the database would not be safe."""
        if not self.data.is_dir():
            raise UnsafeServer(f"没有数据文件夹：{self.data}。{_BEGIN}")
        if of_another(self.data):
            raise UnsafeServer(f"数据文件夹 {self.data} 是另一个用户的。请用那个用户运行，例如前面加 sudo -u discloser")
        if read_by_others(self.data):
            raise UnsafeServer(f"别的用户能打开数据文件夹 {self.data}。请运行 chmod 700 {self.data}")
        if self.database() is None and on_a_share(self.data):
            raise UnsafeServer(f"数据文件夹 {self.data} 在网络共享上，数据库会坏。请用这台机器的磁盘，或者 PostgreSQL")

    def refuse_no_kinds(self) -> None:
        """Raise `UnsafeServer` where the kinds of one's own are not where the server is told."""
        kinds = self.environment.get(KINDS, "")
        if kinds and not (Path(kinds).is_absolute() and Path(kinds).is_dir()):
            raise UnsafeServer(f"{KINDS} 写的版式文件夹打不开：{kinds}。请写全路径，让运行服务器的用户能读")

    @property
    def secret_file(self) -> Path:
        """Where the secret lies."""
        return Path(self.environment.get(SECRET_FILE) or self.data / SECRET)

    def secret(self) -> str:
        """The secret that signs sessions. Raises `UnsafeServer`."""
        path = self.secret_file
        try:
            secret = path.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UnsafeServer(f"读不到密钥文件 {path}。{_BEGIN}") from error
        if len(secret) < _SHORTEST_SECRET:
            raise UnsafeServer(f"密钥文件 {path} 太短。请删去它，再运行 discloser portal init")
        if read_by_others(path):
            raise UnsafeServer(f"别的用户能读密钥文件 {path}。请运行 chmod 600 {path}")
        return secret

    def hosts(self) -> list[str]:
        """The names by which browsers reach the server. Raises `UnsafeServer`."""
        hosts = [host.strip() for host in self.environment.get(HOSTS, "").split(",") if host.strip()]
        if not hosts:
            raise UnsafeServer(f"没有说用哪个网址。请运行 discloser portal init --host 网址，或者设 {HOSTS}=网址")
        if wide := [host for host in hosts if "*" in host or host.startswith(".")]:
            raise UnsafeServer(f"{HOSTS} 里不能写 {wide[0]}：那样什么网址都会被接受。请写全网址，几个之间用逗号")
        return hosts

    def number(self, name: str, usual: int = 0, least: int = 0) -> int:
        """A number that was told, else the usual one. Raises `UnsafeServer` for what is less, or no number."""
        said = self.environment.get(name, "") or str(usual)
        if not (said.isascii() and said.isdecimal() and len(said) <= _LONGEST_NUMBER) or int(said) < least:
            raise UnsafeServer(f"{name} 要写一个整数" + (f"，不能小于 {least}" if least else ""))
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
        if find_spec("psycopg") is None:
            raise UnsafeServer('PostgreSQL 要另外安装：pip install "discloser[web,web-pg]"')
        return {
            "ENGINE": "django.db.backends.postgresql", "NAME": unquote(name), "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""), "HOST": said.pop("host", unquote(parts.hostname or "")),
            "PORT": str(port), "OPTIONS": {"pool": _POOL, **said}, "CONN_HEALTH_CHECKS": True,
        }


def told_by(path: Path) -> dict[str, str]:
    """What a file of lines `NAME=value` tells; nothing where there is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    told = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in told}


def read_by_others(path: Path) -> bool:
    """Whether anybody but the owner may read it; on Windows rights are kept elsewhere, a person's folder is safe."""
    return sys.platform != "win32" and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def of_another(path: Path) -> bool:
    """Whether it is another user's: what this one writes there, root above all, the server could not read."""
    return sys.platform != "win32" and path.stat().st_uid != os.geteuid()
