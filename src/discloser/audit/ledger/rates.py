"""Percentages and comparisons with last year, recomputed from the figures as printed; how a wrong one came about."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from ...model.money import CENT, ZERO, half_up
from ..read.claims import ChangeClaim, ShareClaim
from ..read.figure_index import FigureIndex
from ..read.figures import Figure, FigurePlace, show
from .ledger import Ledger

_HUNDRED = Decimal(100)


class WrongRate(NamedTuple):
    """A percentage that is not what the figures give; `why` names the slip that explains it."""

    spot: FigurePlace
    printed: Decimal
    expected: Decimal
    ground: str
    why: str


class Oddity(NamedTuple):
    """A comparison that cannot be as it is said; `what` is the sort of oddity."""

    what: str
    spot: FigurePlace
    found: str
    expected: str
    ground: str


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """What per cent of the whole a part is, as printed."""
    return half_up(part * 100 / whole, CENT)


def _cut(part: Decimal, whole: Decimal) -> Decimal:
    return (part * 100 / whole).quantize(CENT, ROUND_DOWN)


def wrong_share(claim: ShareClaim, ledger: Ledger, desk: FigureIndex) -> WrongRate | Oddity | None:
    """Whether a share is that of the figures as printed; any print of a faulty amount is accepted."""
    whole = desk.find(claim.whole)
    if not whole:
        return None
    wholes, parts = ledger.amount(whole[0]).accepted, _accepted(claim.part, ledger)
    if not any(wholes):
        says_something = claim.printed or claim.completion
        return Oddity("nothing", claim.spot, f"{claim.text}%", "", str(whole[0].spot)) if says_something else None
    if any(claim.printed == percent(p, w) for p in parts for w in wholes if w):
        return None
    part, base = ledger.value(claim.part), ledger.value(whole[0]) or max(wholes)
    return WrongRate(claim.spot, claim.printed, percent(part, base), f"{show(part)} ÷ {show(base)}",
                     _why_share(claim.printed, part, base))


def _accepted(figure: Figure, ledger: Ledger) -> set[Decimal]:
    """Values of an amount, and what a coarser sentence prints for it."""
    return ledger.amount(figure).accepted | ({figure.value} if figure.step > CENT else set())


def _why_share(printed: Decimal, part: Decimal, whole: Decimal) -> str:
    if printed == _cut(part, whole):
        return "多余的小数被截去了，没有四舍五入"
    if part and printed == percent(whole, part):
        return "像是除数和被除数弄反了"
    if whole != part and printed == percent(part, whole - part):
        return "像是除以了其余部分，不是总数"
    if printed == _HUNDRED - percent(part, whole):
        return "像是写成了其余部分的占比"
    return _shifted(printed, percent(part, whole))


def _shifted(printed: Decimal, expected: Decimal) -> str:
    return "像是小数点移了位" if expected and printed / expected in (10, 100, Decimal("0.1"), Decimal("0.01")) else ""


def wrong_change(claim: ChangeClaim, ledger: Ledger, desk: FigureIndex) -> Iterator[WrongRate | Oddity]:
    """What is wrong with a comparison: its rate, its direction, or that it says nothing."""
    current = desk.find(claim.current)
    if not current:
        return
    amounts = _accepted(current[0], ledger)
    by = claim.by.value if claim.by else None
    if claim.way == "持平":
        if by or claim.rate:
            yield Oddity("same", claim.spot, show(by or claim.rate or ZERO), "0", "")
        return
    if not by:
        yield Oddity("zero" if by is not None else "silent", claim.spot, f"{claim.way}0", "持平", "")
        return
    priors = {amount - by if claim.way == "增加" else amount + by for amount in amounts}
    if all(prior < 0 for prior in priors):
        yield Oddity("beyond", claim.spot, show(by), show(current[0].value), "")
        return
    yield from _wrong_rate(claim, by, {prior for prior in priors if prior >= 0}, current[0].value)


def _wrong_rate(
    claim: ChangeClaim, by: Decimal, priors: set[Decimal], current: Decimal
) -> Iterator[WrongRate | Oddity]:
    prior = max(priors)
    if claim.rate is None:
        if claim.needs_rate and prior and ZERO not in priors:
            yield Oddity("unrated", claim.spot, show(by), f"{percent(by, prior)}%", show(prior))
        return
    if claim.rate_way and claim.rate_way != claim.way:
        yield Oddity("opposite", claim.spot, claim.rate_way, claim.way, "")
    if not any(priors):
        yield Oddity("nothing", claim.spot, f"{claim.rate}%", "", "上年数")
    elif not any(p and claim.rate == percent(by, p) for p in priors):
        yield WrongRate(claim.spot, claim.rate, percent(by, prior), f"{show(by)} ÷ 上年 {show(prior)}",
                        _why_change(claim.rate, by, prior, current))


def _why_change(printed: Decimal, by: Decimal, prior: Decimal, current: Decimal) -> str:
    if printed == _cut(by, prior):
        return "多余的小数被截去了，没有四舍五入"
    if current and printed == percent(by, current):
        return "像是除以了本年数，应当除以上年数"
    if printed == percent(current, prior):
        return "像是写成了本年为上年的百分之几，没有减去 100"
    return _shifted(printed, percent(by, prior))
