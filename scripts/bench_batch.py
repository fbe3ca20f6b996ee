"""A batch: processor seconds a unit, memory of a worker, growth with the number of units, gain of a second process.

Forms are made of the samples: another name, and every amount so many times as large, so that no two reports are alike.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from discloser.model.form.flat import flat, nested
from discloser.model.form.values import value_at
from discloser.read.form.files import read_form
from discloser.read.kind.library import INSTALLED
from discloser.usecases.batch.finding_forms import forms_in
from discloser.usecases.batch.hands import crew_hands, desk_in
from discloser.usecases.batch.run import Order, run
from discloser.usecases.batch.unit import UnitTask, Wanted, one
from discloser.usecases.engine import engine_digest
from discloser.write.yaml.form import yaml_form

SAMPLES = Path(__file__).parents[1] / "sample_inputs"
NAMES = ("fenyang-2025-budget", "bureau-2025-budget", "new-unit-2025-budget", "fenyang-2022-final", "lishi-2023-budget")
TIMES = 97
CHECK, REPORT, SECOND, MEMORY, GROWTH = 0.06, 0.75, 1.7, 1.2, 1.1
PROVINCE = 20_000
_PAGE = os.sysconf("SC_PAGE_SIZE") / 2**20


@dataclass(frozen=True)
class Cost:
    """What a batch took: seconds by the clock, and of the processor for a unit, all processes counted."""

    wall: float
    processor: float


def a_county(folder: Path, units: int) -> Path:
    """A folder of so many forms."""
    folder.mkdir()
    sources = [read_form(SAMPLES / f"{name}.yaml") for name in NAMES]
    for number in range(units):
        source = sources[number % len(sources)]
        values: dict[Any, Any] = {
            path: _times(text, number % TIMES + 1) if value_at(path, source.form) == "amount" else text
            for path, text in flat(source.raw or {}, source.form).items()}
        values["单位", "名称"] = f"云岭县第{number}试验站"
        text = yaml_form(nested(values, source.form), {}, source.form)
        (folder / f"{number:05}.yaml").write_text(text, "utf-8")
    return folder


def _times(text: str, many: int) -> str:
    whole, point, cents = text.replace(",", "").partition(".")
    digits = str(int(whole + cents.ljust(2, "0")[:2]) * many).rjust(3, "0")
    return f"{digits[:-2]}.{digits[-2:]}" if point else str(int(whole) * many)


def batch(county: Path, processes: int, *formats: str) -> Cost:
    """Carry a batch out anew; every unit must come to its end."""
    begun, before = time.perf_counter(), _processor()
    with TemporaryDirectory() as folder:
        out = Path(folder)
        order = Order(forms_in([county], [out]), out, Wanted(formats), engine_digest(INSTALLED))
        with desk_in(out) as work, crew_hands(processes, work, checks=not formats) as hands:
            done = run(order, hands)
        states = Counter(unit.record.state.value for unit in done.units.values())
    if set(states) - {"已生成", "没有错误"}:
        sys.exit(f"失败：{states}")
    units = len(done.units)
    return Cost(time.perf_counter() - begun, (_processor() - before) / units)


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def memory(county: Path) -> list[float]:
    """MiB of one process that is never made anew, after each unit as DOCX and PDF."""
    sizes = []
    for key, form in forms_in([county], []).items():
        outcome = one(UnitTask(key, form, Wanted(("docx", "pdf"))))
        assert outcome.made is not None
        sizes.append(int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE)
    return sizes


def main() -> None:
    """Print the figures, and exit with 1 where a mark is missed."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--units", type=int, default=300)
    asked.add_argument("--province", type=int, default=PROVINCE)
    asked.add_argument("--memory", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.memory:
        print(*(f"{size:.0f}" for size in memory(given.memory)))
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        sys.exit(any([*_times_told(folder, given.units), *_growth_told(folder, given.units, given.province)]))


def _times_told(folder: Path, units: int) -> list[bool]:
    county = a_county(folder / "county", units)
    checks, one_process = batch(county, 2), batch(county, 1)
    word, both = batch(county, 2, "docx"), batch(county, 2, "docx", "pdf")
    alone = batch(county, 1, "docx", "pdf")
    gain = alone.wall / both.wall
    print(f"{units} units, processor seconds a unit, everything counted:")
    for name, cost, mark in (("check", checks, CHECK), ("DOCX", word, None), ("DOCX and PDF", both, REPORT)):
        print(f"  {name:<14}{cost.processor:7.3f}" + (f"  (mark {mark})" if mark else "")
              + f"   a province of {PROVINCE}: {cost.processor * PROVINCE / 3600:.1f} core-hours")
    print(f"  two processes against one: {gain:.2f} times the rate (mark {SECOND}); checks "
          f"{one_process.wall / checks.wall:.2f}", flush=True)
    told = subprocess.run([sys.executable, __file__, "--memory", county], check=True, capture_output=True, text=True)
    sizes = [float(size) for size in told.stdout.split()]
    first, last = max(sizes[:50]), max(sizes[-50:])
    print(f"  a worker that is never made anew, MiB: first {sizes[0]:.0f}, most of 50 {first:.0f}, most of the last 50 "
          f"{last:.0f} (mark {MEMORY} times); a crew makes it anew after 50", flush=True)
    return [checks.processor > CHECK, both.processor > REPORT, gain < SECOND, last > MEMORY * first]


def _growth_told(folder: Path, units: int, province: int) -> list[bool]:
    few = batch(a_county(folder / "few", units), 2)
    many = batch(a_county(folder / "many", 10 * units), 2)
    print(f"checks of {units} and of {10 * units} units, processor seconds a unit: {few.processor:.3f}, "
          f"{many.processor:.3f} (mark {GROWTH} times)", flush=True)
    if province:
        whole = batch(a_county(folder / "province", province), 2)
        mebibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"checks of {province} units: {whole.wall / 60:.1f} minutes by the clock, {whole.processor:.3f} "
              f"processor seconds a unit, this process {mebibytes:.0f} MiB")
    return [many.processor > GROWTH * few.processor]


if __name__ == "__main__":
    main()
