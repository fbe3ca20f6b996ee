"""Accounts: who may sign in, and as what. No password is given to anybody: a link lets each set one's own."""

from __future__ import annotations

import re

from django.conf import settings
from django.db import transaction

from . import links, trail
from .actor import Actor
from .deeds import Deed
from .models import Account, Membership, PublicBody

_USERNAME = re.compile(r"[\w.@-]{2,60}")
_OF_A_BODY = (str(Membership.Role.UNIT), str(Membership.Role.DEPARTMENT))


class NoSuch(Exception):  # noqa: N818  an answer to whoever asks, not a fault
    """An account, role or unit that cannot be as asked; the message says in Chinese why."""


def added(username: str, name: str, role: str, code: str = "", by: Actor | None = None) -> tuple[Account, str]:
    """A new account with a role, and the token of the link by which its owner sets a password. Raises `NoSuch`."""
    if not _USERNAME.fullmatch(username):
        raise NoSuch(f"账号“{username}”不能用：请用 2 到 60 个字母、汉字、数字，可以有 . _ - @，不能有空格")
    if Account.objects.filter(username=username).exists():
        raise NoSuch(f"已经有账号“{username}”")
    with transaction.atomic():
        account = Account(username=username, name=name.strip() or username, must_change=False)
        account.set_unusable_password()
        account.save()
        trail.append(by or trail.MACHINE, Deed.ACCOUNT, username)
        given(account, role, code, by)
        return account, links.issued(account=account, by=by)[1]


def given(account: Account, role: str, code: str = "", by: Actor | None = None) -> Membership:
    """A role for an account: of a body where roles are. Raises `NoSuch`."""
    if role not in Membership.Role.values:
        raise NoSuch(f"没有“{role}”这个角色")
    if (role in _OF_A_BODY) != bool(code):
        raise NoSuch("单位、主管部门的账号要写单位代码，财政局、审核人、检查人员的不写")
    body = _body(code) if code else None
    with transaction.atomic():
        trail.append(by or trail.MACHINE, Deed.ROLE, account.username, data={"role": role, "unit": code})
        return Membership.objects.get_or_create(account=account, role=role, unit=body)[0]


def taken(membership: Membership, by: Actor | None = None) -> None:
    """A role taken from an account."""
    data = {"role": membership.role, "unit": membership.unit.code if membership.unit else ""}
    with transaction.atomic():
        membership.delete()
        trail.append(by or trail.MACHINE, Deed.ROLE_TAKEN, membership.account.username, data=data)


def _body(code: str) -> PublicBody:
    body = PublicBody.objects.filter(code=code).first()
    if body is None:
        raise NoSuch(f"名录里没有代码 {code} 的单位。请先导入名录")
    return body


def account_of(username: str) -> Account:
    """The account of a name. Raises `NoSuch`."""
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise NoSuch(f"没有账号“{username}”")
    return account


def closed(account: Account, by: Actor | None = None) -> None:
    """Shut an account: its sessions end, its links are taken back, what it did stays."""
    _switched(account, by, active=False)
    account.seats.all().delete()
    links.revoked(account.links.all(), by)


def opened(account: Account, by: Actor | None = None) -> None:
    """Let the owner of an account in again."""
    _switched(account, by, active=True)


def _switched(account: Account, by: Actor | None, *, active: bool) -> None:
    account.active = active
    with transaction.atomic():
        account.save(update_fields=["active"])
        trail.append(by or trail.MACHINE, Deed.OPENED if active else Deed.CLOSED, account.username)


def address_of_link(token: str) -> str:
    """What to hand out: the address of a link at the server's first name."""
    return f"https://{settings.ALLOWED_HOSTS[0]}/link/{token}/"
