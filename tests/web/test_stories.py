"""An officer's year in a real browser, with scripts and without: from a faulty workbook to the published report.

The browser's driver is imported where it is used: `make test` collects this file without having it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from browsing import SWITCHES, Window
from desk import with_cells, workbook_of
from docx import Document
from helpers import SAMPLES, report_of, sample
from serving import Served, serving, until

from discloser.model.report.report import Table
from discloser.read.kind.library import INSTALLED
from discloser.render import FORMATS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

FAULTY = {"基本支出!D17": "38,50O", **{f"基本支出!B{row}": "2070110 行政运行" for row in (18, 19, 20)}}
WIDTHS = {"wide": (1280, 900), "narrow": (390, 844)}
OLD = Path(__file__).parents[2] / ".venv/chromium-109"
"""Where scripts/old_chromium.py unpacks it; `make test-all` asks for it where there is npm."""
PICTURES = Path(__file__).parents[2] / "docs/images"


@pytest.fixture(scope="module")
def old_chromium(chromium: Browser) -> Iterator[Browser]:
    """Chromium 109, the last for Windows 7."""
    browser = chromium.browser_type.launch(
        executable_path=OLD / "chromium", args=[*SWITCHES, "--no-zygote"],
        env={**os.environ, "LD_LIBRARY_PATH": str(OLD)})
    yield browser
    browser.close()


@pytest.fixture(params=["with scripts", "without scripts", *(["in Chromium 109"] if OLD.exists() else [])])
def window(request: pytest.FixtureRequest, chromium: Browser, served: Served) -> Iterator[Window]:
    browser = request.getfixturevalue("old_chromium") if request.param == "in Chromium 109" else chromium
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, java_script_enabled=request.param != "without scripts", locale="zh-CN")
    opened = Window(context, served)
    yield opened
    context.close()
    assert opened.wrong == []


@pytest.fixture
def scripted(chromium: Browser, served: Served) -> Iterator[Window]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    opened = Window(context, served)
    yield opened
    context.close()
    assert opened.wrong == []


def test_a_first_year_from_four_errors_to_the_report(window: Window):
    page = window.page
    window.begins(with_cells("bureau-2025-budget", FAULTY))
    window.sees("先改这 4 处错误。")
    page.get_by_label("金额").first.fill("38,500")
    page.get_by_label("3 处都改成").fill("2070101")
    page.get_by_role("button", name="保存，再核对").last.click()
    window.sees("没有错误。")
    window.tab("报告")
    page.get_by_role("button", name="生成报告").click()
    window.sees("报告做好了。")
    assert page.frame_locator("iframe").get_by_role("heading", level=1).first.inner_text()
    assert window.downloads("Word")[:2] == b"PK"
    assert window.downloads("PDF")[:5] == b"%PDF-"
    names = ZipFile(BytesIO(window.downloads("全部打包"))).namelist()
    assert {"SHA256SUMS", "填报表.xlsx"} <= set(names)


def test_an_amount_corrected_in_the_sheet_and_the_paper_about_it(window: Window):
    page = window.page
    window.begins(with_cells("bureau-2025-budget", {"基本支出!D14": 186000}))
    window.tab("看整张表")
    page.locator(".sheets a", has_text="基本支出").click()
    page.get_by_label("14 金额").fill("168,000")
    page.get_by_role("button", name="保存，再核对").last.click()
    window.sees("0.00，相等")
    window.tab("改了什么")
    window.sees("填报表改了 1 处")
    page.get_by_label("为什么更正").fill("两个数字写颠倒了")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载更正说明").click()
    assert "两个数字写颠倒了" in "".join(one.text for one in Document(download.value.path()).paragraphs)


def test_texts_edited_in_word_are_pulled(window: Window):
    page = window.page
    window.begins(workbook_of("new-unit-2025-budget"))
    window.tab("报告")
    page.get_by_role("button", name="生成报告").click()
    window.sees("报告做好了。")
    report = Document(BytesIO(window.downloads("Word")))
    duty = sample("new-unit-2025-budget").overview.duties.splitlines()[0]
    runs = (one for one in report.element.body.iter("{*}t") if one.text and len(one.text) > 9)
    text = next(one for one in runs if one.text in duty)
    text.text = text.text.rstrip("。") + "，做好档案工作。"
    saved = BytesIO()
    report.save(saved)
    window.tab("收回 Word 修改")
    here = page.url.removeprefix(window.served.address)
    window.hands_in(saved.getvalue(), "科长改.docx", here, "读入并比较")
    window.sees("收回哪些？")
    page.get_by_role("button", name="收回选中的").click()
    window.sees("第 2 版")
    window.tab("看整张表")
    page.locator(".sheets a", has_text="文字说明").click()
    assert "做好档案工作" in page.get_by_label("职责").input_value()


def test_the_next_year_is_begun_from_this_one(window: Window):
    window.goes("/?begin=1")
    window.hands_in(workbook_of("bureau-2025-budget"), "2025年填报表.xlsx", "/begin/", "读入并开始今年的")
    window.sees("今年的表开好了。")
    window.page.get_by_role("link", name="去填今年的表").click()
    window.sees("2026年单位预算")


def test_a_department_with_its_units(window: Window):
    page = window.page
    folder = SAMPLES / "department-2025-budget"
    units = [path for path in folder.iterdir() if path.name != "department.yaml"]
    window.goes("/?begin=1")
    page.get_by_text("汇总所属单位？").click()
    page.locator("input[name=beside]").set_input_files([str(path) for path in units])
    window.hands_in((folder / "department.yaml").read_bytes(), "department.yaml")
    window.sees("没有错误。")
    window.sees(units[0].name)


@cache
def wrong_report() -> bytes:
    """A report in which a total of the first table is not the sum of its rows: two figures are exchanged."""
    report = report_of(sample("bureau-2025-budget"))
    parts = list(report.parts)
    where, at, table = next((i, j, block) for i, part in enumerate(parts) for j, block in enumerate(part.blocks)
                            if isinstance(block, Table))
    row = table.rows[-1]
    column = next(n for n, cell in enumerate(row.cells) if cell.text == "1501.73")
    cells = (*row.cells[:column], replace(row.cells[column], text="1510.73"), *row.cells[column + 1:])
    wrong = replace(table, rows=(*table.rows[:-1], replace(row, cells=cells)))
    blocks = parts[where].blocks
    parts[where] = replace(parts[where], blocks=(*blocks[:at], wrong, *blocks[at + 1:]))
    return FORMATS["pdf"].render(replace(report, parts=tuple(parts)), INSTALLED.fonts)


def test_a_report_of_another_program_is_audited(window: Window):
    window.goes("/audit/")
    window.hands_in(wrong_report(), "别处的报告.pdf", "/audit/", "核对这份报告")
    window.page.wait_for_selector("text=核对了什么", timeout=60_000)
    window.sees("框上的号就是问题的号")
    assert window.downloads("下载检查报告")[:2] == b"PK"


def test_two_windows_never_overwrite_each_other(scripted: Window):
    page = scripted.page
    scripted.begins(with_cells("bureau-2025-budget", {"基本支出!D17": "38,50O"}))
    other = scripted.context.new_page()
    other.goto(page.url)
    other.get_by_label("金额").first.fill("38,400")
    page.get_by_label("金额").first.fill("38,500")
    page.get_by_role("button", name="保存，再核对").last.click()
    scripted.sees("没有错误。")
    other.get_by_role("button", name="保存，再核对").last.click()
    other.get_by_text("没有保存：另一个窗口").wait_for()
    other.get_by_role("button", name="存成第 3 版").click()
    other.get_by_text("第 3 版").first.wait_for()
    scripted.wrong[:] = [said for said in scripted.wrong if "409" not in said]


def test_what_is_typed_is_counted_summed_and_not_left_by_mistake(scripted: Window):
    page = scripted.page
    scripted.begins(workbook_of("bureau-2025-budget"))
    scripted.tab("看整张表")
    page.locator(".sheets a", has_text="基本支出").click()
    page.get_by_label("17 金额").fill("40,000.05")
    scripted.sees("改了 1 处，还没有保存。")
    assert page.locator("[data-total]").inner_text() == "6,088,257.12"
    assert page.locator("[data-gap]").inner_text() == "多 1,500.05"
    page.get_by_label("17 金额").press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "18 金额"
    page.get_by_label("17 金额").press("Escape")
    scripted.sees("还没有改动。")


def test_rows_copied_from_excel_fill_the_grid(scripted: Window):
    page = scripted.page
    scripted.begins(workbook_of("new-unit-2025-budget"))
    scripted.tab("看整张表")
    page.locator(".sheets a", has_text="基本支出").click()
    blank = page.locator("td.codes input[value='']").first
    blank.focus()
    page.evaluate("""() => { const data = new DataTransfer();
        data.setData('text', '2010301\\t30201\\t12.00\\n2010301\\t30202\\t13.00');
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}));}""")
    scripted.sees("改了 6 处，还没有保存。")


PLACES = {
    "home": "/", "begin": "/?begin=1", "findings": "/v/3/", "old": "/v/1/", "sheet": "/v/3/sheet/基本支出/",
    "targets": "/v/1/sheet/绩效目标/", "report": "/v/2/report/", "moved": "/v/2/moved/", "pull": "/v/2/pull/",
    "versions": "/f/1/", "audit": "/audit/", "audited": "", "rule": "/rule/BAL001/", "lost": "/v/999/",
}
SHOWN = {
    ("begin", 1280), ("findings", 1280), ("findings", 390), ("sheet", 1280), ("report", 1280), ("moved", 1280),
    ("audited", 1280), ("home", 390),
}
"""The pages of which docs/web.md shows a picture; `--update-golden` takes them anew."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page with a form of two versions and its report."""
    with serving(tmp_path_factory.mktemp("满的")) as one:
        browser = one.browser()
        browser.uploads(with_cells("bureau-2025-budget", {**FAULTY, "基本支出!D14": 186000}))
        until(lambda: "先改这" in browser.reads("/v/1/"))
        browser.uploads(workbook_of("bureau-2025-budget"), to="/v/1/new/")
        until(lambda: "没有错误" in browser.reads("/v/2/"))
        browser.presses("/v/2/report/")
        until(lambda: "报告做好了" in browser.reads("/v/2/report/"))
        browser.uploads(with_cells("bureau-2025-budget", FAULTY))
        until(lambda: "先改这" in browser.reads("/v/3/"))
        one.audit = browser.uploads(wrong_report(), "别处的报告.pdf", "/audit/", "report").leads_to
        until(lambda: "核对了什么" in browser.reads(one.audit))
        yield one


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_accessible_and_fits(
    width: str, chromium: Browser, filled: Served, request: pytest.FixtureRequest,
):
    from axe_playwright_python.sync_playwright import Axe

    wide, high = WIDTHS[width]
    context = chromium.new_context(viewport={"width": wide, "height": high}, locale="zh-CN")
    window = Window(context, filled)
    found: dict[str, Any] = {}
    for name, place in PLACES.items():
        window.goes(filled.audit if name == "audited" else place)
        if (name, wide) in SHOWN and request.config.getoption("--update-golden"):
            window.page.screenshot(path=PICTURES / f"web-{name}-{wide}.png")
        judged: Any = Axe().run(window.page, context={"exclude": ["iframe"]}).response["violations"]
        found[name] = [(fault["id"], fault["nodes"][0]["html"][:150]) for fault in judged]
        if window.page.evaluate("document.documentElement.scrollWidth") > wide:
            found[name].append(("wider than the window", ""))
    context.close()
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert [said for said in window.wrong if "404" not in said] == []
