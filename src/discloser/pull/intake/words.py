"""The words by which figures are taken out of reports and lists: data, in the templates' folder `words`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ...model.form.sorts import Sort
from ...model.form.terms import FUNDS, OWN_INCOMES
from .evaluation_words import EvaluationWords

Limits = Mapping[str, tuple[str, ...]]
"""Dimension → the values that it is limited to; what is not named is not limited."""

NO_LIMITS: Final[Limits] = {}
PART: Final = "一种"
"""The dimension of an income that the form does not tell apart from others of its source."""
_SOURCE = "来源"
_SOURCES = "资金来源"
_NUMBERED = re.compile(
    r"^([一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|[①-⑳]|\d{1,2}[、.．](?!\d)|其中:)+|\((类|款|项)\)$")
_YEAR = re.compile(r"(19|20)\d\d年?度?")


@dataclass(frozen=True, slots=True)
class SaidWords:
    """What is taken from a text: for which path, under which heading, behind which words, and as what."""

    path: tuple[str, ...]
    heading: re.Pattern[str]
    start: re.Pattern[str]
    what: str


@dataclass(frozen=True, slots=True)
class IntakeWords:
    """`tables`: sort of table → limits; `titles`: (words of a title, limits, words that it must not have).

    `words`: (name of a column or row, limits); `totals`: names that limit nothing; `funds`: the sources of a budget's
    form; `other_funds`: a source as others call it → as this form has it; `pairs`: functional and economic items that
    usually go together; `unprinted`: what a form needs and no report prints → what is proposed; `publics`: (name of a
    kind of 三公经费, as the form has it); `counted`: row of a table of statistics → where in the form it belongs;
    `said`: what is taken from texts; `targets`:
    label of a target form → key, and of the sources of its money; `evaluations`: of a self-evaluation.
    """

    tables: Mapping[str, Limits]
    titles: tuple[tuple[re.Pattern[str], Limits, re.Pattern[str] | None], ...]
    words: tuple[tuple[re.Pattern[str], Limits], ...]
    totals: re.Pattern[str]
    funds: tuple[str, ...]
    other_funds: Mapping[str, str]
    pairs: frozenset[tuple[str, str]]
    unprinted: Mapping[str, str]
    publics: tuple[tuple[re.Pattern[str], str], ...]
    counted: Mapping[str, str]
    said: tuple[SaidWords, ...]
    targets: Mapping[str, str]
    target_sources: Mapping[str, str]
    evaluations: EvaluationWords

    def public_of(self, name: str) -> str:
        """The kind of 三公经费 of a name, "" for another."""
        shown = bare(name)
        return next((item for pattern, item in self.publics if pattern.fullmatch(shown)), "")

    def limits_of(self, name: str) -> Limits | None:
        """What the name of a column or row limits; None for a name that is not known."""
        shown = bare(name)
        for pattern, limits in self.words:
            if pattern.fullmatch(shown):
                found = {key: tuple(value.format(shown) for value in values) for key, values in limits.items()}
                return self._in_own_sources(found)
        return NO_LIMITS if not shown or self.totals.fullmatch(shown) else None

    def _in_own_sources(self, limits: Limits) -> Limits:
        """Limits by the sources that the form has: of what it does not tell apart a name is one part, and what it
        tells apart a name is the whole of."""
        if not self.other_funds or _SOURCE not in limits or set(limits[_SOURCE]) <= set(self.funds):
            return limits
        names = limits[_SOURCE]
        if names == FUNDS[-1:]:
            return {**limits, _SOURCE: tuple(fund for fund in self.funds if fund in OWN_INCOMES)}
        return {**limits, PART: names, _SOURCE: tuple(self.other_funds.get(name, name) for name in names)}

    def limits_of_table(self, sort: str, title: str) -> Limits | None:
        """What a table is about as a whole; None for one that no line is told by."""
        limits = self.tables.get(sort)
        if limits is None:
            return None
        for pattern, more, without in self.titles:
            if pattern.search(title) and not (without and without.search(title)):
                limits = both(limits, more)
        return limits


def both(one: Limits, other: Limits) -> Limits:
    """What meets both limits; of two that name one dimension, what is in both."""
    met = dict(one)
    for key, values in other.items():
        met[key] = tuple(value for value in met[key] if value in values) if key in met else values
    return met


def bare(name: str) -> str:
    """The name of a column or row without blanks, numbers, years, signs in one width."""
    shown = "".join(name.split()).replace("（", "(").replace("）", ")").replace("：", ":")
    return _NUMBERED.sub("", _YEAR.sub("", shown))


def words_of(data: Mapping[str, Any], sort: Sort, funds: tuple[str, ...]) -> IntakeWords:
    """The words for a sort of form in the data of their file. `funds`: the sources that a budget's form has.

    Raises KeyError, TypeError or re.error for what is no such file.
    """
    form = data["表样"]
    return IntakeWords(
        tables={str(kind): _limits(limits) for kind, limits in data["表"].items()},
        titles=tuple(
            (re.compile(row[0]), _limits(row[1]), re.compile(row[2]) if row[2:] else None) for row in data["表题"]),
        words=tuple((re.compile(pattern), _limits(limits)) for pattern, limits in data["词"]),
        totals=re.compile("|".join(f"(?:{pattern})" for pattern in data["总数"])),
        funds=funds,
        other_funds=_other_funds(data["来源"], funds) if sort == "budget" else {},
        pairs=frozenset((str(function), str(economic)) for function, economic in data["配对"]),
        unprinted={str(key): str(value) for key, value in data["没有印出的"].items()},
        publics=tuple((re.compile(pattern), str(item)) for pattern, item in data["三公"]),
        counted={bare(str(row)): str(path) for row, path in data["统计"]},
        said=tuple(_said(*row) for row in data["文字"][sort]),
        targets={str(label): str(key) for label, key in form.items() if label != _SOURCES},
        target_sources={str(label): str(key) for label, key in form[_SOURCES].items()},
        evaluations=EvaluationWords.of(data["自评表"]),
    )


def _other_funds(data: Mapping[str, Any], funds: Sequence[str]) -> dict[str, str]:
    """Name of a source → the first of the names that may stand for it which the form has."""
    found = {str(name): next((fund for fund in choices if fund in funds), "") for name, choices in data.items()}
    return {name: fund for name, fund in found.items() if fund and name not in funds}


def _said(path: str, heading: str, start: str, what: str) -> SaidWords:
    return SaidWords(tuple(path.split("/")), re.compile(heading), re.compile(_in_any_width(start)), what)


def _in_any_width(pattern: str) -> str:
    """A pattern whose signs may stand in either width."""
    for full, half in (("（", r"\("), ("）", r"\)"), ("，", ","), ("：", ":"), ("；", ";")):
        pattern = re.sub(rf"(?<!\[){full}", f"[{full}{half}]", pattern)
    return pattern


def _limits(data: Mapping[str, Any]) -> Limits:
    return {str(key): tuple(map(str, value)) if isinstance(value, list) else (str(value),)
            for key, value in data.items()}
