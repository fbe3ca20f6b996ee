"""Changes against last year: each figure a kind compares, how it moved as printed, and the officer's reason."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ..model.change import ExplainedChange
from ..model.form.budget import AppropriationAmounts
from ..model.form.common import CommonForm
from ..model.kind.report_kind import ChangeSpec, ReportKind
from ..model.money import ZERO, Change, printed
from ..model.report.sourced import Sourced
from .figures import Figure

_PERIODS = "。；，、：,;.: 　"


def changes_of(form: CommonForm, figures: Mapping[str, Figure], kind: ReportKind) -> dict[str, ExplainedChange]:
    """Every change a kind names, in its order."""
    changes: dict[str, ExplainedChange] = {}
    for name, spec in kind.changes.items():
        current = figures[spec.current]
        if not isinstance(current, Decimal):
            raise TypeError(f"增减“{name}”比较的“{spec.current}”不是一个金额")
        prior = printed(_prior(form, spec), kind.told_unit, kind.figures[spec.current].digits)
        changes[name] = ExplainedChange(
            name, current, prior, Change.between(current, prior), _reason(form, spec, changes, kind.reason_joint),
            tuple(split_path(path) for path in spec.reasons), spec.merged, spec.base,
        )
    return changes


def split_path(path: str) -> tuple[str, ...]:
    """A form path as a kind writes it: `三公经费/公务接待费/上年`."""
    return tuple(path.split("/"))


def tidy_reason(text: str) -> str:
    """A reason on one line without its own final punctuation, ready for the template's."""
    return "".join(line.strip() for line in text.splitlines()).rstrip(_PERIODS)


def _prior(form: CommonForm, spec: ChangeSpec) -> Decimal:
    """Last year's figure; the one that stands in for it where it was left blank."""
    if spec.otherwise and all(form.at(split_path(path)) is None for path in spec.prior):
        return _amount(form, spec.otherwise)
    return sum((_amount(form, path) for path in spec.prior), ZERO)


def _amount(form: CommonForm, path: str) -> Decimal:
    value = form.at(split_path(path))
    return value.total() if isinstance(value, AppropriationAmounts) else Decimal(value or 0)


def _reason(form: CommonForm, spec: ChangeSpec, earlier: Mapping[str, ExplainedChange], joint: str) -> str:
    for path in spec.reasons:
        if reason := tidy_reason(form.at(split_path(path))):
            return Sourced(reason, path)
    parts = (earlier[name] for name in spec.merged)
    reasons = list(dict.fromkeys(p.reason for p in parts if p.change.direction != "unchanged" and p.reason))
    return reasons[0] if len(reasons) == 1 else joint.join(reasons)
