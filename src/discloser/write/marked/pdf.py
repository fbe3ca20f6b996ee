"""A copy of a PDF with what was found in it: a red frame and a number at each place, the words in a note.

The file is anybody's and the library that changes it is compiled, so that happens in a process of its own (`pdf_pen`).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from ...model.finding import Finding

_PATIENCE = 120


class CannotMark(Exception):  # noqa: N818  an answer to the officer, not a fault
    """The PDF can't be changed."""


def marked_pdf(content: bytes, findings: Sequence[Finding], turned: Sequence[int] = ()) -> bytes:
    """The bytes of a copy with findings marked, numbered from 1 in their order. Raises `CannotMark`.

    `turned`: by how many right angles each page was turned to be read, where that is not what the page itself says.
    """
    found = [_note(number, finding) for number, finding in enumerate(findings, start=1)]
    for note in found:
        page = note["page"] or 1
        note["quarters"] = turned[page - 1] if page <= len(turned) else None
    notes = json.dumps(found).encode()
    # -P: a file in the officer's folder that is called like a library must not be loaded.
    command = [sys.executable, "-P", "-m", "discloser.write.marked.pdf_pen"]
    given = len(notes).to_bytes(8, "big") + notes + content
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise CannotMark("这份 PDF 标注不了：太久没有写完") from None
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise CannotMark("这份 PDF 不让改动，标注不了；问题可以写成清单（.xlsx）或检查报告（.docx）")
    return done.stdout


def _note(number: int, finding: Finding) -> dict[str, Any]:
    hint = f"\n改法：{finding.hint}" if finding.hint else ""
    return {
        "number": number, "page": finding.place.page, "box": finding.place.box,
        "words": f"{number}. {finding.severity.label} {finding.code} {finding.message}{hint}",
        "grave": finding.severity.value == "error",
    }
