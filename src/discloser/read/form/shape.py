"""Texts in their blocks → `Form`, or one finding for each thing that does not fit the form.

pydantic judges the values; this module tidies what officers may leave blank or spell differently beforehand, and puts
every refusal into words afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ...model.finding import Finding, has_errors
from ...model.form.base import Block
from ...model.form.common import CommonForm
from ...model.form.outline import FormKey, entries
from ...model.form.scalars import is_blank
from ...model.money import CurrencyUnit
from ...model.place import FormPath, Place, Places, written
from .. import problems
from ..source import Raw, Source, listed
from .computed import with_computed_blank

UNIT_KEY = "金额单位"
_UNITS: dict[str, CurrencyUnit] = {"元": "元", "万元": "万元"}


class RefusedTexts(NamedTuple):
    """The tidied texts of a form, what was refused of them, and which paths were faulty or written twice before.

    `unit`: that of all amounts; None when it could not be understood.
    """

    raw: dict[str, Raw]
    refusals: tuple[ErrorDetails, ...]
    faulty: frozenset[FormPath]
    twice: frozenset[FormPath]
    unit: CurrencyUnit | None


class Shaped(NamedTuple):
    """A form, if reader and shape found no error, and where each value was typed. `findings`: those about shape.

    `refused`: what was read, where it is no form but has enough of one for a part of it to be known.
    """

    form: CommonForm | None
    places: Places
    findings: tuple[Finding, ...]
    refused: RefusedTexts | None = None


@dataclass
class _Tidying:
    """What is learnt while a form is tidied: findings, and paths about which nothing more is to be said."""

    places: Places
    faulty: set[FormPath]
    findings: list[Finding] = field(default_factory=list)
    twice: set[FormPath] = field(default_factory=set)
    respelt: dict[FormPath, Place] = field(default_factory=dict)


def shape(source: Source) -> Shaped:
    """The form of a source, of the sort that the source names."""
    if source.raw is None:
        return Shaped(None, source.places, ())
    work = _Tidying(source.places, set(source.faulty))
    unit = _currency_unit(source.raw, work)
    raw = {**_tidied(with_computed_blank(source.raw, source.form), source.form, (), work), UNIT_KEY: unit or "元"}
    places = Places(source.places.file, {**source.places.values, **work.respelt}, source.places.keys)
    form: CommonForm | None = None
    refusals: list[ErrorDetails] = []
    refused: tuple[Finding, ...] = ()
    try:
        form = source.form.model_validate(
            raw, context={"currency_unit": unit or "元"}, by_alias=True, by_name=False)
    except ValidationError as error:
        from .refusals import findings_of  # most forms are right and need none of it

        refusals = error.errors(include_url=False)
        refused = tuple(findings_of(
            refusals, source.form, raw, places, work.faulty, unit_known=unit is not None))
    findings = listed([*work.findings, *refused])
    if not has_errors((*source.findings, *findings)):
        return Shaped(form, places, findings)
    return Shaped(None, places, findings, RefusedTexts(
        raw, tuple(refusals), frozenset(work.faulty), source.repeated | work.twice, unit))


def _currency_unit(raw: dict[str, Raw], work: _Tidying) -> CurrencyUnit | None:
    """The unit of all amounts, needed before the first is read; None when what stands there is no unit."""
    typed = raw.get(UNIT_KEY)
    if is_blank(typed):
        return "元"
    unit = _UNITS.get(typed.strip()) if isinstance(typed, str) else None
    if unit is None:
        work.findings.append(problems.NOT_ALLOWED.at(
            work.places.of((UNIT_KEY,)), field=UNIT_KEY, found=typed if isinstance(typed, str) else "多项内容",
            expected="元或万元", description=entries(CommonForm)[UNIT_KEY].description,
        ))
    return unit


def _tidied(raw: dict[str, Raw], block: type[Block], path: FormPath, work: _Tidying) -> dict[str, Raw]:
    """A block with its usual spellings, without what was left blank and need not be filled."""
    tidy: dict[str, Raw] = {}
    first: dict[str, str] = {}
    known = entries(block)
    for key, value in raw.items():
        entry, here = known.get(key), (*path, key)
        if entry is None:
            tidy[key] = value
            continue
        if entry.key in first:
            work.findings.append(problems.SAME_KEY_TWICE.at(
                work.places.of_key(here), field=written(here), found=key, first=first[entry.key],
            ))
            work.twice.add((*path, entry.key))
            continue
        first[entry.key] = key
        if here != (usual := (*path, entry.key)):
            work.respelt[usual] = work.places.of(here)
        if not _left_out(value, entry):
            tidy[entry.key] = _tidied_value(value, entry, here, work)
        elif entry.required:
            tidy |= _left_blank(entry, here, work)
    return tidy


def _left_out(value: Raw, entry: FormKey) -> bool:
    """Whether nothing was typed; of an optional block also, whether all its keys were left blank."""
    if entry.required or entry.block is None or not isinstance(value, dict):
        return is_blank(value)
    # A key that is not known holds something wrongly written, such as `金额:500` without a blank.
    known = entries(entry.block)
    return all(key in known and _left_out(inner, known[key]) for key, inner in value.items())


def _tidied_value(value: Raw, entry: FormKey, path: FormPath, work: _Tidying) -> Raw:
    if entry.sort == "lines" and isinstance(value, list) and entry.block:
        return [
            _tidied(row, entry.block, (*path, i), work) if isinstance(row, dict) else row
            for i, row in enumerate(value)
        ]
    if entry.sort == "names" and isinstance(value, dict):
        work.findings.extend(_blank_names(value, entry, path, work))
        return value
    if entry.block and isinstance(value, dict):
        return _tidied(value, entry.block, path, work)
    return value


def _left_blank(entry: FormKey, path: FormPath, work: _Tidying) -> dict[str, Raw]:
    """What a blank required key counts as: no amount is 0, an empty block of optional keys is itself."""
    if entry.sort in ("amount", "amounts"):
        return {entry.key: None}
    if entry.sort == "block" and entry.block and not any(e.required for e in entries(entry.block).values()):
        return {entry.key: {}}
    if path not in work.faulty:
        work.findings.append(_blank(entry, path, work.places.of(path)))
        work.faulty.add(path)
    return {} if entry.block else {entry.key: None}


def _blank_names(names: dict[str, Raw], entry: FormKey, path: FormPath, work: _Tidying) -> Iterator[Finding]:
    for code, name in names.items():
        if is_blank(name):
            yield _blank(entry, (*path, code), work.places.of((*path, code)))


def _blank(entry: FormKey, path: FormPath, place: Place) -> Finding:
    from .refusals import described

    return problems.BLANK.at(place, field=written(path), description=described(entry))
