"""An officer's natural mistakes: one cause, one finding, at the cell, with the right remedy, and no other."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from mistakes import MISTAKES, OF_THE_HEAD, OF_THE_TRIAL, Cells, Mistake
from workbooks import workbook_of

from discloser.model.finding import Finding, Severity
from discloser.model.place import written
from discloser.read.yaml.reader import read_yaml
from discloser.usecases.check import check
from discloser.write.yaml.form import yaml_form

FORM = Path(__file__).with_name("a_year.yaml")


@cache
def typed() -> dict[str, Any]:
    """What the form says, every scalar a text."""
    return dict(read_yaml(FORM).raw or {})


def changed(cells: Cells) -> dict[str, Any]:
    """The form with some cells typed otherwise."""
    form = copy.deepcopy(typed())
    for path, text in cells.items():
        *above, last = (int(part) - 1 if part.isdecimal() else part for part in path.split("/"))
        here: Any = form
        for part in above:
            if isinstance(part, int) and part == len(here):
                here.append({})
            here = here[part]
        if text is None:
            here.pop(last, None)
        else:
            here[last] = text
    return form


def found_in(path: Path) -> list[Finding]:
    return [finding for finding in check(path).findings if finding.severity is not Severity.INFO]


def told(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.field or ""


def assert_told(mistake: Mistake, found: list[Finding]) -> None:
    way = tuple(int(part) - 1 if part.isdecimal() else part for part in mistake.at.split("/"))
    assert [told(finding) for finding in found] == [(mistake.code, written(way))], [f.line() for f in found]
    words = found[0].message + found[0].hint
    assert [word for word in mistake.says if word not in words] == [], words
    assert tuple("/".join(str(p + 1) if isinstance(p, int) else p for p in other.path)
                 for other in found[0].related[:len(mistake.beside)]) == mistake.beside


def test_without_a_mistake_nothing_is_found():
    assert check(FORM).findings == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_one_mistake_is_one_finding_at_its_cell(mistake: Mistake, tmp_path: Path):
    path = tmp_path / "填报表.yaml"
    path.write_text(yaml_form(changed(mistake.cells)), encoding="utf-8")
    assert_told(mistake, found_in(path))


@pytest.mark.parametrize("mistake", [*OF_THE_TRIAL, *OF_THE_HEAD], ids=str)
def test_the_same_in_a_workbook(mistake: Mistake, tmp_path: Path):
    path = tmp_path / "填报表.xlsx"
    path.write_bytes(workbook_of(changed(mistake.cells)))
    found = found_in(path)
    assert_told(mistake, found)
    assert found[0].place.cell is not None
