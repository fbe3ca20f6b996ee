"""Neutral JSON, for programs."""

from __future__ import annotations

from pathlib import Path

from ...model.report.report import Report
from ..format import Format


def _render(report: Report, fonts: Path) -> bytes:
    from ..neutral import render

    return render(report)


FORMAT = Format("json", "JSON", "给程序读：印出的每一格、每一句；`discloser audit` 和 `compare` 认识它", _render)
