"""A number in a workbook as its format shows it: 1234.5 with `#,##0.00` is 1,234.50."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import Final

_AS_SHOWN = Context(prec=15)
"""Excel shows at most fifteen digits of the binary number that it keeps."""
_PLACES = re.compile(r"0\.(0+)")
_GROUPED = re.compile("[#0?],[#0?]")
_LEAST = re.compile(r"00+(?=[.;]|$)")
"""How many digits are shown at least, as of a code: 5 with `00` is 05."""
_THOUSANDS = re.compile(r"[#0?](,+)(?![#0?,])")
"""Commas behind the digits: each shows a thousandth."""
_OWN_POINT = re.compile(r"[#0](?:\\|!)[.](0+)(,*)|[#0]\"\.\"(0+)(,*)")
"""A point that is only written between digits, by which 元 are shown as 万元."""
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def shown_number(stored: str, code: str) -> str:
    """The digits that are seen; in a format that shows none, as in General, those of the number itself."""
    try:
        number = _AS_SHOWN.create_decimal(Decimal(stored))
    except InvalidOperation:
        return stored
    if not number.is_finite():
        return stored
    sections = code.split(";")
    if number == 0 and len(sections) > 2 and not re.search("[0#?]", sections[2]):
        return re.sub(r"[_*].|[\"\\\s]", "", sections[2])
    if point := _OWN_POINT.search(sections[0]):
        return _with_own_point(number, point[1] or point[3], point[2] or point[4] or "")
    plain = _LITERAL.sub("", sections[0])
    if "%" in plain:
        number, plain = number * 100, plain.replace("%", "")
        return _written(number, plain) + "%"
    return _written(number, plain)


def _with_own_point(number: Decimal, places: str, commas: str) -> str:
    whole = number.scaleb(-3 * len(commas)).quantize(Decimal(1), ROUND_HALF_UP)
    return format(whole.scaleb(-len(places)), "f")


def _written(number: Decimal, plain: str) -> str:
    if thousands := _THOUSANDS.search(plain):
        number = number.scaleb(-3 * len(thousands[1]))
    places = _PLACES.search(plain)
    if places:
        number = number.quantize(Decimal(1).scaleb(-len(places[1])), ROUND_HALF_UP)
    elif "0" in plain and "." not in plain:
        number = number.quantize(Decimal(1), ROUND_HALF_UP)
    text = format(number, ",f" if _GROUPED.search(plain) else "f")
    if not places and "." in text:
        text = text.rstrip("0").rstrip(".")
    if least := _LEAST.match(plain):
        whole, point, rest = text.removeprefix("-").partition(".")
        text = "-" * (number < 0) + whole.zfill(len(least[0])) + point + rest
    return text.removeprefix("-") if not number else text
