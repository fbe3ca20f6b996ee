"""The part of a form that is known although the whole could not be shaped."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from ...model.form.base import Block, field_of
from ...model.form.common import CommonForm
from ...model.form.outline import FormKey, keys_of
from ...model.form.scalars import is_blank
from ...model.place import FormPath
from ...model.unknown import NotKnown
from ..kind.library import CHOOSING
from ..problems import TOO_MANY_FINDINGS
from ..source import Raw, Source
from .doubts import Doubts, doubts_of
from .shape import Shaped

_UNITS = "所属单位"


def known_part(source: Source, shaped: Shaped) -> CommonForm | None:
    """A form that forgot whatever is in doubt; None where there is nothing to judge for certain.

    A department's form is nothing without those of its units.
    """
    refused = shaped.refused
    if any(finding.code == TOO_MANY_FINDINGS.code for finding in shaped.findings):
        return None  # more than anybody wants to read
    doubts = doubts_of(source, refused, source.form) if refused is not None else None
    if refused is None or doubts is None or not _is_empty(refused.raw.get(_UNITS)):
        return None
    clean = _clean(refused.raw, source.form, (), doubts)
    try:
        form = source.form.model_validate(
            clean, context={"currency_unit": refused.unit or "元"}, by_alias=True, by_name=False)
    except ValidationError:
        return None
    _forget(form, (), doubts)
    return form if _says_which_report(form) else None


def known_names(source: Source, form: CommonForm) -> dict[FormPath, tuple[str, str]]:
    """The codes of a part, with what is written behind them."""
    return {path: named for path, named in source.names.items() if _is_known(path, form)}


def _is_known(path: FormPath, form: CommonForm) -> bool:
    value: Any = form
    try:
        for part in path:
            value = value[part] if isinstance(part, int) else getattr(value, field_of(type(value), part))
    except (NotKnown, IndexError, KeyError, TypeError):
        return False
    return True


def _is_empty(value: Raw) -> bool:
    """Whether no row was typed."""
    return not value if isinstance(value, list | dict) else is_blank(value)


def _clean(block: dict[str, Raw], shape: type[Block], path: FormPath, doubts: Doubts) -> dict[str, Raw]:
    """The texts of a block that are not in doubt, with a blank wherever it must have one."""
    clean: dict[str, Raw] = {}
    for entry in keys_of(shape):
        here = (*path, entry.key)
        if entry.key in block and here not in doubts.values:
            clean[entry.key] = _clean_value(block[entry.key], entry, here, doubts)
        elif entry.required:
            clean[entry.key] = _clean({}, entry.block, here, doubts) if entry.sort == "block" and entry.block else None
    return clean


def _clean_value(value: Raw, entry: FormKey, path: FormPath, doubts: Doubts) -> Raw:
    if entry.block is not None and isinstance(value, dict):
        return _clean(value, entry.block, path, doubts)
    if entry.block is not None and isinstance(value, list):
        return [_clean(row, entry.block, (*path, i), doubts) if isinstance(row, dict) else row
                for i, row in enumerate(value)]
    return value


def _forget(block: Block, path: FormPath, doubts: Doubts) -> None:
    shape = type(block)
    for entry in keys_of(shape):
        field, here = field_of(shape, entry.key), (*path, entry.key)
        if doubts.about(here, entry, typed=field in block.model_fields_set):
            block.forget(field)
            continue
        value: Any = getattr(block, field)
        for number, row in enumerate(value if isinstance(value, tuple) else ()):
            _forget(row, (*here, number), doubts)
        if isinstance(value, Block):
            _forget(value, here, doubts)


def _says_which_report(form: CommonForm) -> bool:
    """Whether it is known which report is wanted, and that it is about one unit."""
    try:
        chosen: list[object] = [getattr(form.request, field) for field in CHOOSING]
        return bool(chosen) and not form.units
    except NotKnown:
        return False
