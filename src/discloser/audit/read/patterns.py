"""Sentences of a report kind as patterns: fixed words, and slots that say what the figure after them must be.

`预算收入总计〔表1!收入总计!收入〕…本年收入〔表1!本年收入合计!收入〕…〔比上年 表1!收入总计!收入〕`;
`…` stands for any words.

    〔表1!行!栏〕            an amount that a table prints
    〔额 名称〕 〔数 名称〕     an amount or a number that only sentences print
    〔个数 表12!各项目〕       a number of rows
    〔占 表1!行!栏〕          what per cent of that the amount before it is
    〔完成率 甲 / 乙〕        甲 as per cent of 乙
    〔比上年 表1!行!栏〕       more or less than last year; 〔比上年及比例 …〕 with the rate, 〔增减 …〕 without 比上年
    〔逐项 表4!每类!小计〕      name and amount of every 类, or of every row; with `占 …` each with its share
    〔逐条 表12!各项目!合计〕    the same, one paragraph each
    〔逐类 表1!每类!支出/决算数〕   every 类 with its budget and its outturn
    〔名单 表6!人员经费〕      the names of all items with money in a column
`记 名称` at the end of a slot gives its figure a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from ...model.finding import Severity
from .formulas import Formula, Operand, address
from .printed import plain

AMOUNT = r"-?\d[\d,]*(?:\.\d+)?"
_UNIT = "万元|元"
_SLOT = re.compile(r"〔([^〕]*)〕")
_PARTING = re.compile(r"[^\d\s,:;、。.%-]")
_LOOSE = set(",:;、。")
_KINDS = ("额", "数", "个数", "占", "完成率", "比上年及比例", "比上年", "增减", "逐项", "逐条", "逐类", "名单")
LISTS = ("逐项", "逐条", "逐类", "名单")
CHANGES = ("比上年及比例", "比上年", "增减")


class PatternError(ValueError):
    """A sentence pattern that can't be read."""


class Slot(NamedTuple):
    """A place in a sentence that a figure or a list fills. `amount` slots have an address, the others say in `kind`."""

    kind: str
    term: Operand | None = None
    whole: Operand | None = None
    name: str = ""


class JoinedWords(NamedTuple):
    """Words and slots that stand without a gap; `label` is what a finding calls the figure."""

    tokens: tuple[str | Slot, ...]
    label: str

    @property
    def slots(self) -> list[Slot]:
        """The slots in order."""
        return [token for token in self.tokens if isinstance(token, Slot)]

    @property
    def is_change(self) -> bool:
        """Whether the piece is nothing but a comparison, to be found in the sentence that the piece before opened."""
        return isinstance(self.tokens[0], Slot) and self.tokens[0].kind in CHANGES


class Nothing(NamedTuple):
    """Words that say in short that there is nothing to tell, and the conditions under which that is so."""

    words: str
    when: tuple[Formula, ...]


class Sentence(NamedTuple):
    """Pieces that follow each other. `start`: how a paragraph must begin; `severity`: of what is wrong in it.

    `nothing`: the short form that may stand in its place at zero.
    """

    pieces: tuple[JoinedWords, ...]
    optional: bool = False
    severity: Severity | None = None
    start: str = ""
    nothing: Nothing | None = None


class Phrases(NamedTuple):
    """How a kind's sentences compare with last year: words for more, less and as much, and words before a rate."""

    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    rates: Mapping[str, str] | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Phrases:
        """The phrases of a kind's file."""
        rates = {word: way for way, words in data["比例"].items() for word in words}
        more, less, same = (tuple(map(str, data[key])) for key in ("增加", "减少", "持平"))
        return cls(more, less, same, rates)

    def pattern(self, bare: bool) -> str:
        """A regular expression for a comparison; `bare`: only the words 增加, 减少, 持平 themselves."""
        more, less, same = (("增加",), ("减少",), ("持平", "相同")) if bare else (self.more, self.less, self.same)
        words = "|".join(re.escape(plain(word)) for word in self.rates or ("%",))
        rate = rf"(?:,?(?P<word>{words})(?P<rate>{AMOUNT})(?P<sign>%?))?"
        return (
            rf"(?:(?P<same>{_choice(same)})|(?:(?P<more>{_choice(more)})|(?P<less>{_choice(less)}))"
            rf"(?P<by>{AMOUNT})?(?P<byunit>{_UNIT})?{rate})"
        )


def _choice(phrases: Sequence[str]) -> str:
    """Alternatives, the longest first; 〔年〕 stands for a year."""
    ordered = sorted((plain(phrase) for phrase in phrases), key=len, reverse=True)
    return "|".join(re.escape(phrase).replace("〔年〕", r"\d{4}") for phrase in ordered) or "(?!)"


def sentence_of(
    text: str, *, optional: bool = False, severity: Severity | None = None, start: str = "",
    nothing: Nothing | None = None,
) -> Sentence:
    """A sentence from its pattern. Raises `PatternError`, or `FormulaError` for an address."""
    pieces = tuple(_piece(part) for part in text.split("…"))
    return Sentence(pieces, optional, severity, plain(start), nothing)


def _piece(text: str) -> JoinedWords:
    parts = _SLOT.split(text)
    tokens: list[str | Slot] = []
    for i, part in enumerate(parts):
        if i % 2:
            tokens.append(_slot(part))
        elif plain(part):
            tokens.append(plain(part))
    if not any(isinstance(token, Slot) for token in tokens):
        raise PatternError(f"“{text}”里没有〔〕")
    _must_be_parted(tokens, text)
    words = next((token for token in tokens if isinstance(token, str)), "")
    return JoinedWords(tuple(tokens), shortened(words))


def _must_be_parted(tokens: Sequence[str | Slot], text: str) -> None:
    """Raise `PatternError` for slots that nothing keeps apart: there would be too many ways to share a text."""
    if sum(isinstance(token, Slot) and token.kind in LISTS for token in tokens) > 1:
        raise PatternError(f"“{text}”里〔逐项〕〔逐条〕〔逐类〕〔名单〕只能有一个")
    slots = [number for number, token in enumerate(tokens) if isinstance(token, Slot)]
    between = ("".join(map(str, tokens[one + 1:other])) for one, other in pairwise(slots))
    if sum(_PARTING.search(words) is None for words in between) > 1:
        raise PatternError(f"“{text}”里相邻的〔〕之间要有字")


def shortened(words: str) -> str:
    """The words before a figure without what stands before their last sign: 辆,实有 → 实有."""
    return re.split("[,:;、。]", words.strip(",:;、。"))[-1]


def _slot(text: str) -> Slot:
    body, _, name = text.partition(" 记 ")
    kind = next((kind for kind in _KINDS if body == kind or body.startswith(f"{kind} ")), "")
    rest = body.removeprefix(kind).strip()
    if kind in ("额", "数") and "!" not in rest:
        return Slot(kind, name=rest)
    if kind == "个数":
        return Slot(kind, address(f"个数 {rest}"), name=name)
    if kind == "完成率":
        done, _, planned = rest.partition(" / ")
        return Slot(kind, address(done), address(planned))
    if kind in LISTS:
        rows, _, whole = rest.partition(" 占 ")
        return Slot(kind, _rows(rows, kind), address(whole) if whole else None)
    return Slot(kind or "额", address(rest), name=name)


def _rows(text: str, kind: str) -> Operand:
    if kind != "名单":
        return address(text)
    table, _, column = text.partition("!")
    return address(f"{table}!每行!{column}")


def compiled(piece: JoinedWords, phrases: Phrases) -> re.Pattern[str]:
    """A regular expression for a piece over plain text; group `s0`, `s1`, … for its slots, `u0`, … for their units."""
    shown, number = "", 0
    for token in piece.tokens:
        if isinstance(token, str):
            shown += "".join(f"[{''.join(_LOOSE)}]?" if char in _LOOSE else re.escape(char) for char in token) + ":?"
        else:
            shown += _slot_pattern(token, number, phrases)
            number += 1
    return re.compile(shown)


def _slot_pattern(slot: Slot, number: int, phrases: Phrases) -> str:
    if slot.kind in CHANGES:
        return f"(?P<s{number}>{phrases.pattern(slot.kind == '增减')})"
    if slot.kind in ("占", "完成率"):
        return rf"(?P<s{number}>{AMOUNT})(?P<u{number}>%)?"
    if slot.kind in ("逐项", "名单"):
        return rf"(?P<s{number}>[^{'。' if slot.kind == '逐项' else ';。%n'}]*)".replace("%n", r"\n")
    if slot.kind in ("逐条", "逐类"):
        return rf"(?P<s{number}>(?s:.*))"
    if slot.kind in ("数", "个数"):
        return rf"(?P<s{number}>{AMOUNT})"
    return rf"(?P<s{number}>{AMOUNT})(?P<u{number}>{_UNIT})?"
