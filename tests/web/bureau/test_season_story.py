"""A season in a real browser: roster, links, two units and their department, a return, approval, the package, the web.

On SQLite; on PostgreSQL where DISCLOSER_DATABASE_URL names a server.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from django.utils import timezone
from helpers import SAMPLES
from hosted_page import Seat, page_and_worker
from openpyxl import load_workbook
from people import account_with

from discloser.model.roster import RosterUnit
from discloser.usecases.rosters import roster_workbook
from discloser.web.bureau import trail
from discloser.web.bureau.models import DueReport, Event, PublicBody

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HOME = SAMPLES / "department-2025-budget"
OWN, LIBRARY, TEAM = "云岭县文化和旅游局本级", "云岭县图书馆", "云岭县文化市场综合执法队"
ROSTER = roster_workbook([
    RosterUnit("205", "云岭县文化和旅游局", "", "部门", "行政单位"),
    RosterUnit("205001", OWN, "205", "本级", "行政单位"), RosterUnit("205002", LIBRARY, "205", "单位", "事业单位"),
    RosterUnit("205003", TEAM, "205", "单位", "事业单位"),
])
FORMS = {"205001": "head-office.yaml", "205002": "library.yaml", "205003": "enforcement-team.xlsx"}
TODAY = timezone.localdate().isoformat()


@pytest.fixture
def served(committed: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver has a loop of its own in this thread
    with page_and_worker(committed) as address:
        yield address



def pictures() -> Path | None:
    """Where pictures of the pages go, for whoever wants to look at them."""
    named = os.environ.get("DISCLOSER_PICTURES")
    return Path(named) if named else None


def test_a_season_from_the_roster_to_the_web(served: str, chromium: Browser):
    for role in ("bureau", "reviewer", "auditor"):
        account_with(role, username=role)
    bureau = seat(chromium, served).signs_in("bureau")
    begins_the_season(bureau)
    links = takes_links(bureau)
    units = {code: opens(seat(chromium, served), links[code]) for code in FORMS}
    for code, unit in units.items():
        submits(unit, code, (HOME / FORMS[code]).read_bytes(), FORMS[code])
    reviewer = seat(chromium, served).signs_in("reviewer")
    is_sent_back(reviewer, LIBRARY)
    answers_and_submits_again(units["205002"])
    for name in (OWN, LIBRARY, TEAM):
        approves(reviewer, name)
    account_with("department", PublicBody.objects.get(code="205"), "department")
    department_sums_and_submits(seat(chromium, served).signs_in("department"))
    approves(reviewer, "云岭县文化和旅游局")
    publishes(bureau, LIBRARY, packs(bureau))
    auditor = seat(chromium, served).signs_in("auditor").goes("/bureau/trail/").is_accessible("trail")
    auditor.presses("验证记录").sees("条都和写下时一样")
    assert [one.wrong for one in (bureau, reviewer, auditor, *units.values())] == [[]] * 6
    assert trail.verified() is None
    assert {"submit", "send_back", "answer", "approve", "sum", "publish"} <= set(
        Event.objects.values_list("act", flat=True))


def seat(chromium: Browser, address: str) -> Seat:
    return Seat(chromium, address, pictures())


def begins_the_season(bureau: Seat) -> None:
    bureau.goes("/bureau/roster/").hands_in(ROSTER, "名录.xlsx", "看看会改什么")
    bureau.presses("导入打勾的单位").goes("/bureau/seasons/")
    page = bureau.page
    page.fill("input[name=year]", "2025")
    page.select_option("select[name=sort]", "budget")
    page.select_option("select[name=kind]", "shanxi/budget-2025")
    page.select_option("select[name=department_kind]", "shanxi/department-budget-2025")
    bureau.presses("开始，排好每个单位要报的")


def takes_links(bureau: Seat) -> dict[str, str]:
    """Code → the address of its link, from the workbook that the bureau hands out."""
    bureau.goes("/bureau/list/?season=2025-budget")
    for box in bureau.page.locator("tbody input[name=due]").all():
        box.check()
    bureau.presses("发一次性链接")
    book = load_workbook(BytesIO(bureau.downloads("做链接，下载 Excel")))
    cells = [[str(cell.value or "") for cell in row] for row in book.active.iter_rows()]
    return {row[0]: next(text for text in row if "/link/" in text) for row in cells if any("/link/" in t for t in row)}


def opens(unit: Seat, link: str) -> Seat:
    return unit.goes("/" + link.split("/", 3)[3]).presses("开始填报")


def submits(unit: Seat, code: str, content: bytes, name: str) -> None:
    unit.goes("/").is_accessible("due-absent").hands_in(content, name, "上传并核对")
    unit.waits_for("没有错误")
    makes_the_report(unit)
    unit.follows("提交").sees("还缺签署")
    signs(unit)
    unit.is_accessible("due-ready").presses("提交给财政局").sees("已经提交给财政局")


def makes_the_report(unit: Seat) -> None:
    unit.page.locator(".tabs a", has_text="报告").click()
    unit.presses("生成报告").sees("报告做好了")


def signs(unit: Seat) -> None:
    for number in range(2):
        unit.page.fill(f"input[name=name{number}]", "某人")
    unit.presses("登记签署").sees("都齐了")


def judges(reviewer: Seat, name: str) -> None:
    """Open a report's review and begin it; the program has filled in what it can."""
    scope = "部门" if name.endswith("局") else ""
    due = next(one for one in DueReport.objects.select_related("unit") if one.unit.name == name and (
        one.scope == "department") == bool(scope))
    reviewer.goes(f"/due/{due.pk}/review/")
    reviewer.page.get_by_role("button", name="开始审核").click()
    reviewer.waits_for("程序填的")


def is_sent_back(reviewer: Seat, name: str) -> None:
    judges(reviewer, name)
    page = reviewer.page
    for number in (6, 16):
        page.check(f"input[name=fits{number}][value=no]")
    reviewer.presses("保存检查表").is_accessible("review")
    for number, place in enumerate(("第 22 页", "第 1 页")):
        page.locator("input[name=return_place]").nth(number).fill(place)
        page.locator("textarea[name=return_expected]").nth(number).fill("写明原因")
    reviewer.presses("退回给单位").sees("退回了 2 处")


def answers_and_submits_again(unit: Seat) -> None:
    unit.goes("/").sees("退回了 2 处").is_accessible("due-returned")
    for box in unit.page.locator("input[type=radio][value=mended]").all():
        box.check()
    unit.presses("保存答复")
    signs_again_and_submits(unit)


def signs_again_and_submits(unit: Seat) -> None:
    """The form comes anew, so that its report has to be built and signed again."""
    text = (HOME / FORMS["205002"]).read_text(encoding="utf-8")
    mended = text.replace("开展全民阅读活动", "开展全民阅读活动，指导乡镇图书室").encode()
    unit.page.locator(".tabs a", has_text="核对结果").click()
    unit.hands_in(mended, "library.yaml", "上传新版")
    unit.goes("/").waits_for("还没有由这一版生成报告")
    makes_the_report(unit)
    unit.follows("提交")
    signs(unit)
    unit.presses("提交给财政局").sees("已经提交给财政局")


def approves(reviewer: Seat, name: str) -> None:
    judges(reviewer, name)
    for row in reviewer.page.locator("table.check tbody tr").all():
        row.locator("input[value=yes]").check()
    reviewer.page.get_by_role("button", name="通过第").click()
    reviewer.sees("审核通过了")


def department_sums_and_submits(department: Seat) -> None:
    whole = f"/due/{DueReport.objects.get(scope='department').pk}/"
    department.goes(whole).sees("去汇总")
    department.hands_in((HOME / "department.yaml").read_bytes(), "部门.yaml", "上传并核对")
    department.goes(whole).follows("去汇总").is_accessible("sum").presses("汇总 3 个单位")
    department.goes(whole).waits_for("还没有由这一版生成报告")
    makes_the_report(department)
    department.follows("提交")
    signs(department)
    department.presses("提交给财政局").sees("已经提交给财政局")


def packs(bureau: Seat) -> dict[str, bytes]:
    """Name → bytes of the folder for the web site."""
    bureau.goes("/bureau/batches/begin/?what=publish&season=2025-budget&state=approved")
    with bureau.page.expect_navigation():
        bureau.page.get_by_role("button", name="开始做").click()
    bureau.waits_for("下载")
    with bureau.page.expect_download() as download:
        bureau.page.get_by_role("link", name="下载").first.click()
    with ZipFile(download.value.path()) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    assert {"index.html", "package.json", "SHA256SUMS"} <= {Path(name).name for name in files}
    return files


def publishes(bureau: Seat, name: str, files: dict[str, bytes]) -> None:
    """Note the address, and hold the page that was saved from it against what was approved."""
    due = DueReport.objects.get(unit__name=name)
    bureau.goes(f"/due/{due.pk}/").sees("审核通过了").is_accessible("due-approved")
    bureau.page.fill("input[name=url]", f"https://www.example.gov.cn/{due.unit.code}/index.html")
    bureau.presses("登记公开").sees("已经公开").is_accessible("due-published")
    saved = {Path(path).name: content for path, content in files.items()
             if due.unit.code in path and path.endswith(("index.html", ".pdf"))}
    bureau.follows("核对公开的网页")
    bureau.page.locator("input[type=file]").set_input_files([
        {"name": one, "mimeType": "application/octet-stream", "buffer": content} for one, content in saved.items()])
    bureau.presses("核对").is_accessible("page-check")
    told = due.publications.get()
    assert told.checked is not None
    assert "就是审核通过的那一个" in told.result
