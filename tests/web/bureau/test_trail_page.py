"""操作记录: the bureau and auditors find, verify and take away what was done; nobody else does."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from owing import handed, owed
from people import Person, body_of
from test_trail import unguarded

from discloser.web.bureau import kept_heads, trail
from discloser.web.bureau.models import Event

People = Callable[..., Person]


@pytest.fixture
def auditor(person: People) -> Person:
    due = owed(body_of("407001", "云岭县图书馆"))
    handed(person("unit", due.unit).actor, due)
    trail.append(trail.MACHINE, "backup")
    return person("auditor")


def test_events_are_told_in_words_and_found_by_unit_and_act(auditor: Person):
    page = auditor.reads("/bureau/trail/")
    assert ("云岭县图书馆" in page, "上传、修改填报表" in page, "服务器" in page) == (True, True, True)
    assert "没有符合条件的记录" in auditor.reads("/bureau/trail/?unit=999&since=2020-01-01")
    assert "云岭县图书馆" in auditor.reads("/bureau/trail/?unit=407001&act=hand_in&since=x&page=9")


def test_a_trail_that_is_whole_is_said_to_be(auditor: Person):
    assert "2 条都和写下时一样" in auditor.browser.post("/bureau/trail/verify/").content.decode()


def test_a_trail_that_was_changed_names_the_event(auditor: Person):
    unguarded("UPDATE bureau_event SET actor = %s WHERE id = %s", "x", Event.objects.first().pk)
    assert "记录不对：第 1 条。" in auditor.browser.post("/bureau/trail/verify/").content.decode()


def test_it_is_taken_away_whole_and_that_is_told(auditor: Person):
    answer = auditor.browser.get("/bureau/trail/export/")
    lines = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    assert [line["act"] for line in lines] == ["hand_in", "backup", "trail_export"]


@pytest.mark.parametrize("role", ["unit", "department", "reviewer"])
def test_it_is_not_for_others(person: People, role: str):
    who = person(role, body_of("407") if role != "reviewer" else None)
    assert [who.browser.get("/bureau/trail/").status_code, who.browser.get("/bureau/trail/export/").status_code,
            who.browser.post("/bureau/trail/verify/").status_code] == [403, 403, 403]


def test_the_end_of_each_day_is_kept_in_a_plain_file(
    auditor: Person, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable[..., object],
):
    ended, tomorrow = trail.head(), timezone.now() + timedelta(days=1)
    monkeypatch.setattr(trail.timezone, "now", lambda: tomorrow)
    with django_capture_on_commit_callbacks(execute=True):
        trail.append(trail.MACHINE, "backup")
        trail.append(trail.MACHINE, "backup")
    monkeypatch.undo()
    assert kept_heads.kept() == [ended]
    unguarded("DELETE FROM bureau_event WHERE id > 0")
    assert "第 1 条起被删去了" in auditor.browser.post("/bureau/trail/verify/").content.decode()
