"""Getting the hosted server ready: its folder and secret, Django with its settings, the database's present shape."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from ...disk import write_all
from ..folders import data_folder
from .hosting import DATABASE, HOSTS, LOGS, SECRET, TOLD, Hosting, UnsafeServer, told_by

_PRIVATE = 0o077
_OWNERS = 0o700
_SETTINGS = "DJANGO_SETTINGS_MODULE"
_OURS = "DISCLOSER_"
"""What the data folder's file tells under such names is told to the whole process, and to those that it starts."""


def founded(hosts: Sequence[str], database: str) -> None:
    """A data folder with a secret and what the server is told; what is there stays. Raises `UnsafeServer`."""
    os.umask(_PRIVATE)
    folder = data_folder().absolute()
    if not folder.exists():
        folder.mkdir(parents=True, mode=_OWNERS)
    told = {name: value for name, value in ((HOSTS, ",".join(hosts)), (DATABASE, database)) if value}
    refuse_other(folder, told)
    wanted = Hosting(folder, {**Hosting.here(folder).environment, **told})
    wanted.refuse_unsafe_folder()
    wanted.hosts()
    new = {folder / SECRET: secrets.token_urlsafe(64), folder / TOLD: "".join(f"{n}={v}\n" for n, v in told.items())}
    write_all({path: text.encode() for path, text in new.items() if text and not path.exists()})


def refuse_other(folder: Path, told: Mapping[str, str]) -> None:
    """Raise `UnsafeServer` where the folder's file says otherwise: it stays, and what was said would go unheard."""
    standing = told_by(folder / TOLD)
    if standing and (other := [name for name, value in told.items() if standing.get(name) != value]):
        names = "、".join(other)
        raise UnsafeServer(f"{folder / TOLD} 里的 {names} 和这次写的不一样。要改，请直接改这个文件，再运行一次")


def prepared() -> None:
    """Django with the settings of the hosted server. Raises `UnsafeServer`."""
    os.umask(_PRIVATE)
    folder = data_folder().absolute()
    here = Hosting.here(folder)
    here.refuse_unsafe()
    os.environ.update((name, value) for name, value in here.environment.items() if name.startswith(_OURS))
    (folder / LOGS).mkdir(exist_ok=True)
    os.environ[_SETTINGS] = "discloser.web.bureau.settings"
    import django
    from django.conf import settings

    django.setup()
    if settings.DEBUG:
        raise UnsafeServer("设置里 DEBUG 是开着的，出错时会把数据给别人看。请关掉")


def migrated() -> None:
    """Bring the database to its present shape. Raises `UnsafeServer`."""
    from django.core.management import call_command

    with _reached():
        call_command("migrate", verbosity=0, interactive=False)


def refuse_other_shape() -> None:
    """Raise `UnsafeServer` for a database that another version of the program left."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with _reached():
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise UnsafeServer("数据库是另一版程序的。请先停下服务，再运行 discloser portal init")


@contextmanager
def _reached() -> Iterator[None]:
    from django.db import OperationalError

    try:
        yield
    except OperationalError as error:
        raise UnsafeServer(f"连不上数据库。请看 PostgreSQL 是不是开着，{DATABASE} 写得对不对") from error
