"""Typst alone on a folder that a report was laid down in: no form read, no tag completed, nothing packed.

The least that a PDF of this template can cost: `bare_typst.py folder target.pdf`.
"""

import sys
from pathlib import Path

import typst

folder, target = map(Path, sys.argv[1:])
target.write_bytes(typst.compile(
    str(folder / "report.typ"), root=str(folder), font_paths=[str(Path(__file__).parents[1] / "templates" / "fonts")],
    ignore_system_fonts=True, pdf_standards=["a-3a", "ua-1"],
))
