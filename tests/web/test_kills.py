"""Whatever is killed, and when: nothing that was handed in is lost, and what was to be done is done."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from desk import workbook_of
from serving import Served, serving, until

pytestmark = [pytest.mark.whole, pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path / "data") as one:
        yield one


def kill(process: int) -> None:
    psutil.Process(process).send_signal(signal.SIGKILL)


def worker_of(served: Served, what: str, step: str) -> int:
    """The process that does a job, as soon as it says that it is at a step."""
    found = until(lambda: served.told(
        f"SELECT worker FROM web_job WHERE what='{what}' AND state='running' AND step LIKE '{step}%'"))
    return int(found[0][0].rpartition("-")[2])


def state_of(served: Served, what: str) -> str:
    return served.told(f"SELECT state FROM web_job WHERE what='{what}'")[0][0]


def test_a_worker_killed_in_the_middle_of_a_build_is_replaced_and_the_report_is_whole(served: Served):
    browser = served.browser()
    address = browser.uploads(workbook_of("bureau-2025-budget")).leads_to
    until(lambda: "没有错误" in browser.reads(address))
    browser.presses(f"{address}report/")
    kill(worker_of(served, "build", "生成 PDF"))
    until(lambda: "报告做好了" in browser.reads(f"{address}report/"), 20)
    assert served.told("SELECT attempts FROM web_job WHERE what='build'") == [(2,)]
    formats = served.told("SELECT format, count(*) FROM web_formoutput GROUP BY format")
    assert {("data", 1), ("docx", 1), ("html", 1), ("pdf", 1), ("digest-pdf", 1)} <= set(formats)
    assert {count for _, count in formats} == {1}
    assert browser.gets(f"{address}output/pdf/").content.endswith(b"%%EOF\n")


def test_a_job_that_ends_three_workers_is_given_up_with_a_sentence(served: Served):
    browser = served.browser()
    address = browser.uploads(workbook_of("bureau-2025-budget")).leads_to
    until(lambda: "没有错误" in browser.reads(address))
    browser.presses(f"{address}report/")
    killed: set[int] = set()
    while state_of(served, "build") in ("queued", "running"):
        running = served.told("SELECT worker FROM web_job WHERE what='build' AND state='running'")
        number = int(running[0][0].rpartition("-")[2]) if running else 0
        if number and number not in killed and psutil.pid_exists(number):
            killed.add(number)
            kill(number)
    assert (len(killed), state_of(served, "build")) == (3, "failed")
    assert "试了 3 次都没有做成" in browser.reads(f"{address}report/")


def test_the_pages_own_process_is_replaced_and_the_browser_goes_on(served: Served):
    browser = served.browser()
    address = browser.uploads(workbook_of("new-unit-2025-budget")).leads_to
    until(lambda: "没有错误" in browser.reads(address))
    page = next(one for one in served.processes()[1:] if one.net_connections() and one.num_threads() > 5)
    kill(page.pid)
    until(served._answers)
    assert "没有错误" in browser.reads(address)


def test_nobody_outlives_the_one_above_and_a_new_start_goes_on_where_it_stopped(served: Served):
    browser = served.browser()
    address = browser.uploads(workbook_of("bureau-2025-budget")).leads_to
    until(lambda: "没有错误" in browser.reads(address))
    browser.presses(f"{address}report/")
    worker_of(served, "build", "生成")
    below = served.processes()[1:]
    kill(served.process.pid)
    gone, alive = psutil.wait_procs(below, timeout=5)
    assert (len(gone) >= 2, alive) == (True, [])
    served.again()
    until(lambda: "报告做好了" in browser.reads(f"{address}report/"), 25)


def test_what_was_uploaded_a_moment_before_everything_was_killed_is_checked_later(served: Served):
    browser = served.browser()
    addresses = [browser.uploads(workbook_of("new-unit-2025-budget")).leads_to for _ in range(5)]
    for process in reversed(served.processes()):
        process.kill()
    served.again()
    until(lambda: served.told("SELECT count(*) FROM web_formversion WHERE errors=0") == [(5,)])
    assert all("没有错误" in browser.reads(address) for address in addresses)


def test_a_second_start_opens_the_page_that_is_served(served: Served):
    opening = served.another_opening()
    assert opening.startswith(f"{served.address}/start/?token=")
    served.opening = opening
    assert "做一份预算、决算公开报告" in served.browser().reads("/")


def test_a_worker_that_hangs_is_ended_and_its_job_done_by_another(served: Served):
    browser = served.browser()
    address = browser.uploads(workbook_of("bureau-2025-budget")).leads_to
    until(lambda: "没有错误" in browser.reads(address))
    browser.presses(f"{address}report/")
    hanging = psutil.Process(worker_of(served, "build", "生成"))
    hanging.suspend()
    until(lambda: not hanging.is_running(), 25)
    until(lambda: "报告做好了" in browser.reads(f"{address}report/"), 20)
