"""How one typed text becomes one value: the types a form is made of.

A reader hands over texts only. A type that refuses raises `PydanticCustomError`; its type is the key by which
`read.shape` finds the problem's code and Chinese wording.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from ..money import AmountError, parse_amount
from ..text.characters import visible
from ..text.folding import half_width

_DIGITS = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"[0-9]+|[0-9]{1,3}(,[0-9]{3})+")
_DECIMAL = re.compile(r"([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?")
_YEAR = re.compile(r"20[0-9]{2}")
"""No public body published such a report before, and no slip of a digit is one."""
_DATE = re.compile(r"((?:19|20)[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_LONGEST_AMOUNT = 60  # far beyond any budget; Decimal arithmetic on a million digits raises instead of rounding
_YES_NO = {"是": True, "否": False, "有": True, "无": False, "true": True, "false": False, "yes": True, "no": False}


class AmountMark:
    """Marks a field as money, so that it can be shown as a printed figure."""


def _refuse(reason: str, found: object) -> PydanticCustomError:
    return PydanticCustomError(reason, "{found}", {"found": "" if found is None else str(found)})


def _scalar(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    raise _refuse("scalar_expected", type(value).__name__)


def _plain(value: object) -> str:
    return half_width(_text(value)).strip()


def _amount(value: object, info: ValidationInfo) -> Decimal:
    if isinstance(value, Decimal):
        return value
    text = _text(value)
    if len(text) > _LONGEST_AMOUNT:
        raise _refuse("amount_malformed", text)
    try:
        return parse_amount(text, (info.context or {}).get("currency_unit", "元"))
    except AmountError as error:
        raise _refuse(f"amount_{error.reason}", value) from None


def _optional_amount(value: object, info: ValidationInfo) -> Decimal | None:
    return None if is_blank(value) else _amount(value, info)


def _code(value: object) -> str:
    code = _plain(value).replace(" ", "")
    if code and not _DIGITS.fullmatch(code):
        raise _refuse("code_malformed", value)
    return code


def _count(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = _plain(value)
    if text and not (_GROUPED.fullmatch(text) and len(text) <= 9):
        raise _refuse("count_malformed", value)
    return int(text.replace(",", "") or 0)


def _year(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = _plain(value)
    if not _YEAR.fullmatch(text):
        raise _refuse("year_malformed", value)
    return int(text)


def _quantity(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    text = _plain(value)
    if text and not (_DECIMAL.fullmatch(text) and len(text) <= 15):
        raise _refuse("quantity_malformed", value)
    return Decimal(text.replace(",", "") or 0)


def _yes_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    text = _plain(value).lower()
    if text and text not in _YES_NO:
        raise _refuse("yes_no_malformed", value)
    return _YES_NO.get(text, False)


def _date(value: object) -> dt.date | None:
    if isinstance(value, dt.date):
        return value
    text = _plain(value).replace(" ", "")
    if not text:
        return None
    parts = _DATE.fullmatch(text)
    try:
        return dt.date(*(int(part) for part in parts.groups())) if parts else _no_date(value)
    except ValueError:
        return _no_date(value)


def _no_date(value: object) -> dt.date:
    raise _refuse("date_malformed", value)


def is_blank(value: object) -> bool:
    """Whether nothing a reader could see was typed."""
    return value is None or (isinstance(value, str) and not visible(value).strip())


def _text(value: object) -> str:
    """Text as typed, without characters that no reader can see and no document may hold."""
    return visible(_scalar(value)).strip()


def _name(value: object) -> str:
    """Text that stands on one line: a name, a title."""
    return "".join(line.strip() for line in _text(value).splitlines())


def one_of(choices: tuple[str, ...], synonyms: Mapping[str, str] | None = None) -> Callable[[Any], str]:
    """A validator for a term out of a list; blank stays blank."""

    def choose(value: object) -> str:
        text = _text(value)
        term = (synonyms or {}).get(text, text)
        if term and term not in choices:
            raise PydanticCustomError("not_a_choice", "{found}", {"found": text, "choices": "、".join(choices)})
        return term

    return choose


Amount = Annotated[Decimal, BeforeValidator(_amount), AmountMark]
OptionalAmount = Annotated[Decimal | None, BeforeValidator(_optional_amount), AmountMark]
Code = Annotated[str, BeforeValidator(_code)]
Count = Annotated[int, BeforeValidator(_count)]
Year = Annotated[int, BeforeValidator(_year)]
Quantity = Annotated[Decimal, BeforeValidator(_quantity)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Date = Annotated[dt.date | None, BeforeValidator(_date)]
Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, BeforeValidator(_name)]
