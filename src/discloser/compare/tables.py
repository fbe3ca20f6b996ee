"""Two printed tables cell by cell: rows are known by their names and codes, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .comparison import PrintedChange
from .pairing import Pair, by_key, in_order, moved

_AMOUNT = re.compile(r"-?[\d,]+\.\d+|-?0|[-—]+")
_ALIKE = 0.75


class _Side(NamedTuple):
    """One side of a table: its columns, and which of them name a row."""

    columns: tuple[int, ...]
    labels: tuple[int, ...]


def table_changes(
    old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, renames: Mapping[str, str] | None,
) -> Iterator[PrintedChange]:
    """Every heading, cell and row in which two tables with the same number differ."""
    known = new or old or {}
    number, part = known["no"], f"表{known['no']} {known.get('title') or ''}".strip()
    for place, key in (("表名", "title"), ("单位", "unit_line"), ("表注", "note"), ("表号", "label")):
        was, now = (str((table or {}).get(key) or "") for table in (old, new))
        if was != now:
            yield PrintedChange("title", part, place, was, now, number)
    before, after = _columns(old), _columns(new)
    columns = _opposite(before, after)
    for i, j in columns:
        was, now = "" if i is None else before[i], "" if j is None else after[j]
        if was != now:
            yield PrintedChange("title", part, "表头", was, now, number)
    yield from _cells(_Grid.of(old, [i for i, _ in columns]), _Grid.of(new, [j for _, j in columns]),
                      [after[j] if j is not None else before[i or 0] for i, j in columns], number, part, renames)


class _Grid(NamedTuple):
    """The rows of a table, its columns laid against those of the other."""

    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, table: Mapping[str, Any] | None, columns: Sequence[int | None]) -> _Grid:
        rows = (table or {}).get("rows", ())
        return cls(tuple(
            tuple(str(row[i]) if i is not None and i < len(row) else "" for i in columns) for row in rows
        ))


def _opposite(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Columns stand opposite each other where there are as many; a heading may name the year."""
    if len(before) == len(after):
        return [(number, number) for number in range(len(after))]
    return in_order(before, after, 0.5)


def _cells(
    old: _Grid, new: _Grid, columns: Sequence[str], number: int, part: str, renames: Mapping[str, str] | None,
) -> Iterator[PrintedChange]:
    for side in _sides(old, new, len(columns)):
        before = [_label(row, side, renames or {}) for row in old.rows]
        after = [_label(row, side, {}) for row in new.rows]
        pairs = _pairs(before, after, guess=renames is None)
        for i, j in pairs:
            was = old.rows[i] if i is not None else ("",) * len(columns)
            now = new.rows[j] if j is not None else ("",) * len(columns)
            name = _name(now if j is not None else was, side)
            for column in side.columns:
                if was[column] != now[column]:
                    yield PrintedChange("cell", part, f"{name} · {columns[column]}", was[column], now[column],
                                        number, name, columns[column])
        kept = [(i, j) for i, j in pairs if i is not None and j is not None and after[j]]
        kept.sort(key=lambda pair: pair[1])
        for position in sorted(moved([i for i, _ in kept])):
            i, j = kept[position]
            name = _name(new.rows[j], side)
            yield PrintedChange("row", part, f"{name} · 次序", f"第{i + 1}行", f"第{j + 1}行", number, name)


def paired_rows(
    old: Sequence[Sequence[str]], new: Sequence[Sequence[str]], renames: Mapping[str, str],
) -> Iterator[tuple[tuple[int, ...], int | None, int | None]]:
    """Of tables of the same columns: the columns of each side, and which old row belongs to which new one."""
    before, after = (_Grid(tuple(map(tuple, rows))) for rows in (old, new))
    for side in _sides(before, after, len(next(iter((*new, *old)), ()))):
        labels = [_label(row, side, renames) for row in before.rows], [_label(row, side, {}) for row in after.rows]
        yield from ((side.columns, i, j) for i, j in _pairs(*labels, guess=False))


def _columns(table: Mapping[str, Any] | None) -> list[str]:
    return [str(column) for column in (table or {}).get("columns", ())]


def _sides(old: _Grid, new: _Grid, width: int) -> list[_Side]:
    """The sides of a table: each begins with a column of names behind a column of amounts."""
    rows = (*old.rows, *new.rows)
    names = [any(row[c] and not _AMOUNT.fullmatch(row[c]) for row in rows) for c in range(width)]
    starts = [c for c in range(width) if names[c] and (c == 0 or not names[c - 1])] or [0]
    starts[0] = 0
    sides = [range(start, end) for start, end in zip(starts, [*starts[1:], width], strict=True)]
    return [_Side(tuple(side), tuple(c for c in side if names[c])) for side in sides]


def _label(row: Sequence[str], side: _Side, renames: Mapping[str, str]) -> str:
    """What a row is known by; a side that prints amounts without a name has that of the other side."""
    own = "\t".join(renames.get(row[c], row[c]) for c in side.labels).strip()
    return own if own or not any(row[c] for c in side.columns) else next((text for text in row if text), "")


def _name(row: Sequence[str], side: _Side) -> str:
    return _label(row, side, {}).replace("\t", " ")


def _pairs(old: Sequence[str], new: Sequence[str], *, guess: bool) -> list[Pair]:
    """Rows of the same name; where renamings are not known, also rows of names alike that keep their order."""
    found = by_key([label or None for label in old], [label or None for label in new])
    taken = set(found.values())
    left = [i for i in range(len(old)) if i not in taken and old[i]]
    right = [j for j in range(len(new)) if j not in found and new[j]]
    alike = in_order([old[i] for i in left], [new[j] for j in right], _ALIKE) if guess else []
    for i, j in alike:
        if i is not None and j is not None:
            found[right[j]] = left[i]
    gone = sorted(set(left) - set(found.values()))
    return [*((found.get(j), j) for j in range(len(new)) if new[j]), *((i, None) for i in gone)]
