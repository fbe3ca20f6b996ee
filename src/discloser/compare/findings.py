"""Findings of two forms: which appeared, which vanished. Where a finding stands does not make it another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ..model.finding import Finding

_Same = tuple[str, str, str | None]


def came_and_went(old: Sequence[Finding], new: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings of the new form only, and those of the old form only."""
    return _beyond(new, old), _beyond(old, new)


def _beyond(findings: Iterable[Finding], known: Iterable[Finding]) -> tuple[Finding, ...]:
    left = Counter(_same(finding) for finding in known)
    rest: list[Finding] = []
    for finding in findings:
        if left[_same(finding)]:
            left[_same(finding)] -= 1
        else:
            rest.append(finding)
    return tuple(rest)


def _same(finding: Finding) -> _Same:
    return finding.code, finding.message, finding.confirmed
