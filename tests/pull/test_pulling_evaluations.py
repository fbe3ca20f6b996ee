"""A self-evaluation edited in Word: its texts go back into the form, its figures are told."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest
from edited_reports import edited, saved, typed_over
from helpers import SAMPLES

from discloser.usecases.build import build
from discloser.usecases.pull import propose

SAMPLE = SAMPLES / "county-farming-2025-final.yaml"


@cache
def printed() -> bytes:
    """The report of the sample, as Word has it."""
    with tempfile.TemporaryDirectory() as folder:
        build(SAMPLE, Path(folder), ["docx"])
        return next(Path(folder).glob("*.docx")).read_bytes()


@pytest.mark.parametrize(("old", "new", "path"), [
    ("平均亩产比一般田块高5.6%", "平均亩产比一般田块高出5.6%", "绩效/项目自评/0/完成情况"),
    ("采样推迟", "采样因雨推迟", "绩效/项目自评/1/指标/2/原因"),
])
def test_a_text_goes_back_to_where_it_was_typed(tmp_path: Path, old: str, new: str, path: str):
    form = tmp_path / "填报表.yaml"
    form.write_bytes(SAMPLE.read_bytes())
    proposal = propose(saved(tmp_path, edited(typed_over(old, new), content=printed())), form)
    assert [("/".join(map(str, one.path)), one.new) for one in proposal.pulled.changes] == [(path, one_text(old, new))]


def one_text(old: str, new: str) -> str:
    """The typed text that holds the old words, with the new ones."""
    line = next(line for line in SAMPLE.read_text("utf-8").splitlines() if old in line)
    whole = next(part for part in line.replace("}", ",").split(", ") if old in part)
    return whole.split(": ", 1)[1].rstrip(",").replace(old, new)
