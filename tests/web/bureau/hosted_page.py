"""The hosted server for a real browser, in this process: its page in one thread, a worker in another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from people import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

HOST = "127.0.0.1"
WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}
_LEFT_OUT = ("OverTls", "AccessLog")
"""There is no proxy before it, and no folder for its log."""
_PAUSE = 0.2
_PATIENCE = 20_000
_BESIDE = """document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("main *")]
    .filter(one => one.getBoundingClientRect().right > innerWidth).map(one => one.outerHTML.slice(0, 80))"""
"""What stands beside the window, where the page can be pushed sideways."""


@contextmanager
def page_and_worker(settings: Any) -> Iterator[str]:
    """The address of the served page, while both threads run."""
    from django.core.wsgi import get_wsgi_application
    from waitress import create_server

    settings.ALLOWED_HOSTS = [HOST]
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if not one.endswith(_LEFT_OUT)]
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    server, ended = create_server(get_wsgi_application(), host=HOST, port=0, threads=4), Event()
    threads = [Thread(target=server.run, daemon=True), Thread(target=_works, args=(ended,), daemon=True)]
    for thread in threads:
        thread.start()
    yield f"http://{HOST}:{server.effective_port}"
    ended.set()
    threads[1].join()
    server.close()


def _works(ended: Event) -> None:
    from django.db import connections

    from discloser.web.tasks import done_next

    while not ended.is_set():
        if not done_next("worker"):
            ended.wait(_PAUSE)
    connections.close_all()



class Seat:
    """Somebody's window: goes to pages, presses buttons, hands files in; remembers what went wrong."""

    def __init__(self, browser: Browser, address: str, pictures: Path | None = None) -> None:
        self.context: BrowserContext = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
        self.address, self.pictures, self.wrong = address, pictures, []
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(_PATIENCE)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda asked: self._asked(asked.url))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(url)

    def signs_in(self, username: str) -> Seat:
        self.goes("/sign-in/")
        self.page.fill("#username", username)
        self.page.fill("#password", PASSWORD)
        self.presses("登录")
        return self

    def goes(self, path: str) -> Seat:
        self.page.goto(path if path.startswith("http") else self.address + path)
        return self

    def presses(self, button: str) -> Seat:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).first.click()
        return self

    def follows(self, words: str) -> Seat:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=words).first.click()
        return self

    def hands_in(self, content: bytes, name: str, button: str) -> Seat:
        form = self.page.locator("form", has=self.page.get_by_role("button", name=button, exact=True)).first
        form.locator("input[type=file]").first.set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": content})
        return self.presses(button)

    def sees(self, words: str) -> Seat:
        self.page.get_by_text(words).first.wait_for(state="attached")
        return self

    def waits_for(self, words: str) -> Seat:
        """Reload until something was done behind the page."""
        for _ in range(60):
            if words in self.page.content():
                return self
            self.page.wait_for_timeout(500)
            self.page.reload()
        raise AssertionError(f"{words} is not in: {self.page.locator('main').inner_text()[:2000]}")

    def downloads(self, button: str) -> bytes:
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=button, exact=True).first.click()
        return Path(download.value.path()).read_bytes()

    def is_accessible(self, name: str) -> Seat:
        """Nothing for axe to say of the page, nothing beside the window, at both widths."""
        from axe_playwright_python.sync_playwright import Axe

        for width, (across, down) in WIDTHS.items():
            self.page.set_viewport_size({"width": across, "height": down})
            found = Axe().run(self.page, options={"exclude": [["iframe"]]}).response["violations"]
            assert [(one["id"], one["nodes"][0]["target"]) for one in found] == [], name
            assert (name, self.page.evaluate(_BESIDE)) == (name, [])
            if self.pictures is not None:
                self.page.screenshot(path=self.pictures / f"{name}.{width}.png", full_page=True)
        self.page.set_viewport_size({"width": 1280, "height": 900})
        return self
