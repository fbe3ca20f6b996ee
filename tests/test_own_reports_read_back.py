"""Our own reports, read back from what is printed: every cell, every paragraph, and the same verdict as on the JSON."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers import SAMPLES, some_of

from discloser.model.text.squeezing import squeezed
from discloser.read.kind.library import INSTALLED
from discloser.usecases.audit import judge_opened
from discloser.usecases.build import build
from discloser.usecases.opened_reports import Opened, opened

FORMATS = ("pdf", "docx", "html")
OTHER_ENGINE = "weasyprint"
TRIED = [
    ("bureau-2025-budget", "pdf"), ("bureau-2025-budget", "docx"), ("bureau-2025-budget", "html"),
    ("library-2022-final", "pdf"), ("library-2022-final", "docx"), ("department-2025-budget/department", "pdf"),
    ("city-department-2026-budget/department", "pdf"), ("city-department-2026-budget/department", "docx"),
    ("city-operations-2025-final", OTHER_ENGINE),
]
"""What make test tries; every sample in every format is tried under the marker `whole`."""
SAMPLE_NAMES = sorted(path.relative_to(SAMPLES).with_suffix("").as_posix() for path in SAMPLES.rglob("*.yaml"))
EVERY = [(name, form) for name in SAMPLE_NAMES for form in (*FORMATS, OTHER_ENGINE)]
CASES = some_of([*TRIED, *(case for case in EVERY if case not in TRIED)], len(TRIED))
BOOKS = some_of([(name, "xlsx") for name in SAMPLE_NAMES], 1)

Case = tuple[str, str]
Made = Callable[[str, str], Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Makes the file of a sample in a format, each once."""
    @cache
    def folder(name: str, engine: str | None) -> Path:
        target = tmp_path_factory.mktemp("reports")
        formats = ["pdf"] if engine else ["json", *FORMATS]
        build(SAMPLES / f"{name}.yaml", target, formats, with_data=not engine, pdf_engine=engine)
        return target

    def file(name: str, form: str) -> Path:
        if form == "xlsx":
            return next(folder(name, None).glob("*-数据/*.xlsx"))
        if form == OTHER_ENGINE:
            return next(folder(name, OTHER_ENGINE).glob("*.pdf"))
        return next(folder(name, None).glob(f"*.{form}"))

    return file


@cache
def opened_once(path: Path) -> Opened:
    return opened(path, INSTALLED)


def read(path: Path) -> dict[str, Any]:
    data = opened_once(path).data
    assert data is not None
    return dict(data)


def cells(report: dict[str, Any]) -> list[tuple[int, list[str], list[list[str]]]]:
    return [
        (table["no"], [squeezed(head) for head in table["columns"]],
         [[squeezed(cell) for cell in row] for row in table["rows"]]) for table in report["tables"]
    ]


def paragraphs(report: dict[str, Any]) -> list[tuple[str, int, list[str]]]:
    return [
        (squeezed(section["heading"]), section["level"],
         [squeezed(line) for text in section["paragraphs"] for line in text.split("\n")])
        for section in report["narrative"]
    ]


@pytest.mark.parametrize("case", [*CASES, *BOOKS])
def test_every_cell_comes_back(made: Made, case: Case):
    assert cells(read(made(*case))) == cells(read(made(case[0], "json")))


@pytest.mark.parametrize("case", CASES)
def test_every_paragraph_comes_back(made: Made, case: Case):
    assert paragraphs(read(made(*case))) == paragraphs(read(made(case[0], "json")))


@pytest.mark.parametrize("case", CASES)
def test_unit_year_sort_and_kind_are_known_from_what_is_printed(made: Made, case: Case):
    keys = ("unit", "year", "kind", "currency_unit", "template")
    printed, json = read(made(*case)), read(made(case[0], "json"))
    assert {key: printed[key] for key in keys} == {key: json[key] for key in keys}


@pytest.mark.parametrize("case", CASES)
def test_notes_and_terms_come_back(made: Made, case: Case):
    def below(report: dict[str, Any]) -> Any:
        notes = [squeezed(table["note"] or "") for table in report["tables"]]
        terms = [(squeezed(one["term"]), squeezed(one["definition"])) for one in report["glossary"]]
        return notes, [squeezed(note) for note in report["notes"]], terms

    assert below(read(made(*case))) == below(read(made(case[0], "json")))


def told_of_targets(report: dict[str, Any]) -> Any:
    """The forms of performance targets, without what a folded form leaves out: blanks, and amounts of nothing."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {squeezed(key): kept for key, inner in value.items() if (kept := plain(inner)) not in ("", "0", {})}
        if isinstance(value, list):
            return [plain(inner) for inner in value if inner["实施期"]["三级指标"] or inner["年度"]["三级指标"]]
        return squeezed(value)

    return [plain(target) for target in report["performance_targets"]]


@pytest.mark.parametrize("case", CASES)
def test_forms_of_performance_targets_come_back(made: Made, case: Case):
    assert told_of_targets(read(made(*case))) == told_of_targets(read(made(case[0], "json")))


@cache
def told(path: Path, of_tables: bool = False) -> list[tuple[str, str]]:
    findings, _ = judge_opened(opened_once(path), str(path), INSTALLED)
    return [(one.code, one.message) for one in findings if one.table is not None or not of_tables]


@pytest.mark.parametrize("case", CASES)
def test_the_audit_says_of_each_what_it_says_of_the_json(made: Made, case: Case):
    assert told(made(*case)) == told(made(case[0], "json"))


@pytest.mark.parametrize("case", BOOKS)
def test_the_audit_says_of_the_workbook_what_it_says_of_tables_in_the_json(made: Made, case: Case):
    assert told(made(*case)) == told(made(case[0], "json"), of_tables=True)
