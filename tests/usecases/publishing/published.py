"""Folders of reports ready for the web, made in a moment: neutral JSON stands for the papers."""

from __future__ import annotations

from pathlib import Path

from helpers import SAMPLES

from discloser.usecases.build import build
from discloser.usecases.compare import compare
from discloser.usecases.statement import write_statement

SAMPLE = (SAMPLES / "new-unit-2025-budget.yaml").read_text("utf-8")
UNIT = "云岭县青少年校外活动中心"
DATED = ("  年度: 2025\n", "  年度: 2025\n  公开日期: 2025-02-20\n")


def built(folder: Path, *changes: tuple[str, str], name: str = "报告", formats: tuple[str, ...] = ("json",)) -> Path:
    """A folder with the report of the sample, its form changed in some places."""
    text = SAMPLE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    folder.mkdir(exist_ok=True)
    (folder / "填报表.yaml").write_text(text, "utf-8")
    assert build(folder / "填报表.yaml", folder / name, formats).files
    return folder / name


def corrected(form: Path, change: tuple[str, str], home: Path, reason: str = "录入时多写了一位。") -> None:
    """Lay a 更正说明 about a form of which something was changed into a folder of reports."""
    before = home.parent / "更正前.yaml"
    before.write_text(form.read_text("utf-8").replace(*change), "utf-8")
    comparison, side = compare(before, form)
    write_statement(comparison, side, home / "更正说明.docx", reason)
