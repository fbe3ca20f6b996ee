"""The shape of a report in neutral JSON: which sort of value stands where, and where a file has another.

A key that is not known is let be: others may note more about a report than is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any, Final

Wrong = tuple[str, str]
"""Where, and what should stand there."""

Shape = Callable[[Any, str], Iterator[Wrong]]

_LONGEST_TEXT: Final = 20_000
_MOST_TOLD: Final = 20
_DEEPEST: Final = 6
_YEAR = re.compile(r"20\d\d")
_NUMBERS = ("year", "no", "level")
_CURRENCIES = ("元", "万元")


def misshapen(data: Any) -> list[Wrong]:
    """Where the data is not shaped as a report, the first few places."""
    return list(islice(_REPORT(data, ""), _MOST_TOLD))


def plainly(value: Any, key: str = "") -> Any:
    """The data with numbers that were not put in quotes as the texts that they print, and with blank cells as ""."""
    if isinstance(value, Mapping):
        return {name: plainly(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return ["" if inner is None else plainly(inner) for inner in value]
    number = isinstance(value, int | Decimal) and not isinstance(value, bool) and key not in _NUMBERS
    return str(value) if number else value


def _at(where: str, key: str) -> str:
    return f"{where} {key}".strip()


def _text(value: Any, where: str) -> Iterator[Wrong]:
    if isinstance(value, bool) or not (value is None or isinstance(value, str | int | Decimal)):
        yield where, "应当是文字"
    elif isinstance(value, str) and len(value) > _LONGEST_TEXT:
        yield where, f"是超过 {_LONGEST_TEXT} 字的一段文字"


def _name(value: Any, where: str) -> Iterator[Wrong]:
    if isinstance(value, str) and value.strip():
        yield from _text(value, where)
    else:
        yield where, "应当是文字，不能空着"


def _number(value: Any, where: str) -> Iterator[Wrong]:
    if isinstance(value, bool) or not isinstance(value, int):
        yield where, "应当是整数"


def _year(value: Any, where: str) -> Iterator[Wrong]:
    if isinstance(value, bool) or not isinstance(value, int) or not _YEAR.fullmatch(str(value)):
        yield where, "应当是四位年度"


def _currency(value: Any, where: str) -> Iterator[Wrong]:
    if value not in _CURRENCIES:
        yield where, "应当是元或万元"


def _listed(entry: Shape, most: int, what: str, of: str = "项") -> Shape:
    """A list; of entries that are wrong the first is told."""

    def judge(value: Any, where: str) -> Iterator[Wrong]:
        if not isinstance(value, list):
            yield where, what
        elif len(value) > most:
            yield where, f"超过 {most} {of}"
        else:
            each = (entry(one, f"{where} 第 {number} 个") for number, one in enumerate(value, start=1))
            yield from islice((wrong for found in each for wrong in found), 1)

    return judge


def _mapped(what: str, needed: Mapping[str, Shape], known: Mapping[str, Shape]) -> Shape:
    """An object with some keys that it must have and some that it may have."""

    def judge(value: Any, where: str) -> Iterator[Wrong]:
        if not isinstance(value, Mapping):
            yield where or "文件", what
            return
        for key, shape in needed.items():
            yield from shape(value.get(key), _at(where, key))
        for key, shape in known.items():
            if key in value:
                yield from shape(value[key], _at(where, key))
        for key in value.keys() - needed.keys() - known.keys():
            yield from _nested(value[key], _at(where, key))

    return judge


def _nested(value: Any, where: str, depth: int = 0) -> Iterator[Wrong]:
    """Anything made of texts, as the parts of a target form are."""
    if depth > _DEEPEST:
        yield where, "套得太深"
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _nested(inner, _at(where, str(key)), depth + 1)
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from _nested(inner, f"{where} 第 {number} 个", depth + 1)
    elif not isinstance(value, bool):
        yield from _text(value, where)


_OBJECT: Final = "应当是一个对象 {…}"
_ENTRIES: Final = "应当是逐项列出的对象 [{…}, {…}]"
_ROWS: Final = "应当逐行列出，每行是一个清单"
_TEXTS: Final = "应当是逐段列出的文字 [“…”, “…”]"
_BY_NAME = _mapped("应当是名称和内容的对照 {…}", {}, {})
_INDICATOR = _mapped(_OBJECT, {}, {"一级指标": _text, "实施期": _BY_NAME, "年度": _BY_NAME})
_SIDES = _mapped(_OBJECT, {}, {"实施期": _BY_NAME, "年度": _BY_NAME})
_TARGET = _mapped(_ENTRIES, {}, {
    **dict.fromkeys(("title", "year_line", "项目名称", "主管部门及代码", "实施单位", "项目属性", "项目期"), _text),
    "资金(元)": _SIDES, "总体目标": _BY_NAME, "绩效指标": _listed(_INDICATOR, 500, _ENTRIES),
})
_EVALUATION = _mapped(_ENTRIES, {}, dict.fromkeys(("title", "year_line"), _text))
_TABLE = _mapped(_ENTRIES, {
    "no": _number, "columns": _listed(_text, 80, "应当是表头文字的清单", "栏"),
    "rows": _listed(_listed(_text, 200, _ROWS, "格"), 5000, _ROWS, "行"),
}, dict.fromkeys(("label", "title", "unit", "unit_line", "note", "marker", "org_name"), _text))
_REPORT = _mapped(_OBJECT, {
    "unit": _name, "kind": _name, "year": _year, "currency_unit": _currency, "tables": _listed(_TABLE, 100, _ENTRIES),
}, {
    "template": _text, "appendix": _text, "parts": _listed(_text, 100, _TEXTS), "notes": _listed(_text, 500, _TEXTS),
    "overview": _mapped("应当是职责和机构设置的对象 {…}", {}, {"duties": _text, "organization": _text}),
    "digest": _mapped("应当是名称和各句的对象 {…}", {"heading": _name, "paragraphs": _listed(_text, 200, _TEXTS)}, {}),
    "narrative": _listed(
        _mapped(_ENTRIES, {"heading": _name, "paragraphs": _listed(_text, 2000, _TEXTS)}, {"level": _number}),
        2000, _ENTRIES),
    "performance_targets": _listed(_TARGET, 1000, _ENTRIES),
    "self_evaluations": _listed(_EVALUATION, 1000, _ENTRIES),
    "glossary": _listed(_mapped(_ENTRIES, {"term": _name}, {"definition": _text}), 500, _ENTRIES),
    "toc": _listed(_mapped(_ENTRIES, {"title": _text}, {}), 2000, _ENTRIES),
})
