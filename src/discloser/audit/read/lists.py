"""Lists in sentences: which names a sentence lists, with which amounts and shares, and which a table has rows for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...model.text.likeness import slip_of
from .claims import ListClaim, Readings, ShareClaim
from .figure_index import FigureIndex, keyed_rows
from .figures import FigurePlace
from .formulas import Operand
from .layout import FigureColumn, LaidOutTable
from .patterns import AMOUNT
from .printed import amount_of, is_blank, plain
from .reading import number_of, text_figure
from .relations import Equal

_ITEM = re.compile(rf"([^;、,:\n]*?[^;、,:\n\d.])({AMOUNT})(万元|元)?(?:,?占比?({AMOUNT})(%)?)?(?=[;、,等\n]|$)")
_LINE = re.compile(rf"^[(（]?\d+[)）.、]([^:\n。]+):({AMOUNT})(万元|元)?", re.M)
_SMALL_WORDS = re.compile(r"^(其中|主要包括|分别为)[:]?|\((类|款|项)\)")


class Unlisted(NamedTuple):
    """Rows with money that a sentence does not name, and names it lists without such a row."""

    spot: FigurePlace
    table: int
    left_out: tuple[str, ...]
    too_many: tuple[str, ...]
    like: tuple[tuple[str, str], ...]


def read_lists(readings: Readings, desk: FigureIndex) -> Iterator[Unlisted]:
    """Compare every list with its table; amounts and shares in it join those already read."""
    for claim in readings.lists:
        term = claim.slot.term
        sheet = desk.sheets.get(term.table or 0) if term else None
        column = sheet.column(term.column) if sheet and term else None
        if term is None or sheet is None or column is None:
            continue
        if claim.slot.kind == "逐类":
            continue
        if claim.slot.kind == "名单":
            yield from _names(claim, sheet, column)
        else:
            yield from _items(claim, term, sheet, column, readings, desk)


def _names(claim: ListClaim, sheet: LaidOutTable, column: FigureColumn) -> Iterator[Unlisted]:
    listed = [plain(name) for name in re.split("[、,]", re.sub(r"等?[;。,]?$", "", claim.text)) if plain(name)]
    rows = sheet.table.rows
    items = {plain(sheet.name(i, column.panel)): i for i in range(len(rows)) if _is_item(sheet, i, column)}
    with_money = {name for name, i in items.items() if amount_of(rows[i][column.index])}
    elsewhere = {name for name, i in items.items() if any(amount_of(rows[i][c.index]) for c in column.panel.columns)}
    known = (set(items) - elsewhere) | _repeated(sheet, column, rows)
    left_out = tuple(name for name in with_money if name not in listed)
    too_many = tuple(name for name in listed if name not in with_money and name not in known)
    if left_out or too_many:
        yield Unlisted(claim.spot, sheet.table.no, left_out, too_many, ())


def _repeated(sheet: LaidOutTable, column: FigureColumn, rows: tuple[tuple[str, ...], ...]) -> set[str]:
    """Names that have money in the column in some row, though another row of that name comes later."""
    return {
        plain(sheet.name(i, column.panel)) for i in range(len(rows))
        if _is_item(sheet, i, column) and amount_of(rows[i][column.index])
    }


def _is_item(sheet: LaidOutTable, row: int, column: FigureColumn) -> bool:
    """A row with something beside its name is an item and no group."""
    return any(not is_blank(sheet.table.rows[row][i]) for i in column.panel.notes.values())


def _items(
    claim: ListClaim, term: Operand, sheet: LaidOutTable, column: FigureColumn, readings: Readings, desk: FigureIndex
) -> Iterator[Unlisted]:
    rows = _rows(term, sheet, column, desk)
    found = _LINE.findall(claim.text) if claim.slot.kind == "逐条" else _ITEM.findall(claim.text)
    unknown: list[str] = []
    listed: set[str] = set()
    like: list[tuple[str, str]] = []
    for name, amount, unit, *share in found:
        name = plain(_SMALL_WORDS.sub("", name))
        row_name = name if name in rows else slip_of(name, [other for other in rows if other not in listed])
        spot = FigurePlace(section=claim.spot.section, field=name)
        if row_name is None:
            unknown.append(name)
            continue
        if row_name != name:
            like.append((name, row_name))
        listed.add(row_name)
        figure = text_figure(amount, unit, spot, desk.report.currency_unit)
        readings.figures.append(figure)
        readings.equalities.append(Equal(desk.cell(sheet, rows[row_name], column), figure))
        if not unit:
            readings.unitless.append(figure)
        if claim.slot.whole and share and share[0]:
            said = number_of(share[0])
            readings.shares.append(ShareClaim(spot, figure, claim.slot.whole, said, share[0], bool(share[1])))
    left_out = tuple(
        name for name, row in rows.items() if name not in listed and amount_of(sheet.table.rows[row][column.index])
    )
    if left_out or unknown or like:
        yield Unlisted(claim.spot, sheet.table.no, left_out, tuple(unknown), tuple(like))


def _rows(term: Operand, sheet: LaidOutTable, column: FigureColumn, desk: FigureIndex) -> Mapping[str, int]:
    if term.row == "各项目":
        return {plain(sheet.name(i, column.panel)): i for i in desk.selected(sheet, "各项目", column.panel)}
    return keyed_rows(sheet, column.panel, term.row)

