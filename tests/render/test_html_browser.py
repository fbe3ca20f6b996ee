"""The web page in a real browser: axe-core's judgement, the keyboard, a narrow window, and paper.

The browser's driver is imported where it is used: `make test` collects this file without having it.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from helpers import SAMPLES, report_of, sample

from discloser.disk import Handed, write_all
from discloser.model.report.online import SiteOwner
from discloser.render.html import render
from discloser.usecases.build import print_report
from discloser.usecases.publishing.package import package
from discloser.usecases.publishing.published_set import Correction, Publishable

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
    page.set_viewport_size({"width": 390, "height": 800})
    frame = page.locator(".scroll:has(.void)").first
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    assert frame.evaluate("frame => frame === document.activeElement")


def test_on_a_telephone_a_tables_title_and_its_first_column_stay(page: Page):
    page.set_viewport_size({"width": 390, "height": 800})
    frame = page.locator(".scroll:has(.void)").first
    kept = (frame.locator("caption h3"), frame.locator("tbody tr:nth-child(2) > :first-child"))
    before = [one.evaluate("one => one.getBoundingClientRect().left") for one in kept]
    frame.evaluate("frame => { frame.scrollLeft = 120 }")
    assert frame.evaluate("frame => frame.scrollLeft") == 120
    after = [one.evaluate("one => one.getBoundingClientRect().left") for one in kept]
    assert after == pytest.approx(before, abs=1)


def test_on_a_telephone_a_column_without_figures_is_narrow(page: Page):
    page.set_viewport_size({"width": 390, "height": 800})
    assert 0 < page.locator("tbody .void").first.evaluate("cell => cell.offsetWidth") < 60


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of the pages of a site, by their names."""
    folder = tmp_path_factory.mktemp("网站")
    printed = print_report(SAMPLES / "bureau-2025-budget.yaml", [])
    first = package([Publishable(printed, "205001")], {}, SiteOwner("云岭县人民政府"))
    corrected = (SAMPLES / "bureau-2025-budget.yaml").read_text("utf-8").replace("概况: 对12所", "概况: 对全县12所")
    later = print_report(Handed("填报表.yaml", corrected.encode()), [])
    made = package([Publishable(later, "205001", corrections=[Correction(
        "更正说明.docx", b"PK", dt.date(2025, 3, 10))])], first.files, SiteOwner("云岭县人民政府"))
    assert list(made.found) == []
    write_all({folder / name: content for name, content in made.whole(first.files).items()})
    home = folder / made.reports[0].path
    return {"index": (folder / "index.html").as_uri(), "report": (home / "index.html").as_uri(),
            "digest": (home / "digest.html").as_uri(), "shelf": (home.parent / "index.html").as_uri(),
            "earlier": (home / "v1" / "index.html").as_uri()}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["index", "shelf", "report", "earlier", "digest"])
def test_axe_finds_no_fault_in_a_page_of_a_site(browser: Browser, site: dict[str, str], name: str, width: int):
    opened = browser.new_page(viewport={"width": width, "height": 844})
    opened.goto(site[name])
    assert judged(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()


@pytest.mark.parametrize("width", [1280, 640, 390, 320])
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
