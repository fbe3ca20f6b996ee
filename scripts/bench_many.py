"""Many differing reports in one process: how many a minute, and what they leave in memory.

Typst keeps what it has set, to set the same faster; so no two reports here have the same figures.
"""

from __future__ import annotations

import os
import random
import sys
import time
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from discloser.render import pdf, word
from discloser.usecases.build import report_of
from discloser.usecases.check import check

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_inputs" / "fenyang-2025-budget.yaml"
FONTS = ROOT / "templates" / "fonts"
COUNT, WINDOW = 120, 40
MEBIBYTES, GROWTH = 650, 1.05
_PAGE = os.sysconf("SC_PAGE_SIZE") / 2**20


def varied(value: Any, digits: dict[int, int]) -> Any:
    """A report with every digit that is printed exchanged for another."""
    if isinstance(value, str):
        return value.translate(digits)
    if isinstance(value, tuple):
        return tuple(varied(item, digits) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: varied(getattr(value, field.name), digits) for field in fields(value)
                                 if field.name in _PRINTED})
    return value


_PRINTED = {
    "parts", "blocks", "text", "rows", "cells", "slices", "amount_text", "share_text", "funding", "lines", "texts",
    "goals", "indicators", "identity", "definition",
}


def main() -> None:
    """Print the figures, and exit with 1 where a mark is missed."""
    report = report_of(check(SAMPLE))
    shuffled, sizes = random.Random(1), []
    begun, worked = time.perf_counter(), time.process_time()
    for _ in range(COUNT):
        order = shuffled.sample("0123456789", 10)
        one = varied(report, str.maketrans("0123456789", "".join(order)))
        pdf.render(one, FONTS)
        word.render(one)
        sizes.append(int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE)
    wall, processor = time.perf_counter() - begun, time.process_time() - worked
    print(f"{COUNT} reports as DOCX and PDF: {60 * COUNT / wall:.0f} a minute by the clock, "
          f"{60 * COUNT / processor:.0f} by processor")
    before, last = max(sizes[-2 * WINDOW : -WINDOW]), max(sizes[-WINDOW:])
    print(f"MiB after 1, {WINDOW}, {2 * WINDOW}, {COUNT}: "
          + ", ".join(f"{sizes[at - 1]:.0f}" for at in (1, WINDOW, 2 * WINDOW, COUNT))
          + f"; most of the last {WINDOW}: {last:.0f}, of the {WINDOW} before: {before:.0f}")
    sys.exit(last > MEBIBYTES or last > GROWTH * before)


if __name__ == "__main__":
    main()
