"""A report whose every text tries to be more than text."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from a_report import a_report

from discloser.model.report.report import Report

ATTACK = "<script>1</script>\"'><img src='file:///etc/passwd'><style>@import url(http://192.0.2.1/)</style>&amp;]]>{{7*7}}"
CONTROLS = "\x00\x01\x0b\x1b\x7f\x85\ud800\ufffe"
_KEPT = {"kind", "template", "role", "style", "shape", "show", "currency_unit"}


def a_hostile_report() -> Report:
    """The invented report with an attack and forbidden characters after every text."""
    report: Report = _attacked(a_report())
    return report


def _attacked(value: Any) -> Any:
    if isinstance(value, str):
        return value + ATTACK + CONTROLS if value else value
    if isinstance(value, tuple):
        return tuple(_attacked(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{
            field.name: _attacked(getattr(value, field.name)) for field in fields(value) if field.name not in _KEPT
        })
    return value
