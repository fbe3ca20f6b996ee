"""An amount in a text against the cell that it stands for, told in one way wherever texts are held against tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from ...model.finding import Finding, Severity
from . import problems
from .amounts import PrintedAmount, shown
from .sentences import JudgedParagraph, Money
from .tally import Tally
from .telling import at_text

TEXT_FAMILY: Final = "文字与表"
RATE_FAMILY: Final = "增减和占比"


def differing(
    paragraph: JudgedParagraph, money: Money, fact: PrintedAmount, tally: Tally, *, counted: bool = True,
) -> Iterator[Finding]:
    """What is wrong where an amount of a text is that of a cell."""
    off, slack = abs(money.yuan - fact.yuan), money.half + fact.step / 2
    if counted:
        tally.add(TEXT_FAMILY, 1, int(off <= slack))
    if off <= slack:
        return
    made = at_text(problems.AMOUNT, paragraph.source, paragraph.section, field=money.amount.field,
                   what=money.amount.field or "", found=in_words(money),
                   ground=fact.name, expected=in_unit(fact.yuan, money) + unit_of(money))
    yield made._replace(severity=Severity.INFO) if off <= slack + 2 * money.half else made


def sum_fails(
    paragraph: JudgedParagraph, what: str, total: Money, parts: list[Money], tally: Tally,
) -> Iterator[Finding]:
    """What is wrong where an amount of a text should be the sum of others."""
    whole = sum((part.yuan for part in parts), Decimal(0))
    fits = abs(total.yuan - whole) <= total.half + sum(part.half for part in parts)
    tally.add(RATE_FAMILY, 1, int(fits))
    if not fits:
        yield at_text(problems.TEXT_SUM, paragraph.source, paragraph.section, field=total.amount.field, what=what,
                      found=in_words(total), expected=in_unit(whole, total),
                      ground="＋".join(part.amount.text for part in parts))


def in_words(money: Money) -> str:
    """An amount with its unit, as printed."""
    return f"{money.amount.text}{unit_of(money)}"


def in_unit(yuan: Decimal, like: Money) -> str:
    """An amount in 元 in the unit of another, with decimals."""
    return shown(yuan, replace(like.amount, text="0.00"))


def unit_of(money: Money) -> str:
    """The unit that an amount is printed in."""
    return next((unit for unit, factor in (("元", 1), ("万元", 10_000), ("亿元", 100_000_000))
                 if money.amount.factor == factor), "")
