"""The program works in any locale as in UTF-8; what a console cannot show is escaped in JSON."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import SAMPLES

from discloser.usecases.build import build

SAMPLE = SAMPLES / "new-unit-2025-budget.yaml"
C = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
"""Python's own ways around this locale switched off: names of files are ASCII to it."""


def locale_of(charmap: str, folder: Path) -> dict[str, str]:
    """The environment of a locale with an encoding, made for the occasion; C where no locale can be made."""
    if shutil.which("localedef") is None:
        return C
    subprocess.run(["localedef", "-c", "-i", "POSIX", "-f", charmap, str(folder / f"zh_CN.{charmap}")],
                   capture_output=True, check=False)
    return {"LOCPATH": str(folder), "LC_ALL": f"zh_CN.{charmap}"}


def works_as_in_utf8(locale: dict[str, str], folder: Path) -> None:
    form = folder / "表䶮.yaml"
    form.write_bytes(SAMPLE.read_bytes())
    there, here = folder / "那边", folder / "这边"
    subprocess.run(
        [sys.executable, "-m", "discloser", "build", str(form), "-o", str(there), "-f", "json", "-f", "docx"],
        env={**os.environ, **locale}, capture_output=True, check=True)
    build(form, here, ["json", "docx"])
    names = sorted(path.name for path in here.iterdir())
    assert sorted(path.name for path in there.iterdir()) == names
    assert [name for name in names if (there / name).read_bytes() != (here / name).read_bytes()] == []


def test_in_the_locale_c(tmp_path: Path):
    works_as_in_utf8(C, tmp_path)


def test_in_a_locale_of_gbk(tmp_path: Path):
    works_as_in_utf8(locale_of("GBK", tmp_path), tmp_path)


@pytest.mark.whole
def test_in_a_locale_of_gb18030(tmp_path: Path):
    works_as_in_utf8(locale_of("GB18030", tmp_path), tmp_path)


def printed_json(form: Path, encoding: str) -> object:
    command = [sys.executable, "-m", "discloser", "check", str(form), "--json"]
    done = subprocess.run(
        command, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": f"{encoding}:strict"})
    return json.loads(done.stdout.decode(encoding))


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_json_loses_no_character_on_any_console(encoding: str, tmp_path: Path):
    form = tmp_path / "𰀋州䶮.yaml"
    form.write_bytes(SAMPLE.read_bytes())
    assert printed_json(form, encoding) == {str(form): []}


def test_a_name_that_is_no_utf8_loses_nothing(run, tmp_path: Path):
    """Older systems wrote names in GBK; such a name is bytes that stand for no character."""
    form = tmp_path / os.fsdecode("表.yaml".encode("gbk"))
    form.write_bytes(SAMPLE.read_bytes())
    assert run("build", form, "-o", tmp_path, "-f", "json")[0] == 0
    status, printed, _ = run("status", tmp_path, "--json")
    assert (status, set(json.loads(printed).popitem()[1].values())) == (0, {"最新"})
    assert json.loads(run("check", form, "--json")[1]) == {str(form): []}
