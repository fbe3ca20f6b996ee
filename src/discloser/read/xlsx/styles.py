"""Number formats of a workbook's cells: what makes 0.98 a share, 45722 a day, and 5 five 亿元."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, Literal

from .package import Package
from .parts import children, root

NumberSort = Literal["number", "date", "percent"]

UNKNOWN: Final = "?"
"""The code of a style that could not be read; no program writes it."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]')
_NO_DATE = re.compile(r"g/通用格式|general|am/pm|e[+-]")
_DATE_IDS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_YEAR_MONTH, _MONTH_DAY, _WHOLE_DAY = "yyyy年m月", "m月d日", "yyyy年m月d日"
_DATE_CODES = {
    14: "yyyy-m-d", 15: "d-mmm-yy", 17: "mmm-yy", 31: _WHOLE_DAY, **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
}
_NUMBER_CODES = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0",
                 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00"}
_FIRST_OWN = 164
_ID = re.compile("[0-9]{1,6}")


def style_codes(package: Package, name: str) -> list[str]:
    """The number format code of every cell style; "" for General."""
    styles = root(package, name)
    own: dict[str, str] = {}
    for formats in children(styles, "numFmts"):
        for made in children(formats, "numFmt"):
            identity, code = _identity(made), made.get("formatCode") or ""
            own[identity] = UNKNOWN if own.get(identity, code) != code else code
    return [_code(_identity(style), own) for listed in children(styles, "cellXfs") for style in children(listed, "xf")]


def struck_styles(package: Package, name: str) -> frozenset[int]:
    """The cell styles whose letters are struck through: what such a cell holds was crossed out."""
    styles = root(package, name)
    struck = [any(line.get("val", "1") not in ("0", "false") for line in children(font, "strike"))
              for fonts in children(styles, "fonts") for font in children(fonts, "font")]
    fonts = [(style.get("fontId") or "0").strip() for listed in children(styles, "cellXfs")
             for style in children(listed, "xf")]
    return frozenset(number for number, font in enumerate(fonts)
                     if _ID.fullmatch(font) and int(font) < len(struck) and struck[int(font)])


def _identity(element: Any) -> str:
    """The number of a format without leading zeros; `UNKNOWN` for what is no number."""
    typed = (element.get("numFmtId") or "0").strip()
    return str(int(typed)) if _ID.fullmatch(typed) else UNKNOWN


def _code(identity: str, own: dict[str, str]) -> str:
    if identity in own or identity == UNKNOWN:
        return own.get(identity, UNKNOWN) if identity != UNKNOWN else UNKNOWN
    number = int(identity)
    if number >= _FIRST_OWN:
        return UNKNOWN
    return _DATE_CODES.get(number, "yyyy-m-d h:mm") if number in _DATE_IDS else _NUMBER_CODES.get(number, "")


@cache
def shown_as(code: str) -> NumberSort:
    """What a number with this format is to the eye."""
    plain = _NO_DATE.sub("", _LITERAL.sub("", code).lower())
    if "%" in plain:
        return "percent"
    return "date" if re.search("[ymdhsaegb]", plain) else "number"
