"""One cell → the text that was meant, as if it had been typed into a text form; or what is wrong with the cell.

Excel stores numbers in binary and dates as days: 458370.33 comes as 458370.33000000002. The shortest number that has
the same binary form, at most the 15 digits that Excel shows, is what was typed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from decimal import Context, Decimal
from typing import NamedTuple

from ...model.finding import Problem, Severity
from ...model.form.values import Value
from . import problems as excel_problems
from .cells import WorkbookCell
from .styles import UNKNOWN

_AS_SHOWN = Context(prec=15)
_MOST_DIGITS = 15
_LARGEST = 1e20
_LONGEST_SHOWN = 30
_BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_AROUND = re.compile(rf"^{_BLANKS.pattern}|{_BLANKS.pattern}$")
_CODE_AND_NAME = re.compile(r"([0-9０-９]{3,})[\s:：.、·\-—–_]*([\u3400-\u9fff“\"（(《].*)")
_MORE_DIGITS = re.compile(r"[0-9０-９]{3,}")
_OTHER_UNIT = re.compile(
    r"""[万亿千百]|[0#?],+(?![0#?,])|[\\!]\.|"[^"]*\.[^"]*"|"\s*(?:k|mn?|bn|thousand|million|billion)\b""",
    re.IGNORECASE,
)
"""Words, thousands left out, or a point that is only painted: `0!.0000` shows 12345 as 1.2345."""
_OWN_WORDS = re.compile(r'"[^"]*\w[^"]*"|[\u3400-\u9fff]')
_REMAINDER = Decimal("0.0005")
_OTHER_BOOK = re.compile(r"\[[^\]]+\][^!]*!|file:|https?:", re.IGNORECASE)
_NUMBERS: frozenset[Value] = frozenset({"amount", "count", "quantity"})
_ONE_WORD: frozenset[Value] = frozenset({"yes_no", "choice", "date"})
_WRITTEN: frozenset[Value] = frozenset({"text", "long", "code", "choice"})
_NO_FORMAT = "存的是 {found}，显示的格式却读不到，分不清是数、日期、百分比还是别的单位"
_FORMATS: dict[Value, str] = {"amount": "数值", "count": "数值", "quantity": "数值", "date": "日期"}
_FIRST_DAY = dt.date(1899, 12, 30)
_FIRST_DAY_1904 = dt.date(1904, 1, 1)
_NEVER = 60


@dataclass(frozen=True)
class Complaint:
    """A problem of a cell and the words of its message."""

    problem: Problem
    words: dict[str, object] = field(default_factory=dict)


class CellText(NamedTuple):
    """What a cell says; None for nothing. `faulty`: a complaint says that its content can't be trusted.

    `name`: what is written behind a code.
    """

    text: str | None
    complaints: tuple[Complaint, ...] = ()
    name: str = ""

    @property
    def faulty(self) -> bool:
        """Whether the content is not to be used."""
        return any(complaint.problem.severity is Severity.ERROR for complaint in self.complaints)


def text_of(cell: WorkbookCell, value: Value, *, date1904: bool = False) -> CellText:
    """The text of a cell that is to hold a `value`."""
    if not cell.calculated:
        return _refused(excel_problems.NOT_CALCULATED)
    if cell.sort == "error":
        return _refused(excel_problems.ERROR_VALUE, found=cell.text)
    read = _content(cell, value, date1904)
    if cell.formula is None or read.text is None:
        return read
    linked = bool(_OTHER_BOOK.search(cell.formula))
    problem = excel_problems.LINKED_FORMULA if linked else excel_problems.FORMULA
    return CellText(read.text, (*read.complaints, Complaint(problem, {"found": read.text})))


def _content(cell: WorkbookCell, value: Value, date1904: bool) -> CellText:
    if cell.sort in ("text", "boolean"):
        if cell.sort == "boolean" and value == "yes_no":
            return CellText("是" if cell.text == "TRUE" else "否")
        return _code(cell.text) if value == "code" else CellText(_typed(cell.text, value))
    if cell.sort == "date":
        return _date(cell, value, date1904)
    return _percent(cell, value) if cell.sort == "percent" else _number(cell, value)


def _typed(text: str, value: Value) -> str | None:
    if value in _ONE_WORD:
        return _BLANKS.sub("", text) or None
    if value in _NUMBERS:  # blanks inside stay: two lines of a cell are two numbers
        return _AROUND.sub("", text) or None
    # A text may have paragraphs; blanks around it mean nothing.
    return text.strip() or None


def _code(text: str) -> CellText:
    """The code of `2080505 机关事业单位基本养老保险缴费支出`; two codes in one cell stay as they are."""
    plain = _BLANKS.sub(" ", text).strip()
    named = _CODE_AND_NAME.fullmatch(plain)
    if named and not _MORE_DIGITS.search(named[2]):
        return CellText(named[1], name=named[2].strip())
    return CellText(plain or None)


def _number(cell: WorkbookCell, value: Value) -> CellText:
    if cell.format == UNKNOWN:
        return _refused(excel_problems.CELL_UNREADABLE, reason=_NO_FORMAT.format(found=cell.text[:_LONGEST_SHOWN]))
    binary = float(cell.text)
    if not abs(binary) < _LARGEST:
        return _refused(excel_problems.DIGITS_LOST, found=cell.text[:_LONGEST_SHOWN])
    stored = Decimal(repr(binary))  # the binary number's own shortest name; amounts never stay floats
    shown = _AS_SHOWN.create_decimal(stored)
    text = _plain(shown)
    if value in _NUMBERS and _OTHER_UNIT.search(cell.format):
        return _refused(excel_problems.WRONG_FORMAT, what="另一种单位的数", found=f"存的是 {text}", expected="数值")
    if value in ("text", "long") and _OWN_WORDS.search(cell.format):
        return _refused(excel_problems.WRONG_FORMAT, what="带单位的数", found=f"存的是 {text}", expected="文本")
    if abs(stored - shown) >= _REMAINDER or (value in _WRITTEN and len(text) > _MOST_DIGITS):
        return _refused(excel_problems.DIGITS_LOST, found=_plain(stored))
    if stored != shown:
        remainder = Complaint(excel_problems.INVISIBLE_REMAINDER, {"found": _plain(stored), "expected": text})
        return CellText(text, (remainder,))
    return CellText(text)


def _plain(number: Decimal) -> str:
    """A number in digits, without a trailing zero after the point: 458370, not 458370.0 or 4.5837E+5."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _percent(cell: WorkbookCell, value: Value) -> CellText:
    read = _number(cell, value)
    if read.text is None:
        return read
    text = _plain(Decimal(read.text) * 100) + "%"
    if value in ("text", "long"):
        return CellText(text)
    return _refused(excel_problems.WRONG_FORMAT, what="百分比", found=text, expected=_FORMATS.get(value, "文本"))


def _date(cell: WorkbookCell, value: Value, date1904: bool) -> CellText:
    day = _day(cell.text, date1904)
    if value == "date" and day is not None:
        return CellText(day.isoformat())
    shown = _shown(day, cell.format) if day is not None and value in ("text", "long") else None
    if shown is not None:
        return CellText(shown)
    found = cell.text if day is None else day.isoformat()
    return _refused(excel_problems.WRONG_FORMAT, what="日期", found=found, expected=_FORMATS.get(value, "文本"))


def _day(text: str, date1904: bool) -> dt.date | None:
    try:
        if text[4:5] == "-":
            return dt.date.fromisoformat(text[:10])
        days = int(float(text))
        # Before March 1900 Excel counts a day that never was.
        return (_FIRST_DAY_1904 if date1904 else _FIRST_DAY) + dt.timedelta(days) if days > _NEVER else None
    except (ValueError, OverflowError):
        return None


def _shown(day: dt.date, code: str) -> str | None:
    """A date as its format shows it, where year and month are shown; a text form has no other dates."""
    parts = set(re.sub(r"\[[^\]]*\]", "", code).lower()) & set("ymdhs")
    chinese = "年" in code
    if parts >= {"y", "m", "d"}:
        return f"{day.year}年{day.month}月{day.day}日" if chinese else day.isoformat()
    if parts == {"y", "m"}:
        return f"{day.year}年{day.month}月" if chinese else f"{day.year}-{day.month:02}"
    return None


def _refused(problem: Problem, **words: object) -> CellText:
    return CellText(None, (Complaint(problem, words),))
