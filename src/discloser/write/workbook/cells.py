"""One text of the form → one cell: a number where it is a number, a date where it is a date, else exactly the text.

A text never becomes a formula, whatever it begins with.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter, ValidationError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ...model.form.areas import AskedCell
from ...model.form.budget import Fund
from ...model.form.common import NatureOfUnit, ProjectClass
from ...model.form.scalars import Date, YesNo
from ...model.money import AmountError, parse_amount
from ...model.text.folding import half_width

LONGEST_TEXT = 32767
_MOST_DIGITS = 15
_NO_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_TERMS: Mapping[str, TypeAdapter[str]] = {
    "资金来源": TypeAdapter(Fund), "单位性质": TypeAdapter(NatureOfUnit), "项目类别": TypeAdapter(ProjectClass),
}
_YES_NO = TypeAdapter(YesNo)
_FIRST_DAY = dt.date(1901, 1, 1)  # Excel has no dates before, and a day too many in its first year
_DATE: TypeAdapter[dt.date | None] = TypeAdapter(Date)


def amount_of(text: str) -> Decimal | None:
    """The number of a text that is an amount in 元 or in 万元, as typed."""
    try:
        return parse_amount(text)
    except AmountError as error:
        if error.reason != "too_precise":
            return None
    try:
        return parse_amount(text, "万元") / 10000
    except AmountError:
        return None


def number_of(text: str) -> Decimal | None:
    """The number that a cell holds for a text, every digit of it; None for what is none, or too long for a cell."""
    number = amount_of(text)
    return None if number is None or not _fits(number) else _shortest(number)


def content_of(item: AskedCell, text: str, codes: Mapping[str, str]) -> str | Decimal | dt.date:
    """What a cell shows for a text. `codes`: code → code and name."""
    plain = half_width(text).strip()
    if item.value in ("amount", "quantity", "count"):
        number = number_of(text)
        return text if number is None else number
    if item.value == "code":
        return codes.get(plain.replace(" ", ""), plain)
    if item.value == "yes_no":
        answer = _validated(_YES_NO, text)
        return text if answer is None else "是" if answer else "否"
    if item.value == "date":
        day = _validated(_DATE, text)
        return day if day is not None and day >= _FIRST_DAY else text
    if item.choices in _TERMS:
        return _validated(_TERMS[item.choices], text) or text
    return text


def put(sheet: Worksheet, row: int, column: int, content: str | Decimal | dt.date, style: Format) -> bool:
    """Write a cell; False when the text is longer than a cell can hold."""
    if isinstance(content, Decimal):
        # A Decimal is formatted digit by digit; a float would end in …0001.
        sheet.write_number(row, column, content, style)
    elif isinstance(content, dt.date):
        sheet.write_datetime(row, column, dt.datetime.combine(content, dt.time()), style)
    else:
        text = _NO_XML.sub("", content).strip()
        if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
            return False
        sheet.write_string(row, column, text, style)
    return True


def validation_of(item: AskedCell, codes_by_list: Mapping[str, Any]) -> dict[str, Any] | None:
    """What may be typed in a cell. Codes and indicators may also be typed by hand, so those are not refused."""
    if item.value == "amount":
        return _number("decimal", "只填数字，不写“元”和其他文字；没有就空着。")
    if item.value == "count":
        return _number("integer", "只填整数，不写单位。")
    if item.value == "quantity":
        return _number("decimal", "只填数字，不写单位。")
    if not item.choices or item.choices not in codes_by_list:
        return None
    strict = item.choices in _TERMS or item.choices in ("金额单位", "是否")
    return {
        "validate": "list", "source": f"={item.choices}", "show_error": strict,
        "error_title": "请从下拉列表里选", "error_message": "请点这一格右边的箭头选一项，或者照列表里的写法填。",
    }


def _number(kind: str, advice: str) -> dict[str, Any]:
    return {"validate": kind, "criteria": ">=", "value": 0, "error_title": "这一格填数字", "error_message": advice}


def _fits(number: Decimal) -> bool:
    """Whether Excel keeps all digits of a number."""
    return len(number.normalize().as_tuple().digits) <= _MOST_DIGITS


def _shortest(number: Decimal) -> Decimal:
    """A number without zeros after the last digit of its fraction, and never as 1.5E+6."""
    short = number.normalize()
    return short if short == 0 or short.adjusted() < 0 or "E+" not in str(short) else short.quantize(Decimal(1))


def _validated(adapter: TypeAdapter[Any], text: str) -> Any:
    try:
        return adapter.validate_python(text)
    except ValidationError:
        return None
