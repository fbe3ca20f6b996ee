"""The socket at which browsers, or the proxy before them, knock."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager


class PortTaken(Exception):  # noqa: N818  an answer to whoever starts the page, not a fault
    """A port that cannot be had."""


@contextmanager
def door_at(host: str, *ports: int) -> Iterator[socket.socket]:
    """A socket that listens at the first of the ports that is free. Raises `PortTaken`."""
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would let a second program share the port
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        for port in ports:
            try:
                door.bind((host, port))
                break
            except OSError as error:
                if port == ports[-1]:
                    raise PortTaken(_words(host, port, error)) from None
        door.listen(128)
        yield door
    finally:
        door.close()


def _words(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"端口 {port} 被别的程序占用，请换一个，例如 {port + 1}"
    if error.errno == errno.EACCES:
        return f"端口 {port} 只有系统管理员能用，请换一个大于 1023 的"
    return f"这台机器没有 {host} 这个地址，或者端口 {port} 不能用"
