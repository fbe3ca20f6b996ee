"""One list that a finance system exported, taken apart: the lines of each unit of a roster, put into its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from ...disk import Given
from ...model.form.base import key_of
from ...model.form.budget import Form
from ...model.place import FormPath
from ...model.roster import RosterUnit
from ...read.form.files import form_in
from ...read.kind.library import Library
from ..import_form import content_of
from ..import_list import OpenedList, begin_from_list, mapping_in, mapping_path, open_list
from .roster import Roster

_LINES = tuple(key_of(Form, field) for field in ("basic_lines", "project_lines"))
_UNIT, _AMOUNT = "金额单位", "金额"
_TEN_THOUSAND = Decimal(10_000)


class UnreadExport(Exception):  # noqa: N818  an answer to the officer, not a fault
    """A list of which it is not known what its columns are; the message says in Chinese what to do."""


@dataclass(frozen=True)
class Export:
    """A list whose lines are known. `doubts`: what is odd about it, in Chinese."""

    opened: OpenedList
    doubts: tuple[str, ...]

    def lines_of(self, unit: RosterUnit, roster: Roster) -> str:
        """What the list calls a unit: its code, else its name where no other unit has it; "" where it has no lines."""
        alike = [other for other in roster.units.values() if other.name == unit.name]
        names = (unit.code, *([unit.name] if len(alike) == 1 else ()))
        listed = self.opened.listed
        return next((name for name in names if listed and listed.of_unit(name)), "")


def open_export(path: Path, roster: Roster, library: Library) -> Export:
    """The list at a path, with what is to be told of it. Raises `UnreadExport`."""
    mapping = mapping_path(path)
    opened = open_list(path, library, mapping_in(mapping.read_text(encoding="utf-8")) if mapping.is_file() else None)
    if opened.listed is None:
        lacking = "、".join(f"“{name}”" for name in (opened.columns.missing if opened.columns else ())) or "各列"
        raise UnreadExport(
            f"认不出清单 {path.name} 的{lacking}；请先用 discloser import {path.name} 写明各列，再来一次")
    listed, export = opened.listed, Export(opened, ())
    taken = {export.lines_of(unit, roster) for unit in roster.units.values()
             if not unit.exempt and not unit.is_department} - {""}
    return Export(opened, (
        *(f"清单里有、没有哪个单位的表取它：{unit}" for unit in listed.units if not taken & {unit, *unit.split(" ")}),
        *(f"清单的{total.name}是 {total.printed:,.2f} 元，各行合计 {total.lines:,.2f} 元" for total in listed.sums
          if not total.holds),
        *(f"没有取的一行：{row.text}（{row.reason}）" for row in listed.left)))


def form_with_lines(
    export: Export, name: str, library: Library, kind_id: str, known: Mapping[FormPath, str], begun: Given | None,
) -> bytes:
    """A unit's form with its lines of the list. `begun`: its form begun from last year's, whose lines these replace."""
    imported = begin_from_list(export.opened, library, kind_id, unit=name)
    raw: dict[str, Any] = dict(imported.raw or {})
    lines = {block: raw[block] for block in _LINES if block in raw}
    if begun is not None:
        kept = {key: value for key, value in (form_in(begun).raw or {}).items() if key not in _LINES}
        lines = _in_ten_thousands(lines) if kept.get(_UNIT) == "万元" else lines
        raw = {**kept, **lines}
    for (block, key), text in ((path, text) for path, text in known.items() if len(path) == 2):
        raw[str(block)] = {**raw.get(str(block), {}), str(key): text}
    return content_of(replace(imported, raw=raw), library, as_text=False)


def _in_ten_thousands(lines: Mapping[str, list[dict[str, str]]]) -> dict[str, list[dict[str, str]]]:
    return {block: [{**row, _AMOUNT: f"{(Decimal(row[_AMOUNT]) / _TEN_THOUSAND).normalize():f}"} for row in rows]
            for block, rows in lines.items()}
