"""Paragraphs made ready for reading figures out of them, and the amounts that they print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ...model.publication import Publication, PublishedText
from ..read.printed import plain
from .amounts import YUAN, PrintedAmount

MONEY: Final = r"(-?\d[\d,]*(?:\.\d+)?)(亿元|万元|元|万)"
_MONEY = re.compile(MONEY)
_WIDE: Final = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）"}
_HALF = re.compile(r"(?<!\d)[,:;]|[,:;](?!\d)|[()]")
_CHANGE = re.compile(r"(增加|减少|增长|下降|增|减|升|降低|压减|节约)了?$")
LONGEST: Final = 4000
"""Characters of a paragraph that is judged; nobody wrote a longer one, and patterns would take their time over it."""
UNIT: Final = "§"
"""Stands for the unit's name, so that words before a figure end where the name does."""


@dataclass(frozen=True, slots=True)
class JudgedParagraph:
    """A paragraph: as published, its section, and its words in one width of punctuation, the unit's name folded."""

    source: PublishedText
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a paragraph, from `start` to `end`. `changed`: it says by how much something changed."""

    amount: PrintedAmount
    start: int
    end: int
    changed: bool

    @property
    def yuan(self) -> Decimal:
        """The amount in 元."""
        return self.amount.yuan

    @property
    def half(self) -> Decimal:
        """Half of what the last digit is worth, in 元; of a printed zero, too."""
        return Decimal(1).scaleb(-len(self.amount.text.partition(".")[2])) * self.amount.factor / 2


def paragraphs_of(publication: Publication) -> list[JudgedParagraph]:
    """The running texts of a report, with the headings that they stand under."""
    found: list[JudgedParagraph] = []
    section = ""
    for text in publication.texts:
        if text.level:
            section = text.text
        if len(text.text) > LONGEST:
            continue
        found.append(JudgedParagraph(text, section, normal(text.text, publication.unit)))
    return found


def normal(text: str, unit: str = "") -> str:
    """A text with full-width punctuation but inside numbers, without blanks."""
    shown = plain(text)
    shown = _HALF.sub(lambda found: _WIDE[found[0]], shown)
    return shown.replace(plain(unit), UNIT) if len(unit) > 3 else shown


def monies(paragraph: JudgedParagraph) -> list[Money]:
    """The amounts of a paragraph in order."""
    return [money for found in _MONEY.finditer(paragraph.text) if (money := money_at(paragraph, found))]


def money_at(paragraph: JudgedParagraph, found: re.Match[str], group: int = 1) -> Money | None:
    """The amount that a match found; None for a number nobody can mean."""
    text, unit = found[group], found[group + 1]
    if len(text) > 24 or not re.fullmatch(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", text):
        return None
    start = found.start(group)
    before = paragraph.text[max(0, start - 6): start]
    value = Decimal(text.replace(",", ""))
    words = re.split(f"[，。；：、{UNIT}]", paragraph.text[:start])[-1][-16:]
    amount = PrintedAmount(text, value, YUAN.get(unit, YUAN["万元"]), f"“{words}{text}{unit}”", paragraph.source.place,
                    section=paragraph.section, field=words or None)
    return Money(amount, start, found.end(group + 1), _CHANGE.search(before) is not None)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each with where it begins."""
    start = 0
    for found in re.finditer("[。；]|$", text):
        if text[start: found.end()]:
            yield start, text[start: found.end()]
        start = found.end()


def rates_agree(part: Decimal, half: Decimal, base: Decimal, base_half: Decimal, printed: str) -> int:
    """0 if a printed percentage is what two rounded amounts allow, 1 if it was cut instead of rounded, else 2."""
    places = len(printed.partition(".")[2])
    rate, step = Decimal(printed), Decimal(1).scaleb(-places)
    low_base, high_base = abs(base) - base_half, abs(base) + base_half
    if low_base <= 0:
        return 0 if base else 2
    low, high = (abs(part) - half) / high_base * 100 - step / 2, (abs(part) + half) / low_base * 100 + step / 2
    if low <= rate <= high:
        return 0
    return 1 if low - step <= rate <= high + step and places >= 2 else 2


def rate_of(part: Decimal, base: Decimal, printed: str) -> str:
    """A percentage, with the places of another."""
    places = max(2, len(printed.partition(".")[2]))
    return f"{abs(part) / abs(base) * 100:.{places}f}" if base else ""


def any_of(found: Sequence[Money], before: int) -> list[Money]:
    """The amounts of a paragraph before a position that say how much something is, nearest last."""
    return [money for money in found if money.end <= before and not money.changed]
