"""The trail: every later change shows, the first bad event is named, and both databases refuse to change one."""

from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, connection, transaction
from owing import approved, handed, owed
from people import account_with

from discloser.web.bureau import trail
from discloser.web.bureau.actor import Actor
from discloser.web.bureau.models import Event


@pytest.fixture
def written(hosted: None) -> list[Event]:
    """Some events, by somebody at an address and by the machine."""
    actor = Actor(account=account_with("bureau"), ip="2001:DB8::1")
    due = owed()
    for number in range(4):
        trail.append(actor, "roster", due=due if number else None, data={"number": number, "名称": "云岭县"})
    trail.append(trail.MACHINE, "backup", subject="folder")
    return list(Event.objects.all())


def unguarded(sql: str, *values: object) -> None:
    """What somebody does who has the database itself."""
    drop = "DROP TRIGGER bureau_event_{0}" + (" ON bureau_event" if connection.vendor == "postgresql" else "")
    with connection.cursor() as cursor:
        for what in ("update", "delete"):
            cursor.execute(drop.format(what))
        cursor.execute(sql, values)


def test_what_was_written_is_whole(written: list[Event]):
    assert trail.verified([trail.head()]) is None
    assert trail.head() == trail.Head(5, written[-1].digest)


@pytest.mark.parametrize("column", ["actor", "act", "subject", "ip", "digest", "before"])
def test_a_changed_event_is_named(written: list[Event], column: str):
    value = {"ip": "10.0.0.9", "digest": "0" * 64, "before": "1" * 64}.get(column, "x")
    unguarded(f"UPDATE bureau_event SET {column} = %s WHERE id = %s", value, written[2].pk)
    broken = trail.verified()
    assert broken is not None
    assert (broken.number, broken.event, broken.words) == (3, written[2].pk, "这一条被改过")


def test_a_changed_time_is_named(written: list[Event]):
    unguarded("UPDATE bureau_event SET at = %s WHERE id = %s", "2020-01-01 00:00:00+00:00", written[1].pk)
    broken = trail.verified()
    assert broken is not None
    assert (broken.number, broken.words) == (2, "这一条被改过")


def test_a_changed_number_inside_is_named(written: list[Event]):
    unguarded("UPDATE bureau_event SET data = %s WHERE id = %s", json.dumps({"number": 7}), written[3].pk)
    broken = trail.verified()
    assert broken is not None
    assert broken.number == 4


@pytest.mark.parametrize("gone", [0, 2])
def test_a_deleted_event_is_named_by_the_one_after(written: list[Event], gone: int):
    unguarded("DELETE FROM bureau_event WHERE id = %s", written[gone].pk)
    broken = trail.verified()
    assert broken is not None
    assert (broken.event, broken.words) == (written[gone + 1].pk, "这一条前面的一条被删去或换掉了")


def test_two_events_that_changed_places_are_named(written: list[Event]):
    first, second = written[1].pk, written[2].pk
    unguarded("UPDATE bureau_event SET id = %s WHERE id = %s", -1, first)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE bureau_event SET id = %s WHERE id = %s", [first, second])
        cursor.execute("UPDATE bureau_event SET id = %s WHERE id = -1", [second])
    broken = trail.verified()
    assert broken is not None
    assert (broken.number, broken.words) == (2, "这一条和别的换过位置")


def test_last_events_that_are_gone_show_beside_a_kept_head(written: list[Event]):
    kept = trail.head()
    unguarded("DELETE FROM bureau_event WHERE id >= %s", written[3].pk)
    assert trail.verified() is None
    broken = trail.verified([kept])
    assert broken is not None
    assert (broken.number, broken.words) == (4, "第 4 条起被删去了：另存的记录里有 5 条，现在只有 3 条")


def test_a_trail_written_anew_shows_beside_a_kept_head(written: list[Event]):
    kept = trail.head()
    unguarded("DELETE FROM bureau_event")
    for _ in range(6):
        trail.append(trail.MACHINE, "roster")
    assert trail.verified() is None
    broken = trail.verified([kept])
    assert broken is not None
    assert (broken.number, "与另存的记录不同" in broken.words) == (5, True)


@pytest.mark.parametrize("statement", ["UPDATE bureau_event SET act = 'x'", "DELETE FROM bureau_event"])
def test_the_database_refuses_to_change_an_event(written: list[Event], statement: str):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("column", ["number", "name", "how", "made", "blob_id"])
def test_the_database_refuses_to_change_what_a_version_is(hosted: None, column: str):
    due = owed()
    version = handed(Actor.of(account_with("unit", due.unit)), due)
    value = {"number": 9, "made": "2020-01-01 00:00:00+00:00", "blob_id": "x"}.get(column, "x")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE web_formversion SET {column} = %s WHERE id = %s", [value, version.pk])
    version.form.versions.update(errors=0)


def test_the_database_refuses_to_change_what_was_submitted(hosted: None):
    due = owed()
    unit = Actor.of(account_with("unit", due.unit))
    review = approved(unit, Actor.of(account_with("reviewer")), due)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        review.files.update(name="x")


def test_the_export_can_be_verified_elsewhere(written: list[Event]):
    lines = [json.loads(line) for line in trail.exported()]
    assert [line["digest"] for line in lines] == [event.digest for event in written]
    assert [line["before"] for line in lines] == [trail.BEGINNING, *(event.digest for event in written[:-1])]
