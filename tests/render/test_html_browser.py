"""The web page in a real browser: axe-core's judgement, the keyboard, a narrow window, and paper.

The browser's driver is imported where it is used: `make test` collects this file without having it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from helpers import report_of, sample

from discloser.render.html import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as programs:
        chromium = programs.chromium.launch(executable_path=shutil.which("chromium"), args=list(SWITCHES))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("网页") / "报告.html"
    path.write_bytes(render(report_of(sample("bureau-2025-budget"))))
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    opened.goto(address)
    yield opened
    opened.close()


def judged(page: Page) -> list[tuple[str, str]]:
    """What axe-core finds by all its rules: rule and first element."""
    from axe_playwright_python.sync_playwright import Axe

    found: Any = Axe().run(page).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"][:120]) for fault in found]


def test_axe_finds_no_fault(page: Page):
    assert judged(page) == []


def test_axe_would_see_a_fault(page: Page):
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate("document.querySelector('figure svg').removeAttribute('role')")
    page.evaluate("document.querySelector('.note, .body').style.color = '#ddd'")
    assert {"html-has-lang", "color-contrast"} <= {rule for rule, _ in judged(page)}


def test_the_first_key_offers_to_skip_to_the_first_part(page: Page):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#part-0"


def test_wide_tables_can_be_reached_and_scrolled_with_the_keyboard(page: Page):
    page.set_viewport_size({"width": 480, "height": 800})
    frame = page.locator(".sideways .scroll").first
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    assert frame.evaluate("frame => frame === document.activeElement")


@pytest.mark.parametrize("width", [1280, 640, 320])
def test_the_page_itself_never_scrolls_sideways_not_even_at_four_times_its_size(page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_nothing_is_cut_off_and_wide_tables_lie_sideways(page: Page, tmp_path: Path):
    page.pdf(path=tmp_path / "打印.pdf", prefer_css_page_size=True)
    printed = pypdfium2.PdfDocument(tmp_path / "打印.pdf")
    sizes = [sheet.get_size() for sheet in printed]
    sideways = sum(width > height for width, height in sizes)
    tables = page.locator(".sheet.sideways").count()
    assert tables <= sideways <= tables + 2
    page.emulate_media(media="print")
    assert not page.locator(".skip").is_visible()
    for frame in page.locator(".scroll").all():
        assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth + 1")
