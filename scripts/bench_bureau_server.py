"""The bureau's server: a thousand uploads of eight units at once, over the proxy's line, and until all are checked.

On PostgreSQL: `sh scripts/with-postgres.sh .venv/bin/python scripts/bench_bureau_server.py`.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "discloser.web.bureau.settings"
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/web"), str(ROOT / "tests/web/bureau")]

UPLOADS, CONNECTIONS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000, 8
HOST = "gongkai.example.gov.cn"
SAMPLE = "new-unit-2025-budget"


def discloser(*words: str) -> str:
    """What a command of the server says."""
    command = [sys.executable, "-m", "discloser", *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def founded() -> list[str]:
    """A server with eight units of the sample's name, and the links that open what each owes."""
    discloser("portal", "init", "--host", HOST)
    from discloser.web.bureau.preparing import prepared

    prepared()
    from desk import workbook_of

    from discloser.web import engine
    from discloser.web.bureau import links
    from discloser.web.bureau.models import DueReport, PublicBody, YearSeason
    from discloser.web.engine import Paper

    told = engine.checked_form(Paper("填报表.xlsx", workbook_of(SAMPLE)))
    season = YearSeason.objects.create(year=told["year"], sort="budget", kind=told["kind"])
    bodies = [PublicBody.objects.create(code=f"10100{number}", name=told["unit"]) for number in range(CONNECTIONS)]
    owed = [DueReport.objects.create(unit=body, season=season) for body in bodies]
    return [f"/link/{links.issued(due=due)[1]}/" for due in owed]


def many_uploads(address: str, openings: list[str], server: int) -> None:
    """A thousand uploads by eight units, each the next version of its report."""
    from behind_proxy import Visitor
    from desk import workbook_of
    from django.core.files.uploadedfile import SimpleUploadedFile
    from serving import until

    from discloser.web.models import FormVersion

    content = workbook_of(SAMPLE)

    def unit(opening: str) -> Visitor:
        visitor = Visitor(address, HOST)
        visitor.presses(opening)
        return visitor

    def upload(visitor: Visitor) -> list[tuple[float, int]]:
        due, answers = visitor.gets("/").leads_to, []
        for _ in range(UPLOADS // CONNECTIONS):
            form = SimpleUploadedFile("填报表.xlsx", content)
            begun = time.perf_counter()
            answers.append((visitor.presses(f"{due}upload/", form=form).status, time.perf_counter() - begun))
        return answers

    visitors = [unit(opening) for opening in openings]
    begun = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as lines:
        answers = [one for listed in lines.map(upload, visitors) for one in listed]
    taken = time.perf_counter() - begun
    seconds = sorted(second for _, second in answers)
    wrong = [status for status, _ in answers if status != 302]
    print(f"{len(answers)} 次上传，{CONNECTIONS} 个单位：{taken:.1f} s，错 {len(wrong)} 次，"
          f"中位 {seconds[len(seconds) // 2] * 1000:.0f} ms，p95 {seconds[int(len(seconds) * 0.95)] * 1000:.0f} ms，"
          f"最慢 {seconds[-1] * 1000:.0f} ms", flush=True)
    for process in psutil.Process(server).children(recursive=True):
        used = sum(process.cpu_times()[:2])
        print(f"  进程 {process.pid}：处理器 {used:.1f} s，{process.memory_info().rss / 2**20:.0f} MiB", flush=True)
    until(lambda: FormVersion.objects.filter(errors=0).count() == UPLOADS, 1800)
    print(f"全部核对完 {time.perf_counter() - begun:.1f} s")


def sound() -> None:
    """The trail and every file, as `portal verify` tells."""
    print(discloser("portal", "verify"))


def main() -> None:
    """All of it, on a server of its own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DISCLOSER_WEB_DATA"] = str(Path(folder) / "data")
        openings = founded()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            place = f"127.0.0.1:{free.getsockname()[1]}"
        words = [sys.executable, "-m", "discloser", "serve", "--hosted", "--listen", place]
        served = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            assert served.stdout is not None
            assert re.search("开着", served.stdout.readline())
            many_uploads(f"http://{place}", openings, served.pid)
        finally:
            served.terminate()
            served.wait(20)
        sound()


if __name__ == "__main__":
    main()
