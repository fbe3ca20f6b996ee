"""The Word report through LibreOffice: nothing is lost, and every number in the contents is the page's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from a_report import a_report
from helpers import final_sample, report_of, sample
from office import convert, count_tables, lines_of, printed_number, printed_pages
from report_texts import bare
from word_reading import contents_of, opened

from discloser.model.report.report import Block, Paragraph, Report, Table, TargetForm, Term
from discloser.render.word import render

pytestmark = pytest.mark.office

FIGURE = re.compile(r"\d[\d,]*\.\d\d")

Texts = Callable[[str], str]


def with_texts(report: Report, change: Texts) -> Report:
    """The report with its free texts longer or shorter."""
    return replace(report, parts=tuple(
        replace(part, blocks=tuple(_with_text(block, change) for block in part.blocks)) for part in report.parts
    ))


def _with_text(block: Block, change: Texts) -> Block:
    match block:
        case Paragraph(text=text):
            return replace(block, text=change(text), passages=())
        case Term(definition=text):
            return replace(block, definition=change(text))
        case TargetForm(texts=texts):
            return replace(block, texts=tuple((label, change(text)) for label, text in texts))
    return block


def _times(numerator: int, denominator: int) -> Texts:
    return lambda text: (text * 4)[: max(len(text) * numerator // denominator, 4)]


def the_reports() -> dict[str, Report]:
    """The invented report, samples of all sorts, the first also with texts of other lengths, one with longer tables."""
    unit, bureau, new_unit = (report_of(sample(f"{name}-2025-budget")) for name in ("fenyang", "bureau", "new-unit"))
    final = report_of(final_sample("library-2022-final"))
    changed = {
        f"texts-{numerator}-{denominator}": with_texts(unit, _times(numerator, denominator))
        for numerator, denominator in ((1, 2), (4, 5), (6, 5), (3, 2), (11, 4))
    }
    samples = {"unit": unit, "bureau": bureau, "new-unit": new_unit, "final": final}
    return {"invented": a_report(), **samples, **changed, "long-tables": _with_long_tables(bureau)}


def _with_long_tables(report: Report) -> Report:
    return replace(report, parts=tuple(
        replace(part, blocks=tuple(
            replace(block, rows=block.rows * 3) if isinstance(block, Table) else block for block in part.blocks
        ))
        for part in report.parts
    ))


@pytest.fixture(scope="module")
def documents() -> dict[str, bytes]:
    return {name: render(report) for name, report in the_reports().items()}


@pytest.fixture(scope="module")
def printed(documents: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    files = convert(documents, "pdf", tmp_path_factory.mktemp("office"))
    return {name: printed_pages(file) for name, file in files.items()}


NAMES = (
    "invented", "unit", "bureau", "new-unit", "final", "texts-1-2", "texts-4-5", "texts-6-5", "texts-3-2", "texts-11-4",
    "long-tables",
)
EACH = pytest.mark.parametrize("name", NAMES)


@EACH
def test_every_number_in_the_contents_is_that_of_the_page(
    name: str, documents: dict[str, bytes], printed: dict[str, list[str]]
):
    titles = {table.toc: table for table in the_reports()[name].tables()}
    pages = {number: lines_of(page) for page in printed[name] if (number := printed_number(page))}
    entries = contents_of(opened(documents[name]))
    assert len(entries) > 10
    for _, text, number in entries:
        table = titles.get(text)
        wanted = {bare(table.title), bare(table.label)} if table else {bare(text)}
        assert [page for page, lines in pages.items() if wanted <= lines] == [number], text


@EACH
def test_pages_are_numbered_in_a_row_and_none_is_empty(name: str, printed: dict[str, list[str]]):
    numbers = [printed_number(page) for page in printed[name]]
    body = numbers[numbers.index(1):]
    assert body == list(range(1, len(body) + 1))
    assert len(numbers) - len(body) in (2, 3)
    assert all(len(bare(page)) > len("—99—") for page in printed[name][1:])


@EACH
def test_no_amount_and_no_code_is_broken(name: str, printed: dict[str, list[str]]):
    words = {word for page in printed[name] for word in page.split()}
    for table in the_reports()[name].tables():
        for row in table.rows:
            for cell, column in zip(row.cells, table.columns, strict=True):
                assert column.show not in ("amount", "code") or not cell.text or cell.text in words, cell.text


@EACH
def test_no_figure_in_the_text_is_broken(name: str, printed: dict[str, list[str]]):
    report = the_reports()[name]
    labels = {bare(table.label) for table in report.tables()}
    wanted = Counter(
        figure for block in report.blocks() if isinstance(block, Paragraph) and block.style == "body"
        for figure in FIGURE.findall(block.text)
    )
    found = Counter(
        figure for page in printed[name] if not labels & lines_of(page)
        for line in page.split("\n") for figure in FIGURE.findall(line)
    )
    assert wanted.total() > 8
    assert wanted - found == Counter()


def test_no_table_is_lost(documents: dict[str, bytes], tmp_path: Path):
    wanted = {name: documents[name] for name in ("invented", "unit")}
    for name, file in convert(wanted, "odt", tmp_path).items():
        assert count_tables(file) == len(opened(documents[name]).tables) > 4
