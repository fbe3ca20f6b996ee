"""Starting the page on one's own machine: one page a person, opened in the browser by an address that works once."""

from __future__ import annotations

import json
import os
import sys
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

from ..disk import read_file, write_all
from .door import PortTaken, door_at
from .folders import UnfitFolder, data_folder, made_ready
from .kinds_at_hand import VARIABLE

PORT = 8766
_HOST = "127.0.0.1"
_RUNNING = "running.json"
_LONGEST = 4096

Say = Callable[[str], object]


class OtherKinds(Exception):  # noqa: N818  an answer to whoever starts the page, not a fault
    """The page is served already, with other kinds than those asked for."""


def serve(
    port: int | None = None, *, browser: bool = True, say: Say = print, templates: Path | None = None,
) -> None:
    """Serve the page until interrupted; where it is served already, only say a new address.

    `port`: the one wanted, else the usual one or, where that is taken, any. `templates`: a folder of kinds of one's
    own. Raises `PortTaken`, `OtherKinds`.
    """
    folder = made_ready(data_folder())
    kinds = str(templates or "")
    running, its_kinds = _running(folder)
    if running is not None and port in (None, running):
        if kinds != its_kinds:
            raise OtherKinds("网页已经开着，用的是另一套版式；请先把它关掉（在它的窗口里按 Ctrl+C），再这样打开")
        _prepare(running)
        return _open(running, browser, say)
    if templates:
        os.environ[VARIABLE] = kinds
    with door_at(_HOST, *([PORT, 0] if port is None else [port])) as door:
        number = door.getsockname()[1]
        _prepare(number)
        write_all({folder / _RUNNING: json.dumps(
            {"port": number, "pid": os.getpid(), "templates": kinds}).encode()})
        _open(number, browser, say)
        say("用完了按 Ctrl+C 关掉；关掉以后填报表都还在。")
        from .supervisor import Supervisor

        with suppress(KeyboardInterrupt):
            Supervisor(door).run()
    return None


def main() -> None:
    """Serve the page without a console: what the start menu calls."""
    if sys.stdout is None or sys.stderr is None:  # a program without a console on Windows has neither
        log = (made_ready(data_folder()) / "log.txt").open("a", encoding="utf-8", buffering=1)
        sys.stdout = sys.stderr = log
    serve()


def _prepare(port: int) -> None:
    """Set Django up for a port, and bring the database to its present shape."""
    from .settings import PORT_VARIABLE

    os.environ[PORT_VARIABLE] = str(port)
    os.environ["DJANGO_SETTINGS_MODULE"] = "discloser.web.settings"
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.PORT = port
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def _open(port: int, browser: bool, say: Say) -> None:
    from .guard import new_token

    address = f"http://{_HOST}:{port}/start/?token={new_token()}"
    say(f"在浏览器里打开（只能用一次）：{address}")
    if browser:
        webbrowser.open(address)


def _running(folder: Path) -> tuple[int | None, str]:
    """The port of the page that this person serves already, and the folder of kinds that it was started with."""
    with suppress(Exception):
        told = json.loads(read_file(folder / _RUNNING, _LONGEST))
        port, kinds = int(told["port"]), str(told.get("templates", ""))
        with urlopen(f"http://{_HOST}:{port}/start/alive", timeout=2) as answer:
            return (port if answer.read(20) == b"discloser" else None), kinds
    return None, ""


__all__ = ["OtherKinds", "PortTaken", "UnfitFolder", "main", "serve"]
