"""Passwords: what one may be, and changing it. Chinese habits of choosing are known, too."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from . import trail
from .actor import Actor
from .deeds import Deed
from .models import Account, OldPassword

_WORDS = Path(__file__).parent / "weak_words.txt"
_CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^A-Za-z0-9]")


def due_for_change(account: Account) -> bool:
    """Whether a password has to be changed first: it was given by another, or is too old where the bureau says so."""
    days = settings.PASSWORD_DAYS
    old = bool(days) and (account.changed is None or timezone.now() - account.changed > dt.timedelta(days=days))
    return account.must_change or old


def changed(account: Account, chosen: str, ip: str | None = None) -> None:
    """Give an account the password that its owner chose. Raises `ValidationError` with what is wrong with it."""
    validate_password(chosen, account)
    if account.password:
        OldPassword.objects.create(account=account, password=account.password)
    account.set_password(chosen)
    account.must_change, account.changed = False, timezone.now()
    with transaction.atomic():
        account.save()
        trail.append(Actor.of(account, ip), Deed.PASSWORD, account.username)


def asked_of_one() -> list[str]:
    """What is asked of a password, each in a sentence."""
    return [text.replace("你", "您") for text in password_validators_help_texts()]


@cache
def weak_words() -> frozenset[str]:
    """Words of which a weak password is made."""
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def made_of_weak_words(password: str) -> bool:
    """Whether nothing but weak words is left of a password without its figures and signs: `Caizheng@2026`."""
    letters = "".join(c for c in password.lower() if c.isalpha())
    reached = {0}
    for end in range(1, len(letters) + 1):
        if any(letters[start:end] in weak_words() for start in reached):
            reached.add(end)
    return len(letters) in reached


class NotOfWeakWords:
    """Refuses figures around words that everybody tries: 拼音 of 财政局, the keyboard's rows, common names."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise `ValidationError` for one."""
        if made_of_weak_words(password):
            raise ValidationError("这个密码太好猜：只有数字，或者是常见的词（拼音、单位、键盘上连着的键）加数字。")

    def get_help_text(self) -> str:
        """What is asked for."""
        return "不能只是数字，也不能是常见的词加数字。"


class OfSeveralSorts:
    """Asks for capital and small letters, figures, signs: as many sorts as the bureau says."""

    def __init__(self, sorts: int) -> None:
        self._sorts = sorts

    def validate(self, password: str, user: Any = None) -> None:
        """Raise `ValidationError` where there are fewer."""
        if sum(bool(re.search(sort, password)) for sort in _CLASSES) < self._sorts:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        """What is asked for."""
        return f"大写字母、小写字母、数字、其他符号里至少要有 {self._sorts} 种。"


class NotUsedBefore:
    """Refuses the present password and the ones before it, as many as the bureau says."""

    def __init__(self, last: int) -> None:
        self._last = last

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raise `ValidationError` for one of them."""
        if user is None or not user.pk:
            return
        before = user.old_passwords.order_by("-id").values_list("password", flat=True)[: max(0, self._last - 1)]
        if any(check_password(password, one) for one in (user.password, *before) if one):
            raise ValidationError("这个密码用过了，请换一个没有用过的。")

    def get_help_text(self) -> str:
        """What is asked for."""
        return "不能和现在的密码一样。" if self._last <= 1 else f"不能和最近 {self._last} 个密码一样。"
