"""The bureau's pages over 20,000 due reports: milliseconds and queries of each, in this process, on an empty disk."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/web"), str(ROOT / "tests/web/bureau")]
UNITS, ROUNDS, MARK, MOST_QUERIES = 20_000, 7, 0.3, 12
PAGES = {
    "总览": "/bureau/", "清单": "/bureau/list/", "清单，有错误的": "/bureau/list/?state=faulty&sort=errors",
    "清单，按名称找": "/bureau/list/?q=77", "清单，最后一页": "/bureau/list/?page=999",
    "常见错误": "/bureau/statistics/", "名录": "/bureau/roster/",
}


def main() -> None:
    """Make the city, then ask for every page."""
    with tempfile.TemporaryDirectory() as data:
        secret = Path(data) / "secret.key"
        secret.write_text("s" * 64, encoding="ascii")
        secret.chmod(0o600)
        Path(data).chmod(0o700)
        (Path(data) / "logs").mkdir()
        os.environ |= {
            "DISCLOSER_WEB_DATA": data, "DISCLOSER_SECRET_FILE": str(secret), "DISCLOSER_HOSTS": "testserver",
            "DJANGO_SETTINGS_MODULE": "discloser.web.bureau.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        measure()


def measure() -> None:
    """Milliseconds of each page, the first answer left out, and how often it asks the database."""
    from cities import owed_by_many, roster_of, season_of_year
    from django.conf import settings
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from people import account_with, signed_in

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    bodies = roster_of(UNITS)
    owed_by_many(season_of_year(), bodies)
    owed_by_many(season_of_year(2024, "final"), bodies)
    bureau = signed_in(account_with("bureau"))
    for name, address in PAGES.items():
        seconds, processor = [], []
        for _ in range(ROUNDS):
            begun, worked = time.perf_counter(), time.process_time()
            assert bureau.browser.get(address, secure=True).status_code == 200
            seconds.append(time.perf_counter() - begun)
            processor.append(time.process_time() - worked)
        with CaptureQueriesContext(connection) as asked:
            bureau.browser.get(address, secure=True)
        print(f"{name}　中位 {statistics.median(seconds[1:]) * 1000:.0f} ms（处理器 "
              f"{statistics.median(processor[1:]) * 1000:.0f} ms），目标 {MARK * 1000:.0f} ms；"
              f"{len(asked)} 次查询，最多 {MOST_QUERIES} 次")


if __name__ == "__main__":
    main()
