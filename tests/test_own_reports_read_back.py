"""Our own reports, read back from what is printed: every cell, every paragraph, and the same verdict as on the JSON."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers import SAMPLES

from discloser.model.text.squeezing import squeezed
from discloser.read.kind.library import INSTALLED
from discloser.usecases.audit import audit
from discloser.usecases.build import build
from discloser.usecases.opened_reports import opened

NAMES = ("bureau-2025-budget", "library-2022-final", "department-2025-budget/department")
FORMATS = ("pdf", "docx", "html")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Path]]:
    """Sample → format → file."""
    reports = {}
    for name in NAMES:
        folder = tmp_path_factory.mktemp("reports")
        build(SAMPLES / f"{name}.yaml", folder, ["json", *FORMATS], with_data=True)
        reports[name] = {path.suffix[1:]: path for path in folder.iterdir() if path.is_file()}
        reports[name] |= {path.suffix[1:]: path for path in folder.glob("*-数据/*.xlsx")}
    return reports


@cache
def read(path: Path) -> dict[str, Any]:
    data = opened(path, INSTALLED).data
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


@pytest.mark.parametrize("form", [*FORMATS, "xlsx"])
@pytest.mark.parametrize("name", NAMES)
def test_every_cell_comes_back(made: dict[str, dict[str, Path]], name: str, form: str):
    assert cells(read(made[name][form])) == cells(read(made[name]["json"]))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_every_paragraph_comes_back(made: dict[str, dict[str, Path]], name: str, form: str):
    assert paragraphs(read(made[name][form])) == paragraphs(read(made[name]["json"]))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_unit_year_sort_and_kind_are_known_from_what_is_printed(
    made: dict[str, dict[str, Path]], name: str, form: str,
):
    keys = ("unit", "year", "kind", "currency_unit", "template")
    printed, json = read(made[name][form]), read(made[name]["json"])
    assert {key: printed[key] for key in keys} == {key: json[key] for key in keys}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_forms_of_performance_targets_come_back(made: dict[str, dict[str, Path]], name: str, form: str):
    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {squeezed(key): plain(inner) for key, inner in value.items()}
        return [plain(inner) for inner in value] if isinstance(value, list) else squeezed(value)

    printed, json = read(made[name][form]), read(made[name]["json"])
    assert plain(printed["performance_targets"]) == plain(json["performance_targets"])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_the_audit_says_of_each_what_it_says_of_the_json(made: dict[str, dict[str, Path]], name: str, form: str):
    def told(path: Path) -> list[tuple[str, str]]:
        return [(finding.code, finding.message) for finding in audit([path])[str(path)]]

    assert told(made[name][form]) == told(made[name]["json"])
