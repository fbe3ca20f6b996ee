"""Word."""

from __future__ import annotations

from pathlib import Path

from ...model.report.notice import Notice
from ...model.report.report import Report
from ..format import Format


def _render(report: Report, fonts: Path) -> bytes:
    from ..word import render

    return render(report)


def _notice(notice: Notice, fonts: Path) -> bytes:
    from ..notice_word import render

    return render(notice)


FORMAT = Format(
    "docx", "Word", "用 Word 或 WPS 打开、送审、润色；润色过的文字用 `discloser pull` 收回填报表",
    _render, _notice, usual=True)
