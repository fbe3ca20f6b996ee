"""The new report with what changed marked in it (对照稿), for leaders and reviewers; it is never published."""

from __future__ import annotations

from pathlib import Path

from ..compare.comparison import Comparison
from ..compare.inputs import renamed
from ..compare.redline import redlined
from ..compare.sides import Side
from ..disk import write_all
from ..read.kind.library import INSTALLED, Library
from ..render import REDLINES
from .new import new_file

REDLINE_FORMATS = tuple(REDLINES)


class NoReports(Exception):  # noqa: N818  a question to the officer, not a fault
    """What was compared gives no two reports that could be marked."""


def redline(
    comparison: Comparison, old: Side, new: Side, redline_format: str, library: Library = INSTALLED,
) -> bytes:
    """The new report, marked, in one of `REDLINE_FORMATS`. Raises `NoReports` and `CannotRender`."""
    if old.report is None or new.report is None:
        raise NoReports("对照稿要由两份填报表生成；报告 JSON 里没有整份报告")
    return REDLINES[redline_format](redlined(old.report, new.report, renamed(comparison.inputs)), library.fonts)


def write_redline(
    comparison: Comparison, old: Side, new: Side, target: Path, library: Library = INSTALLED,
) -> None:
    """Write the marked report. Raises what `redline` raises, and FileExistsError rather than lose a file."""
    content = redline(comparison, old, new, new_file(target).suffix.lower().removeprefix("."), library)
    write_all({target: content}, {target: None})
