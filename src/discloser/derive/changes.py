"""Changes against last year: each figure a kind compares, how it moved as printed, and the officer's reason."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ..core.change import ExplainedChange
from ..core.form import AppropriationAmounts, Form
from ..core.kind import ChangeSpec, ReportKind
from ..core.money import ZERO, Change, printed
from ..core.sourced import Sourced
from .figures import Figure

_PERIODS = "。；，、：,;.: 　"


def changes_of(form: Form, figures: Mapping[str, Figure], kind: ReportKind) -> dict[str, ExplainedChange]:
    """Every change a kind names, in its order."""
    changes: dict[str, ExplainedChange] = {}
    for name, spec in kind.changes.items():
        current = figures[spec.current]
        if not isinstance(current, Decimal):
            raise TypeError(f"增减“{name}”比较的“{spec.current}”不是一个金额")
        prior = printed(sum((_amount(form, path) for path in spec.prior), ZERO), kind.currency_unit)
        changes[name] = ExplainedChange(
            name, current, prior, Change.between(current, prior), _reason(form, spec, changes, kind.reason_joint),
            tuple(split_path(path) for path in spec.reasons), spec.merged,
        )
    return changes


def split_path(path: str) -> tuple[str, ...]:
    """A form path as a kind writes it: `三公经费/公务接待费/上年`."""
    return tuple(path.split("/"))


def tidy_reason(text: str) -> str:
    """A reason on one line without its own final punctuation, ready for the template's."""
    return "".join(line.strip() for line in text.splitlines()).rstrip(_PERIODS)


def _amount(form: Form, path: str) -> Decimal:
    value = form.at(split_path(path))
    return value.total() if isinstance(value, AppropriationAmounts) else Decimal(value)


def _reason(form: Form, spec: ChangeSpec, earlier: Mapping[str, ExplainedChange], joint: str) -> str:
    for path in spec.reasons:
        if reason := tidy_reason(form.at(split_path(path))):
            return Sourced(reason, path)
    parts = (earlier[name] for name in spec.merged)
    reasons = list(dict.fromkeys(p.reason for p in parts if p.change.direction != "unchanged" and p.reason))
    return reasons[0] if len(reasons) == 1 else joint.join(reasons)
