"""What only a real server meets: senders that dawdle, bodies that break off or never end."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from desk import workbook_of
from serving import Served, serving, until

pytestmark = pytest.mark.whole

HEAD = (
    "POST /upload/ HTTP/1.1\r\nHost: {host}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    "Content-Length: {size}\r\n\r\n")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("慢")) as one:
        yield one


def begun(served: Served, size: int) -> socket.socket:
    """A request of which only the head was sent."""
    host = served.address.removeprefix("http://")
    line = socket.create_connection((host.partition(":")[0], int(host.partition(":")[2])), timeout=30)
    line.sendall(HEAD.format(host=host, size=size).encode() + b"-")
    return line


def test_senders_that_dawdle_stop_nobody(served: Served):
    lines = [begun(served, 1000) for _ in range(20)]
    browser = served.browser()
    address = browser.uploads(workbook_of("new-unit-2025-budget")).leads_to
    until(lambda: "没有错误" in browser.reads(address))
    for line in lines:
        line.close()


def test_a_body_that_breaks_off_is_nothing(served: Served):
    begun(served, 1_000_000).close()
    assert served.browser().gets("/").status == 200


def test_a_body_without_end_is_refused_before_it_is_read(served: Served):
    with begun(served, 10**9) as line:
        assert line.recv(100).startswith(b"HTTP/1.1 413")
