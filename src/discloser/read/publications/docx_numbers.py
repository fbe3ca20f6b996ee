"""The numbers that Word puts before paragraphs by itself: 一、 （一） 1. — they are printed and in no text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from ...model.text.numerals import chinese_numeral

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVEL = re.compile(r"%([1-9])")
_CHINESE = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographTraditional",
            "taiwaneseCountingThousand", "chineseLegalSimplified")


class Numbering:
    """Counts the numbered paragraphs of a document as they come."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[str, dict[str, Any]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        abstract = {
            element.get(f"{_W}abstractNumId"): {level.get(f"{_W}ilvl"): level for level in element.iter(f"{_W}lvl")}
            for element in root.iter(f"{_W}abstractNum")
        }
        for element in root.iter(f"{_W}num"):
            of = element.find(f"{_W}abstractNumId")
            if of is not None and of.get(f"{_W}val") in abstract:
                self._levels[element.get(f"{_W}numId")] = abstract[of.get(f"{_W}val")]

    def of(self, paragraph: Any) -> str:
        """The number in front of a paragraph, or nothing; it counts as used."""
        numbered = paragraph.find(f"{_W}pPr/{_W}numPr")
        if numbered is None or not self._levels:
            return ""
        number, level = numbered.find(f"{_W}numId"), numbered.find(f"{_W}ilvl")
        which = number.get(f"{_W}val", "") if number is not None else ""
        depth = level.get(f"{_W}val", "0") if level is not None else "0"
        levels = self._levels.get(which, {})
        if depth not in levels or not depth.isdecimal():
            return ""
        counts = self._counts[which]
        at = int(depth)
        counts[at] = counts.get(at, _value(levels[depth], "start", 1) - 1) + 1
        for deeper in [d for d in counts if d > at]:
            del counts[deeper]
        return self._shown(levels, levels[depth], counts)

    def _shown(self, levels: dict[str, Any], level: Any, counts: dict[int, int]) -> str:
        text = level.find(f"{_W}lvlText")
        pattern = str(text.get(f"{_W}val", "")) if text is not None else ""

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            return _written(counts.get(at, 1), levels.get(str(at), level))

        return _LEVEL.sub(number, pattern) if _LEVEL.search(pattern) else ""


def _written(number: int, level: Any) -> str:
    form = level.find(f"{_W}numFmt")
    written = form.get(f"{_W}val", "decimal") if form is not None else "decimal"
    return chinese_numeral(number) if written in _CHINESE and 0 < number < 100 else str(number)


def _value(level: Any, name: str, usual: int) -> int:
    element = level.find(f"{_W}{name}")
    value = element.get(f"{_W}val", "") if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < 5 else usual
