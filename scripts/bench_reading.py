"""Seconds a page and memory that auditing a PDF takes: one report and the same report many times over.

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
import time
from pathlib import Path

import pikepdf

from discloser.usecases.build import build

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_inputs" / "bureau-2025-budget.yaml"
TOOL = str(Path(sys.executable).with_name("discloser"))
TIMES = 8
A_PAGE, MEBIBYTES = 0.05, 200


def many(report: Path, folder: Path) -> tuple[Path, int, int]:
    """A file of the same report many times over; its pages and those of one."""
    with pikepdf.open(report) as one, pikepdf.new() as book:
        pages = len(one.pages)
        for _ in range(TIMES):
            book.add_pages_from(one)
        target = folder / "many.pdf"
        book.save(target)
    return target, pages * TIMES, pages


def seconds(path: Path) -> tuple[float, float]:
    """Processor seconds of an audit and of all its processes, and seconds on the clock."""
    before, begun = os.times(), time.perf_counter()
    subprocess.run([TOOL, "audit", str(path)], stdout=subprocess.DEVNULL, check=False)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4]), time.perf_counter() - begun


def main() -> None:
    """Measure, print, and fail beyond the marks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report = next(path for path in build(SAMPLE, folder, ["pdf"]).files if path.suffix == ".pdf")
        book, all_pages, pages = many(report, folder)
        one = min(seconds(report)[0] for _ in range(rounds))
        whole = min(seconds(book)[0] for _ in range(rounds))
    a_page = (whole - one) / (all_pages - pages)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"seconds a page": round(a_page, 4), "one report": round(one, 2), "MiB": round(memory)}))
    if a_page > A_PAGE or memory > MEBIBYTES:
        sys.exit(f"marks missed: {A_PAGE} s a page, {MEBIBYTES} MiB")


if __name__ == "__main__":
    main()
