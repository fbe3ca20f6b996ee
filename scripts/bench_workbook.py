"""Seconds that a workbook form takes beyond the start of Python: reading one of 300 lines, writing a blank one.

Each figure is taken in a process of its own, the loading of libraries included, as an officer's command pays for it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from discloser.read.form.files import read_form
from discloser.usecases.convert import convert
from discloser.write.yaml.form import yaml_form

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_inputs" / "bureau-2025-budget.yaml"
KIND = "shanxi/budget-2025"
LINES = 300
_TIMED = """
import sys, time
from pathlib import Path
path, kind = Path(sys.argv[1]), sys.argv[2]
{before}
begun = time.perf_counter()
{what}
print(time.perf_counter() - begun)
"""
TASKS = {
    f"read a workbook of {LINES} lines": ("from discloser.read.form.files import read_form", "read_form(path)", 0.15),
    f"check a workbook of {LINES} lines": ("from discloser.usecases.check import check", "check(path)", None),
    "write a blank workbook": ("path = path.with_name('blank.xlsx'); path.unlink(missing_ok=True)",
                               "from discloser.usecases.new import write_blank; write_blank(kind, path)", 0.5),
    "mark a workbook": ("from discloser.usecases.check import check; checked = check(path)",
                        "from discloser.usecases.mark import write_marked; "
                        "write_marked(checked, path.with_name('marked.xlsx'))", None),
}
"""Name → what is done before, what is timed, the mark in seconds."""


def workbook_of_many_lines(folder: Path) -> Path:
    """The sample's workbook with its lines repeated."""
    raw = read_form(SAMPLE).raw or {}
    lines = raw["基本支出"]
    assert isinstance(lines, list)
    raw["基本支出"] = [lines[i % len(lines)] for i in range(LINES)]
    text = folder / "many.yaml"
    text.write_text(yaml_form(raw), encoding="utf-8")
    convert(text, folder / "many.xlsx")
    return folder / "many.xlsx"


def seconds(before: str, what: str, path: Path) -> float:
    """How long a task takes in a process of its own."""
    code = _TIMED.format(before=before, what=what)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    run = subprocess.run(
        [sys.executable, "-c", code, str(path), KIND], capture_output=True, check=True, text=True, env=environment)
    return float(run.stdout)


def main() -> None:
    """Warm up once, then measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-n", "--rounds", type=int, default=7)
    rounds = options.parse_args().rounds
    with tempfile.TemporaryDirectory() as scratch:
        path = workbook_of_many_lines(Path(scratch))
        print(f"{'beyond start-up':<36}{'median s':>10}{'min':>8}{'max':>8}")
        for name, (before, what, mark) in TASKS.items():
            seconds(before, what, path)
            taken = [seconds(before, what, path) for _ in range(rounds)]
            median = statistics.median(taken)
            verdict = "" if mark is None else "  ok" if median <= mark else f"  missed: > {mark} s"
            print(f"{name:<36}{median:>10.3f}{min(taken):>8.3f}{max(taken):>8.3f}{verdict}")


if __name__ == "__main__":
    main()
