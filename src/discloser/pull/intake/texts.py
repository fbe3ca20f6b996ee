"""What sentences of a report say: reasons, last year's figures, people and things, whole passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...model.money import CurrencyUnit
from ...model.place import Place
from ...model.publication import Publication, PublishedText
from .taken import TakenValue
from .words import SaidWords

_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(亿元|万元|元)")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_CLAUSE = re.compile(r"[^；;。]*")
_REASON = re.compile(r"主要(?:原因|是因为)(?:是|为|：|:)?[:：]?([^；;。]+)")
_CHANGE = re.compile(
    r"(?:比|较|与)[^，,。；;]{0,12}?(?:(增加|减少|增长|下降)(\d[\d,]*(?:\.\d+)?)(亿元|万元|元)|持平|相同|一致)")
_DIRECT = re.compile(r"^(增加|减少)(\d[\d,]*(?:\.\d+)?)(亿元|万元|元)")
_YUAN: Mapping[str, Decimal] = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_NEAR = 14


@dataclass(frozen=True, slots=True)
class PublishedPassage:
    """A paragraph with the headings that it stands under, the outermost first."""

    headings: tuple[str, ...]
    text: str
    place: Place

    def is_under(self, heading: re.Pattern[str]) -> bool:
        """Whether one of its headings says some words; any, where none are asked for."""
        return not heading.pattern or any(heading.search(one) for one in self.headings)


def passages_of(publication: Publication) -> list[PublishedPassage]:
    """The paragraphs of a report; captions of charts and notes are left out."""
    found: list[PublishedPassage] = []
    headings: list[tuple[int, str]] = []
    for text in publication.texts:
        if text.level and not _is_running(text):
            headings = [one for one in headings if one[0] < text.level]
            headings.append((text.level, text.text))
        elif not text.small:
            found.append(PublishedPassage(tuple(words for _, words in headings), text.text, text.place))
    return found


def _is_running(text: PublishedText) -> bool:
    return text.text.endswith(("。", "；"))


def said(words: Sequence[SaidWords], passages: Sequence[PublishedPassage], unit: CurrencyUnit) -> Iterator[TakenValue]:
    """What the texts say for the paths that are asked for, each once. Amounts are told in `unit`."""
    for asked in words:
        under = [passage for passage in passages if passage.is_under(asked.heading)]
        if asked.what == "整段":
            yield from _passages(asked, under)
            continue
        take = _TAKERS[asked.what]
        for passage in under:
            for begun in asked.start.finditer(passage.text):
                if (found := take(passage.text, begun, unit)) is not None:
                    yield TakenValue(asked.path, found, passage.place)
                    break
            else:
                continue
            break


def _passages(asked: SaidWords, under: Sequence[PublishedPassage]) -> Iterator[TakenValue]:
    fitting = [passage for passage in under if asked.start.match(passage.text)]
    same = [passage for passage in fitting if passage.headings == fitting[0].headings]
    if same:
        yield TakenValue(asked.path, "\n\n".join(passage.text for passage in same), same[0].place)


def _reason(text: str, begun: re.Match[str], unit: CurrencyUnit) -> str | None:
    clause = _clause(text, begun.start())
    found = _REASON.search(clause)
    if found is None:
        behind = text[begun.start() + len(clause):]
        found = _REASON.match(behind.lstrip("。")) if behind.startswith("。") else None
    return found[1].strip("，,") if found else None


def _prior(text: str, begun: re.Match[str], unit: CurrencyUnit) -> str | None:
    """Last year's amount: this year's without the change that the sentence tells."""
    now = _AMOUNT.match(text, begun.end()) or _AMOUNT.search(text[begun.end(): begun.end() + _NEAR])
    if now is None:
        return None
    name = text[begun.start():begun.end()]
    change = _CHANGE.search(_clause(text, begun.end()))
    for again in re.finditer(re.escape(name), text):
        change = _DIRECT.match(text[again.end():]) or change
    if change is None:
        return None
    if not change[1]:
        return typed(yuan_of(now[1], now[2]), unit)
    moved = yuan_of(change[2], change[3]) * (1 if change[1] in ("增加", "增长") else -1)
    before = yuan_of(now[1], now[2]) - moved
    return typed(before, unit) if before >= 0 else None


def _amount(text: str, begun: re.Match[str], unit: CurrencyUnit) -> str | None:
    found = _AMOUNT.search(text[begun.end(): begun.end() + 2 * _NEAR])
    return typed(yuan_of(found[1], found[2]), unit) if found and found.start() <= _NEAR else None


def _count(text: str, begun: re.Match[str], unit: CurrencyUnit) -> str | None:
    found = _NUMBER.search(text[begun.end(): begun.end() + 2 * _NEAR])
    return found[0].replace(",", "") if found and found.start() <= _NEAR else None


def _phrase(text: str, begun: re.Match[str], unit: CurrencyUnit) -> str | None:
    return _clause(text, begun.end()) or None


def _date(text: str, begun: re.Match[str], unit: CurrencyUnit) -> str | None:
    found = _DATE.search(text[begun.start(): begun.end() + 2 * _NEAR])
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else None


_TAKERS: Mapping[str, Callable[[str, re.Match[str], CurrencyUnit], str | None]] = {
    "原因": _reason, "上年": _prior, "数": _amount, "个数": _count, "短句": _phrase, "日期": _date,
}


def _clause(text: str, start: int) -> str:
    found = _CLAUSE.match(text, start)
    return found[0] if found else ""


def reason_in(text: str) -> str:
    """The reason that a text gives, "" for none."""
    found = _REASON.search(text)
    return found[1].strip("，,") if found else ""


def yuan_of(number: str, unit: str) -> Decimal:
    """A printed amount in 元."""
    return Decimal(number.replace(",", "")) * _YUAN[unit]


def typed(yuan: Decimal, unit: CurrencyUnit) -> str:
    """An amount in 元 as it is typed in a form of a unit."""
    text = f"{yuan / _YUAN[unit]:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
