"""No spoilt workbook is read wrong, none is accepted in silence, none ends in a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoilt import SPOILT, Spoilt

from discloser.read.forms import read_form
from discloser.read.shape import shape


def lines_of(spoilt: Spoilt, folder: Path) -> list[str]:
    path = folder / spoilt.file
    path.write_bytes(spoilt.make())
    source = read_form(path)
    findings = [*source.findings, *shape(source).findings]
    return [f"{finding.severity.label} {finding.line()}".replace(str(path), path.name) for finding in findings]


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda spoilt: spoilt.what)
def test_what_is_found_when_there_is(spoilt: Spoilt, tmp_path: Path):
    assert lines_of(spoilt, tmp_path) == [line.replace("{file}", spoilt.file) for line in spoilt.found]


def test_there_are_faults_of_every_sort():
    assert len({spoilt.what for spoilt in SPOILT}) == len(SPOILT) > 40
