"""A form as plain texts in their blocks, spelt one way: what is compared is what was meant, not how it was typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from ..model.case import Case
from ..model.form.base import Block, key_of
from ..model.form.common import CommonForm
from ..model.place import FormPath

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"


def tree_of(form: CommonForm) -> dict[str, Tree]:
    """Every value of a form under its Chinese keys, amounts in 元, but for what follows from others of them."""
    return _block(form)


def tree_of_case(case: Case) -> dict[str, Tree]:
    """The values of a form or, of a department, what was typed in its own form and, unit by unit, in theirs."""
    own = _block(case.form)
    if not case.units:
        return own
    return {
        **_without(own, (), case), "所属单位": [{"名称": unit.unit.name, **_block(unit)} for unit in case.units],
    }


def _without(block: dict[str, Tree], path: FormPath, case: Case) -> dict[str, Tree]:
    """A block without what was added up from the units."""
    kept = ((key, value) for key, value in block.items() if not case.is_summed((*path, key)))
    return {key: _without(value, (*path, key), case) if isinstance(value, dict) else value for key, value in kept}


def typed_tree(raw: Mapping[str, Any]) -> dict[str, Tree]:
    """The texts of a form that could not be read whole, as they were typed."""
    return {key: _typed(value) for key, value in raw.items()}


def _block(block: Block) -> dict[str, Tree]:
    fields = (field for field in block.ordered_fields() if field not in block.determined or block.is_typed(field))
    return {key_of(type(block), field): _value(getattr(block, field)) for field in fields}


def _value(value: Any) -> Tree:
    if isinstance(value, Block):
        return _block(value)
    if isinstance(value, tuple | list):
        return [_value(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _value(item) for key, item in value.items()}
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return _amount(value)
    return value.isoformat() if isinstance(value, dt.date) else "" if value is None else str(value).strip()


def _amount(amount: Decimal) -> str:
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _typed(value: Any) -> Tree:
    if isinstance(value, Mapping):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return "" if value is None else str(value).strip()
