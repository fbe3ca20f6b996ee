"""Getting the hosted server ready: its folder and secret, Django with its settings, the database's present shape."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence

from ...disk import write_all
from ..folders import data_folder
from .hosting import DATABASE, HOSTS, LOGS, SECRET, TOLD, Hosting, UnsafeServer

_PRIVATE = 0o077
_OWNERS = 0o700
_SETTINGS = "DJANGO_SETTINGS_MODULE"


def founded(hosts: Sequence[str], database: str) -> None:
    """A data folder with a secret and what the server is told; what is there stays. Raises `UnsafeServer`."""
    os.umask(_PRIVATE)
    folder = data_folder().absolute()
    if not folder.exists():
        folder.mkdir(parents=True, mode=_OWNERS)
    told = {name: value for name, value in ((HOSTS, ",".join(hosts)), (DATABASE, database)) if value}
    wanted = Hosting(folder, {**Hosting.here(folder).environment, **told})
    wanted.refuse_unsafe_folder()
    wanted.hosts()
    new = {folder / SECRET: secrets.token_urlsafe(64), folder / TOLD: "".join(f"{n}={v}\n" for n, v in told.items())}
    write_all({path: text.encode() for path, text in new.items() if text and not path.exists()})
    prepared(migrate=True)


def prepared(*, migrate: bool = False) -> None:
    """Django with the settings of the hosted server. Raises `UnsafeServer`.

    `migrate`: bring the database to its present shape, else refuse another one.
    """
    os.umask(_PRIVATE)
    folder = data_folder().absolute()
    Hosting.here(folder).refuse_unsafe()
    (folder / LOGS).mkdir(exist_ok=True)
    os.environ[_SETTINGS] = "discloser.web.bureau.settings"
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import OperationalError

    django.setup()
    if settings.DEBUG:
        raise UnsafeServer("设置里 DEBUG 是开着的，出错时会把数据给别人看。请关掉")
    try:
        if migrate:
            call_command("migrate", verbosity=0, interactive=False)
        elif _other_shape():
            raise UnsafeServer("数据库是另一版程序的。请先停下服务，再运行 discloser portal init")
    except OperationalError as error:
        raise UnsafeServer("连不上数据库。请看 PostgreSQL 是不是开着，DISCLOSER_DATABASE_URL 写得对不对") from error


def _other_shape() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
