"""Who is let in, and what a browser may do with what it gets."""

from __future__ import annotations

import datetime as dt
import errno
from pathlib import Path

import pytest
from desk import Officer, workbook_of
from django.test import Client
from django.utils import timezone

from discloser.web.guard import cookie_for, new_token
from discloser.web.models import StartToken

STATIC = Path(__file__).parents[2] / "src/discloser/web"


def test_a_browser_without_the_token_is_told_how_to_begin(db: None):
    answer = Client().get("/")
    assert answer.status_code == 403
    assert "请从程序里打开这一页" in answer.content.decode()


def test_a_token_opens_once(db: None):
    token = new_token()
    assert cookie_for(token) is not None
    assert cookie_for(token) is None


def test_a_token_does_not_wait_for_ever(db: None):
    token = new_token()
    StartToken.objects.update(made=timezone.now() - dt.timedelta(minutes=11))
    assert cookie_for(token) is None


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}])
def test_what_another_site_sends_is_refused(officer: Officer, headers: dict[str, str]):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = officer.browser.cookies
    assert strict.post("/upload/", headers=headers).status_code == 403


def test_a_press_without_the_pages_own_token_is_refused(officer: Officer):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = officer.browser.cookies
    assert "没有保存" in strict.post("/upload/").content.decode()


def test_another_name_of_this_machine_is_refused(officer: Officer):
    answer = officer.browser.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "这个地址不对" in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/start/", "/nowhere/", "/rule/BAL001/"])
def test_every_answer_says_what_it_may_do(officer: Officer, address: str):
    headers = officer.browser.get(address).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_what_is_not_there_is_told_in_chinese(officer: Officer):
    assert "没有这一页。" in officer.reads("/v/77/", 404)


def test_no_page_holds_what_its_policy_forbids():
    pages = [path.read_text(encoding="utf-8") for path in STATIC.rglob("*.html")]
    assert len(pages) > 10
    assert [page for page in pages if " style=" in page or "|safe" in page or "onclick" in page] == []


def test_our_own_fault_has_a_number_and_no_trace(officer: Officer, monkeypatch: pytest.MonkeyPatch):
    from discloser.web.views import home

    def broken(*_: object) -> None:
        raise RuntimeError("私密")

    monkeypatch.setattr(home, "home_with", broken)
    officer.browser.raise_request_exception = False
    told = officer.browser.get("/").content.decode()
    assert "把编号" in told
    assert "私密" not in told




def test_a_full_disk_is_told_and_what_was_typed_is_not_called_saved(
    officer: Officer, monkeypatch: pytest.MonkeyPatch,
):
    from discloser.web import store

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(store, "write_all", full)
    answer = officer.uploads(workbook_of("new-unit-2025-budget"))
    assert answer.status_code == 507
    assert "没有保存：磁盘满了" in answer.content.decode()
