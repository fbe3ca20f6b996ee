"""Report → bytes, one module per format. Renderers draw; they compute nothing that a reader could read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ..core.report import Report

Renderer = Callable[[Report, Path], bytes]


def _docx(report: Report, fonts: Path) -> bytes:
    from .word import render

    return render(report)


def _pdf(report: Report, fonts: Path) -> bytes:
    from .pdf import render

    return render(report, fonts)


def _html(report: Report, fonts: Path) -> bytes:
    from .html import render

    return render(report)


def _json(report: Report, fonts: Path) -> bytes:
    from .neutral import render

    return render(report)


RENDERERS: Mapping[str, Renderer] = {"docx": _docx, "pdf": _pdf, "html": _html, "json": _json}
"""Format → renderer. The second argument is the folder of the project's fonts; heavy libraries load on first use."""
