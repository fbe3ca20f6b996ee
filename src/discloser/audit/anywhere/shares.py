"""Shares in texts: a part, and what share it is of an amount before it, of a total of the tables, or of its list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ...model.finding import Finding, Severity
from . import problems
from .differing import RATE_FAMILY, sum_fails
from .facts import Phrase
from .sentences import MONEY, JudgedParagraph, Money, any_of, money_at, monies, rate_of, rates_agree
from .tally import Tally
from .telling import at_text

_SHARE = re.compile(rf"{MONEY}，占([^，。；、\d]{{0,30}}?)(?:的)?(\d+(?:\.\d+)?)%")
_BESIDE_A_BAR = re.compile(rf"{MONEY}[（(]?(\d+(?:\.\d+)?)%[）)]?")
_BEFORE = 3
"""Paragraphs before a chart that may print what it divides."""
_WHOLE = Decimal(100)
_TAIL = Decimal("0.05")
"""By how much of a percent each share of a list may be rounded."""


@dataclass(frozen=True, slots=True)
class _Share:
    """A part with its printed share, where it stands, and the words for what it is a share of."""

    part: Money
    printed: str
    start: int
    of: str

    def fits(self, base: Money) -> bool:
        """Whether it is that share of an amount."""
        return rates_agree(self.part.yuan, self.part.half, base.yuan, base.half, self.printed) == 0


def shares(paragraph: JudgedParagraph, words: Sequence[Phrase], tally: Tally) -> Iterator[Finding]:
    """What is wrong with the shares of a paragraph."""
    own = monies(paragraph)
    listed = [
        _Share(part, found[4], found.start(), found[3]) for found in _SHARE.finditer(paragraph.text)
        if (part := money_at(paragraph, found))
    ]
    for share in listed:
        yield from _share(paragraph, share, listed, own, words, tally)
    yield from _whole(paragraph, listed, own, tally)


def _share(
    paragraph: JudgedParagraph, share: _Share, listed: Sequence[_Share], own: Sequence[Money], words: Sequence[Phrase],
    tally: Tally,
) -> Iterator[Finding]:
    part, totals = share.part, [phrase.amount for phrase in words]
    bases = [money for money in any_of(own, share.start) if money.yuan >= part.yuan]
    verdicts = [rates_agree(part.yuan, part.half, money.yuan, money.half, share.printed) for money in bases]
    verdicts += [rates_agree(part.yuan, part.half, total.yuan, total.step / 2, share.printed) for total in totals]
    named = [(money.yuan, money.amount.text) for money in bases if money.end < listed[0].start]
    named += [(phrase.amount.yuan, phrase.amount.name) for phrase in words
              if share.of and phrase.pattern.fullmatch(share.of)]
    whole = sum((one.part.yuan for one in listed), Decimal(0))
    in_list = len(listed) > 1 and not any(one.of for one in listed) and not named and whole > 0
    if in_list:
        slack = sum((one.part.half for one in listed), Decimal(0))
        verdicts = [rates_agree(part.yuan, part.half, whole, slack, share.printed)]
        named = [(whole, "所列各项之和")]
    if 0 in verdicts or not named:
        tally.add(RATE_FAMILY, int(0 in verdicts), int(0 in verdicts))
        return
    tally.add(RATE_FAMILY, 1, 0)
    base, called = named[-1]
    made = at_text(problems.SHARE, paragraph.source, paragraph.section, field=part.amount.field, found=share.printed,
                   expected=rate_of(part.yuan, base, share.printed), ground=f"{part.amount.text} ÷ {called}")
    yield made._replace(severity=Severity.INFO if 1 in verdicts else Severity.WARNING if in_list else made.severity)


def _whole(
    paragraph: JudgedParagraph, listed: Sequence[_Share], own: Sequence[Money], tally: Tally,
) -> Iterator[Finding]:
    """Parts whose shares make a hundred make the amount that they are shares of."""
    said = sum((Decimal(share.printed) for share in listed), Decimal(0))
    if len(listed) < 2 or abs(said - _WHOLE) > _TAIL * len(listed):
        return
    bases = [money for money in any_of(own, listed[0].start)
             if sum(share.fits(money) for share in listed) * 2 > len(listed)]
    if bases:
        yield from sum_fails(paragraph, "总数", bases[-1], [share.part for share in listed], tally)


def chart_shares(texts: Sequence[JudgedParagraph], words: Sequence[Phrase], tally: Tally) -> Iterator[Finding]:
    """Amounts with their shares as charts print them, one beside each bar: most fit one whole, the others are wrong."""
    start = 0
    while start < len(texts):
        end = start
        while end < len(texts) and texts[end].source.small:
            end += 1
        entries = [(texts[at], _Share(part, found[3], 0, "")) for at in range(start, end)
                   if (found := _BESIDE_A_BAR.fullmatch(texts[at].text)) and (part := money_at(texts[at], found))]
        if len(entries) > 1:
            said = [money for paragraph in texts[max(0, start - _BEFORE): start] for money in monies(paragraph)]
            yield from _beside_bars(entries, [*said, *_as_said(words), *_sum_of(entries)], tally)
        start = max(end, start + 1)


def _beside_bars(
    entries: Sequence[tuple[JudgedParagraph, _Share]], wholes: Sequence[Money], tally: Tally,
) -> Iterator[Finding]:
    whole = max(wholes, key=lambda money: sum(share.fits(money) for _, share in entries))
    fitting = sum(share.fits(whole) for _, share in entries)
    if fitting * 2 < len(entries) or not whole.yuan:
        return
    tally.add(RATE_FAMILY, len(entries), fitting)
    for paragraph, share in entries:
        if not share.fits(whole):
            made = at_text(problems.SHARE, paragraph.source, paragraph.section, field=share.part.amount.field,
                           found=share.printed, expected=rate_of(share.part.yuan, whole.yuan, share.printed),
                           ground=f"{share.part.amount.text} ÷ {whole.amount.text}")
            yield made._replace(severity=Severity.WARNING)  # two charts may stand beside each other


def _as_said(words: Sequence[Phrase]) -> Iterator[Money]:
    return (Money(phrase.amount, 0, 0, changed=False) for phrase in words)


def _sum_of(entries: Sequence[tuple[JudgedParagraph, _Share]]) -> Iterator[Money]:
    first = entries[0][1].part
    whole = sum((share.part.yuan for _, share in entries), Decimal(0)) / first.amount.factor
    yield Money(replace(first.amount, value=whole, text=f"{whole:.2f}"), 0, 0, changed=False)
