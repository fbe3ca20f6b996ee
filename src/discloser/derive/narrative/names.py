"""What a kind's texts may name: the figures, the changes, and what the form says under its own Chinese keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from ...model.change import ExplainedChange
from ...model.form.base import keyed_fields
from ...model.form.common import CommonForm
from ...model.form.scalars import AmountMark, Text
from ...model.kind.report_kind import ReportKind
from ...model.money import CurrencyUnit, printed
from ...model.place import FormPath
from ...model.report.sourced import Sourced, SourcedFigure, source_of, source_path
from .moved import AMOUNTS, moved

_HAS_AGENCY_OPERATING = "有机关运行经费"
_FIGURES, _CHANGES = "取数", "增减"
_PASSAGE = get_args(Text)[1]


def names_of(
    form: CommonForm, figures: Mapping[str, Any], changes: Mapping[str, ExplainedChange], kind: ReportKind,
    units: Sequence[CommonForm] = (),
) -> dict[str, Any]:
    """All names, Chinese, for one form. Figures win over blocks of the form with the same name.

    `units`: the forms of a department's units; 各单位 has their names and natures, and is empty for a unit.
    """
    return {
        **_shown(form, kind.told_unit, ()),
        "年度": form.request.year,
        "上年度": form.request.year - 1,
        _HAS_AGENCY_OPERATING: any(
            kind.natures.get(one.unit.nature) == _HAS_AGENCY_OPERATING for one in units or (form,)),
        "评级": list(kind.grades),
        "级次": kind.level_of(form.request.level),
        "用语": dict(kind.own_words),
        "各单位": [{"名称": Sourced(one.unit.name, ""), "性质": Sourced(one.unit.nature, "")} for one in units],
        **{name: _figure(figure, (_FIGURES, name)) for name, figure in figures.items()},
        _CHANGES: {name: _change(change) for name, change in changes.items()},
    }


def _figure(figure: Any, path: FormPath) -> Any:
    """A figure, a list of items or an item, every amount in it with its source."""
    if isinstance(figure, Decimal):
        return SourcedFigure(figure, source_path(path))
    if isinstance(figure, list):
        return [_figure(item, (*path, number)) for number, item in enumerate(figure)]
    if is_dataclass(figure) and not isinstance(figure, type):
        named = {field.name: getattr(figure, field.name) for field in fields(figure)}
        return replace(figure, **{name: _figure(value, (*path, name)) for name, value in named.items()})
    return figure


def _change(change: ExplainedChange) -> Mapping[str, Any]:
    figures = (change.current, change.prior, change.change.amount, change.change.rate)
    sourced = {
        name: _figure(amount, (_CHANGES, change.name, name)) for name, amount in zip(AMOUNTS, figures, strict=True)
    }
    reason = Sourced(change.reason, source_of(change.reason))
    return moved(change.change, change.current, change.prior, **sourced, 原因=reason)


def _shown(block: BaseModel, unit: CurrencyUnit, path: FormPath) -> dict[str, Any]:
    """A block of the form under its Chinese keys; money as printed, texts marked as typed by an officer."""
    return {
        key: _value(getattr(block, field), unit, marks, (*path, key)) for field, key, marks in _fields(type(block))}


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, Sequence[Any]], ...]:
    """The fields of a block, their keys, and what marks their values."""
    return tuple((field, key, model.model_fields[field].metadata) for field, key in keyed_fields(model))


def _value(value: Any, unit: CurrencyUnit, marks: Sequence[Any], path: FormPath) -> Any:
    if isinstance(value, str):
        # A name stands in many sentences; only running text is a passage that an officer would edit in the report.
        return Sourced(value, source_path(path) if _PASSAGE in marks else "")
    if isinstance(value, Decimal):
        return SourcedFigure(printed(value, unit) if AmountMark in marks else value, source_path(path))
    if isinstance(value, BaseModel):
        return _shown(value, unit, path)
    if isinstance(value, tuple):
        return [_value(item, unit, marks, (*path, number)) for number, item in enumerate(value)]
    return value
