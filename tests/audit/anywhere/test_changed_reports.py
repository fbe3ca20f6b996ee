"""One wrong digit in a figure that other printed figures determine is found, with no kind installed."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
from helpers import some_of

from discloser.audit.anywhere import YearCodes, judge, lexicon_of
from discloser.disk import given
from discloser.model.finding import Severity
from discloser.model.publication import Publication, PublishedTable
from discloser.read.kind.library import INSTALLED
from discloser.read.kind.words import read_words
from discloser.read.publications.reading import LARGEST_FILE, read_loose
from discloser.recognition import recognised

SEED, TIMES = 17, 60
_AMOUNT = re.compile(r"\d[\d,]*\.\d\d")
_FREE = ("国有资产", "单位：")
"""Where figures stand that nothing else in a report determines."""


@cache
def report() -> Publication:
    path = Path(__file__).with_name("report.html")
    return recognised(read_loose(given(path, LARGEST_FILE)).blocks, path.name)


def errors(publication: Publication) -> set[str]:
    found, _ = judge(publication, YearCodes(), lexicon_of(read_words(INSTALLED.shared("words"))))
    return {finding.message for finding in found if finding.severity is not Severity.INFO}


def slipped(text: str, random: Random) -> str:
    """A figure with another digit before the point."""
    at = random.choice([i for i, char in enumerate(text.partition(".")[0]) if char.isdigit()])
    return text[:at] + random.choice([digit for digit in "123456789" if digit != text[at]]) + text[at + 1:]


def cells() -> list[tuple[int, int, int]]:
    return [
        (number, i, j) for number, block in enumerate(report().blocks) if isinstance(block, PublishedTable)
        for i, row in enumerate(block.rows) for j, cell in enumerate(row)
        if _AMOUNT.fullmatch(cell.text) and cell.text.strip("0.")
    ]


def words() -> list[tuple[int, int, int]]:
    return [
        (number, *found.span(1)) for number, block in enumerate(report().blocks)
        if not isinstance(block, PublishedTable) and not any(free in block.text for free in _FREE)
        for found in re.finditer(r"(?<![\d.,])(\d[\d,]*\.\d+)(?:%|万元)", block.text)
    ]


@pytest.mark.parametrize("spot", some_of(Random(SEED).sample(cells(), TIMES), 20), ids=str)
def test_a_wrong_digit_in_a_cell_is_found(spot: tuple[int, int, int]):
    number, i, j = spot
    blocks = list(report().blocks)
    table = blocks[number]
    assert isinstance(table, PublishedTable)
    rows = [list(row) for row in table.rows]
    rows[i][j] = replace(rows[i][j], text=slipped(rows[i][j].text, Random(str(spot))))
    blocks[number] = replace(table, rows=tuple(map(tuple, rows)))
    assert errors(replace(report(), blocks=tuple(blocks)))


@pytest.mark.parametrize("spot", some_of(Random(SEED).sample(words(), len(words())), 20), ids=str)
def test_a_wrong_digit_in_a_sentence_is_found(spot: tuple[int, int, int]):
    number, start, end = spot
    blocks = list(report().blocks)
    text = blocks[number]
    assert not isinstance(text, PublishedTable)
    spoilt = text.text[:start] + slipped(text.text[start:end], Random(str(spot))) + text.text[end:]
    blocks[number] = replace(text, text=spoilt)
    assert errors(replace(report(), blocks=tuple(blocks)))


def test_the_report_itself_has_nothing_wrong():
    assert errors(report()) == set()
