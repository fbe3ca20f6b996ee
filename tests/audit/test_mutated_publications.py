"""Five hundred wrong digits, seeded, in reports as they are published: how many are told, and how many can't be."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from random import Random

import pytest
from helpers import SAMPLES
from mutating import Spot, changed, slipped, spots

from discloser.disk import given
from discloser.model.finding import Severity
from discloser.model.publication import Publication
from discloser.read.kind.library import INSTALLED
from discloser.read.publications.reading import LARGEST_FILE, read_loose
from discloser.recognition import recognised
from discloser.usecases.audit import judge_opened
from discloser.usecases.build import build
from discloser.usecases.opened_reports import opened_publication

SEED = 20251129
NO_KIND = Path(__file__).parent / "anywhere" / "report.html"
OURS = ("bureau-2025-budget", "library-2022-final")
LEAST = {"cell": 0.995, "rate": 0.99, "amount": 0.90}
DETERMINED = 0.9
"""Of all figures the least share that another printed one determines."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Publication]:
    """Reports as published: in the wording of no installed kind, and our own with theirs."""
    paths = {"none": NO_KIND}
    for name in OURS:
        folder = tmp_path_factory.mktemp("reports")
        build(SAMPLES / f"{name}.yaml", folder, ["html"])
        paths[name] = next(folder.glob("*.html"))
    return {name: recognised(read_loose(given(path, LARGEST_FILE)).blocks, path.name) for name, path in paths.items()}


def told(report: Publication) -> Counter[tuple[str, str]]:
    findings, _ = judge_opened(opened_publication(report, INSTALLED), report.file, INSTALLED)
    return Counter((one.code, one.message) for one in findings if one.severity is not Severity.INFO)


def chosen(reports: dict[str, Publication], times: int, random: Random) -> list[tuple[str, Spot]]:
    """So many figures of reports, half of them cells."""
    every = [(name, spot) for name, report in reports.items() for spot in spots(report) if spot.determined]
    cells = [one for one in every if one[1].sort == "cell"]
    texts = [one for one in every if one[1].sort != "cell"]
    return random.sample(cells, times - min(times // 2, len(texts))) + random.sample(texts, min(times // 2, len(texts)))


@pytest.mark.parametrize("times", [40, pytest.param(500, marks=pytest.mark.whole)])
def test_a_wrong_digit_is_told(published: dict[str, Publication], times: int):
    random, before = Random(SEED), cache(lambda name: told(published[name]))
    tried: Counter[str] = Counter()
    missed: list[str] = []
    for name, spot in chosen(published, times, random):
        tried[spot.sort] += 1
        slip = slipped(spot.text, random)
        if not told(changed(published[name], spot, slip)) - before(name):
            missed.append(f"{spot.sort} {name} {spot.block} {spot.at}: {spot.text} → {slip}")
    for sort, least in LEAST.items():
        unseen = [one for one in missed if one.startswith(sort)]
        assert len(unseen) <= max(tried[sort] * (1 - least), times < 500), unseen


def test_most_figures_are_determined_by_others(published: dict[str, Publication]):
    for report in published.values():
        every = list(spots(report))
        assert sum(spot.determined for spot in every) > len(every) * DETERMINED
