"""Texts against tables: amounts under words that tables print, and whatever else texts say in figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ...model.finding import Finding
from .amounts import PrintedAmount, shown
from .between import TablesBySort
from .changes import changes
from .differing import TEXT_FAMILY, differing
from .facts import Phrase, phrases, three_publics
from .items import items
from .listed import listed_items
from .rates import rates
from .said_sums import publics_in, said_sums
from .sentences import MONEY, JudgedParagraph, money_at, monies
from .shares import chart_shares, shares
from .tally import Tally

_YEAR = re.compile(r"((?:19|20)\d\d)年")
_MANY_YEARS = 2
_OTHER_YEAR = re.compile(
    r"(?:上|去|前|往|明|次|下)一?年度?(?:的|同期)?(?:预算|决算|执行)?(?:数)?$|(?:明|次|下一?)年|(?:未来|今后|以后).{0,3}年"
    r"|(?<![比与较同于])(?:上|去)一?年度?(?!结|末|底)[^，。；、]{0,12}元[，、]$"
)
"""A year named by how far it is: a past one stands at the words or a fact just before, a coming one anywhere."""


def judge_texts(
    book: TablesBySort, texts: Sequence[JudgedParagraph], year: int, tally: Tally, blamed: Mapping[int, Decimal | None],
) -> Iterator[Finding]:
    """What is wrong with the figures of the texts. `blamed`: cells told already, and what they should be, in 元."""
    words = [
        replace(phrase, amount=meant(phrase.amount, blamed),
                of_grants=phrase.of_grants and meant(phrase.of_grants, blamed))
        for phrase in phrases(book, MONEY)
    ]
    bases, publics = phrases(book, ""), three_publics(book)
    if not words:
        tally.left_out(TEXT_FAMILY, "认不出能与文字对照的表")
    for number, paragraph in enumerate(texts):
        if "万元" in paragraph.text or "元" in paragraph.text or "%" in paragraph.text:
            before = [money for other in texts[max(0, number - 2): number] for money in monies(other)]
            yield from _facts(paragraph, words, year, tally)
            yield from rates(paragraph, before, bases, publics, tally)
            yield from shares(paragraph, bases, tally)
        yield from said_sums(paragraph, book, tally)
    yield from publics_in(texts, tally)
    yield from chart_shares(texts, bases, tally)
    yield from changes(texts, tally)
    yield from listed_items(book, texts, tally)
    yield from items(book, texts, year, tally, lambda fact: meant(fact, blamed))


def meant(fact: PrintedAmount, blamed: Mapping[int, Decimal | None]) -> PrintedAmount:
    """A cell as it should be printed, where it was found wrong: a text that has it right is not to be blamed."""
    expected = blamed.get(id(fact))
    if expected is None:
        return fact
    return replace(fact, value=expected / fact.factor, text=shown(expected, fact))


def _facts(paragraph: JudgedParagraph, words: Sequence[Phrase], year: int, tally: Tally) -> Iterator[Finding]:
    taken: set[int] = set()
    for phrase in words:
        for found in phrase.pattern.finditer(paragraph.text):
            money = money_at(paragraph, found)
            fact = phrase.fact(_sentence(paragraph.text, found.start()))
            if money is None or fact is None or money.start in taken:
                continue
            if _of_other_year(paragraph.text, found.start(), year):
                continue
            taken.add(money.start)
            yield from differing(paragraph, money, fact, tally)


def _of_other_year(text: str, at: int, year: int) -> bool:
    """Whether the last year named before a place in its sentence is not the report's, or it is a plan of years."""
    sentence = _sentence(text, at)
    years = [int(found) for found in _YEAR.findall(sentence)]
    other = (bool(years) and years[-1] != year) or len(set(years)) > _MANY_YEARS
    return other or _OTHER_YEAR.search(sentence) is not None


def _sentence(text: str, at: int) -> str:
    """What stands in a sentence before a place."""
    return text[max(text.rfind(stop, 0, at) for stop in "。；") + 1: at]
