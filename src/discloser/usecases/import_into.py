"""What was taken, into a form that is there: blanks are filled, nothing typed is changed, what differs is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..disk import Document
from ..model.finding import Finding, has_errors
from ..model.form.flat import flat, nested
from ..model.form.outline import entry_at
from ..model.form.remarks import Remarks
from ..model.form.sorts import form_of
from ..model.money import AmountError, parse_amount
from ..model.place import FormPath, Place
from ..pull.intake.texts import typed
from ..read.form.files import form_and_remarks_in
from ..read.given_forms import given_form
from .import_form import Imported


class OtherSort(Exception):  # noqa: N818  an answer to the officer, not a fault
    """A budget's form can't be filled from final accounts, nor the other way round."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that stands in the form and is another in the source. `place`: where it stands in the form."""

    path: FormPath
    typed: str
    taken: str
    place: Place


@dataclass(frozen=True)
class FilledBlanks:
    """A form with its blanks filled. No `raw` while it can't be read."""

    findings: tuple[Finding, ...]
    raw: Mapping[str, Any] | None = None
    filled: tuple[FormPath, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    remarks: Remarks = field(default_factory=dict)


def fill_blanks(form: Document, imported: Imported) -> FilledBlanks:
    """The form with what a source says for its blanks. Rows are taken only where a block has none.

    Raises `OtherSort`.
    """
    source, remarks = form_and_remarks_in(given_form(form))
    if source.raw is None or has_errors(source.findings) or imported.raw is None or imported.kind is None:
        return FilledBlanks(source.findings)
    sort = form_of(imported.kind.sort)
    if source.form is not sort:
        raise OtherSort("来源和填报表一份是预算、一份是决算，不能合在一起；请用 --kind 写明版式，或者另写一份")
    old, new = flat(source.raw, sort), flat(imported.raw, sort)
    units = (new.get(("金额单位",), "元"), old.get(("金额单位",), "元"))
    rows = {path[:at] for path in old for at, part in enumerate(path) if isinstance(part, int)}
    filled: dict[FormPath, str] = {}
    conflicts: list[Conflict] = []
    for path, text in new.items():
        taken = _in_unit(text, path, units, imported)
        block = next((path[:at] for at, part in enumerate(path) if isinstance(part, int)), None)
        if path not in old and block not in rows:
            filled[path] = taken
        elif path in old and block is None and _differ(old[path], taken):
            conflicts.append(Conflict(path, old[path], taken, source.places.of(path)))
    taken_all = {path: _in_unit(text, path, units, imported) for path, text in new.items()}
    conflicts += [
        Conflict(block, f"{_rows(old, block)} 行", f"{_rows(new, block)} 行", source.places.of(block))
        for block in sorted(rows, key=str) if _rows(new, block) and _lines(old, block) != _lines(taken_all, block)
    ]
    whole = nested({**old, **filled}, sort)
    noted = {path: remark for path, remark in imported.remarks.items() if path[:1] not in rows}
    return FilledBlanks(source.findings, whole, tuple(filled), tuple(conflicts), {**noted, **remarks})


def _in_unit(text: str, path: FormPath, units: tuple[str, str], imported: Imported) -> str:
    """An amount in the unit of the form that it goes into."""
    if imported.kind is None or units[0] == units[1]:
        return text
    if path == ("金额单位",):
        return units[1]
    entry = entry_at(path, form_of(imported.kind.sort))
    if entry is None or entry.sort not in ("amount", "amounts"):
        return text
    try:
        yuan = parse_amount(text, "万元" if units[0] == "万元" else "元")
    except AmountError:
        return text
    return typed(yuan, "万元" if units[1] == "万元" else "元")


def _differ(one: str, other: str) -> bool:
    try:
        return parse_amount(one) != parse_amount(other)
    except AmountError:
        return "".join(one.split()) != "".join(other.split())


def _rows(values: Mapping[FormPath, str], block: FormPath) -> int:
    return len({path[: len(block) + 1] for path in values if path[: len(block)] == block and len(path) > len(block)})


def _lines(values: Mapping[FormPath, str], block: FormPath) -> set[tuple[tuple[FormPath, str], ...]]:
    """What stands in the rows of a block, in any order, without what is only to be looked at."""
    rows: dict[str | int, list[tuple[FormPath, str]]] = {}
    for path, text in values.items():
        if path[: len(block)] == block and path[-1] != "待核":
            rows.setdefault(path[len(block)], []).append((path[len(block) + 1:], text.replace(",", "")))
    return {tuple(sorted(row, key=str)) for row in rows.values()}


__all__ = ["Conflict", "FilledBlanks", "OtherSort", "fill_blanks"]
