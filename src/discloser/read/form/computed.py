"""What a form that names other forms may leave out: the figures that are computed from those.

Left out, they count as left blank; everything else that must be filled must be filled here too.
"""

from __future__ import annotations

from collections.abc import Callable

from ...model.form.base import Block
from ...model.form.common import CommonForm
from ...model.form.outline import keys_of
from ...model.form.scalars import is_blank
from ...model.form.terms import OWN_BLOCKS
from ...model.place import FormPath
from ..source import Raw

_PRIOR = "上年"


def with_computed_blank(raw: dict[str, Raw], form: type[CommonForm]) -> dict[str, Raw]:
    """The form with a blank for every amount that was left out because another form gives it."""
    if _is_filled(raw.get("所属单位")):
        raw = _blanked(raw, form, (), lambda path: path[0] not in OWN_BLOCKS)
    prior = raw.get(_PRIOR)
    if isinstance(prior, dict) and _is_filled(prior.get("表单")):
        raw = _blanked(raw, form, (), lambda path: path[-1] == _PRIOR or (path[0] == _PRIOR and len(path) > 1))
    return raw


def _is_filled(value: Raw) -> bool:
    return bool(value) if isinstance(value, list) else not is_blank(value)


def _blanked(
    block: dict[str, Raw], shape: type[Block], path: FormPath, computed: Callable[[FormPath], bool]
) -> dict[str, Raw]:
    whole = dict(block)
    for entry in keys_of(shape):
        here, value = (*path, entry.key), block.get(entry.key)
        if entry.sort == "lines" and entry.block and isinstance(value, list):
            whole[entry.key] = [
                _blanked(row, entry.block, here, computed) if isinstance(row, dict) else row for row in value]
        if not entry.required:
            continue
        if entry.sort in ("amount", "amounts"):
            if entry.key not in block and computed(here):
                whole[entry.key] = None
        elif entry.sort == "block" and entry.block and (isinstance(value, dict) or computed(here)):
            inner = value if isinstance(value, dict) else {}
            if isinstance(value, dict) or is_blank(value):
                whole[entry.key] = _blanked(inner, entry.block, here, computed)
    return whole
