"""The whole report of every sample, as text: what changes in a report shows here and is read before it is accepted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers import SAMPLES, any_form_from, neutral_of, neutral_of_case

from discloser.usecases.check import check

NAMES = (
    "bureau-2025-budget", "fenyang-2022-final", "fenyang-2025-budget", "library-2022-final", "new-unit-2025-budget",
)


def as_text(value: Any, indent: str = "") -> str:
    """JSON for reading: a list of plain values on one line, everything else one entry a line."""
    deeper = indent + "  "
    if isinstance(value, dict) and value:
        entries = (f'{deeper}"{key}": {as_text(item, deeper)}' for key, item in value.items())
        return "{\n" + ",\n".join(entries) + f"\n{indent}}}"
    if isinstance(value, list) and any(isinstance(item, dict | list) or len(str(item)) > 40 for item in value):
        return "[\n" + ",\n".join(deeper + as_text(item, deeper) for item in value) + f"\n{indent}]"
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_gives_the_report_it_always_gave(name: str, golden: Callable[[Path, str], None]) -> None:
    report = neutral_of(any_form_from(SAMPLES / f"{name}.yaml"))
    text = as_text(report) + "\n"
    assert json.loads(text) == report
    golden(Path(__file__).parent / name / "report.json", text)


@pytest.mark.parametrize("file", [
    "department-2022-final/department.yaml", "department-2025-budget/department.yaml",
    "city-department-2026-budget/department.yaml",
    "city-operations-2025-budget.yaml", "city-operations-2025-final.yaml", "county-operations-2025-final.yaml",
    "county-farming-2025-final.yaml",
])
def test_a_sample_gives_what_it_always_gave_as_it_is_built(file: str, golden: Callable[[Path, str], None]) -> None:
    case = check(SAMPLES / file).case
    assert case is not None
    text = as_text(neutral_of_case(case)) + "\n"
    golden(Path(__file__).parent / Path(file.removesuffix("/department.yaml")).stem / "report.json", text)
