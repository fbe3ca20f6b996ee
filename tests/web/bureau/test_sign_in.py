"""In and out of the hosted server, and what nobody who is not signed in gets."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from people import PASSWORD, Person, account_with, body_of

from discloser.web.bureau import seats

MakePerson = Callable[..., Person]


@pytest.mark.parametrize("address", ["/", "/audit/", "/v/1/", "/me/password/"])
def test_who_did_not_sign_in_is_sent_to_the_sign_in_page(hosted: Any, address: str):
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")


def test_nothing_is_saved_for_whoever_did_not_sign_in(hosted: Any):
    answer = Client().post("/v/1/")
    assert answer.status_code == 403
    assert "没有保存：您已经退出登录" in answer.content.decode()


def test_name_and_password_let_in_and_lead_to_where_one_wanted(hosted: Any):
    account = account_with("unit", body_of("101001"))
    browser = Client()
    answer = browser.post("/sign-in/", {"username": account.username, "password": PASSWORD, "next": "/audit/"})
    assert answer.headers["Location"] == "/audit/"
    assert account.name in browser.get("/").content.decode()


def test_a_sign_in_leads_to_no_other_site(hosted: Any):
    account = account_with("unit", body_of("101001"))
    said = {"username": account.username, "password": PASSWORD, "next": "https://evil.example/"}
    assert Client().post("/sign-in/", said).headers["Location"] == "/"


@pytest.mark.parametrize("password", ["", "不是这个", PASSWORD.upper() + "x"])
def test_a_wrong_password_and_a_wrong_name_are_told_alike(hosted: Any, password: str):
    account = account_with("unit", body_of("101001"))
    names = (account.username, "无此人")
    told = [Client().post("/sign-in/", {"username": name, "password": password}) for name in names]
    assert [answer.status_code for answer in told] == [403, 403]
    assert all("账号或者密码不对" in answer.content.decode() for answer in told)


def test_who_signs_out_is_out(person: MakePerson):
    officer = person("unit", body_of("101001"))
    officer.browser.post("/sign-out/")
    assert officer.browser.get("/").status_code == 302


def test_an_account_that_was_closed_is_out_at_once(person: MakePerson):
    officer = person("unit", body_of("101001"))
    officer.account.active = False
    officer.account.save()
    assert officer.browser.get("/").status_code == 302


@pytest.mark.parametrize(("later", "still"), [
    ([dt.timedelta(minutes=29)], True), ([dt.timedelta(minutes=31)], False), ([dt.timedelta(minutes=25)] * 30, False),
])
def test_a_session_ends_when_nobody_is_there_or_after_half_a_day(
    person: MakePerson, monkeypatch: pytest.MonkeyPatch, later: list[dt.timedelta], still: bool,
):
    officer, now = person("unit", body_of("101001")), seats.timezone.now()
    officer.browser.get("/")
    for pause in later:
        now += pause
        monkeypatch.setattr(seats.timezone, "now", lambda: now)  # noqa: B023  asked in the same round
        status = officer.browser.get("/").status_code
    assert (status == 200) is still


def test_whoever_types_is_there_and_pages_say_where_to_tell_so(
    person: MakePerson, monkeypatch: pytest.MonkeyPatch,
):
    officer, now = person("unit", body_of("101001")), seats.timezone.now()
    where = re.search(r'data-there="([^"]+)"', officer.reads("/me/"))[1]
    for minutes in (20, 40, 60):
        monkeypatch.setattr(seats.timezone, "now", lambda: now + dt.timedelta(minutes=minutes))  # noqa: B023
        assert officer.browser.get(where).status_code == 204
    assert officer.browser.get("/me/").status_code == 200
    assert "data-there" not in Client().get("/sign-in/").content.decode()


def test_a_monitor_that_asks_for_heads_is_sent_to_the_sign_in_page(hosted: Any):
    assert Client().head("/").status_code == 302


def test_a_password_that_was_given_has_to_be_changed_before_anything_else(person: MakePerson):
    officer = person("unit", body_of("101001"))
    officer.account.must_change = True
    officer.account.save()
    assert officer.browser.get("/").headers["Location"] == "/me/password/"
    chosen = "春江潮水连海平-17"
    answer = officer.browser.post("/me/password/", {"password": PASSWORD, "chosen": chosen, "again": chosen})
    assert answer.headers["Location"] == "/"
    assert officer.reads("/")


@pytest.mark.parametrize(("said", "why"), [
    ({"password": "不是它", "chosen": "春江潮水连海平-17", "again": "春江潮水连海平-17"}, "原来的密码不对"),
    ({"password": PASSWORD, "chosen": "春江潮水连海平-17", "again": "另一个"}, "不一样"),
    ({"password": PASSWORD, "chosen": "短", "again": "短"}, "10 个字符"),
    ({"password": PASSWORD, "chosen": "1234567890", "again": "1234567890"}, "常见"),
])
def test_a_password_that_is_not_fit_is_refused_and_told_why(person: MakePerson, said: dict[str, str], why: str):
    answer = person("unit", body_of("101001")).browser.post("/me/password/", said)
    assert answer.status_code == 400
    assert why in answer.content.decode()
