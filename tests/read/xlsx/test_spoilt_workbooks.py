"""No spoilt workbook is read wrong, none is accepted in silence, none ends in a traceback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from spoilt import CELLS, SHEETS, SPOILT, Spoilt
from workbooks import BUREAU, raw_of, workbook_of

from discloser.read.form.files import read_form
from discloser.read.form.shape import shape
from discloser.usecases.check import Checked, check

Told = set[tuple[str, str, str, str]]
OF_WRITING = re.compile(r"XLS0(?!31)|FRM0(?!12)|AMT00[1-4]")


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


@pytest.fixture(scope="module")
def with_slips(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """Findings of a workbook with some local faults; from it, not from the sample, workbooks are spoilt meanwhile."""
    raw = raw_of(BUREAU)
    raw["概况"]["职责"] = raw["概况"]["职责"].replace("，", "，，", 1)
    raw["基本支出"][5]["经济科目"] = "30177"
    raw["基本支出"][1]["金额"] = "777777.77"
    raw["基本支出"][6]["经济科目"] = "30103 津贴补贴"
    raw["项目支出"][-1]["功能科目"] = "20701"
    raw["变动原因"]["收支"] = "无"
    content = workbook_of(raw)
    path = tmp_path_factory.mktemp("slips") / "填报表.xlsx"
    path.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("spoilt.sample_workbook", lambda name: content)
        yield told(check(path))


def told(checked: Checked) -> Told:
    """What rules find in a workbook, by code and cell."""
    return {(f.code, f.place.sheet or "", f.place.cell or "", f.message) for f in checked.findings
            if not OF_WRITING.match(f.code)}


@pytest.mark.parametrize("spoilt", [*SHEETS, *CELLS], ids=lambda spoilt: spoilt.what)
def test_whatever_a_rule_tells_of_a_spoilt_workbook_it_tells_of_the_mended_one(
    spoilt: Spoilt, tmp_path: Path, with_slips: Told
):
    path = tmp_path / spoilt.file
    path.write_bytes(spoilt.make())
    checked = check(path)
    if checked.case is None:
        assert told(checked) <= with_slips


def test_beside_a_spoilt_cell_the_other_faults_are_told(tmp_path: Path, with_slips: Told):
    spoilt = next(spoilt for spoilt in CELLS if spoilt.what == "a word in an amount")
    path = tmp_path / spoilt.file
    path.write_bytes(spoilt.make())
    found = {code for code, *_ in told(check(path))}
    assert {"TXT001", "COD001", "COD002", "XLS031"} <= found
    assert "BAL001" in {code for code, *_ in with_slips} - found
