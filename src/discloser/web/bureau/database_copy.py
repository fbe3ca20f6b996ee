"""A whole copy of the database while it is used, in the way each database offers; and putting one in place."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection

_DUMP = ".pgdump"
_LONGEST_TOLD = 300


class NotCopied(Exception):  # noqa: N818  an answer to whoever asks, not a fault
    """A copy that could not be made or put in place; the message says in Chinese why."""


def copied(folder: Path) -> Path:
    """A copy of the database in a folder. Raises `NotCopied`."""
    if connection.vendor == "postgresql":
        target = folder / f"database{_DUMP}"
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
        return target
    target = folder / "database.sqlite3"
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    return target


def refuse_present(copy: Path) -> None:
    """Raise `NotCopied` where there is a database already, or one of another sort than the copy."""
    if copy.suffix == _DUMP and connection.vendor != "postgresql":
        raise NotCopied("备份用的是 PostgreSQL，请写 --database")
    if copy.suffix != _DUMP and connection.vendor == "postgresql":
        raise NotCopied("备份用的是 SQLite，请不要写 --database")
    if connection.introspection.table_names():
        raise NotCopied("数据库里已经有东西。只能恢复到空的地方")


def put_in_place(copy: Path) -> None:
    """The database as a copy has it, where there is none. Raises `NotCopied`."""
    refuse_present(copy)
    if connection.vendor == "postgresql":
        connection.close()
        _run("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
             f"--dbname={connection.settings_dict['NAME']}", str(copy))
        return
    with closing(sqlite3.connect(copy)) as kept:
        kept.backup(connection.connection)


def _run(program: str, *arguments: str) -> None:
    if shutil.which(program) is None:
        raise NotCopied(f"这台机器没有 {program}。Debian：apt-get install postgresql-client")
    ended = subprocess.run(  # the password goes by the environment: arguments are seen by others
        [program, *arguments], env={**os.environ, **_access(connection.settings_dict)}, capture_output=True, text=True,
        check=False)
    if ended.returncode:
        raise NotCopied(f"{program} 没有做成：{ended.stderr.strip()[:_LONGEST_TOLD]}")


def _access(database: Mapping[str, Any]) -> dict[str, str]:
    """How libpq's programs reach the database."""
    known = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    said = {name: str(database[key]) for name, key in known.items() if database[key]}
    modes = {"PGSSLMODE": "sslmode", "PGSSLROOTCERT": "sslrootcert", "PGSSLCERT": "sslcert", "PGSSLKEY": "sslkey"}
    return said | {name: str(database["OPTIONS"][key]) for name, key in modes.items() if key in database["OPTIONS"]}
