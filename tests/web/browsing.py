"""A real browser at the page. Its driver is imported where it is used, so that files are collected without it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from serving import Served

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)


class Window:
    """A window of the officer's browser: what goes wrong in it, and what it asks of anybody else, is remembered."""

    def __init__(self, context: BrowserContext, served: Served) -> None:
        self.context, self.served, self.wrong = context, served, []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda asked: self._asked(asked.url))
        self.page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)
        self.page.goto(served.another_opening())

    def _asked(self, url: str) -> None:
        if not url.startswith((self.served.address, "data:")):
            self.wrong.append(url)

    def goes(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.served.address + path)

    def hands_in(self, content: bytes, name: str, card: str = "/upload/", press: str = "上传并核对") -> None:
        files = self.page.locator(f"form[action='{card}'] input[type=file]").first
        files.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})
        self.page.get_by_role("button", name=press, exact=True).click()

    def begins(self, content: bytes, name: str = "填报表.xlsx") -> None:
        self.goes("/?begin=1")
        self.hands_in(content, name)
        self.sees("核对结果")
        self.page.wait_for_selector(".rail")

    def sees(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for(state="attached")

    def tab(self, name: str) -> None:
        self.page.locator(".tabs a", has_text=name).click()

    def downloads(self, name: str) -> bytes:
        with self.page.expect_download() as download:
            self.page.locator(".down a, .head a.btn", has_text=name).first.click()
        return Path(download.value.path()).read_bytes()
