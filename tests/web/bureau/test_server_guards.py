"""Before any page: the line has to be safe, the disk has to have room, and every answer is written down."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from people import PASSWORD, Person, account_with, body_of, due_of

from discloser.web.bureau import limits, links
from discloser.web.bureau.hosting import ACCESS_LOG
from discloser.web.bureau.rates import UPLOADS

MakePerson = Callable[..., Person]
GIGA = 2**30


@pytest.mark.parametrize(("address", "secure", "status"), [
    ("127.0.0.1", False, 200), ("10.0.0.9", False, 403), ("10.0.0.9", True, 200), ("2001:db8::9", False, 403),
])
def test_pages_are_answered_over_tls_or_on_this_machine(hosted: Any, address: str, secure: bool, status: int):
    answer = Client(REMOTE_ADDR=address).get("/sign-in/", secure=secure)
    assert answer.status_code == status
    assert ("https://" in answer.content.decode()) is (status == 403)


def test_a_proxy_that_tells_nothing_is_not_taken_for_this_machine(hosted: Any):
    hosted.THIS_MACHINE = ("127.0.0.1",)
    assert Client().get("/sign-in/").status_code == 403


def test_cookies_go_over_tls_only_and_to_no_script_or_other_site(hosted: Any):
    browser, account = Client(), account_with("unit", body_of("101001"))
    browser.post("/sign-in/", {"username": account.username, "password": PASSWORD})
    browser.get("/me/password/")
    kept = [browser.cookies[name] for name in ("discloser-session", "discloser-csrf")]
    assert [(one["secure"], one["httponly"], one["samesite"]) for one in kept] == [(True, True, "Strict")] * 2


def uploads(officer: Person) -> Any:
    return officer.browser.post("/audit/", {"report": SimpleUploadedFile("报告.txt", b"x")})


@pytest.mark.parametrize(("free", "refused"), [(GIGA - 1, True), (GIGA, False)])
def test_uploads_are_refused_while_the_disk_is_nearly_full(
    person: MakePerson, monkeypatch: pytest.MonkeyPatch, free: int, refused: bool,
):
    monkeypatch.setattr(limits.shutil, "disk_usage", lambda _: SimpleNamespace(total=100 * GIGA, free=free))
    answer = uploads(person("unit", body_of("101001")))
    assert (answer.status_code == 507) is refused
    assert ("磁盘快满了" in answer.content.decode()) is refused


@pytest.mark.parametrize(("role", "free", "told"), [
    ("bureau", 9, True), ("auditor", 9, True), ("bureau", 11, False), ("unit", 9, False),
])
def test_the_bureau_is_told_of_a_disk_with_little_room(
    person: MakePerson, monkeypatch: pytest.MonkeyPatch, role: str, free: int, told: bool,
):
    monkeypatch.setattr(limits.shutil, "disk_usage", lambda _: SimpleNamespace(total=100 * GIGA, free=free * GIGA))
    body = body_of("101001") if role == "unit" else None
    assert ("磁盘只剩" in person(role, body).reads("/me/")) is told


def test_too_many_uploads_of_one_person_are_refused_and_others_go_on(person: MakePerson):
    one, other = person("unit", body_of("101001")), person("unit", body_of("101002"))
    for _ in range(UPLOADS.most):
        UPLOADS.count(one.actor.key)
    assert uploads(one).status_code == 429
    assert uploads(other).status_code != 429


def test_too_many_bytes_a_day_are_refused(person: MakePerson):
    one = person("unit", body_of("101001"))
    UPLOADS.count(one.actor.key, 2 * GIGA)
    assert uploads(one).status_code == 429


@pytest.fixture
def log() -> Iterator[list[str]]:
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    handler, logger = Kept(), logging.getLogger(ACCESS_LOG)
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield lines
    logger.removeHandler(handler)
    logger.setLevel(level)


def test_every_answer_is_written_down_with_who_asked_and_no_contents(person: MakePerson, log: list[str]):
    officer = person("unit", body_of("101001"), "wang")
    officer.browser.get("/me/?secret=42")
    officer.browser.post("/me/password/", {"password": "geheim"})
    assert log[0].startswith("127.0.0.1 account:wang GET /me/ 200 ")
    assert log[1].startswith("127.0.0.1 account:wang POST /me/password/ 400 ")
    assert "42" not in log[0].split(" 200 ")[0]
    assert "geheim" not in "".join(log)


def test_the_token_of_a_link_is_not_written_down(hosted: Any, log: list[str]):
    _, token = links.issued(due=due_of(body_of("101001")))
    Client().get(f"/link/{token}/")
    assert log[0].startswith("127.0.0.1 - GET /link/…/ 200 ")
