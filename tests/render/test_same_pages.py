"""One design for Word and PDF: every heading stands on the same page, and both say the same words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from helpers import SAMPLES
from office import convert, lines_of, printed_number, printed_pages
from report_texts import bare
from word_reading import contents_of, opened

from discloser.model.report.report import Chart, Report
from discloser.read.kind.library import INSTALLED
from discloser.render import FORMATS
from discloser.usecases.build import report_of
from discloser.usecases.check import check

NAMES = sorted(
    path.relative_to(SAMPLES).with_suffix("").as_posix()
    for path in (*SAMPLES.glob("*.yaml"), *SAMPLES.glob("*/department.yaml"))
)
DIGESTED = "bureau-2025-budget, with its digest"
TRIED = ["bureau-2025-budget", "library-2022-final", DIGESTED]

Pages = list[str]


@cache
def report(name: str) -> Report:
    sample, _, digest = name.partition(", ")
    return replace(report_of(check(SAMPLES / f"{sample}.yaml"), INSTALLED), shows_digest=bool(digest))


@cache
def document(name: str) -> bytes:
    return FORMATS["docx"].render(report(name), INSTALLED.fonts)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Pages]:
    """The pages of a sample's PDF."""
    @cache
    def pages(name: str) -> Pages:
        path = tmp_path_factory.mktemp("pdf") / "报告.pdf"
        path.write_bytes(FORMATS["pdf"].render(report(name), INSTALLED.fonts))
        return printed_pages(path)

    return pages


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pages]:
    """The pages of all samples' Word reports as LibreOffice lays them out."""
    documents = {name.replace("/", "-"): document(name) for name in (*NAMES, DIGESTED)}
    files = convert(documents, "pdf", tmp_path_factory.mktemp("office"))
    return {name: printed_pages(files[name.replace("/", "-")]) for name in (*NAMES, DIGESTED)}


def misplaced(name: str, pages: Pages) -> list[tuple[str, int]]:
    """The lines of the Word report's contents that don't stand on the page the contents say."""
    titles = {table.toc: table.title for table in report(name).tables()}
    on_page = {number: lines_of(page) for page in pages if (number := printed_number(page))}
    contents = contents_of(opened(document(name)))
    assert len(contents) > 10
    missing = [(text, number) for _, text, number in contents if bare(titles.get(text, text)) not in on_page[number]]
    digest = report(name).digest
    if digest and (digest.name, 1) in missing and any(line.startswith(digest.title) for line in on_page[1]):
        missing.remove((digest.name, 1))
    return missing


@pytest.mark.parametrize("name", TRIED)
def test_word_s_contents_give_the_pages_of_the_pdf(name: str, pdf: Callable[[str], Pages]):
    assert misplaced(name, pdf(name)) == []


@pytest.mark.office
@pytest.mark.parametrize("name", [*NAMES, DIGESTED])
def test_every_heading_stands_on_the_same_page_in_libreoffice_and_the_pdf(
    name: str, office: dict[str, Pages], pdf: Callable[[str], Pages]
):
    assert misplaced(name, office[name]) == misplaced(name, pdf(name)) == []
    assert len(office[name]) == len(pdf(name))


@pytest.mark.office
@pytest.mark.parametrize("name", NAMES)
def test_word_says_the_words_of_the_pdf(name: str, office: dict[str, Pages], pdf: Callable[[str], Pages]):
    """A chart of two years names the years in its legend, and tells changes without a head."""
    charts = (block for block in report(name).blocks() if isinstance(block, Chart))
    heads = Counter("".join(chart.heads[2] for chart in charts if chart.heads))
    printed = signs(pdf(name))
    assert signs(office[name]) == printed - heads
    assert printed.total() > 3000


def signs(pages: Pages) -> Counter[str]:
    """All letters and figures of the numbered pages; punctuation may hang where nobody reads it."""
    body = (re.sub(r"^— ?\d+ ?—$", "", page, flags=re.MULTILINE) for page in pages if printed_number(page))
    return Counter(sign for page in body for sign in bare(page) if sign.isalnum())
