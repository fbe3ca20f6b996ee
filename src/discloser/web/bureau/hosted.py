"""Starting the hosted server, behind a proxy that speaks TLS; and workers of a second machine."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path
from types import FrameType

from ..desk import Say
from ..door import door_at
from ..kinds_at_hand import VARIABLE
from .hosting import UnsafeServer
from .preparing import migrated, prepared, refuse_other_shape

LISTEN = "127.0.0.1:8766"
_HIGHEST_PORT = 65535


def serve_hosted(
    listen: str = LISTEN, proxy: str = "", say: Say = print, templates: Path | None = None,
) -> None:
    """Serve the bureau's pages until stopped. Raises `UnsafeServer`, `PortTaken`.

    `listen`: address and port; `proxy`: the address of the proxy, if it runs on another machine; `templates`: kinds of
    one's own.
    """
    host, port = _parted(listen)
    if proxy:
        os.environ["DISCLOSER_PROXY"] = proxy
    if templates:
        os.environ[VARIABLE] = str(templates)
    prepared()
    migrated()
    from ..supervisor import Supervisor
    from .limits import little_room

    with door_at(host, port) as door:
        say(f"财政局的服务器开着：{host}:{door.getsockname()[1]}，由代理转来。按 Ctrl+C 停下。")
        if told := little_room():
            say(told)
        _run(Supervisor(door))


def serve_workers(say: Say = print) -> None:
    """Do the jobs of a server that runs on another machine, until stopped. Raises `UnsafeServer`."""
    prepared()
    refuse_other_shape()
    from ..supervisor import Supervisor

    say("在做排队的核对和生成。按 Ctrl+C 停下。")
    _run(Supervisor(None))


def _run(supervisor: object) -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    with suppress(KeyboardInterrupt):
        supervisor.run()  # type: ignore[attr-defined]


def _parted(listen: str) -> tuple[str, int]:
    host, _, port = listen.rpartition(":")
    if not host or not (port.isascii() and port.isdecimal()) or int(port) > _HIGHEST_PORT:
        raise UnsafeServer(f"--listen 要写成 地址:端口，例如 {LISTEN}")
    return host.strip("[]"), int(port)
