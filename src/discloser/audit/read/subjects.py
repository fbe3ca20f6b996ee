"""The subjects of fixed sentences: whom, and which year, a sentence of the kind tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from .claims import Readings
from .figures import FigurePlace
from .printed import PrintedReport, plain
from .years import YEAR, years_in

_ASIDE = re.compile(r"^(?:\d+[.、]|\([^()]*\)|截至.*?[日底末])+")
_REASON = re.compile("原因|由于|因为|主要是|根据|按照要求")


class Subject(NamedTuple):
    """What stands before the fixed `words` of a sentence. `dated`: whether the year stands beside it."""

    spot: FigurePlace
    name: str
    words: str
    dated: bool


def read_subjects(words: Sequence[str], report: PrintedReport, readings: Readings) -> Iterator[Subject]:
    """The subjects of sentences that go on with some of the words; the years beside them join those already read."""
    if not words:
        return
    opening = _opening(tuple(words))
    for passage in report.narrative():
        for match in opening.finditer(plain(passage.text)):
            head = _ASIDE.sub("", match["head"])
            if _REASON.search(head):
                continue
            spot = FigurePlace(section=passage.section)
            readings.years += [(spot, y.text, y.value) for y in years_in(head, report.year) if y.value is not None]
            for name in filter(None, YEAR.sub("\n", head).split("\n")):
                yield Subject(spot, name, match["words"], bool(YEAR.search(head)))


@lru_cache(maxsize=64)
def _opening(words: tuple[str, ...]) -> re.Pattern[str]:
    """The beginning of a clause up to the words that follow the subject in one of the fixed sentences."""
    longest_first = sorted(map(plain, words), key=len, reverse=True)
    return re.compile(rf"(?:^|[。;,:])(?P<head>[^。;,:]{{0,60}}?)(?P<words>{'|'.join(map(re.escape, longest_first))})")
