"""Overview, list, reminders, statistics: everyone sees what is theirs, in few queries however many units there are."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from cities import TODAY, owed_by_many, roster_of, season_of_year
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from people import body_of

from discloser.web.bureau import seasons
from discloser.web.bureau.models import DueReport, PublicBody, YearSeason

PAGES = (
    "/bureau/", "/bureau/list/", "/bureau/list/?state=faulty&sort=errors&q=单位",
    "/bureau/list/?department=100&within=late", "/bureau/roster/", "/bureau/seasons/", "/bureau/statistics/")


@pytest.fixture
def county(hosted: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two years of 130 units, on a day in the season."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    bodies = roster_of(130)
    owed_by_many(season_of_year(2024, "final"), bodies)
    owed_by_many(season_of_year(), bodies)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_takes_at_most_twelve_queries(county: None, person: Any, address: str):
    bureau = person("bureau")
    bureau.reads(address)
    with CaptureQueriesContext(connection) as asked:
        bureau.reads(address)
    assert len(asked) <= 12, [one["sql"][:90] for one in asked]


def test_departments_and_their_units_beside_take_no_more(county: None, person: Any):
    for season in YearSeason.objects.all():
        seasons.follow(season)
    bureau = person("bureau")
    with CaptureQueriesContext(connection) as asked:
        assert "汇总：还差" in bureau.reads("/bureau/list/")
    assert len(asked) <= 12, [one["sql"][:90] for one in asked]


@pytest.mark.whole
def test_a_city_of_twenty_thousand_takes_no_more(hosted: Any, person: Any):
    bodies = roster_of(20_000)
    owed_by_many(season_of_year(2024, "final"), bodies)
    owed_by_many(season_of_year(), bodies)
    bureau = person("bureau")
    for address in PAGES:
        with CaptureQueriesContext(connection) as asked:
            bureau.reads(address)
        assert len(asked) <= 12, address


def test_counts_lead_to_the_lists_that_they_count(county: None, person: Any):
    bureau = person("bureau")
    overview = bureau.reads("/bureau/")
    assert "应报 114 份" in overview
    assert '?season=2025-budget&amp;state=late" class="hot"><b>50</b>逾期' in overview
    listed = bureau.reads("/bureau/list/?season=2025-budget&state=late")
    assert listed.count('name="due"') == 50
    assert "逾期 5 天" in listed


def test_a_department_sees_its_own_units_and_a_unit_no_list_at_all(county: None, person: Any):
    department = person("department", PublicBody.objects.get(code="100"))
    assert department.reads("/bureau/list/?season=2025-budget").count('name="due"') == 20
    assert "第1局" not in department.reads("/bureau/")
    person("unit", PublicBody.objects.get(code="100001")).reads("/bureau/list/", 403)


def test_the_list_as_a_workbook_holds_every_page_and_no_formula(county: None, person: Any):
    PublicBody.objects.filter(code="100001").update(name="=HYPERLINK(1)")
    content = person("bureau").browser.get("/bureau/list/?season=2025-budget&as=xlsx").content
    sheet = load_workbook(BytesIO(content)).active
    rows = list(sheet.iter_rows(min_row=3))
    assert len(rows) == 130
    assert [(row[1].value, row[1].data_type) for row in rows if row[0].value == "100001"] == [("=HYPERLINK(1)", "s")]


def test_reminders_list_who_has_not_handed_in_and_tell_who_was_left_out(county: None, person: Any):
    bureau = person("bureau")
    keys = DueReport.objects.filter(season__year=2025).values_list("pk", flat=True)[:6]
    page = bureau.reads("/bureau/reminders/?season=2025-budget&" + "&".join(f"due={key}" for key in keys))
    assert "3 份还没有报上来" in page
    assert "3 份没有列" in page
    assert "【第0局】第0单位（逾期5天）、第1单位（逾期5天）、第4单位（逾期5天）" in page
    book = bureau.browser.get("/bureau/reminders/?season=2025-budget&as=xlsx&state=late").content
    assert load_workbook(BytesIO(book)).active.max_row == 2 + 50


def test_statistics_explain_the_rules_that_are_broken_most(county: None, person: Any):
    page = person("auditor").reads("/bureau/statistics/?season=2025-budget")
    assert '<a href="/rule/BAL001/">' in page
    assert page.index("BAL001") < page.index("PRI001")


def test_before_there_is_a_season_the_pages_say_how_to_begin(person: Any):
    assert "导入单位名录" in person("bureau").reads("/bureau/")
    assert "还没有单位" in person("bureau").reads("/bureau/roster/")


def test_a_season_is_begun_and_changed_in_the_page(hosted: Any, person: Any):
    body_of("301", "档案馆")
    bureau = person("bureau")
    typed = {"year": "2025", "sort": "budget", "kind": "shanxi/budget-2025", "department_kind": "",
             "congress_on": "2025-01-20", "due_on": "2025-02-28"}
    assert bureau.browser.post("/bureau/seasons/", typed).status_code == 302
    [due] = DueReport.objects.all()
    assert (due.due_on.isoformat(), due.publish_due_on.isoformat()) == ("2025-02-28", "2025-03-16")
    wrong = bureau.browser.post(f"/bureau/seasons/{due.season_id}/", typed | {
        "kind": "shanxi/final-2022", "departments_on": "2025-01-02"})
    assert wrong.status_code == 400
    page = wrong.content.decode()
    assert "早于前一步" in page
    assert "报的是预算" in page
    assert bureau.browser.post(f"/bureau/seasons/{due.season_id}/", typed | {"due_on": "2025-03-03"}).status_code == 302
    due.refresh_from_db()
    assert due.due_on.isoformat() == "2025-03-03"
