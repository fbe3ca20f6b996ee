"""Many at once, on a database that several threads use: versions are numbered without a gap, the trail stays whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection
from owing import owed
from people import account_with, body_of

from discloser.web.bureau import acts, links, rates, trail
from discloser.web.bureau.actor import Actor
from discloser.web.bureau.models import Event, OneTimeLink, VersionMaker
from discloser.web.models import FormVersion

THREADS, EACH = 8, 5


def at_once(done: Callable[[int], Any]) -> list[Any]:
    """What came out of it, done by eight threads together."""
    def alone(number: int) -> Any:
        try:
            return done(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(alone, range(THREADS)))


def test_eight_threads_hand_in_forty_versions(committed: Any):
    body = body_of("101001")
    due = owed(body)
    people = [Actor.of(account_with("unit", body)) for _ in range(THREADS)]

    def hands_in(number: int) -> list[int]:
        return [acts.hand_in(people[number], due.pk, None, "填报表.yaml", f"{number} {each}".encode()).number
                for each in range(EACH)]

    numbers = at_once(hands_in)
    assert sorted(one for told in numbers for one in told) == list(range(1, THREADS * EACH + 1))
    assert sorted(FormVersion.objects.values_list("number", flat=True)) == list(range(1, THREADS * EACH + 1))
    assert Counter(VersionMaker.objects.values_list("by", flat=True)) == {one.account.pk: EACH for one in people}
    assert Event.objects.filter(act="hand_in").count() == THREADS * EACH
    assert trail.verified() is None


def test_a_link_is_used_by_one_of_eight(committed: Any):
    link, _ = links.issued(due=owed(body_of("101001")))
    assert sorted(at_once(lambda number: links.consumed(OneTimeLink.objects.get(pk=link.pk)))) == [False] * 7 + [True]
    assert trail.verified() is None


def test_what_eight_threads_count_is_counted_together(committed: Any):
    at_once(lambda number: rates.UPLOADS.count("account:wang"))
    assert rates.Rate("upload", THREADS, rates.UPLOADS.within).reached("account:wang")
    assert not rates.Rate("upload", THREADS + 1, rates.UPLOADS.within).reached("account:wang")
