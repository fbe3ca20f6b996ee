"""The tables of one sheet → texts at their paths; whatever is missing, twice or unknown is a finding at its cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice

from ...model.finding import Problem, Severity
from ...model.form.areas import FIELD_HEADINGS, Area, AskedCell, Fields, FreeRows, Matrix, Repeated
from ...model.form.flat import NAME_KEYS
from ...model.form.outline import canonical_key
from ...model.form.remarks import Remark
from ...model.form.values import Value
from ...model.place import FormPath
from ..source import Room
from . import problems as excel_problems
from .cells import Position, cell_name
from .headings import Found, areas_of, blocks_of, parts_of, untitled
from .sheet_texts import SheetTexts, Taken

MOST_ROWS = 5000
_MOST_NEW = 100
"""Lines for which room is sought below a table."""
_MOST_STRANGERS = 500
"""Rows and columns that the form does not know and that are told; each is held against every name it might be."""
_LABEL, _VALUE = FIELD_HEADINGS[0], FIELD_HEADINGS[2]
_DRAGGED_DOWN: frozenset[Value] = frozenset({"yes_no", "choice"})
_TOTALS = frozenset({"合计", "小计", "总计", "共计", "合計"})
_LIKENESS = 0.4


class TableReader(SheetTexts):
    """Reads the tables of a sheet."""

    def read(self, areas: Sequence[Area]) -> Taken:
        """All tables."""
        self.tell_faults()
        repeated = next((area for area in areas if isinstance(area, Repeated)), None)
        for area, found in zip(areas, areas_of(self.grid, areas), strict=True):
            if isinstance(area, Repeated):
                self._repeated(area, found)
            else:
                first = found.title[0] if found.title else 1
                end = self._end(repeated, first, found.end) if repeated else found.end
                if len(areas) > 1 and _may_be_gone(area, found):
                    if not (isinstance(area, FreeRows) and area.elsewhere):
                        self._table_missing(area, found)
                else:
                    self._table(area, replace(found, end=end), ())
        return self.taken

    def _end(self, area: Repeated, first: int, end: int) -> int:
        """Where a table or block ends; before a block whose title was lost, which is told."""
        lost = untitled(self.grid, area.parts[0].headings, first, end)
        if lost is None:
            return end
        self.find(excel_problems.UNTITLED_BLOCK, lost, expected=area.title)
        return lost[0]

    def _table(self, area: Fields | FreeRows | Matrix, found: Found, base: FormPath) -> None:
        path = base if isinstance(area, Fields) else (*base, *area.path)
        if path:
            self.taken.places.setdefault(path, self.place(found.title or found.spot()))
        if found.header is None:
            self._no_headings(area, found, base)
            return
        if found.title:
            self.keep(path, self.remarks(found.title[0], found.remark_column))
        if isinstance(area, FreeRows):
            self._lines(area, found, path)
        elif isinstance(area, Fields):
            self._fields(area, found, base)
        else:
            self._matrix(area, found, path)

    # ── fields and matrices: rows found by their labels ──

    def _fields(self, area: Fields, found: Found, base: FormPath) -> None:
        column = self._column(found, _VALUE, area.title)
        labels = self._labels(found, _LABEL, area.title, [column] if column else [])
        for section in area.sections:
            path = (*base, *section.path)
            row = labels.get(canonical_key(section.title))
            if path:
                spot = (row, found.column(_LABEL) or 1) if row else found.spot()
                self.taken.places[path] = self.place(spot) if row else self.taken.places.get(path, self.place(spot))
            if row:
                self.keep(path, self.remarks(row, found.remark_column))
            for item in section.items:
                self._item((*path, *item.path), item, labels.get(canonical_key(item.heading)), column)
                if row := labels.get(canonical_key(item.heading)):
                    self.keep((*path, *item.path), self.remarks(row, found.remark_column))
        wanted = {item.heading: item.required for section in area.sections for item in section.items
                  if not item.elsewhere or canonical_key(item.heading) in labels}
        titles = {canonical_key(section.title) for section in area.sections}
        if column and labels:
            later = {item.heading for section in area.sections for item in section.items if item.later}
            self._labels_missing(area.title, found, labels, wanted, titles, [column], later)

    def _matrix(self, area: Matrix, found: Found, base: FormPath) -> None:
        columns = self._columns(found, {item.heading: item.required for item in area.rows[0].items}, area.title)
        labels = self._labels(found, area.corner, area.title, list(columns.values()))
        for shape in area.rows:
            row = labels.get(canonical_key(shape.label))
            for item in shape.items:
                self._item((*base, *item.path), item, row, columns.get(item.heading))
            if row:
                self.keep((*base, *shape.about), self.remarks(row, found.remark_column))
        wanted = {shape.label: any(item.required for item in shape.items) for shape in area.rows
                  if canonical_key(shape.label) in labels or not any(item.elsewhere for item in shape.items)}
        if labels:
            self._labels_missing(area.title, found, labels, wanted, set(), list(columns.values()))

    def _item(self, path: FormPath, item: AskedCell, row: int | None, column: int | None) -> None:
        """Read an item; without a cell it is explained by what is missing."""
        if row is None or column is None:
            self.taken.faulty.add(path)
        else:
            self.take(path, item, (row, column))

    def _labels(self, found: Found, heading: str, title: str, columns: list[int]) -> dict[str, int]:
        """Canonical label → row; of two rows with one label the filled one."""
        column = self._column(found, heading, title)
        rows: dict[str, int] = {}
        for row in found.rows(self.grid) if column else ():
            label = canonical_key(self.text(row, column or 0))
            if label in rows and self.filled(rows[label], columns) and self.filled(row, columns):
                self.find(excel_problems.ROW_TWICE, (row, column or 0), where=title or self.grid.name,
                          expected=self.text(row, column or 0), first=cell_name((rows[label], column or 0)))
            elif label and (label not in rows or self.filled(row, columns)):
                rows[label] = row
        return rows

    def _labels_missing(self, title: str, found: Found, labels: Mapping[str, int], wanted: Mapping[str, bool],
                        titles: set[str], columns: list[int], later: Collection[str] = ()) -> None:
        """Labels that are not there, and filled rows whose labels nobody asked for: often the same thing twice.

        `later`: labels that an older workbook never had; missed only where something may stand in their place.
        """
        expected = {canonical_key(label) for label in wanted} | titles
        strangers = (label for label, row in labels.items() if label not in expected and self.typed(row, columns))
        unknown = {label: labels[label] for label in islice(strangers, _MOST_STRANGERS)}
        missing = [label for label in wanted if canonical_key(label) not in labels and (unknown or label not in later)]
        where = title or self.grid.name
        for label in missing:
            severe = wanted[label] or bool(unknown)
            self.find(_as_severe(excel_problems.ROW_MISSING, severe), found.spot(), where=where, expected=label,
                      advice=_advice(label, list(unknown), "这一行", severe=severe))
        for label, row in unknown.items():
            close = get_close_matches(label, missing, n=1, cutoff=_LIKENESS)
            self.find(_as_severe(excel_problems.UNKNOWN_ROW, bool(missing)), (row, self.grid.rows[row][0]), where=where,
                      found=label,
                      advice=f"请把名称改回“{close[0]}”" if close else "请把内容填到原有的栏目里，再删去这一行")

    # ── lines: as many rows as were filled ──

    def _lines(self, area: FreeRows, found: Found, base: FormPath) -> None:
        title = area.title or str(base[-1])
        wanted = {item.heading: item.required for item in area.items}
        spared = {item.heading for item in area.items if item.later or item.elsewhere}
        columns = self._columns(found, wanted, title, spared)
        asked = [item for item in area.items if item.heading not in spared or item.heading in columns]
        first_of: dict[str, Position] = {}
        waiting: tuple[str, ...] = ()
        number, last = 0, found.header or 0
        for row in found.rows(self.grid):
            noted = self.remarks(row, found.remark_column)
            if not self._is_line(area, row, columns, title):
                waiting += _all_lines(noted)
                continue
            if number >= MOST_ROWS:
                self.find(excel_problems.BEYOND_ROOM, (row, min(columns.values())), where=title, expected=MOST_ROWS)
                break
            path = (*base, number)
            for item in asked:
                self._item((*path, *item.path), item, row, columns.get(item.heading))
            self.keep(path, noted, waiting)
            if area.of_names:
                self._name_once(path, (row, columns.get(NAME_KEYS[0], 1)), first_of, title)
            waiting = ()
            number, last = number + 1, row
        self._room(area, found, base, number, last, columns)

    def _room(
        self, area: FreeRows, found: Found, base: FormPath, number: int, last: int, columns: Mapping[str, int],
    ) -> None:
        """Where further lines may be written: blank rows below the last, one left blank before what follows.

        Blank are rows with no more than terms to be picked, too, as a blank form has them.
        """
        there = {item.path: columns[item.heading] for item in area.items if item.heading in columns}
        picked = {item.path for item in area.items if item.value in _DRAGGED_DOWN}
        blank = (row for row in range(last + 1, found.end - 1)
                 if not any(self.holds(row, column) for path, column in there.items() if path not in picked))
        rows = tuple(islice(blank, min(_MOST_NEW, MOST_ROWS - number)))
        terms = {row: held for row in rows
                 if (held := {path: self.text(row, there[path]) for path in there if self.holds(row, there[path])})}
        letters = {path: cell_name((1, column))[:-1] for path, column in there.items()}
        self.taken.room[base] = Room(self.place(found.spot()), number, rows, letters, terms)

    def _is_line(self, area: FreeRows, row: int, columns: Mapping[str, int], title: str) -> bool:
        """Whether a row is a line of the form: not one of sums, nor one with no more than a term dragged down."""
        filled = [
            item for item in area.items if item.heading in columns and self.holds(row, columns[item.heading])]
        if not any(item.value not in _DRAGGED_DOWN for item in filled):
            return False
        first = self.text(row, columns[filled[0].heading])
        if canonical_key(first).rstrip("：:") in _TOTALS:
            self.find(excel_problems.TOTAL_ROW, (row, columns[filled[0].heading]), where=title, found=first)
            return False
        return True

    def _name_once(self, path: FormPath, position: Position, first_of: dict[str, Position], title: str) -> None:
        code = self.taken.values.get((*path, NAME_KEYS[0])) or ""
        if code in first_of:
            self.find(excel_problems.NAME_TWICE, position, found=code, where=title, first=cell_name(first_of[code]))
        first_of.setdefault(code, position)

    # ── repeated blocks ──

    def _repeated(self, area: Repeated, found: Found) -> None:
        self.taken.places.setdefault(area.path, self.place(found.title or (1, 1)))
        if found.title is None:
            if not area.elsewhere:
                self._title_missing(area)
            return
        number, spare = 0, None
        for title, end in blocks_of(self.grid, area, found.title[0], found.end):
            block = self._block(area, (*area.path, number), title, self._end(area, title[0], end))
            if block.is_empty:
                spare = spare or block
            else:
                self.taken.add(block)
                number, spare = number + 1, None
                if title[0] in self.grid.hidden:
                    self.find(excel_problems.HIDDEN_BLOCK, title, found=area.title)
        if spare:
            self.taken.add(Taken(room=spare.room, spare=spare.places))

    def _block(self, area: Repeated, path: FormPath, title: Position, end: int) -> Taken:
        reader = TableReader(self.file, self.grid)
        reader.taken.places[path] = self.place(title)
        parts = parts_of(self.grid, area.parts, title[0], end)
        remark_column = next((part.remark_column for part in parts if part.remark_column), None)
        reader.keep(path, self.remarks(title[0], remark_column))
        for part, found in zip(area.parts, parts, strict=True):
            reader._table(part, found, path)
        return reader.taken

    def _title_missing(self, area: Repeated) -> None:
        self.find(excel_problems.HEADINGS_MISSING, (1, 1), where=self.grid.name, expected=area.title)
        self.taken.faulty.add(area.path)

    # ── headings ──

    def _columns(
        self, found: Found, wanted: Mapping[str, bool], title: str, later: Collection[str] = (),
    ) -> dict[str, int]:
        """Heading → column, with a finding for each that is missing or stands twice over something filled in.

        `later`: headings that an older workbook never had.
        """
        strangers = [heading for heading, column in islice(found.others.items(), _MOST_STRANGERS)
                     if heading and self._has_data(found, column)]
        columns: dict[str, int] = {}
        for heading, required in wanted.items():
            column = found.column(heading)
            if column is not None:
                columns[heading] = column
                self._once(found, heading, title)
                continue
            close = get_close_matches(canonical_key(heading), strangers, n=1, cutoff=_LIKENESS)
            if heading in later and not close:
                continue
            severe = required or bool(close)
            self.find(_as_severe(excel_problems.COLUMN_MISSING, severe), found.spot(), where=title, expected=heading,
                      advice=_advice(heading, close, "这一列", severe=severe))
        return columns

    def _column(self, found: Found, heading: str, title: str) -> int | None:
        return self._columns(found, {heading: True}, title or self.grid.name).get(heading)

    def _once(self, found: Found, heading: str, title: str) -> None:
        again = found.twice.get(canonical_key(heading))
        if again is not None and self._has_data(found, again[1]):
            first = cell_name((again[0], found.columns[canonical_key(heading)]))
            self.find(excel_problems.COLUMN_TWICE, again, where=title, expected=heading, first=first)

    def _has_data(self, found: Found, column: int) -> bool:
        return any(self.holds(row, column) for row in found.rows(self.grid))

    def _table_missing(self, area: Fields | FreeRows | Matrix, found: Found) -> None:
        """A table that older workbooks do not have yet: told, for it may also have been deleted."""
        self.find(_as_severe(excel_problems.HEADINGS_MISSING, False), found.spot(), where=area.title,
                  expected="、".join(area.headings))

    def _no_headings(self, area: Fields | FreeRows | Matrix, found: Found, base: FormPath) -> None:
        self.find(excel_problems.HEADINGS_MISSING, found.title or found.spot(), where=area.title or self.grid.name,
                  expected="、".join(area.headings))
        paths = [section.path for section in area.sections] if isinstance(area, Fields) else [area.path]
        self.taken.faulty.update((*base, *path) for path in paths if path or base)


def _may_be_gone(area: Fields | FreeRows | Matrix, found: Found) -> bool:
    """Whether neither title nor headings of a table of free rows are there; nobody has to fill one in."""
    return isinstance(area, FreeRows) and found.title is None and found.header is None


def _all_lines(remarks: Mapping[FormPath, Remark]) -> tuple[str, ...]:
    return tuple(line for remark in remarks.values() for line in (*remark.above, remark.beside) if line)


def _as_severe(problem: Problem, severe: bool) -> Problem:
    return problem._replace(severity=Severity.ERROR if severe else Severity.WARNING)


def _advice(wanted: str, strangers: Sequence[str], what: str, *, severe: bool) -> str:
    close = get_close_matches(canonical_key(wanted), strangers, n=1, cutoff=_LIKENESS)
    if close:
        return f"是不是改成了“{close[0]}”？请改回“{wanted}”"
    if not severe:
        return f"没有内容要填的，不必改；要填的，请从空白填报表里把{what}复制过来"
    return f"请从空白填报表里把{what}复制过来"
