"""Whatever slip is made in a kind's files, it ends in findings, never in an exception."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers import some_of

from discloser.kind_check.lists import judge_lists
from discloser.kind_check.pieces import Desk
from discloser.kind_check.placeholders import judge_words
from discloser.kind_check.references import judge_references
from discloser.kind_check.selections import judge_dimensions
from discloser.read.kind.shape import shape_kind

OWN = Path(__file__).parents[1] / "own_kind" / "yunling" / "budget-2024"
FILES = sorted(str(path.relative_to(OWN)) for path in OWN.rglob("*.yaml") if path.name != "tie_outs.yaml")
SLIPS: dict[str, Callable[[str], str]] = {
    "nothing behind the colon": lambda line: line.split(":")[0] + ":",
    "rows where a value belongs": lambda line: line.split(":")[0] + ": [甲, 乙]",
    "keys where a value belongs": lambda line: line.split(":")[0] + ": {甲: 乙}",
    "no colon": lambda line: line.replace(":", "", 1),
    "a bracket lost": lambda line: line.replace("{", "", 1).replace("[", "", 1),
    "the line lost": lambda line: "",
}


@pytest.mark.parametrize("step", some_of((6, 1), 1))
@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("file", FILES)
def test_a_slip_in_any_line_is_survived(file: str, slip: str, step: int, tmp_path: Path):
    """Of so many lines one is tried: of every file, and with every slip, another."""
    folder = Path(shutil.copytree(OWN, tmp_path / "kind"))
    lines = (OWN / file).read_text(encoding="utf-8").split("\n")
    told = changed = False
    first = FILES.index(file) + list(SLIPS).index(slip)
    for number in range(first % step, len(lines), step):
        spoilt = [*lines[:number], SLIPS[slip](lines[number]), *lines[number + 1:]]
        (folder / file).write_text("\n".join(spoilt), encoding="utf-8")
        desk = Desk(shape_kind("省/版式", folder))
        found = [*desk.shaped.findings, *judge_references(desk, {}, []), *judge_dimensions(desk), *judge_lists(desk),
                 *judge_words(desk, ["年度", "单位名称", "地区"])]
        assert all(finding.message and finding.place.file.startswith(str(folder)) for finding in found)
        told |= bool(desk.shaped.findings)
        changed |= spoilt != lines
    assert told or not changed or slip == "the line lost"


def test_a_folder_at_the_root_can_be_looked_at(capsys: pytest.CaptureFixture[str]):
    from discloser.cli import main

    with pytest.raises(SystemExit) as stopped:
        main(["kinds", "check", "/"])
    assert stopped.value.code == 1
    assert "KND001" in capsys.readouterr().out
