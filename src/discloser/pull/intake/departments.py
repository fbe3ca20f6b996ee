"""A department's form: its own texts, and the units that it is made of. Every figure is added up from their forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ...model.form.common import UNITS
from ...model.form.flat import flat, nested
from ...model.form.sorts import LINES_OF_UNITS, Sort, form_of
from ...model.form.terms import OWN_BLOCKS, OWN_VALUES
from ...model.place import FormPath, Place
from ...model.publication import Publication, PublishedBlock, PublishedTable
from .taken import TakenValue

_ANNOUNCED = re.compile("(?:预算|决算)编制范围")
_NUMBERED = re.compile(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)、.．]+(.+)")
_NATURE = re.compile("[（(][^（()）]*?(行政单位|参公事业单位|事业单位)[)）]")
_NO_NAME = re.compile(r'[\\/:*?"<>|，。；：\x00-\x1f]|^[\d.,]*$|^.{41,}|^.{,2}$|名称|代码|编码|性质|类[型别]')
"""What is no name of a unit that a file could have: marks, numbers, heads of a table."""
_OWN_BODY, _MOST_UNITS = "本级", 500
_FIGURE = re.compile(r"[\d,.-]+")
_CODES = frozenset({"类", "功能科目"})


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit that a department's report lists. `nature`: 单位性质, "" where the list does not say."""

    name: str
    nature: str
    place: Place


def units_listed(publication: Publication) -> tuple[ListedUnit, ...]:
    """The units within a department's report, as it lists them: lines with numbers, or a table of names."""
    blocks = publication.blocks
    lists = (
        tuple(islice(_units_of(blocks[at + 1:]), _MOST_UNITS)) for at, block in enumerate(blocks)
        if not isinstance(block, PublishedTable) and _ANNOUNCED.search(block.text)
    )
    return next((units for units in lists if units), ())


def _units_of(blocks: Sequence[PublishedBlock]) -> Iterator[ListedUnit]:
    if blocks and isinstance(blocks[0], PublishedTable):
        for row in blocks[0].rows:
            yield from islice((unit for cell in row if (unit := _unit(cell.text, cell.place))), 1)
        return
    for block in blocks:
        found = None if isinstance(block, PublishedTable) else _NUMBERED.fullmatch(block.text)
        unit = _unit(found[1].rstrip("；;。"), block.place) if found else None
        if unit is None:
            return
        yield unit


def _unit(text: str, place: Place) -> ListedUnit | None:
    told = "".join(text.split())
    nature = _NATURE.search(told)
    name = _NATURE.sub("", told)
    return None if _NO_NAME.search(name) else ListedUnit(name, nature[1] if nature else "", place)


def own_values(
    taken: Sequence[TakenValue], units: Sequence[ListedUnit], suffix: str,
) -> Iterator[TakenValue]:
    """What a department's form keeps of what was taken; its units as files with a `suffix`, still to be made."""
    for one in taken:
        if one.path == ("概况", "机构设置") and units:
            kept = [part for part in one.text.split("\n\n") if not _ANNOUNCED.search(part)]
            yield TakenValue(one.path, "\n\n".join(kept), one.place)
        elif _is_own(one.path, one.text):
            yield one
    for number, unit in enumerate(units):
        yield TakenValue((*UNITS, number), f"{unit.name}{suffix}", unit.place)


def nature_of(units: Sequence[ListedUnit]) -> str:
    """单位性质 of the department's own body, which stands for the department."""
    return next((unit.nature for unit in units if _OWN_BODY in unit.name), "")


def only_own(raw: Mapping[str, Any], sort: Sort) -> dict[str, Any]:
    """A department's form without what its units' forms say."""
    form = form_of(sort)
    kept = {path: text for path, text in flat(raw, form).items() if _is_own(path, text)}
    return nested(kept, form)


def _is_own(path: FormPath, text: str) -> bool:
    if path[0] in OWN_BLOCKS or path in OWN_VALUES:
        return True
    lines = any(path[:len(block)] == block for blocks in LINES_OF_UNITS.values() for block in blocks)
    return not lines and (path[-1] in _CODES or not _FIGURE.fullmatch(text))


__all__ = ["ListedUnit", "nature_of", "only_own", "own_values", "units_listed"]
