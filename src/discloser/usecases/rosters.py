"""A bureau's roster, for whoever asks: read from a workbook, and written as one that reads back the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields

from ..model.ledger import LedgerCell, LedgerSheet, columns_of
from ..model.roster import RosterUnit, Season
from ..read.xlsx.roster import SEASONS, RosterFile, heads_of, read_roster
from .ledgers import ledger_workbook

UNITS = "单位名录"
_WIDTHS = {"name": 40, "department": 30, "exempt": 30, "site": 36}


def roster_workbook(units: Iterable[RosterUnit], seasons: Sequence[Season] = ()) -> bytes:
    """The workbook of a roster: a row a unit in the order given; the seasons' days on a sheet of their own."""
    sheets = [_sheet(UNITS, RosterUnit, [_cells(unit) for unit in units])]
    if seasons:
        sheets.append(_sheet(SEASONS, Season, [_cells(season) for season in seasons]))
    return ledger_workbook(UNITS, sheets)


def _sheet(title: str, of: type[RosterUnit | Season], rows: list[tuple[LedgerCell, ...]]) -> LedgerSheet:
    heads = heads_of()
    told = (f"{heads[one.name]} {_WIDTHS.get(one.name, 14)}" for one in fields(of))
    return LedgerSheet(title, columns_of(*told), rows)


def _cells(one: RosterUnit | Season) -> tuple[LedgerCell, ...]:
    values = (getattr(one, known.name) for known in fields(one))
    return tuple("" if value is None else str(value) for value in values)


__all__ = ["UNITS", "RosterFile", "read_roster", "roster_workbook"]
