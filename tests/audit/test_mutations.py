"""One slip in a figure of a true report is found: a wrong digit, exchanged digits, a shifted decimal point."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

import pytest
from helpers import SAMPLES, final_sample, neutral_of, sample, some_of

from discloser.audit import PrintedReport, audit, book_of
from discloser.read.kind.library import INSTALLED
from discloser.read.kind.tie_outs import tie_outs_for

SEED = 20250101
NAMES = ("bureau-2025-budget", "fenyang-2025-budget", "new-unit-2025-budget")
FINAL = ("library-2022-final",)
MISREADABLE = ("十一", "十二")
"""Sections of free text and of figures that stand alone, such as floor areas."""

Report = dict[str, Any]
Put = Callable[[Report, str], None]
Spot = tuple[str, str, str, Put]
"""Report, place, figure as printed, and how another is put in its place."""


@cache
def report(name: str) -> Report:
    return neutral_of(final_sample(name) if name in FINAL else sample(name))


@cache
def book(kind: str) -> Any:
    found = tie_outs_for({"template": kind}, INSTALLED)
    assert found is not None
    return book_of(found[1])


def told(data: Report) -> set[tuple[str, str]]:
    return {(finding.code, finding.message) for finding in audit(PrintedReport.of(data), book(data["template"]))}


def cells(names: tuple[str, ...] = NAMES) -> Iterator[Spot]:
    """Every amount of every table."""
    for name in names:
        for i, table in enumerate(report(name)["tables"]):
            for j, row in enumerate(table["rows"]):
                for k, text in enumerate(row):
                    if re.fullmatch(r"\d+\.\d\d", text):
                        yield name, f"表{table['no']} {row}", text, _in_cell(i, j, k)


def words(
    names: tuple[str, ...] = NAMES, units: str = "万元|%|个", unread: tuple[str, ...] = MISREADABLE
) -> Iterator[Spot]:
    """Every amount, percentage and number of projects in the sentences about the budget."""
    for name in names:
        top = ""
        for i, part in enumerate(report(name)["narrative"]):
            top = part["heading"] if part["level"] == 1 else top
            if not top.startswith(unread):
                for j, paragraph in enumerate(part["paragraphs"]):
                    for found in re.finditer(rf"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?={units})", paragraph):
                        yield name, f"{top} {paragraph[:found.end()][-20:]}", found[0], _in_text(i, j, *found.span())


def _in_cell(table: int, row: int, column: int) -> Put:
    def put(data: Report, text: str) -> None:
        data["tables"][table]["rows"][row][column] = text
    return put


def _in_text(part: int, paragraph: int, start: int, end: int) -> Put:
    def put(data: Report, text: str) -> None:
        paragraphs = data["narrative"][part]["paragraphs"]
        paragraphs[paragraph] = paragraphs[paragraph][:start] + text + paragraphs[paragraph][end:]
    return put


def slipped(text: str, random: Random) -> str:
    """A figure with one slip that changes its value."""
    while True:
        slip = random.choice((_wrong_digit, _exchanged, _shifted))(text, random)
        if value(slip) != value(text):
            return slip


def _wrong_digit(text: str, random: Random) -> str:
    at = random.choice([i for i, char in enumerate(text) if char.isdigit()])
    return text[:at] + random.choice("0123456789") + text[at + 1:]


def _exchanged(text: str, random: Random) -> str:
    digits = [i for i, char in enumerate(text) if char.isdigit()]
    if len(digits) < 2:
        return text
    at = random.randrange(len(digits) - 1)
    chars = list(text)
    chars[digits[at]], chars[digits[at + 1]] = chars[digits[at + 1]], chars[digits[at]]
    return "".join(chars)


def _shifted(text: str, random: Random) -> str:
    if "." not in text:
        return text
    moved = value(text) * random.choice((Decimal(10), Decimal("0.1")))
    return f"{moved:,.2f}" if "," in text else f"{moved:.2f}"


def value(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def copied(data: Report) -> Report:
    """A report whose cells and paragraphs may be changed without changing the first."""
    tables = [{**table, "rows": [list(row) for row in table["rows"]]} for table in data["tables"]]
    return {**data, "tables": tables,
            "narrative": [{**part, "paragraphs": list(part["paragraphs"])} for part in data["narrative"]]}


def missed(spots: list[Spot], times: int, seed: int) -> list[str]:
    """Of so many slips, those that are not told."""
    random, unseen = Random(seed), []
    for _ in range(times):
        name, place, text, put = random.choice(spots)
        changed = copied(report(name))
        slip = slipped(text, random)
        put(changed, slip)
        if not told(changed) - told_before(name):
            unseen.append(f"{name} {place}: {text} → {slip}")
    return unseen


@cache
def told_before(name: str) -> set[tuple[str, str]]:
    return told(report(name))


def test_the_samples_are_those_in_the_folder():
    assert {path.stem for path in SAMPLES.glob("*.yaml")} >= set(NAMES)
    assert len(list(cells())) > 700
    assert len(list(words())) > 200


@pytest.mark.parametrize("tried", some_of([(40, 0), (100, 0), (100, 1), (100, 2)], 1))
def test_a_slip_in_a_table_is_found(tried: tuple[int, int]):
    times, part = tried
    assert len(missed(list(cells()), times, SEED + part)) <= 1


@pytest.mark.parametrize("tried", some_of([(40, 0), (100, 0), (100, 1)], 1))
def test_a_slip_in_a_sentence_is_found(tried: tuple[int, int]):
    times, part = tried
    assert len(missed(list(words()), times, SEED + part)) <= times // 20


@pytest.mark.parametrize("times", some_of([15, 30], 1))
def test_a_slip_in_a_table_of_final_accounts_is_found(times: int):
    assert len(missed(list(cells(FINAL)), times, SEED)) <= 1


@pytest.mark.parametrize("times", some_of([20, 40], 1))
def test_a_slip_in_a_sentence_of_final_accounts_is_found(times: int):
    """Numbers of guests are printed once; only those that cannot be are told."""
    spots = list(words(FINAL, "元|%|个|辆|批次", ("十一",)))
    assert len(spots) > 120
    assert len(missed(spots, times, SEED)) <= times // 8
