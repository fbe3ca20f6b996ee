"""Seconds a page and memory that auditing a PDF takes, and processor seconds of an import of the same report.

Audited are one report and the same report many times over; a form is begun from the one.

What a page takes beyond start-up is the difference between the two, so the start of Python and of the process that
opens foreign files is not counted. Memory is the largest resident size of either process.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf

from discloser.usecases.build import build

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_inputs" / "bureau-2025-budget.yaml"
TOOL = str(Path(sys.executable).with_name("discloser"))
TIMES = 8
A_PAGE, MEBIBYTES = 0.05, 200
IMPORTED = 3.0
"""Processor seconds, the start of Python included, from a report of a bureau to a form with all its lines."""


def many(report: Path, folder: Path) -> tuple[Path, int, int]:
    """A file of the same report many times over; its pages and those of one."""
    with pikepdf.open(report) as one, pikepdf.new() as book:
        pages = len(one.pages)
        for _ in range(TIMES):
            book.add_pages_from(one)
        target = folder / "many.pdf"
        book.save(target)
    return target, pages * TIMES, pages


def seconds(*words: str) -> float:
    """Processor seconds of a command and of all its processes."""
    before = os.times()
    done = subprocess.run([TOOL, *words], stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{words[0]} stopped with {done.returncode}")
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def main() -> None:
    """Measure, print, and fail beyond the marks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report = next(path for path in build(SAMPLE, folder, ["pdf"]).files if path.suffix == ".pdf")
        book, all_pages, pages = many(report, folder)
        one = min(seconds("audit", str(report)) for _ in range(rounds))
        whole = min(seconds("audit", str(book)) for _ in range(rounds))
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        forms = [str(folder / f"{number}.xlsx") for number in range(rounds)]
        imported = min(seconds("import", str(report), "-o", form) for form in forms)
    a_page = (whole - one) / (all_pages - pages)
    print(json.dumps({"seconds a page": round(a_page, 4), "one report": round(one, 2), "MiB": round(memory),
                      "import": round(imported, 2)}))
    if a_page > A_PAGE or memory > MEBIBYTES or imported > IMPORTED:
        sys.exit(f"marks missed: {A_PAGE} s a page, {MEBIBYTES} MiB, {IMPORTED} s for an import")


if __name__ == "__main__":
    main()
