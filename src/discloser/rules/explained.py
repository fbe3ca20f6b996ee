"""Which reason explains which changes against last year."""

from __future__ import annotations

from ..model.case import Case
from ..model.change import ExplainedChange
from .doubted import doubted, rests_on
from .once import once


@once
def explained(case: Case) -> dict[tuple[str, ...], list[ExplainedChange]]:
    """Where a reason is written → the changes that it explains; changes without a reason of their own are left out.

    A change computed from an amount that is told to be mistyped is no measure for a reason.
    """
    explained: dict[tuple[str, ...], list[ExplainedChange]] = {}
    known = doubted(case)
    for change in case.changes.values():
        path = next((path for path in change.wanted if case.form.at(path).strip()), None)
        if path is not None and change.change.direction != "unchanged" and not rests_on(known, change, case):
            explained.setdefault(path, []).append(change)
    return explained
