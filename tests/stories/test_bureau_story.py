"""docs/bureau.md, done step by step: every command of the page, and every line it shows."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from counties import work_in_this_process
from helpers import PROJECT_FOLDER, SAMPLES

from discloser import cli

PAGE = PROJECT_FOLDER / "docs" / "bureau.md"
BLOCK = re.compile(r"^```(sh|text|diff|csv)(?: ([^\n]*))?\n(.*?)^```$", re.M | re.S)


def blocks() -> list[tuple[str, str, str]]:
    return BLOCK.findall(PAGE.read_text("utf-8"))


def fill(place: str, rows: str) -> None:
    """Write rows on a sheet of a workbook."""
    path, _, title = place.partition("#")
    book = openpyxl.load_workbook(path) if Path(path).exists() else openpyxl.Workbook()
    sheet = book.create_sheet(title) if title else book.worksheets[0]
    for row in csv.reader(StringIO(rows)):
        sheet.append([cell or None for cell in row])
    book.save(path)


def edit(path: Path, block: str) -> None:
    lines = block.splitlines()
    text = path.read_text("utf-8")
    for old, new in zip(lines[::2], lines[1::2], strict=True):
        assert text.count(old[1:]) == 1, old
        text = text.replace(old[1:], new[1:])
    path.write_text(text, "utf-8")


def run(line: str) -> None:
    words = shlex.split(line)
    match words[0]:
        case "mkdir":
            Path(words[1]).mkdir()
        case "cp":
            shutil.copy(words[1].replace("样例", str(SAMPLES)), words[2])
        case _:
            with pytest.raises(SystemExit) as stop:
                cli.main(words[1:])
            assert stop.value.code in (0, 1)


def test_the_story_happens_as_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
):
    monkeypatch.chdir(tmp_path)
    work_in_this_process(monkeypatch)
    told = 0
    for kind, where, block in blocks():
        match kind:
            case "csv":
                fill(where, block)
            case "diff":
                edit(Path(where), block)
            case "sh":
                capsys.readouterr()
                for line in block.splitlines():
                    run(line)
            case _:
                printed = capsys.readouterr().out
                assert [line for line in block.splitlines() if line not in printed.splitlines()] == [], printed
                told += 1
    assert told == 4
    assert [path.name for path in Path("结果").glob("301001-*/*.xlsx")] == []
    assert sorted(path.name for path in Path("发出").iterdir())[0] == "205-云岭县文化和旅游局.xlsx"
    lists = openpyxl.load_workbook("结果/批量结果.xlsx").sheetnames
    assert [name for name in lists if name not in PAGE.read_text("utf-8")] == []
