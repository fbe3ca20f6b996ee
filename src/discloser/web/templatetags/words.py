"""Dates, sizes, amounts and paths as officers read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.utils import timezone

from ...model.money import AmountError, parse_amount
from ...usecases.explain import catalogue
from ..engine import kind_name
from ..findings import key_of_path

register = template.Library()

_KILO = 1024


@register.filter
def moment(value: dt.datetime | None) -> str:
    """A time within this year without the year."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    same = local.year == timezone.localtime().year
    return local.strftime("%m-%d %H:%M" if same else "%Y-%m-%d")


@register.filter
def kind_title(kind: str) -> str:
    """What a kind of report is called."""
    return kind_name(kind)


@register.filter
def rule_title(code: str) -> str:
    """What a rule asks for, by its code."""
    return _titles().get(code, code)


@cache
def _titles() -> Mapping[str, str]:
    return {problem.code: problem.title for problem in catalogue()}


@register.filter
def days_left(day: dt.date) -> str:
    """A due day with how many days are left, or over."""
    left = (day - timezone.localdate()).days
    told = f"还有 {left} 天" if left > 0 else "就是今天" if left == 0 else f"逾期 {-left} 天"
    return f"{day.isoformat()} 截止，{told}"


@register.filter
def file_size(size: int) -> str:
    """A size in KB, or in MB where there are many."""
    if size >= _KILO * _KILO:
        return f"{size / _KILO / _KILO:.1f} MB"
    return f"{max(1, round(size / _KILO))} KB"


@register.filter
def amount(text: str) -> str:
    """A typed amount with its thousands parted; what is no amount stays as it was typed."""
    if not text:
        return ""
    try:
        value = parse_amount(text)
    except AmountError:
        return text
    return f"{value:,.2f}"


@register.filter
def field_name(path: list[Any]) -> str:
    """The name of the field for a value of the form."""
    return f"v{key_of_path(path)}"


@register.filter
def term_name(path: list[Any]) -> str:
    """The name of the field for a term that stands ready in a blank line."""
    return f"t{key_of_path(path)}"


@register.filter
def inside(place: str) -> str:
    """A place without the name of the file, which is the same all over a page."""
    return place.partition(":")[2] or place


@register.filter
def fingerprint(digest: str) -> str:
    """The beginning of a file's hash in fours, as people compare it."""
    return " ".join(digest[i : i + 4] for i in range(0, 32, 4))


@register.filter(name="sum")
def exact(value: Decimal | None) -> str:
    """A sum with its thousands parted."""
    return "" if value is None else f"{value:,.2f}"


@register.filter
def gap(value: Decimal | None) -> str:
    """How much a sum is off, in words."""
    if not value:
        return "0.00，相等"
    return f"{'多' if value > 0 else '少'} {abs(value):,.2f}"
