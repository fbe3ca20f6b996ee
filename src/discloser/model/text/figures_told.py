"""Figures that a text tells in words: how much something rose or fell, how much a total is.

Each comes with how exactly it is told: 1.34万元 may be any amount that rounds to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

_NUMBER = r"([0-9][0-9,]*(?:\.[0-9]+)?)"
_RISING = "增加|增长|上升|提高|增幅|追加"
_FALLING = "减少|下降|降低|压减|核减|降幅"
_MOVE = re.compile(
    rf"(?P<about>.*?)(?P<way>{_RISING}|{_FALLING})(?:额|率)?(?:了|为|达)?{_NUMBER}\s*(?P<unit>亿元|万元|元|%|％)"
)
_CLAUSE = re.compile("[，。；、！？（）();\\n]")
_TOTAL = re.compile(
    rf"(?:^|[，。；：、\s]|本年度?|全年|年度?|单位|预算)(?P<name>收入总计|支出总计|基本支出|项目支出)"
    rf"(?:预算|共计|共|合计|为|是|安排|[:：])*\s*{_NUMBER}\s*(?P<unit>亿元|万元|元)"
)
_COMPARING = r"(?:比|较|与|同)(?:上年|去年|上一年|年初)(?:预算数?|相比|同期|度)*|同比"
_FILLING = "|".join((
    "主要", "原因", "是", "由于", "因此", "使得", "本年度?", "今年", "总体", "总共", "合计", "相应", "约", "近",
    "共", "将", "预计", "有所", "预算",
))
_EARLIER = re.compile(r"上年|去年|上一年|前年|以前年度")
_YUAN = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}
_HALF = Decimal("0.5")


class Move(NamedTuple):
    """That something rose or fell: `about` is "" where the whole is meant; `size` in 元, or per cent.

    `hidden`: how far rounding may have moved the size.
    """

    words: str
    about: str
    direction: Literal["increase", "decrease"]
    size: Decimal
    hidden: Decimal
    is_rate: bool


class Total(NamedTuple):
    """That a named total is so much, in 元."""

    words: str
    name: str
    amount: Decimal
    hidden: Decimal


def moves_told(text: str) -> Iterator[Move]:
    """What a text says to have risen or fallen, clause by clause; what it says of earlier years left out."""
    for clause in _CLAUSE.split(text):
        match = _MOVE.match(clause)
        if match is None or _EARLIER.search(re.sub(_COMPARING, "", match["about"])):
            continue
        about = re.sub(_FILLING, "", re.sub(_COMPARING, "", match["about"])).strip(" “”：:")
        unit = _YUAN.get(match["unit"], Decimal(1))
        direction: Literal["increase", "decrease"] = "increase" if match["way"] in _RISING.split("|") else "decrease"
        yield Move(match[0], about, direction, *_sized(match[3], unit), is_rate=match["unit"] in "%％")


def totals_told(text: str) -> Iterator[Total]:
    """The totals that a text names with an amount; clauses about earlier years, and what is told roughly, left out."""
    for clause in re.split("[。；\\n]", text):
        if not _EARLIER.search(clause) and "约" not in clause:
            for match in _TOTAL.finditer(clause):
                yield Total(match[0].strip("，。；：、 "), match["name"], *_sized(match[2], _YUAN[match["unit"]]))


def _sized(number: str, unit: Decimal) -> tuple[Decimal, Decimal]:
    """A number as told, and half of its last digit."""
    plain = Decimal(number.replace(",", ""))
    decimals = len(number.partition(".")[2])
    return plain * unit, unit * _HALF / 10**decimals if unit > 1 or decimals else Decimal(0)
