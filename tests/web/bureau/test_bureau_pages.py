"""Every page of the bureau in a real browser: accessible, within the window, nothing asked of anybody else."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from browsing import SWITCHES
from cities import TODAY, owed_by_many, roster_of, season_of_year
from django.core.files.uploadedfile import SimpleUploadedFile
from people import Person

import discloser.web
from discloser.model.roster import RosterUnit
from discloser.usecases.rosters import roster_workbook
from discloser.web.bureau.models import BatchPart, BureauBatch, DueReport, PublicBody, YearSeason
from discloser.web.models import HandedIn, Job

pytestmark = pytest.mark.browser
ADDRESS = "http://bureau.example"
STATIC = Path(discloser.web.__file__).parent / "static" / "web"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
WIDTHS = {"desk": (1366, 768), "phone": (390, 844)}


@pytest.fixture
def bureau(hosted: Any, person: Any, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Somebody of the bureau of a county in the middle of a season."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    bodies = roster_of(130)
    owed_by_many(season_of_year(2024, "final"), bodies)
    owed_by_many(season_of_year(), bodies)
    return person("bureau")


def places(bureau: Person) -> dict[str, str]:
    """Page → its address, each with something to show."""
    units = [RosterUnit("100", "第0局", "", "部门"), RosterUnit("100001", "图书馆", "100"), RosterUnit("7", "", "100"),
             RosterUnit("100900", "书画院", "309"), RosterUnit("100901", "文化馆", "100", exempt="涉密")]
    bureau.browser.post("/bureau/roster/", {"roster": SimpleUploadedFile("名录.xlsx", roster_workbook(units))})
    approved = DueReport.objects.filter(season__year=2025).exclude(form=None).order_by("pk")
    chosen = "&".join(f"due={one.pk}" for one in approved[:6])
    bureau.browser.post("/bureau/batches/begin/", {"what": "build", "due": [one.pk for one in approved[:6]]})
    BatchPart.objects.update(state="done")
    BatchPart.objects.filter(pk=BatchPart.objects.values("pk")[:1]).update(state="failed", told="文件读不出来")
    Job.objects.update(state="done")
    whole = DueReport.objects.create(
        unit=PublicBody.objects.get(code="100"), season=YearSeason.objects.get(year=2025), scope="department")
    bureau.browser.post("/bureau/links/", {"due": [approved[0].pk], "season": "2025-budget"})
    return {
        "overview": "/bureau/", "list": "/bureau/list/", "list-empty": "/bureau/list/?q=nobody",
        "reminders": "/bureau/reminders/?state=late", "statistics": "/bureau/statistics/", "roster": "/bureau/roster/",
        "roster-plan": f"/bureau/roster/{HandedIn.objects.get(what='roster').pk}/", "seasons": "/bureau/seasons/",
        "season": f"/bureau/seasons/{whole.season_id}/", "batches": "/bureau/batches/",
        "batch-begin": f"/bureau/batches/begin/?what=publish&{chosen}",
        "batch": f"/bureau/batches/{BureauBatch.objects.get().pk}/", "people": "/bureau/people/",
        "addresses": "/bureau/addresses/",
        "links": f"/bureau/links/?{chosen}", "sum": f"/due/{whole.pk}/sum/", "page": f"/due/{approved[0].pk}/page/",
    }


def files_of(bureau: Person) -> dict[str, tuple[str, bytes]]:
    """Address → type and bytes of every page that is looked at, and of what they ask for."""
    answers = {place: bureau.browser.get(place) for place in places(bureau).values()}
    static = {f"/static/web/{file.name}": (_TYPES[file.suffix], file.read_bytes())
              for file in STATIC.iterdir() if file.suffix in _TYPES}
    return static | {place: (answer["Content-Type"], answer.content) for place, answer in answers.items()}


def looked_at(files: dict[str, tuple[str, bytes]], width: str, shots: Path) -> dict[str, list[Any]]:
    """What is wrong with pages in a browser that reaches nothing but what is given."""
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import Route, sync_playwright

    wrong: dict[str, list[Any]] = {"asked or said": []}

    def give(route: Route) -> None:
        kind, content = files.get(route.request.url.removeprefix(ADDRESS), ("", b""))
        if not kind:
            wrong["asked or said"].append(route.request.url)
        route.fulfill(body=content, content_type=kind or "text/plain", status=200 if kind else 404)

    with sync_playwright() as programs:
        browser = programs.chromium.launch(executable_path=shutil.which("chromium"), args=list(SWITCHES))
        wide, high = WIDTHS[width]
        page = browser.new_context(viewport={"width": wide, "height": high}, locale="zh-CN").new_page()
        page.route("**/*", give)
        page.on("console", lambda said: wrong["asked or said"].append(said.text) if said.type == "error" else None)
        for number, place in enumerate(place for place in files if not place.startswith("/static/")):
            page.goto(ADDRESS + place)
            page.screenshot(path=shots / f"{number:02d}-{width}.png", full_page=True)
            judged: Any = Axe().run(page).response["violations"]
            wrong[place] = [(fault["id"], fault["nodes"][0]["html"][:150]) for fault in judged]
            if page.evaluate("document.documentElement.scrollWidth") > wide:
                wrong[place].append("wider than the window")
        browser.close()
    return {place: faults for place, faults in wrong.items() if faults}


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_of_the_bureau_is_accessible_and_fits(width: str, bureau: Person, tmp_path: Path):
    files = files_of(bureau)
    with ThreadPoolExecutor(1) as elsewhere:  # the browser's driver keeps Django out of its thread
        assert elsewhere.submit(looked_at, files, width, tmp_path).result() == {}
