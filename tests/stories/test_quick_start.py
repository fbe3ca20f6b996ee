"""docs/quick-start.md, done step by step: every command of the year, and every line it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers import PROJECT_FOLDER, SAMPLES
from told_page import done
from workbooks import Edited

from discloser.usecases.convert import convert

PAGE = PROJECT_FOLDER / "docs" / "quick-start.md"
EDIT = re.compile(r"(\S+)!([A-Z]+\d+): (\S+) → (\S+)")
YEAR = re.compile(r"20[12]\d(?!\d)")
SLIPS = {"2101506, 金额: 640200": "2101506, 金额: 640300", "参保登记、权益记录": "参保登记、、权益记录"}


def fill_in(blank: Path) -> None:
    """What an officer does in Excel: the blank form, filled as the samples are."""
    if "决算" in blank.name:
        sample = (SAMPLES / "fenyang-2022-final.yaml").read_text("utf-8")
        text = YEAR.sub(lambda year: str(int(year[0]) + 3), sample)
    else:
        text = (SAMPLES / "fenyang-2025-budget.yaml").read_text("utf-8")
        for right, wrong in SLIPS.items():
            assert right in text
            text = text.replace(right, wrong)
    blank.unlink()
    source = blank.with_suffix(".yaml")
    source.write_text(text, "utf-8")
    assert convert(source, blank) == []
    source.unlink()


def edit(block: str) -> None:
    """Type another number into a cell of this year's workbook."""
    form = Path("我单位2025.xlsx")
    for sheet, cell, old, new in EDIT.findall(block):
        book = Edited(form.read_bytes())
        assert [value.text for value in book.sheet(sheet).iter() if value.getparent() is not None
                and value.getparent().get("r") == cell] == [old]
        form.write_bytes(book.cell(sheet, cell, kind="n", value=new).packed())


def after(words: list[str]) -> None:
    if words[1] == "new":
        fill_in(Path(words[words.index("-o") + 1]))


def test_the_year_happens_as_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
):
    monkeypatch.chdir(tmp_path)
    assert done(PAGE, capsys, {"改": edit}, after) >= 7
    assert all(Path(name).is_file() for name in ("检查.xlsx", "检查报告.docx", "更正说明.docx", "我单位2026.xlsx"))
    assert [path.suffix for path in Path("决算").glob("*.docx")] == [".docx"]
