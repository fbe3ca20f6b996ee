"""What commands have in common: findings printed, the exit status, names that an outcome can be filed under."""

from __future__ import annotations

import click

from ..model.finding import Finding, Nature
from .encoding import echo_json
from .text import lines_of_check

strict_option = click.option("--strict", is_flag=True, help="有提醒也算不通过。")


def print_json(findings: dict[str, list[Finding]]) -> None:
    """Print the findings of several files as JSON."""
    echo_json({name: [finding.as_json() for finding in found] for name, found in findings.items()})


def print_findings(name: str, found: list[Finding], waiting: int = 0, *, all_clear: bool = False) -> None:
    """Print what was found in a form; `all_clear`: say it, too, when nothing was found."""
    if found or all_clear:
        click.echo("\n".join(lines_of_check(name, found, waiting)))


def exit_status(findings: dict[str, list[Finding]], *, strict: bool = False) -> int:
    """2 when a file can't be read, 1 when there is an error (or, if `strict`, a warning), else 0."""
    everything = [finding for found in findings.values() for finding in found]
    if any(is_unreadable(finding) for finding in everything):
        return 2
    errors = any(finding.severity.value == "error" for finding in everything)
    return 1 if errors or (strict and any(finding.open_warning for finding in everything)) else 0


def is_unreadable(finding: Finding) -> bool:
    """Whether a finding says that a file can't be read at all."""
    return finding.nature is Nature.UNREADABLE
