"""The page's speed: uploads by eight connections, upload → findings, one value mended → findings, four formats."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "discloser.web.settings"
ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/web")]

from desk import with_cells, workbook_of  # noqa: E402  the tests' own browser
from serving import Browser, Served, serving, until  # noqa: E402

UPLOADS, CONNECTIONS = 1000, 8
FAULTY = with_cells("bureau-2025-budget", {"基本支出!D17": "38,50O"})
AMOUNT = "v" + json.dumps(["基本支出", 13, "金额"], ensure_ascii=False, separators=(",", ":"))


def an_officers_minute(served: Served) -> None:
    """What an officer waits for."""
    browser = served.browser()
    uploaded, mended, built = [], [], []
    for _ in range(5):
        begun = time.perf_counter()
        address = browser.uploads(FAULTY).leads_to
        until(lambda: "先改这" in browser.reads(address))  # noqa: B023  asked in the same round
        uploaded.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        address = browser.presses(address, **{AMOUNT: "38,500"}).leads_to
        until(lambda: "没有错误" in browser.reads(address))  # noqa: B023
        mended.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        browser.presses(f"{address}report/")
        until(lambda: "报告做好了" in browser.reads(f"{address}report/"))  # noqa: B023
        built.append(time.perf_counter() - begun)
    marks = (("上传 → 问题", uploaded, 2.0), ("改一个数 → 问题", mended, 1.5), ("四种格式", built, 2.5))
    for name, seconds, mark in marks:
        print(f"{name}　中位 {statistics.median(seconds):.2f} s，最慢 {max(seconds):.2f} s，目标 {mark} s")


def many_uploads(served: Served) -> None:
    """A thousand uploads at once, and until all are checked."""
    form = workbook_of("new-unit-2025-budget")
    before = served.told("SELECT count(*) FROM web_formversion")[0][0]

    def upload(browser: Browser) -> list[tuple[float, int]]:
        answers = []
        for _ in range(UPLOADS // CONNECTIONS):
            begun = time.perf_counter()
            status = browser.uploads(form).status
            answers.append((time.perf_counter() - begun, status))
        return answers

    browsers = [served.browser() for _ in range(CONNECTIONS)]
    begun = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as lines:
        answers = [one for listed in lines.map(upload, browsers) for one in listed]
    taken = time.perf_counter() - begun
    until(lambda: served.told("SELECT count(*) FROM web_formversion WHERE errors=0")[0][0] >= before + UPLOADS - 5, 600)
    checked = time.perf_counter() - begun
    seconds = sorted(second for second, _ in answers)
    wrong = sum(status != 302 for _, status in answers)
    print(f"{len(answers)} 次上传，{CONNECTIONS} 条连接：{taken:.1f} s，错 {wrong} 次，"
          f"中位 {seconds[len(seconds) // 2] * 1000:.0f} ms，"
          f"p95 {seconds[int(len(seconds) * 0.95)] * 1000:.0f} ms，最慢 {seconds[-1] * 1000:.0f} ms；"
          f"全部核对完 {checked:.1f} s")
    for process in served.processes():
        print(f"  进程 {process.pid} 占 {process.memory_info().rss / 2**20:.0f} MiB")


def main() -> None:
    """Both, on a page of its own."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as served:
        an_officers_minute(served)
        many_uploads(served)


if __name__ == "__main__":
    main()
