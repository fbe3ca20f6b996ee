"""A bureau imports its roster in the page: it looks first, takes what it ticks, and can take it back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from people import body_of

from discloser.disk import Handed
from discloser.model.roster import RosterUnit, Season
from discloser.usecases.rosters import read_roster, roster_workbook
from discloser.web.bureau import trail
from discloser.web.bureau.models import DueReport, Event, PublicBody, YearSeason

FIRST = [
    RosterUnit("205", "文化局", "", "部门", "行政单位"),
    RosterUnit("205002", "图书馆", "205 文化局", "单位", "事业单位"),
    RosterUnit("205003", "=执法队", "205 文化局", "单位", "事业单位", exempt="涉密"),
]


def looked_at(
    bureau: Any, units: list[RosterUnit], name: str = "名录.xlsx", seasons: Sequence[Season] = (),
) -> tuple[str, str]:
    """The address and the page of the plan of a workbook."""
    file = SimpleUploadedFile(name, roster_workbook(units, seasons))
    address = bureau.browser.post("/bureau/roster/", {"roster": file})["Location"]
    return address, bureau.reads(address)


def take(bureau: Any, address: str, page: str, *codes: str) -> Any:
    mark = re.search(r'name="mark" value="(\w+)"', page)
    ticked = codes or re.findall(r'name="code" value="(\w+)"', page)
    return bureau.browser.post(address, {"mark": mark[1] if mark else "", "code": ticked})


def test_nothing_is_taken_before_it_was_looked_at_and_all_is_in_the_trail(bureau: Any):
    YearSeason.objects.create(year=2025, sort="budget", kind="shanxi/budget-2025")
    address, page = looked_at(bureau, FIRST)
    assert page.count("新增</span>") == 3
    assert PublicBody.objects.count() == DueReport.objects.count() == Event.objects.count() == 0
    assert "新增 3 个" in take(bureau, address, page).content.decode()
    assert list(PublicBody.objects.values_list("code", "department__code", "exempt_reason")) == [
        ("205", None, ""), ("205002", "205", ""), ("205003", "205", "涉密")]
    assert dict(DueReport.objects.values_list("unit__code", "stage").exclude(scope="department")) == {
        "205": "absent", "205002": "absent", "205003": "exempt"}
    [event] = Event.objects.filter(act="roster_taken")
    assert (event.data["new"], event.data["retired"]) == (3, 0)
    assert trail.verified() is None


def test_seasons_of_the_workbook_are_not_taken_and_the_page_says_so_where_they_differ(bureau: Any):
    YearSeason.objects.create(year=2025, sort="budget", kind="shanxi/budget-2025", congress_on=dt.date(2025, 1, 20))
    same, other = Season(2025, "预算", dt.date(2025, 1, 20)), Season(2025, "预算", dt.date(2025, 2, 20))
    assert "不改期限" not in looked_at(bureau, FIRST, seasons=[same])[1]
    address, page = looked_at(bureau, FIRST, seasons=[other, Season(2024, "决算")])
    assert "“期限”表里的2025年预算、2024年决算和这里的不一样，导入名录不改期限" in page
    assert 'href="/bureau/seasons/"' in page
    take(bureau, address, page)
    assert list(YearSeason.objects.values_list("year", "congress_on")) == [(2025, dt.date(2025, 1, 20))]


def test_what_changed_can_be_taken_back_by_the_roster_as_it_stood(bureau: Any):
    take(bureau, *looked_at(bureau, FIRST))
    changed = [FIRST[0], RosterUnit("205002", "少儿图书馆", "205", "单位", "事业单位")]
    address, page = looked_at(bureau, changed)
    assert "<del>图书馆</del> <ins>少儿图书馆</ins>" in page
    assert "没有报告" in page
    taken = take(bureau, address, page).content.decode()
    body = PublicBody.objects.get(code="205002")
    assert [one.name for one in body.names.order_by("id")] == ["图书馆", "少儿图书馆"]
    assert PublicBody.objects.get(code="205003").retired_on is not None
    back = re.search(r'href="(/bureau/roster/\d+/)">改回', taken)
    assert back is not None
    take(bureau, back[1], bureau.reads(back[1]))
    assert [one.name for one in PublicBody.objects.filter(retired_on=None)] == ["文化局", "图书馆", "=执法队"]


def test_only_what_is_ticked_is_taken_and_no_unit_without_its_department(bureau: Any):
    address, page = looked_at(bureau, FIRST)
    refused = take(bureau, address, page, "205002")
    assert refused.status_code == 409
    assert "205002 图书馆 的上级 205 没有一起导入" in refused.content.decode()
    assert PublicBody.objects.count() == 0
    take(bureau, address, page, "205", "205003")
    assert set(PublicBody.objects.values_list("code", flat=True)) == {"205", "205003"}


def test_a_roster_that_changed_meanwhile_is_shown_once_more(bureau: Any):
    address, page = looked_at(bureau, FIRST)
    body_of("309", "档案局")
    answer = take(bureau, address, page)
    assert answer.status_code == 409
    assert "档案局" in answer.content.decode()
    assert PublicBody.objects.count() == 1


def test_a_plan_too_long_to_be_ticked_is_taken_whole(bureau: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("discloser.web.bureau.views.roster._MOST_LINES", 2)
    address, page = looked_at(bureau, FIRST)
    assert "列出前 2 行" in page
    assert 'name="code"' not in page
    mark = re.search(r'name="mark" value="(\w+)"', page)
    assert mark is not None
    bureau.browser.post(address, {"mark": mark[1], "every": "1"})
    assert PublicBody.objects.count() == 3


def test_a_workbook_that_is_no_roster_is_told_and_changes_nothing(bureau: Any):
    body_of("309", "档案局")
    file = SimpleUploadedFile("名录.xlsx", b"PK\x03\x04 no workbook")
    page = bureau.reads(bureau.browser.post("/bureau/roster/", {"roster": file})["Location"])
    assert "有问题" in page
    assert "停用" not in re.sub("<[^>]+>", "", page).replace("停用 0", "").replace("停用0", "")
    refused = bureau.browser.post("/bureau/roster/", {"roster": SimpleUploadedFile("名录.csv", b"1,2")})
    assert refused.status_code == 400


def test_the_export_reads_back_as_the_roster_that_stands(bureau: Any):
    take(bureau, *looked_at(bureau, FIRST))
    read = read_roster(Handed("名录.xlsx", bureau.browser.get("/bureau/roster/book/").content))
    assert list(read.units.values()) == FIRST
    assert "和现在的名录一样" in looked_at(bureau, FIRST)[1]
