"""The sample of a real body gives the figures that body published, cell by cell and sentence by sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers import neutral_of, sample, section

PUBLISHED = Path(__file__).parent / "fenyang-2025-budget"
TABLES = json.loads((PUBLISHED / "tables.json").read_text(encoding="utf-8"))
MONEY = re.compile(r"([\d,]+(?:\.\d+)?)(?:万元(?!（原值）)|%|个)")
ASSETS = re.compile(r"([\d,]+(?:\.\d+)?)(?:辆|平方米|台（套）)")


@cache
def our_report() -> dict[str, Any]:
    return neutral_of(sample("fenyang-2025-budget"))


def published_sections() -> Iterator[tuple[str, list[str]]]:
    """Heading → the lines under it, `words|figure`, with what is right after an arrow where a figure was wrong."""
    for block in (PUBLISHED / "sentences.txt").read_text(encoding="utf-8").split("\n## ")[1:]:
        heading, *lines = block.splitlines()
        yield heading, [line for line in lines if line]


def number(figure: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", figure))


SENTENCES = dict(published_sections())


@pytest.mark.parametrize("published", TABLES, ids=[table["label"] for table in TABLES])
def test_every_cell_is_as_published(published: dict[str, Any]) -> None:
    ours = next(table for table in our_report()["tables"] if table["no"] == published["no"])
    assert {key: ours[key] for key in published} == published


def test_thirteen_tables_were_published() -> None:
    assert [table["no"] for table in TABLES] == [table["no"] for table in our_report()["tables"]] == list(range(1, 14))


@pytest.mark.parametrize("heading", SENTENCES)
def test_every_figure_of_a_section_is_as_published_in_the_same_order(heading: str) -> None:
    published = [line.split("|")[1].split(" → ")[-1] for line in SENTENCES[heading]]
    pattern = ASSETS if heading.startswith("十一") else MONEY
    ours = pattern.findall(section(our_report(), heading.split("、")[0] + "、"))
    assert [number(figure) for figure in ours] == [number(figure) for figure in published]


def test_sections_one_to_eleven_were_published() -> None:
    headings = [part["heading"] for part in our_report()["narrative"] if part["level"] == 1]
    assert list(SENTENCES) == headings[:11]


def test_the_only_figure_published_wrongly_is_the_sum_of_the_targeted_projects() -> None:
    mended = {line for lines in SENTENCES.values() for line in lines if "→" in line}
    assert mended == {"涉及金额|1946.28万元 → 1946.27万元", "涉及项目金额|1946.28万元 → 1946.27万元"}
    lines = sample("fenyang-2025-budget").project_lines
    assert sum(line.amount for line in lines if line.project_class == "特定目标类") == Decimal(19462725)
