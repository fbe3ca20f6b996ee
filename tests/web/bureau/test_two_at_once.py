"""Two people at once: one of them wins, the other is told and loses nothing typed; on both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from approving import content_of_sample
from django.db import connections
from owing import handed, owed, ready, submitted, to_mend, under_review
from people import Person, account_with, body_of, signed_in
from walking import AMOUNT

from discloser.web.bureau import acts
from discloser.web.bureau.actor import Actor
from discloser.web.bureau.flow import Hindered
from discloser.web.bureau.models import DueReport
from discloser.web.flow import Overtaken

_PATIENCE = 60
REFUSED = (Hindered, Overtaken)


@pytest.fixture
def due(committed: None) -> DueReport:
    return owed(body_of("407001", "汾阳市医疗保险服务中心"))


@pytest.fixture
def unit(due: DueReport) -> Person:
    return signed_in(account_with("unit", due.unit))


@pytest.fixture
def reviewer(committed: None) -> Actor:
    return Actor.of(account_with("reviewer"))


def at_once(*acts_of_people: Callable[[], Any]) -> list[Any]:
    """What each of several acts gives that begin together: its result, or the refusal."""
    barrier = Barrier(len(acts_of_people))

    def does(act: Callable[[], Any]) -> Any:
        barrier.wait(_PATIENCE)
        try:
            return act()
        except REFUSED as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts_of_people)) as threads:
        return list(threads.map(does, acts_of_people))


def refused(results: list[Any]) -> list[bool]:
    return sorted(isinstance(one, REFUSED) for one in results)


def test_of_two_who_correct_one_version_one_is_shown_both_values(due: DueReport, unit: Person):
    version = ready(handed(unit.actor, due, content_of_sample().decode()))
    answers = at_once(*(
        lambda typed=typed: signed_in(unit.account).browser.post(f"/v/{version.pk}/", {AMOUNT: typed})
        for typed in ("1111.11", "2222.22")))
    won, lost = sorted(answers, key=lambda answer: answer.status_code)
    assert (won.status_code, lost.status_code) == (302, 409)
    page = lost.content.decode()
    assert ("1111.11" in page) != ("2222.22" in page), "what was typed is still there"
    assert "已经存了第 2 版" in page
    assert list(version.form.versions.values_list("number", flat=True)) == [1, 2]


def test_a_submission_and_a_correction_exclude_each_other(due: DueReport, unit: Person):
    version = ready(handed(unit.actor, due), signed_by=unit.actor)
    results = at_once(
        lambda: acts.submit(unit.actor, version),
        lambda: acts.hand_in(unit.actor, due.pk, version, "填报表.yaml", b"corrected"))
    assert refused(results) == [False, True]
    due.refresh_from_db()
    assert (due.stage, due.form.newest.number) in (("submitted", 1), ("drafting", 2))


def test_taking_back_and_beginning_to_judge_exclude_each_other(due: DueReport, unit: Person, reviewer: Actor):
    submitted(unit.actor, due)
    results = at_once(lambda: acts.withdraw(unit.actor, due.pk), lambda: acts.begin_review(reviewer, due.pk))
    assert refused(results) == [False, True]


def test_of_an_approval_and_a_return_one_counts(due: DueReport, unit: Person, reviewer: Actor):
    review = under_review(unit.actor, reviewer, due)
    bureau = Actor.of(account_with("bureau"))
    results = at_once(
        lambda: acts.approve(reviewer, due.pk, review.pk, review.report),
        lambda: acts.send_back(bureau, due.pk, review.pk, [to_mend()]))
    assert refused(results) == [False, True]
    review.refresh_from_db()
    due.refresh_from_db()
    assert (due.stage, review.decision) in (("approved", "approved"), ("returned", "returned"))


def test_an_approval_does_not_meet_a_newer_submission(due: DueReport, unit: Person, reviewer: Actor):
    """The report is sent back, corrected and submitted again while somebody still has the old page open."""
    old = under_review(unit.actor, reviewer, due)
    acts.send_back(reviewer, due.pk, old.pk, [to_mend()])
    acts.answer(unit.actor, due.pk, old.items.get().pk, "mended", "")
    version = ready(handed(unit.actor, due), signed_by=unit.actor)
    bureau = Actor.of(account_with("bureau"))
    results = at_once(
        lambda: acts.submit(unit.actor, version), lambda: acts.approve(bureau, due.pk, old.pk, old.report))
    assert [isinstance(one, REFUSED) for one in results] == [False, True]
