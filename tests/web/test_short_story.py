"""The shortest story in a real browser, for `make test` where a Chromium is on the machine."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from browsing import Window
from desk import with_cells
from docx import Document
from serving import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_an_error_is_mended_in_the_page_and_the_report_is_there_as_word(chromium: Browser, served: Served):
    window = Window(chromium.new_context(locale="zh-CN"), served)
    window.begins(with_cells("bureau-2025-budget", {"基本支出!D17": "38,50O"}))
    window.page.locator(".find input").first.fill("38,500")
    window.page.get_by_role("button", name="保存，再核对").last.click()
    window.sees("没有错误。")
    window.tab("报告")
    window.page.get_by_role("button", name="生成报告").click()
    window.sees("报告做好了。")
    assert "云岭县文化教育体育局" in "".join(one.text for one in Document(BytesIO(window.downloads("Word"))).paragraphs)
    assert window.wrong == []
