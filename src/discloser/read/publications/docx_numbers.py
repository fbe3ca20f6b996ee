"""The numbers that Word puts before paragraphs by itself: 一、 （一） 1. — they are printed and in no text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ...model.text.numerals import chinese_numeral

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVEL = re.compile(r"%([1-9])")
_CHINESE = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographTraditional",
            "taiwaneseCountingThousand", "chineseLegalSimplified")
_LETTERS = {"upperLetter": "A", "lowerLetter": "a"}


class Numbering:
    """Counts the numbered paragraphs of a document as they come; lists of one outline count on together."""

    def __init__(self, root: Any) -> None:
        self._lists: dict[str, tuple[str, dict[str, Any]]] = {}
        self._restarts: dict[tuple[str, str], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        abstract = {
            element.get(f"{_W}abstractNumId"): {level.get(f"{_W}ilvl"): level for level in element.iter(f"{_W}lvl")}
            for element in root.iter(f"{_W}abstractNum")
        }
        for element in root.iter(f"{_W}num"):
            of, own = element.find(f"{_W}abstractNumId"), element.get(f"{_W}numId")
            outline = str(of.get(f"{_W}val")) if of is not None else ""
            if outline in abstract:
                changed = {level.get(f"{_W}ilvl"): level for level in element.iter(f"{_W}lvl")}
                self._lists[own] = outline, abstract[outline] | changed
                for one in element.iter(f"{_W}lvlOverride"):
                    if one.find(f"{_W}startOverride") is not None:
                        self._restarts[own, one.get(f"{_W}ilvl", "0")] = _value(one, "startOverride", 1)

    def of(self, said: Iterable[Any]) -> str:
        """The number in front of a paragraph, or nothing; it counts as used.

        `said`: what the paragraph and its styles say of its list, the nearest first.
        """
        which = depth = ""
        for one in said:
            number, level = one.find(f"{_W}numId"), one.find(f"{_W}ilvl")
            which = which or (number.get(f"{_W}val", "") if number is not None else "")
            depth = depth or (level.get(f"{_W}val", "") if level is not None else "")
        outline, levels = self._lists.get(which, ("", {}))
        depth = depth or "0"
        if depth not in levels or not depth.isdecimal():
            return ""
        counts, at = self._counts[outline], int(depth)
        restart = self._restarts.pop((which, depth), None)
        counts[at] = counts.get(at, _value(levels[depth], "start", 1) - 1) + 1 if restart is None else restart
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
    if written in _CHINESE and 0 < number < 100:
        return chinese_numeral(number)
    if written in _LETTERS and 0 < number <= 26:
        return chr(ord(_LETTERS[written]) + number - 1)
    circled = written.startswith("decimalEnclosedCircle") and 0 < number <= 20
    return chr(ord("①") + number - 1) if circled else str(number)


def _value(level: Any, name: str, usual: int) -> int:
    element = level.find(f"{_W}{name}")
    value = element.get(f"{_W}val", "") if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < 5 else usual
