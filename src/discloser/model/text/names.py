"""Names of bodies and places in a text: near the right one, of its county, in short."""

from __future__ import annotations

import re

from .characters import HAN
from .likeness import likeness

_SIGN = r"[，。；：、！？,;:!?（）()《》“”\s]"
_FORMER = ("原", "前身为", "前身是", "更名前为")
_LONGEST_FORMER = max(map(len, _FORMER))
_SISTER = frozenset("一二三四五六七八九十东西南北中城乡新老大小上下第0123456789")
_ALIKE = 0.85
_PARENT_PLACE = re.compile(
    rf"{HAN}{{2,6}}?(?:省|市|自治州|自治区|盟|地区)(?={HAN}{{1,3}}?(?:[县市旗]|(?<![社园小校院地景城街灾牧林库辖])区))"
)
_PLACES = re.compile(
    rf"(?:{HAN}{{2,8}}?(?:省|自治区))?(?:({HAN}{{2,6}}?(?:市|自治州|盟|地区)))?"
    rf"({HAN}{{1,6}}?(?:县|旗|(?<![社园小校院地景城街灾牧林库辖])区))?"
)


def near_names(text: str, name: str) -> list[str]:
    """Names in a text that are nearly, not quite, the name of a body; sister bodies and former names left out."""
    found = []
    for match in re.finditer(re.escape(name[:2]), text):
        before = text[max(0, match.start() - _LONGEST_FORMER):match.start()]
        if text.startswith(name, match.start()) or before.endswith(_FORMER):
            continue
        candidate = _name_at(text, match.start(), name)
        if candidate and likeness(candidate, name) >= _ALIKE and not _are_sisters(candidate, name):
            found.append(candidate)
    return found


def one_off_names(text: str, name: str) -> list[str]:
    """Names in a text that are as long as a name and differ from it by one character, sister bodies left out."""
    starts = {match.start() for match in re.finditer(re.escape(name[:2]), text)}
    starts |= {match.end() - len(name) for match in re.finditer(re.escape(name[-2:]), text)}
    found = [text[start:start + len(name)] for start in sorted(starts) if start >= 0]
    return [other for other in found if len(other) == len(name) and not _are_sisters(other, name)
            and sum(a != b for a, b in zip(other, name, strict=True)) == 1]


def county_of(name: str) -> str:
    """The county, district or city that a name begins with, the smallest that is told; "" where there is none."""
    match = _PLACES.match(name)
    return match[match.lastindex or 0] if match and match.lastindex else ""


def short_name(name: str) -> str:
    """A name without the larger place in front (`离石区…` of `吕梁市离石区…`); "" when there is none."""
    place = _PARENT_PLACE.match(name)
    return name[place.end():] if place else ""


def _name_at(text: str, start: int, name: str) -> str:
    """The passage from `start` that ends like the name and is nearest to it in length; "" when there is none."""
    passage = re.split(_SIGN, text[start:start + len(name) + 4], maxsplit=1)[0]
    ends = [match.end() for match in re.finditer(f"(?={re.escape(name[-2:])})", passage)]
    lengths = [end + 2 for end in ends if abs(end + 2 - len(name)) <= 4]
    return passage[:min(lengths, key=lambda length: abs(length - len(name)))] if lengths else ""


def _are_sisters(a: str, b: str) -> bool:
    """Whether what tells two names apart is an ordinal or a direction, as of a first and a second school."""
    return bool((set(a) ^ set(b)) & _SISTER)
