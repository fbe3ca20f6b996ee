"""One cell's XML → a cell, or what is wrong with it. Nothing is guessed: what Excel would not have written is told."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Any, Literal, NamedTuple

from .parts import tags
from .strings import CellWords, unescaped, words_of
from .styles import UNKNOWN, NumberSort, shown_as

Sort = Literal["text", "number", "date", "percent", "boolean", "error"]
Position = tuple[int, int]
"""Row and column, from 1."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_COUNT = re.compile(r"\s*([0-9]{1,9})\s*", re.ASCII)
_NUMBER = re.compile(r"\s*[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\s*", re.ASCII)
_TRUTHS = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}
_VALUE, _FORMULA, _INLINE, _UNREAD = tags("v"), tags("f"), tags("is"), tags("extLst")


class WorkbookCell(NamedTuple):
    """A cell with something in it. `text`: as stored; `formula`: None unless there is one; `format`: its code.

    A number whose format is `UNKNOWN` may be a share, a day, or so many 亿元.
    """

    text: str
    sort: Sort
    formula: str | None = None
    format: str = ""
    calculated: bool = True


class Odd(Exception):  # noqa: N818  it says what is odd about a cell, for its finding
    """A cell that can't be read as it stands; the message says why, in Chinese."""

    def __init__(self, reason: str, text: str = "") -> None:
        super().__init__(reason)
        self.text = text


class CellReader:
    """Reads the cells of one sheet. `codes`: the number formats; None for a workbook that tells none.

    `struck`: the styles that strike out whatever stands in a cell.
    """

    def __init__(self, strings: list[CellWords], codes: list[str] | None, struck: frozenset[int]) -> None:
        self._strings = strings
        self._codes = codes
        self._struck = struck
        self._shared: dict[str, str] = {}

    def cell(self, element: Any) -> WorkbookCell | None:
        """The cell, None for one with nothing in it. Raises `Odd`."""
        found = self._cell(element)
        if found is not None and found.text.strip() and self._is_struck(element):
            raise Odd(f"整格都划掉了：“{found.text.strip()[:20]}”", found.text)
        return found

    def _is_struck(self, element: Any) -> bool:
        number = _COUNT.fullmatch(element.get("s") or "0")
        return number is not None and int(number[1]) in self._struck

    def _cell(self, element: Any) -> WorkbookCell | None:
        value, formula, inline = self._contents(element)
        kind = element.get("t") or "n"
        if formula is not None and not value and kind not in ("str", "inlineStr"):
            return WorkbookCell("", "text", formula, calculated=False)
        if kind == "s" and value:
            return _text(self._string(value), formula, self._style(element))
        if inline is not None or kind in ("str", "inlineStr"):
            return _text(inline if inline is not None else unescaped(value or ""), formula, self._style(element))
        return _number_or_mark(kind, value, formula, self._style(element)) if value else None

    def _contents(self, element: Any) -> tuple[str | None, str | None, CellWords | None]:
        value: str | None = None
        formula: str | None = None
        inline: CellWords | None = None
        for child in element:
            if child.tag in _VALUE:
                if value is not None or len(child):
                    raise Odd("存了不止一个值")
                value = child.text or ""
            elif child.tag in _FORMULA:
                formula = self._formula(child)
            elif child.tag in _INLINE:
                inline = words_of(child)
            elif child.tag not in _UNREAD:
                raise Odd("有看不懂的内容")
        return value, formula, inline

    def _formula(self, element: Any) -> str:
        """A formula; one that is shared is written at the first of its cells."""
        text, shared = element.text or "", element.get("si")
        if element.get("t") == "shared" and shared is not None:
            return self._shared.setdefault(shared, text) if text else self._shared.get(shared, "")
        return text

    def _string(self, value: str) -> CellWords:
        number = _COUNT.fullmatch(value)
        if number is None or int(number[1]) >= len(self._strings):
            raise Odd(f"引用的文字“{value[:20]}”在工作簿里没有")
        return self._strings[int(number[1])]

    def _style(self, element: Any) -> str:
        style = element.get("s") or "0"
        number = _COUNT.fullmatch(style)
        if number is None:
            raise Odd(f"引用的格式“{style[:20]}”读不懂")
        if self._codes is None or int(number[1]) >= len(self._codes):
            return UNKNOWN if int(number[1]) else ""
        return self._codes[int(number[1])]


@cache
def column_name(column: int) -> str:
    """The letters of a column: 28 is `AB`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """The number of a column: `AB` is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_name(position: Position) -> str:
    """The address of a cell: `C7`."""
    return f"{column_name(position[1])}{position[0]}"


def position_of(address: str) -> Position | None:
    """The cell at an address, however it is written: `D4`, `d4`, `$D$4`; None for what no sheet has."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    row, column = int(found[2]), column_number(found[1])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


def row_number(typed: str) -> int | None:
    """The number of a row; None for what is none."""
    found = _COUNT.fullmatch(typed)
    return int(found[1]) if found and 0 < int(found[1]) <= LAST_ROW else None


def _text(words: CellWords, formula: str | None, code: str) -> WorkbookCell | None:
    if words.fault:
        raise Odd(words.fault, words.text)
    return WorkbookCell(words.text, "text", formula, code) if words.text or formula is not None else None


def _number_or_mark(kind: str, value: str, formula: str | None, code: str) -> WorkbookCell:
    if kind == "e":
        return WorkbookCell(value, "error", formula, code)
    if kind == "b":
        if value.strip() not in _TRUTHS:
            raise Odd(f"存的“{value[:20]}”不是“是”或“否”")
        return WorkbookCell(_TRUTHS[value.strip()], "boolean", formula, code)
    if kind == "d":
        return WorkbookCell(value, "date", formula, code or "yyyy-mm-dd")
    if kind != "n":
        raise Odd(f"内容的类型“{kind[:20]}”没有见过")
    if not _NUMBER.fullmatch(value) or math.isinf(float(value)):
        raise Odd(f"存的“{value[:30]}”不是数")
    sort: NumberSort = shown_as(code)
    return WorkbookCell(value.strip(), sort, formula, code)
