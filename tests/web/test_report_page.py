"""报告: made in the background, each file to be had as soon as it is there, shown where it can do nothing."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from desk import Officer, with_cells, workbook_of

from discloser.web.models import FormVersion


@pytest.fixture
def built(officer: Officer) -> str:
    """The address of a version whose report was made."""
    first = officer.begins(workbook_of("new-unit-2025-budget"))
    officer.browser.post(f"{first}report/")
    assert "正在生成报告" in officer.reads(f"{first}report/")
    officer.work()
    return first


def test_the_report_is_there_in_every_format_in_a_sandbox_and_as_one_archive(officer: Officer, built: str):
    read = officer.reads(f"{built}report/")
    assert "报告做好了。" in read
    assert 'sandbox title="报告预览"' in read
    beginnings = {name: officer.browser.get(f"{built}output/{name}/").content[:4] for name in (
        "docx", "pdf", "html", "data", "digest-png")}
    assert beginnings == {
        "digest-png": b"\x89PNG", "docx": b"PK\x03\x04", "pdf": b"%PDF", "html": b"<!DO", "data": b"PK\x03\x04"}
    preview = officer.browser.get(f"{built}preview/")
    assert preview.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    names = ZipFile(BytesIO(officer.browser.get(f"{built}all/").content)).namelist()
    assert "填报表.xlsx" in names
    assert {name.rsplit(".", 1)[-1] for name in names} == {"xlsx", "docx", "pdf", "html", "png", "zip", "SHA256SUMS"}


def test_a_form_with_errors_has_no_report_and_a_press_makes_none(officer: Officer):
    first = officer.begins(with_cells("bureau-2025-budget", {"基本支出!D17": "38,50O"}))
    officer.browser.post(f"{first}report/")
    assert officer.work() == 0
    assert "还有 1 处错误，不能生成报告。" in officer.reads(f"{first}report/")


def test_what_goes_on_the_web_is_a_site_of_the_same_files(officer: Officer):
    first = officer.begins(workbook_of("bureau-2025-budget"))
    officer.browser.post(f"{first}report/")
    officer.work()
    assert f"{first}publication/" in officer.reads(f"{first}report/")
    site = ZipFile(BytesIO(officer.browser.get(f"{first}publication/").content))
    assert {"index.html", "list.csv", "SHA256SUMS"} <= set(site.namelist())
    report = next(name for name in site.namelist() if name.endswith("/report.pdf"))
    assert site.read(report) == officer.browser.get(f"{first}output/pdf/").content


def test_a_corrected_report_goes_on_the_web_with_the_earlier_one_and_the_paper_that_says_why(officer: Officer):
    first = officer.begins(workbook_of("bureau-2025-budget"))
    later = officer.saves(first, {'v["概况","职责"]': "负责全县教育工作。"}).headers["Location"]
    officer.work()
    old = str(FormVersion.objects.get(number=1).id)
    paper = officer.browser.post(f"{later}correction/", {"old": old, "reason": "职责写全", "date": "2025-03-20"})
    site = ZipFile(BytesIO(officer.browser.get(f"{later}publication/").content))
    at = next(name for name in site.namelist() if name.endswith("/correction-1.docx")).rsplit("/", 1)[0]
    assert site.read(f"{at}/correction-1.docx") == paper.content
    assert "自 2025-03-20 起" in site.read(f"{at}/index.html").decode()
    assert "负责全县教育工作。" not in site.read(f"{at}/v1/index.html").decode()


def test_what_keeps_a_report_off_the_web_is_told(officer: Officer, built: str):
    assert "公开日期" in officer.reads(f"{built}publication/", 422)
