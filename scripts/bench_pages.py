"""How time and memory grow with the pages of a report: PDF and DOCX, each size in a process of its own."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from bench_many import varied

from discloser.model.report.report import Part, Report
from discloser.render import pdf, word
from discloser.usecases.build import report_of
from discloser.usecases.check import check

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_inputs" / "fenyang-2025-budget.yaml"
FONTS = ROOT / "templates" / "fonts"
PAGES = (10, 30, 100, 300)
_ALL = 34
"""Pages of the sample's report."""


def report_with(pages: int) -> Report:
    """The sample's report with about so many pages, of every sort as large a share as it has in the sample."""
    report = report_of(check(SAMPLE))
    return replace(report, parts=tuple(_resized(part, Fraction(pages, _ALL)) for part in report.parts))


def _resized(part: Part, share: Fraction) -> Part:
    """A part of whose blocks every so-manieth is kept, or each is kept so many times."""
    kept = (
        [block] * (int((number + 1) * share) - int(number * share)) for number, block in enumerate(part.blocks)
    )
    return replace(part, blocks=tuple(block for blocks in kept for block in blocks))


def measure(pages: int) -> None:
    """Print pages, seconds and MiB of one size, when everything is loaded."""
    report = report_with(pages)
    figures = []
    other = varied(report, str.maketrans("0123456789", "9876543210"))
    for render in (lambda one: pdf.render(one, FONTS), word.render):
        render(other)  # what was set before is set faster, so not the same
        begun = time.process_time()
        content = render(report)
        figures.append(time.process_time() - begun)
        if content.startswith(b"%PDF"):
            import pypdfium2

            pages = len(pypdfium2.PdfDocument(content))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{pages:>6}{figures[0]:>10.2f}{1000 * figures[0] / pages:>12.0f}{figures[1]:>10.2f}"
          f"{1000 * figures[1] / pages:>12.0f}{peak:>8.0f}")


def main() -> None:
    """Measure every size, or the one that is named."""
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
        return
    print(f"{'pages':>6}{'PDF s':>10}{'ms a page':>12}{'DOCX s':>10}{'ms a page':>12}{'MiB':>8}", flush=True)
    for pages in PAGES:
        subprocess.run([sys.executable, __file__, str(pages)], check=True)


if __name__ == "__main__":
    main()
