"""The amounts of a form as another reader sees them: python-calamine for workbooks, plain PyYAML for texts."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml
from python_calamine import CalamineWorkbook

from discloser.model.finding import has_errors
from discloser.model.form.flat import flat
from discloser.model.money import AmountError, parse_amount
from discloser.model.place import FormPath, Place
from discloser.read.form.files import read_form
from discloser.read.form.shape import shape

_MONEY = ("金额", "一般公共预算", "政府性基金预算", "国有资本经营预算", "本年", "上年", "收入总计",
          "支出总计", "年初预算", "决算")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


def read_otherwise(path: Path) -> list[str]:
    """Every amount that was read without a finding and that another reader reads otherwise."""
    source = read_form(path)
    shaped = shape(source)
    told = [*source.findings, *shaped.findings]
    if source.raw is None or has_errors(told):
        return []
    places = {(finding.place.line, finding.place.sheet, finding.place.cell) for finding in told}
    ours = {at: text for at, text in flat(source.raw, source.form).items() if at[-1] in _MONEY}
    theirs = _in_workbook(path) if path.suffix == ".xlsx" else _in_text(path)
    odd = []
    for at, text in ours.items():
        place = source.places.of(at)
        other = theirs(at, place)
        if other is not None and (place.line, place.sheet, place.cell) not in places and not _same(text, other):
            odd.append(f"{'/'.join(map(str, at))} {place}: {text!r} / {other!r}")
    return odd


def _same(text: str, other: Any) -> bool:
    if isinstance(other, bool):
        return False
    if isinstance(other, int | float):
        return float(parse_amount(text, "元")) == float(other) if _is_exact(text) else float(text) == float(other)
    plain = str(other).translate(_WIDE | _INVISIBLE).strip().replace(",", "").replace(" ", "")
    try:
        return Decimal(plain or 0) == parse_amount(text, "万元") / 10000
    except (InvalidOperation, AmountError):
        return str(other).strip() == text.strip()


def _is_exact(text: str) -> bool:
    try:
        parse_amount(text, "元")
    except AmountError:
        return False
    return True


def _in_workbook(path: Path) -> Any:
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except Exception:  # another reader's own limits are no measure of ours
        return lambda at, place: None

    def value(at: FormPath, place: Place) -> Any:
        found = _ADDRESS.fullmatch(place.cell or "")
        rows = sheets.get(place.sheet or "")
        if found is None or rows is None:
            return None
        row, column = int(found[2]) - 1, _column(found[1])
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else None

    return value


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _in_text(path: Path) -> Any:
    try:
        data = yaml.load(path.read_bytes().decode("utf-8-sig"), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, UnicodeError):
        return lambda at, place: None

    def value(at: FormPath, place: Place) -> Any:
        here = data
        for key in at:
            if isinstance(here, dict) and any(_is_tail(other) for other in here):
                return None
            try:
                here = here[key]
            except (LookupError, TypeError):
                return None
        return here if isinstance(here, str) else None

    return value


def _is_tail(key: object) -> bool:
    """`{金额: 1,234}` says to YAML what nobody means."""
    return isinstance(key, str) and key[:1].isdigit()
