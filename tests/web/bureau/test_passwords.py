"""What a password may be, how often one may be wrong, and where one is signed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from people import PASSWORD, Person, account_with, body_of, signed_in

from discloser.web.bureau import passwords, rates
from discloser.web.bureau.seats import browser_named

MakePerson = Callable[..., Person]
GOOD = "春江潮水连海平-17"


@pytest.mark.parametrize("chosen", [
    "short-7c", "1234567890", "caizhengju2026", "CaiZheng@20260101", "woaini1314520", "zhangwei19880808",
    "Qwertyuiop!1", "财政局20262026", "qwer1234asdf", "13803581234", "password12345", "yusuanke-101",
])
def test_a_password_that_others_guess_is_refused(hosted: Any, chosen: str):
    with pytest.raises(ValidationError):
        passwords.changed(account_with("unit", body_of("101001")), chosen)


def test_a_password_like_the_account_is_refused(hosted: Any):
    with pytest.raises(ValidationError, match="相似"):
        passwords.changed(account_with("unit", body_of("101001"), "guihuaju101001"), "guihuaju-101001")


@pytest.mark.parametrize("chosen", [GOOD, "correct horse battery", "汾河晚渡 8 时三刻来"])
def test_a_password_of_ones_own_is_taken(hosted: Any, chosen: str):
    account = account_with("unit", body_of("101001"))
    passwords.changed(account, chosen)
    assert account.check_password(chosen)


def test_a_bureau_may_ask_for_sorts_of_characters_and_for_no_old_ones(hosted: Any):
    hosted.AUTH_PASSWORD_VALIDATORS = [
        {"NAME": "discloser.web.bureau.passwords.OfSeveralSorts", "OPTIONS": {"sorts": 3}},
        {"NAME": "discloser.web.bureau.passwords.NotUsedBefore", "OPTIONS": {"last": 3}}]
    account = account_with("unit", body_of("101001"))
    with pytest.raises(ValidationError, match="3 种"):
        passwords.changed(account, "onlysmallletters")
    used = [f"Different-{number}-words" for number in range(4)]
    for chosen in used:
        passwords.changed(account, chosen)
    for chosen in used[1:]:
        with pytest.raises(ValidationError, match="用过"):
            passwords.changed(account, chosen)
    passwords.changed(account, used[0])


def test_a_bureau_may_have_passwords_changed_after_some_days(hosted: Any, person: MakePerson):
    officer = person("unit", body_of("101001"))
    officer.account.changed = timezone.now() - dt.timedelta(days=91)
    officer.account.save()
    assert officer.browser.get("/").status_code == 200
    hosted.PASSWORD_DAYS = 90
    assert officer.browser.get("/").headers["Location"] == "/me/password/"


def tried(username: str, password: str, address: str = "10.1.1.1") -> int:
    said = {"username": username, "password": password}
    return int(Client(REMOTE_ADDR=address).post("/sign-in/", said, secure=True).status_code)


def test_the_fifth_wrong_password_shuts_the_door_for_a_quarter_of_an_hour(
    hosted: Any, monkeypatch: pytest.MonkeyPatch,
):
    name = account_with("unit", body_of("101001")).username
    assert [tried(name, "不是它") for _ in range(5)] == [403, 403, 403, 403, 429]
    assert tried(name, PASSWORD) == 429
    assert tried(name, PASSWORD, "10.1.1.2") == 302, "another address is another person"
    later = timezone.now() + dt.timedelta(minutes=16)
    monkeypatch.setattr(rates.timezone, "now", lambda: later)
    assert tried(name, PASSWORD) == 302


def test_a_right_password_begins_the_count_anew(hosted: Any):
    name = account_with("unit", body_of("101001")).username
    wrong = [tried(name, "不是它") for _ in range(4)]
    assert tried(name, PASSWORD) == 302
    assert [*wrong, *(tried(name, "不是它") for _ in range(4))] == [403] * 8


def test_a_name_that_is_no_account_is_counted_alike(hosted: Any):
    assert [tried("无此人", "不是它") for _ in range(6)] == [403, 403, 403, 403, 429, 429]


def test_many_names_from_one_address_are_too_many(hosted: Any):
    assert [tried(f"试{number}", "不是它") for number in range(61)][-2:] == [403, 429]


def test_the_sessions_of_an_account_are_listed_and_ended(person: MakePerson):
    here = person("unit", body_of("101001"))
    there = signed_in(here.account)
    assert "就是这里" in here.reads("/me/")
    other = here.account.seats.first()
    assert here.browser.post(f"/me/sessions/{other.id}/end/").status_code == 302
    assert there.browser.get("/").status_code == 302
    assert here.browser.get("/").status_code == 200


@pytest.mark.parametrize(("agent", "name"), [
    ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/109.0 Safari/537.36 Edg/109.0", "Edge，Windows"),
    ("Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/109.0 MicroMessenger/8.0", "微信，Android"),
    ("", "不知道是什么浏览器"),
])
def test_browsers_are_called_by_their_names(agent: str, name: str):
    assert browser_named(agent) == name


def test_nobody_ends_anothers_session(person: MakePerson):
    one, other = person("unit", body_of("101001")), person("unit", body_of("101002"))
    assert one.browser.post(f"/me/sessions/{other.account.seats.get().id}/end/").status_code == 404
    assert other.browser.get("/").status_code == 200


def test_a_changed_password_ends_all_other_sessions(person: MakePerson):
    here = person("unit", body_of("101001"))
    there = signed_in(here.account)
    here.browser.post("/me/password/", {"password": PASSWORD, "chosen": GOOD, "again": GOOD})
    assert here.browser.get("/").status_code == 200
    assert there.browser.get("/").status_code == 302
