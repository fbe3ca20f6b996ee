"""Seconds that checking takes: whole cold commands on a form and on forms, and an audit beyond the start of Python.

Start-up is what `discloser --version` takes in the same round. Bytecode is kept between runs, as on any installed copy.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from discloser.read.form.files import read_form
from discloser.usecases.build import build
from discloser.write.yaml.form import yaml_form

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_inputs"
SAMPLE = SAMPLES / "fenyang-2025-budget.yaml"
TOOL = str(Path(sys.executable).with_name("discloser"))
START = "start-up"
LINES = 3000
MARKS = {"check a form": 0.6, "audit a report": 0.5, f"check {LINES} lines": 3.0}
"""The mark of the audit is for the time beyond start-up."""


def form_of_many_lines(folder: Path) -> Path:
    """The sample with thousands of basic lines: every functional item with every economic section."""
    raw = read_form(SAMPLE).raw or {}
    lines = raw["基本支出"]
    assert isinstance(lines, list)
    functions = dict.fromkeys(line["功能科目"] for line in lines)
    sections = dict.fromkeys(line["经济科目"] for line in lines)
    pairs = [(function, section) for function in functions for section in sections]
    raw["基本支出"] = [
        {"功能科目": pairs[i % len(pairs)][0], "经济科目": pairs[i % len(pairs)][1], "金额": str(100 + i)}
        for i in range(LINES)
    ]
    path = folder / "many.yaml"
    path.write_text(yaml_form(raw), encoding="utf-8")
    return path


def commands(folder: Path) -> dict[str, list[str]]:
    """The commands that are measured, by name."""
    [report] = build(SAMPLE, folder, ["json"]).files
    return {
        START: [TOOL, "--version"],
        "check a form": [TOOL, "check", str(SAMPLE)],
        "check all samples at once": [TOOL, "check", *(str(path) for path in sorted(SAMPLES.glob("*.yaml")))],
        f"check {LINES} lines": [TOOL, "check", str(form_of_many_lines(folder))],
        "audit a report": [TOOL, "audit", str(report)],
    }


def seconds(command: list[str]) -> float:
    """How long a whole command takes."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begun


def main() -> None:
    """Warm up once, then measure in rounds and print medians beside the marks."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-n", "--rounds", type=int, default=7)
    rounds = options.parse_args().rounds
    with tempfile.TemporaryDirectory() as scratch:
        table = commands(Path(scratch))
        for command in table.values():
            seconds(command)
        taken = [{name: seconds(command) for name, command in table.items()} for _ in range(rounds)]
    for name in table:
        own = [one[name] - (one[START] if name == "audit a report" else 0) for one in taken]
        mark = MARKS.get(name)
        verdict = "" if mark is None else f"  mark {mark}: {'ok' if statistics.median(own) <= mark else 'missed'}"
        print(f"{name:<28}{statistics.median(own):>8.2f}{min(own):>8.2f}{max(own):>8.2f}{verdict}")


if __name__ == "__main__":
    main()
