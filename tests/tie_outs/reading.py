"""How sentences are read: figures by the words around them, changes against last year, shares.

The fixed wording is spelt out here and in the relations once more on purpose: a template that loses a word is caught.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from .claims import ZERO, Claim, Claims
from .seen import SeenReport, Unreadable, amount

A = r"([\d,]+(?:\.\d\d)?)"
CHANGE = r"(?:与上年持平|比上年(?P<way>增加|减少)(?P<by>[\d,.]+)万元(?:，(?P<word>增长|下降)(?P<rate>[\d,.]+)%)?)"
CENT = Decimal("0.01")


def read(text: str, pattern: str) -> re.Match[str]:
    """The first place in a section that reads like a pattern."""
    found = re.search(pattern, text)
    if not found:
        raise Unreadable(pattern)
    return found


def figures(text: str, pattern: str) -> list[Decimal]:
    """The amounts in a sentence."""
    return [amount(figure) for figure in read(text, pattern).groups()]


def percentage(part: Decimal, whole: Decimal) -> Decimal:
    """What a reader with a calculator gets."""
    return (part / whole * 100).quantize(CENT, ROUND_HALF_UP) if whole else ZERO


def prior(current: Decimal, change: re.Match[str]) -> Decimal:
    """Last year's figure, as a change implies it."""
    by = amount(change["by"] or "")
    return current - by if change["way"] == "增加" else current + by


def change_claims(place: str, current: Decimal, change: re.Match[str]) -> Claims:
    """A percentage stands there exactly when there was something last year, and is right; its word fits."""
    if not change["way"]:
        return
    last_year = prior(current, change)
    yield Claim(f"{place} 变动额为正", amount(change["by"]) > 0, True)
    yield Claim(f"{place} 有无比例", change["rate"] is not None, last_year != 0)
    if change["rate"]:
        yield Claim(f"{place} 比例", amount(change["rate"]), percentage(amount(change["by"]), last_year))
        yield Claim(f"{place} 用词", change["word"], {"增加": "增长", "减少": "下降"}[change["way"]])


def in_wan(yuan: Decimal) -> Decimal:
    """元 as a report in 万元 prints it."""
    return (yuan / 10000).quantize(CENT, ROUND_HALF_UP)


def shown(report: SeenReport, amounts: list[Decimal]) -> list[Decimal]:
    """Amounts of a table as sentences give them: those of an exact report are still in 元."""
    return amounts if report.rounding else [in_wan(amount) for amount in amounts]
