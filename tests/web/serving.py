"""A page that is really served: its processes, its database, a browser that speaks HTTP."""

from __future__ import annotations

import http.client
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psutil
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import encode_multipart

PATIENCE = 30.0


class Served:
    """`discloser serve` with a data folder of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.environment = os.environ | {"DISCLOSER_WEB_DATA": str(data)}
        self.address = self.audit = ""
        self._start()

    def _start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "discloser", "serve", "--no-browser", *self._port()], env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout is not None
        self.opening = re.search(r"http://\S+", self.process.stdout.readline())[0]
        self.address = self.opening.partition("/start/")[0]
        until(lambda: self._answers())

    def _port(self) -> list[str]:
        return ["--port", self.address.rpartition(":")[2]] if self.address else []

    def _answers(self) -> bool:
        with suppress(OSError), urlopen(f"{self.address}/start/alive", timeout=2) as answer:
            return answer.read() == b"discloser"
        return False

    def again(self) -> None:
        """Start once more where the last one stopped."""
        self._start()

    def another_opening(self) -> str:
        """What a second start says."""
        said = subprocess.run([sys.executable, "-m", "discloser", "serve", "--no-browser"], env=self.environment,
                              capture_output=True, text=True, check=True).stdout
        return re.search(r"http://\S+", said)[0]

    def browser(self) -> Browser:
        """A browser that was let in: an address opens once, so each has its own."""
        opening, self.opening = self.opening or self.another_opening(), ""
        return Browser(self, opening)

    def processes(self) -> list[psutil.Process]:
        """The server and all that it started."""
        above = psutil.Process(self.process.pid)
        return [above, *above.children(recursive=True)]

    def told(self, question: str) -> list[tuple[Any, ...]]:
        """What stands in the database."""
        with closing(sqlite3.connect(self.data / "discloser.sqlite3", timeout=20)) as database:
            return database.execute(question).fetchall()

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


@dataclass
class Page:
    """An answer: its status, its words, where it leads."""

    status: int
    content: bytes
    leads_to: str = ""

    @property
    def words(self) -> str:
        return self.content.decode("utf-8", "replace")


class Browser:
    """A browser without scripts, over one connection."""

    def __init__(self, served: Served, opening: str) -> None:
        self.served = served
        host, _, port = served.address.removeprefix("http://").partition(":")
        self._line = http.client.HTTPConnection(host, int(port), timeout=60)
        self._cookies: dict[str, str] = {}
        self.gets(opening.removeprefix(served.address))

    def gets(self, path: str) -> Page:
        return self._asks("GET", path)

    def reads(self, path: str) -> str:
        return self.gets(path).words

    def uploads(self, content: bytes, name: str = "填报表.xlsx", to: str = "/upload/", field: str = "form") -> Page:
        return self.presses(to, **{field: SimpleUploadedFile(name, content)})

    def presses(self, path: str, **fields: Any) -> Page:
        body = encode_multipart("seam", {"csrfmiddlewaretoken": self._token(), **fields})
        return self._asks("POST", path, body, {"Content-Type": "multipart/form-data; boundary=seam"})

    def _token(self) -> str:
        """The page's own token; the cookie that goes with it came with a page."""
        name = next((name for name in self._cookies if "csrf" in name), "")
        if not name:
            self.gets("/?begin=1")
        return self._cookies[next(name for name in self._cookies if "csrf" in name)]

    def _asks(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Page:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        said = {"Cookie": cookies, **(headers or {})}
        try:
            self._line.request(method, path, body or None, said)
            answer = self._line.getresponse()
        except (http.client.HTTPException, OSError):  # as browsers do: a line that was cut is opened anew, once
            self._line.close()
            self._line.request(method, path, body or None, said)
            answer = self._line.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            self._cookies |= {name: one.value for name, one in SimpleCookie(cookie).items()}
        return Page(answer.status, answer.read(), answer.headers.get("Location", ""))


def until(happened: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """Wait for something; what it was."""
    end = time.monotonic() + patience
    while not (what := happened()):
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
    return what


@contextmanager
def serving(data: Path) -> Iterator[Served]:
    served = Served(data)
    try:
        yield served
    finally:
        served.close()
