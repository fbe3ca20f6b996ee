"""Accounts and links are given in the page, told once, taken back, and all of it is in the trail."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from django.test import Client
from openpyxl import load_workbook
from owing import owed
from people import body_of

from discloser.web.bureau.models import Account, Event, Membership, OneTimeLink


def test_an_account_is_opened_with_a_link_that_is_told_once(person: Any):
    bureau = person("bureau")
    body_of("205", "图书馆")
    page = bureau.browser.post("/bureau/people/", {
        "username": "wang", "name": "王会计", "role": "unit", "code": "205"}).content.decode()
    address = re.search(r'value="https://[^/]+(/link/[^"]+)"', page)
    assert address is not None
    assert "王会计" in Client().get(address[1]).content.decode()
    assert address[1] not in bureau.reads("/bureau/people/")
    [role] = Account.objects.get(username="wang").memberships.all()
    assert (role.role, role.unit.code) == ("unit", "205")
    assert Event.objects.get(act="role").data == {"role": "unit", "unit": "205"}


def test_what_is_wrong_with_an_account_is_told_and_what_was_typed_stays(person: Any):
    answer = person("bureau").browser.post("/bureau/people/", {"username": "wang", "role": "unit", "code": "999"})
    assert answer.status_code == 400
    assert "没有代码 999 的单位" in answer.content.decode()
    assert 'value="wang"' in answer.content.decode()
    assert not Account.objects.filter(username="wang").exists()


def test_roles_are_given_and_taken_and_accounts_shut_but_never_ones_own(person: Any):
    bureau, other = person("bureau"), person("reviewer")
    address = f"/bureau/people/{other.account.pk}/"
    body_of("205")
    bureau.browser.post(address, {"act": "give", "role": "department", "code": "205"})
    [old, new] = Membership.objects.filter(account=other.account).order_by("id")
    assert new.unit.code == "205"
    bureau.browser.post(address, {"act": "strip", "membership": old.pk})
    assert list(Membership.objects.filter(account=other.account)) == [new]
    bureau.browser.post(address, {"act": "close"})
    assert not Account.objects.get(pk=other.account.pk).active
    bureau.browser.post(address, {"act": "open"})
    assert Account.objects.get(pk=other.account.pk).active
    assert bureau.browser.post(f"/bureau/people/{bureau.account.pk}/", {"act": "close"}).status_code == 400
    assert list(Event.objects.values_list("act", flat=True)) == [
        "role", "role_taken", "account_closed", "account_opened"]


def test_links_for_ticked_units_are_in_a_workbook_and_nowhere_else(person: Any):
    bureau = person("bureau")
    due, exempt = owed(body_of("205", "图书馆")), owed(body_of("309", "保密局"))
    type(due).objects.filter(pk=exempt.pk).update(stage="exempt")
    ticked = {"due": [due.pk, exempt.pk], "season": "2025-budget"}
    page = bureau.reads(f"/bureau/links/?season=2025-budget&due={due.pk}&due={exempt.pk}")
    assert "1 份不发" in page
    content = bureau.browser.post("/bureau/links/", ticked | {"submit": "1"}).content
    [row] = list(load_workbook(BytesIO(content)).active.iter_rows(min_row=3, values_only=True))
    assert row[:2] == ("205", "图书馆")
    assert "图书馆" in Client().get("/" + row[3].split("/", 3)[3]).content.decode()
    link = OneTimeLink.objects.get()
    assert link.may_submit
    bureau.browser.post(f"/bureau/links/{link.pk}/revoke/")
    assert Client().get("/" + row[3].split("/", 3)[3]).status_code in (404, 410)
    assert list(Event.objects.values_list("act", flat=True)) == ["link", "link_revoked"]


def test_people_are_the_bureaus_matter_alone(person: Any):
    for role in ("reviewer", "auditor"):
        person(role).reads("/bureau/people/", 403)
        person(role).reads("/bureau/links/", 403)
