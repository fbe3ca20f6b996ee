"""What is due follows from the roster and a season's days, and is counted as it stands."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from cities import TODAY, owed_by_many, roster_of, season_of_year
from people import body_of

from discloser.web.bureau import seasons
from discloser.web.bureau.due_list import Asked, rows_of
from discloser.web.bureau.models import DueReport, PublicBody
from discloser.web.bureau.overview import broken_rules, overview_of
from discloser.web.models import YearForm

pytestmark = pytest.mark.usefixtures("hosted")


@pytest.fixture
def county(hosted: Any) -> dict[str, PublicBody]:
    """A department with its own part and a library, one without, one alone, an exempt unit."""
    culture = body_of("205", "文化局")
    health = body_of("207", "卫健局")
    listed = [
        culture, body_of("205001", "文化局（本级）", culture), body_of("205002", "图书馆", culture),
        health, body_of("207002", "医院", health), body_of("301", "档案馆"), body_of("309", "保密局")]
    for one in (culture, health):
        one.level = "部门"
        one.save()
    PublicBody.objects.filter(code="309").update(exempt=True, exempt_reason="涉密")
    return {one.code: one for one in listed}


def owed() -> dict[tuple[str, str], DueReport]:
    return {(one.unit.code, one.scope): one for one in DueReport.objects.select_related("unit")}


def test_every_unit_owes_its_report_a_department_its_sum_and_its_own_part(county: dict[str, PublicBody]):
    seasons.follow(season_of_year())
    assert {key: one.stage for key, one in owed().items()} == {
        ("205", "department"): "absent", ("205001", "own"): "absent", ("205002", "unit"): "absent",
        ("207", "department"): "absent", ("207", "own"): "absent", ("207002", "unit"): "absent",
        ("301", "unit"): "absent", ("309", "unit"): "exempt"}
    assert owed()["309", "unit"].exempt_reason == "名录：涉密"


def test_days_are_the_bureaus_for_handing_in_and_the_laws_for_publishing(county: dict[str, PublicBody]):
    seasons.follow(season_of_year())
    whole, unit = owed()["205", "department"], owed()["205002", "unit"]
    assert (whole.due_on, unit.due_on) == (dt.date(2025, 3, 7), dt.date(2025, 2, 28))
    assert (whole.publish_due_on, unit.publish_due_on) == (dt.date(2025, 3, 1), dt.date(2025, 3, 16))


def test_a_season_with_new_days_moves_all_but_those_that_one_report_was_given(
    county: dict[str, PublicBody], person: Any,
):
    season = season_of_year()
    seasons.follow(season)
    DueReport.objects.filter(unit__code="301").update(due_on=dt.date(2025, 4, 1))
    season.due_on = dt.date(2025, 3, 3)
    seasons.saved(season, person("bureau").actor)
    assert {one.due_on for one in owed().values() if one.scope != "department"} == {
        dt.date(2025, 3, 3), dt.date(2025, 4, 1)}


def test_what_is_due_follows_the_roster_and_what_was_handed_in_stays(county: dict[str, PublicBody]):
    season = season_of_year()
    seasons.follow(season)
    DueReport.objects.filter(unit__code="207002").update(stage="drafting", form=YearForm.objects.create())
    PublicBody.objects.filter(code__in=("205002", "207002")).update(retired_on=TODAY)
    body_of("205010", "书画院", county["205"])
    seasons.follow(season)
    assert [owed()[key].stage for key in (("205002", "unit"), ("207002", "unit"), ("205010", "unit"))] == [
        "exempt", "drafting", "absent"]
    PublicBody.objects.filter(code="205002").update(retired_on=None)
    PublicBody.objects.filter(code="309").update(exempt=False)
    DueReport.objects.filter(unit__code="301").update(stage="exempt", exempt_reason="今年不单独公开")
    seasons.follow(season)
    assert [owed()[code, "unit"].stage for code in ("205002", "309", "301")] == ["absent", "absent", "exempt"]


def test_what_is_not_due_yet_or_does_not_apply_is_never_missing(county: dict[str, PublicBody]):
    seasons.follow(season_of_year())
    tally = overview_of(DueReport.objects.all(), TODAY).tally
    assert (tally.at("missing"), tally.at("early"), tally.at("exempt"), tally.at("late"), tally.owed) == (5, 2, 1, 5, 7)
    on_the_day = overview_of(DueReport.objects.all(), dt.date(2025, 2, 28)).tally
    assert (on_the_day.at("missing"), on_the_day.at("late")) == (5, 0)
    assert overview_of(DueReport.objects.all(), dt.date(2025, 2, 27)).tally.at("missing") == 0


def test_departments_and_rules_are_counted_over_the_newest_versions(hosted: Any):
    owed_by_many(season_of_year(), roster_of(24))
    overview = overview_of(DueReport.objects.all(), TODAY)
    assert [(one.code, one.tally.owed) for one in overview.departments] == [("100", 18), ("101", 3)]
    assert overview.tally.at("submitted") == 3
    assert overview.tally.at("faulty") == sum(
        one.form_id % 3 > 0 for one in DueReport.objects.filter(stage__in=("drafting", "returned")))
    [first, *_] = broken_rules(DueReport.objects.all())
    assert (first.code, first.ever) == ("BAL001", 18)
    assert first.now < first.ever


def test_a_list_is_asked_for_in_its_address_and_says_what_to_know(hosted: Any):
    season = season_of_year()
    owed_by_many(season, roster_of(40))
    asked = Asked.of({"department": "101", "state": "missing", "sort": "due", "q": "单位", "season": "nonsense\0"})
    rows = rows_of(asked.of_reports(DueReport.objects.all(), season, TODAY), TODAY)
    assert [(row.due.unit.code, row.words, row.note) for row in rows] == [
        ("101004", "逾期未报", "逾期 5 天"), ("101012", "逾期未报", "逾期 5 天")]
    assert asked.address(state="late") == "?season=nonsense&department=101&state=late&q=%E5%8D%95%E4%BD%8D&sort=due"
    assert Asked.of({"state": "drop table", "sort": "x"}) == Asked()
