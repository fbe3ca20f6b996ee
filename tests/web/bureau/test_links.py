"""Links that open one report once, and links that let a person set a password."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from people import PASSWORD, Person, account_with, body_of, due_of

from discloser.web.bureau import links, seats
from discloser.web.bureau.models import OneTimeLink

GOOD = "春江潮水连海平-17"


def test_looking_at_a_link_shows_what_it_opens_and_uses_nothing(hosted: Any):
    link, token = links.issued(due=due_of(body_of("101001", "云岭县图书馆")))
    pages = [Client().get(f"/link/{token}/").content.decode() for _ in range(2)]
    assert all("云岭县图书馆" in page and "开始填报" in page for page in pages)
    assert OneTimeLink.objects.get(id=link.id).used is None


def test_the_button_opens_the_report_once(hosted: Any):
    _, token = links.issued(due=due_of(body_of("101001", "云岭县图书馆")))
    browser, second = Client(), Client()
    assert browser.post(f"/link/{token}/").headers["Location"] == "/"
    assert "云岭县图书馆" in browser.get("/", follow=True).content.decode()
    assert second.post(f"/link/{token}/").status_code == 404
    assert second.get("/").status_code == 302


def test_only_the_hash_of_a_token_is_kept(hosted: Any):
    link, token = links.issued(due=due_of(body_of("101001")))
    assert len(token) >= 43
    assert token not in str(OneTimeLink.objects.filter(id=link.id).values().get())


@pytest.mark.parametrize("change", [
    {"expires": timezone.now() - dt.timedelta(seconds=1)}, {"revoked": timezone.now()}, {"used": timezone.now()},
])
def test_a_link_that_is_over_opens_nothing(hosted: Any, change: dict[str, Any]):
    link, token = links.issued(due=due_of(body_of("101001")))
    OneTimeLink.objects.filter(id=link.id).update(**change)
    answer = Client().post(f"/link/{token}/")
    assert answer.status_code == 404
    assert "这个链接不能用了" in answer.content.decode()


def test_a_link_that_is_taken_back_ends_what_it_opened(hosted: Any):
    link, token = links.issued(due=due_of(body_of("101001")))
    browser = Client()
    browser.post(f"/link/{token}/")
    assert links.revoked(OneTimeLink.objects.filter(id=link.id)) == 1
    assert browser.get("/").status_code == 302


def test_what_a_link_opened_is_over_after_four_hours(hosted: Any, monkeypatch: pytest.MonkeyPatch):
    due = due_of(body_of("101001"))
    _, token = links.issued(due=due)
    browser, now, statuses = Client(), timezone.now(), []
    browser.post(f"/link/{token}/")
    for minutes in (*range(20, 240, 20), 241):
        monkeypatch.setattr(seats.timezone, "now", lambda: now + dt.timedelta(minutes=minutes))  # noqa: B023
        statuses.append(browser.get(f"/due/{due.pk}/").status_code)
    assert statuses == [200] * 11 + [302]


def test_guessing_links_is_stopped(hosted: Any):
    _, token = links.issued(due=due_of(body_of("101001")))
    statuses = [Client().get(f"/link/{number}/").status_code for number in range(21)]
    assert statuses == [404] * 20 + [429]
    assert Client().get(f"/link/{token}/").status_code == 429


def test_a_link_lets_a_person_set_a_password_once(person: Callable[..., Person]):
    officer = person("unit", body_of("101001"))
    _, token = links.issued(account=officer.account)
    assert officer.account.username in Client().get(f"/link/{token}/").content.decode()
    refused = Client().post(f"/link/{token}/", {"chosen": "1234567890", "again": "1234567890"})
    assert refused.status_code == 400
    assert Client().post(f"/link/{token}/", {"chosen": GOOD, "again": GOOD}).headers["Location"] == "/sign-in/"
    assert officer.browser.get("/").status_code == 302, "who was signed in with the old password is out"
    said = {"username": officer.account.username, "password": GOOD}
    assert Client().post("/sign-in/", said).headers["Location"] == "/"
    assert Client().post(f"/link/{token}/", {"chosen": PASSWORD, "again": PASSWORD}).status_code == 404


def test_a_link_for_an_account_opens_no_report(hosted: Any):
    _, token = links.issued(account=account_with("unit", body_of("101001")))
    browser = Client()
    browser.post(f"/link/{token}/", {"chosen": GOOD, "again": GOOD})
    assert browser.get("/").status_code == 302
