"""Years as they are written: plain digits, other digits, letters among them, one too few or too many."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_CHINESE = "〇一二三四五六七八九"
_READ = str.maketrans(f"{_CHINESE}○零OoIl", "0123456789000011")
_ARABIC = r"[0-9０-９](?:[0-9０-９OoＯＩIl]{1,5})"
TOKEN = rf"(?<![0-9０-９A-Za-z.,，\-—－{_CHINESE}○零百])({_ARABIC}|[{_CHINESE}○零]{{4}})[ 　]*(年度|年)"
YEAR = re.compile(TOKEN)
AROUND = 2
"""A year so near the report's is what a garbled one was meant to be."""


class WrittenYear(NamedTuple):
    """A year as written: `text`, and what it says; None where it says no year."""

    text: str
    value: int | None

    @property
    def garbled(self) -> bool:
        """Whether it is written with letters, or with too few or too many digits."""
        return self.value is None or any(char in "OoIl" for char in unicodedata.normalize("NFKC", self.text))

    @property
    def odd(self) -> bool:
        """Whether it says a year, but not in plain digits."""
        return not (self.text.isascii() and self.text.isdecimal())


def years_in(text: str, report_year: int, pattern: re.Pattern[str] = YEAR) -> Iterator[WrittenYear]:
    """The years of a text, those among them that are garbled."""
    for match in pattern.finditer(text):
        digits = unicodedata.normalize("NFKC", match[1]).translate(_READ)
        if len(digits) == len(str(report_year)):
            yield WrittenYear(match[1], int(digits))
        elif _was_meant(digits, report_year, sure=match[2] == "年度"):
            yield WrittenYear(match[1], None)


def _was_meant(digits: str, year: int, *, sure: bool) -> bool:
    """Whether digits are a year near the report's with one left out or one too many; of a 年度 any number is."""
    near = [str(year + away) for away in range(-AROUND, AROUND + 1)]
    if sure:
        return len(digits) > len("20") or any(other.endswith(digits) for other in near)
    if digits.endswith("00"):
        return False
    if len(digits) < len(near[0]):
        return len(digits) == len(near[0]) - 1 and any(_is_within(digits, other) for other in near)
    return any(_is_within(other, digits) for other in near)


def _is_within(short: str, long: str) -> bool:
    """Whether a text is another with characters left out."""
    rest = iter(long)
    return all(char in rest for char in short)
