"""People of the hosted server for tests: accounts with roles, each with a browser that is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from django.test import Client

from discloser.web.bureau.actor import Actor
from discloser.web.bureau.models import Account, DueReport, Membership, PublicBody, YearSeason

PASSWORD = "梨花院落溶溶月-42"
_numbers = count(1)


@dataclass
class Person:
    """An account and its signed-in browser."""

    account: Account
    browser: Client

    @property
    def actor(self) -> Actor:
        return Actor.of(self.account)

    def reads(self, address: str, status: int = 200) -> str:
        answer = self.browser.get(address)
        assert answer.status_code == status, answer
        return answer.content.decode()


def body_of(code: str, name: str = "", department: PublicBody | None = None) -> PublicBody:
    """A body of the roster, made if it is not there."""
    known = {"name": name or f"单位{code}", "department": department}
    return PublicBody.objects.get_or_create(code=code, defaults=known)[0]


def account_with(role: str, body: PublicBody | None = None, username: str = "") -> Account:
    """An account with one role and a password."""
    username = username or f"{role}{next(_numbers)}"
    account = Account(username=username, name=f"{username}某", must_change=False)
    account.set_password(PASSWORD)
    account.save()
    if role:
        Membership.objects.create(account=account, role=role, unit=body)
    return account


def signed_in(account: Account) -> Person:
    """A person whose browser is signed in."""
    browser = Client()
    browser.force_login(account)
    return Person(account, browser)


def due_of(body: PublicBody, year: int = 2025, sort: str = "budget", scope: str = "unit") -> DueReport:
    """What a body owes in a season, made if it is not there."""
    season = YearSeason.objects.get_or_create(year=year, sort=sort, defaults={"kind": "shanxi/budget-2025"})[0]
    return DueReport.objects.get_or_create(unit=body, season=season, scope=scope)[0]
