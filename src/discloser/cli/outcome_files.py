"""Outcomes written as files. Loads renderers and writers, which a check without `-o` does not need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from ..usecases.audit import Audited
from ..usecases.check import Checked
from ..usecases.kind_faults import Library
from ..usecases.mark import marks_reports, takes_marks, write_marked, write_marked_report
from ..usecases.record import RECORD_ENDINGS, file_audit, file_check
from .outcome import is_unreadable


def refuse_unfit_name(files: tuple[Path, ...], output: Path) -> None:
    """Refuse a name that no outcome can be written under, or that is a file being checked."""
    if any(output.resolve() == file.resolve() for file in files):
        raise click.UsageError(f"-o 不能与要核对的文件同名：{output}")
    if not _marks(files, output) and output.suffix.lower() not in RECORD_ENDINGS:
        raise click.UsageError(f"-o 的文件名要以 {'、'.join(RECORD_ENDINGS)} 结尾，现在是“{output.name}”。")


def file_of_check(checked: Mapping[Path, Checked], output: Path, library: Library) -> None:
    """Write what was found in forms; in a copy of the workbook where one alone was checked.

    What keeps that copy from being written is one finding more.
    """
    forms = tuple(checked)
    if not _marks(forms, output):
        file_check(checked, output, library)
        click.echo(f"已写好：{output}", err=True)
    elif not any(is_unreadable(finding) for finding in checked[forms[0]].findings):
        hindered = write_marked(checked[forms[0]], output)
        checked[forms[0]].findings.extend(hindered)
        if not hindered:
            click.echo(f"已标出问题：{output}", err=True)


def file_of_audit(audited: Iterable[Audited], output: Path, library: Library) -> None:
    """Write what was found in printed reports; in a copy of the report where one alone was audited."""
    reports = list(audited)
    if len(reports) != 1 or not _marks((reports[0].file.path,), output):
        file_audit(reports, output, library)
        click.echo(f"已写好：{output}", err=True)
    elif not any(is_unreadable(finding) for finding in reports[0].findings):
        if hindered := write_marked_report(reports[0], output):
            raise click.UsageError(hindered)
        click.echo(f"已标出问题：{output}", err=True)


def _marks(files: tuple[Path, ...], output: Path) -> bool:
    """Whether the outcome is to be marked in a copy of the one workbook, or of the one PDF or document of a report."""
    same = len(files) == 1 and output.suffix.lower() == files[0].suffix.lower()
    return same and (takes_marks(files[0]) or marks_reports(files[0]))
