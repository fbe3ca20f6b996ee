"""Time and memory of whole commands, cold, beside LibreOffice converting our DOCX and Typst alone on the same pages.

Machines differ and drift, so the ratios matter, not the seconds: every round runs all commands once, in turn, and a
ratio is taken round by round. Processor seconds are told too: they drift less. Peak memory is the largest process.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from discloser.render.pdf import typesetter
from discloser.render.pdf.content import report_content
from discloser.usecases.build import report_of
from discloser.usecases.check import check

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_inputs" / "fenyang-2025-budget.yaml"
PEER, LIMIT = "LibreOffice: DOCX → PDF", "Typst alone, same pages"
MARKS = {"build -f pdf": 0.7, "build -f docx -f pdf": 0.9}
SECONDS = {"check": 0.6, "build -f docx": 1.2, "compare": 1.0}
MEBIBYTES = 220


@dataclass(frozen=True)
class Run:
    """One finished process: wall seconds, processor seconds and peak MiB."""

    seconds: float
    processor: float
    mebibytes: float


def measure(command: list[str]) -> Run:
    """Run a command to its end; it must succeed."""
    begun = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ])
    _, status, usage = os.wait4(process, 0)
    if status:
        sys.exit(f"失败：{' '.join(command)}")
    return Run(time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def commands(folder: Path, sample: Path) -> dict[str, list[str]]:
    """The commands that are measured, by name; LibreOffice converts the DOCX that a first build leaves."""
    office = shutil.which("soffice")
    if office is None:
        sys.exit("没有 LibreOffice，先运行 scripts/install-system.sh --with-office")
    tool = [sys.executable, "-m", "discloser"]
    measure([*tool, "build", str(sample), "-o", str(folder), "-f", "docx"])
    docx = next(folder.glob("*.docx"))
    pages = folder / "pages"
    pages.mkdir()
    typesetter.lay_down(pages, "report.typ", report_content(report_of(check(sample))), ROOT / "templates" / "fonts")
    build = [*tool, "build", str(sample), "-o", str(folder / "out")]
    return {
        "check": [*tool, "check", str(sample)],
        "build -f docx": [*build, "-f", "docx"],
        "compare": [*tool, "compare", str(sample), str(_corrected(sample, folder))],
        "rebuild -f docx": [*tool, "build", str(sample), "-o", str(folder), "-f", "docx"],
        "build -f pdf": [*build, "-f", "pdf"],
        "build -f docx -f pdf": [*build, "-f", "docx", "-f", "pdf"],
        PEER: [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
               "--outdir", str(folder / "peer"), str(docx)],
        LIMIT: [sys.executable, str(ROOT / "scripts" / "bare_typst.py"), str(pages), str(folder / "limit.pdf")],
    }


def _corrected(sample: Path, folder: Path) -> Path:
    """The form with one amount corrected."""
    path = folder / f"corrected{sample.suffix}"
    text = sample.read_text(encoding="utf-8")
    path.write_text(re.sub(r"货物: \d+", "货物: 172400", text, count=1), encoding="utf-8")
    return path


def report(rounds: Mapping[str, list[Run]]) -> None:
    """Medians, spread and ratios to the peer, and whether the marks are reached."""
    heads = f"{'command':<28}{'median s':>10}{'min':>8}{'max':>8}{'cpu s':>8}{'MiB':>8}"
    print(f"{heads}{'ratio to peer':>16}{'cpu ratio':>12}")
    for name, runs in rounds.items():
        seconds = [run.seconds for run in runs]
        ratio = statistics.median(a.seconds / b.seconds for a, b in zip(runs, rounds[PEER], strict=True))
        memory = max(run.mebibytes for run in runs)
        processor = statistics.median(run.processor for run in runs)
        work = statistics.median(a.processor / b.processor for a, b in zip(runs, rounds[PEER], strict=True))
        print(f"{name:<28}{statistics.median(seconds):>10.2f}{min(seconds):>8.2f}{max(seconds):>8.2f}"
              f"{processor:>8.2f}{memory:>8.0f}{ratio:>16.2f}{work:>12.2f}"
              f"{_verdict(name, statistics.median(seconds), ratio, memory)}")
    for name in MARKS:
        ratio = statistics.median(a.seconds / b.seconds for a, b in zip(rounds[name], rounds[LIMIT], strict=True))
        print(f"{name}: {ratio:.1f} times as long as {LIMIT}")


def _verdict(name: str, seconds: float, ratio: float, memory: float) -> str:
    if name in (PEER, LIMIT):
        return ""
    missed = [
        *([f"ratio > {MARKS[name]}"] if ratio > MARKS.get(name, ratio) else []),
        *([f"> {SECONDS[name]} s"] if seconds > SECONDS.get(name, seconds) else []),
        *([f"> {MEBIBYTES} MiB"] if memory > MEBIBYTES else []),
    ]
    return "  missed: " + ", ".join(missed) if missed else "  ok"


def main() -> None:
    """Warm up once, then measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-n", "--rounds", type=int, default=5)
    options.add_argument("--form", type=Path, default=SAMPLE)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        table = commands(Path(scratch), chosen.form)
        for command in table.values():
            measure(command)
        rounds: dict[str, list[Run]] = {name: [] for name in table}
        for _ in range(chosen.rounds):
            for name, command in table.items():
                rounds[name].append(measure(command))
    report(rounds)


if __name__ == "__main__":
    main()
