"""A form as sheets of values, as an officer sees it in the workbook, whatever file it is in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..disk import Document
from ..model.finding import Finding
from ..model.form.areas import Area, AskedCell, Fields, FreeRows, Matrix
from ..model.form.flat import flat
from ..model.form.values import Value
from ..model.form.workbook import sheets
from ..model.place import FormPath, Place
from ..read.form.files import form_in
from ..read.form.replaceable import can_be_replaced, list_of_new, usual_path
from ..read.given_forms import given_form
from ..read.kind.library import INSTALLED, Library, choose_for
from ..read.source import Source
from ..write.workbook.lists import Lists, lists_of


@dataclass(frozen=True, slots=True)
class FormValue:
    """One value of a form. `label`: what it is called; `sort`: what it is to hold; `text`: as typed, "" for nothing.

    `term`: what a blank row has ready for it, which counts once the row is begun.
    `choices`: the list that it may be picked from; `editable`: whether another value can be put in its place.
    """

    path: FormPath
    place: Place
    label: str
    description: str
    sort: Value
    text: str
    term: str
    required: bool
    choices: str
    editable: bool


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A row of a table: `label`, what it is called; a line of a free table is called by its number."""

    label: str
    values: tuple[FormValue, ...]


@dataclass(frozen=True, slots=True)
class ValueTable:
    """A table of a sheet. `path`: the block of the form that stands in it."""

    title: str
    path: FormPath
    rows: tuple[ValueRow, ...]


@dataclass(frozen=True, slots=True)
class ValueSheet:
    """A sheet of the form, under its name in the workbook."""

    name: str
    tables: tuple[ValueTable, ...]


@dataclass(frozen=True, slots=True)
class FormValues:
    """All values of a form; no sheets, but findings, where the file can't be read."""

    sheets: tuple[ValueSheet, ...]
    findings: tuple[Finding, ...]


def whose_form(document: Document) -> dict[str, str]:
    """Whose form a file is, and of which year, as they are typed; "" for what can't be read."""
    source = form_in(given_form(document), only=("报告", "单位"))
    texts = flat(source.raw or {}, source.form)
    return {"unit": texts.get(("单位", "名称"), "").strip(), "year": texts.get(("报告", "年度"), "").strip()}


def form_values(document: Document, new_lines: int = 0) -> FormValues:
    """The values of a form by sheet, table and row.

    `new_lines`: how many blank rows to show below each free table, where the file has room for them.
    """
    source = form_in(given_form(document))
    if source.raw is None:
        return FormValues((), source.findings)
    values = _Values(source, new_lines)
    return FormValues(
        tuple(ValueSheet(sheet.name, tuple(table for area in sheet.areas for table in values.tables(area, ())))
              for sheet in sheets(source.form)),
        source.findings)


class _Values:
    """Looks the values of a form up, table by table."""

    def __init__(self, source: Source, new_lines: int) -> None:
        self._source, self._new = source, new_lines
        self._texts = flat(source.raw or {}, source.form)

    def tables(self, area: Area, above: FormPath) -> Iterator[ValueTable]:
        """The tables that an area of a sheet becomes; a block that is repeated becomes several for each row."""
        path = above if isinstance(area, Fields) else (*above, *area.path)
        if isinstance(area, Fields):
            for section in area.sections:
                base = (*above, *section.path)
                rows = (ValueRow(item.heading, self._row(base, (item,))) for item in section.items)
                yield ValueTable(section.title or area.title, base, tuple(rows))
        elif isinstance(area, Matrix):
            yield ValueTable(area.title, path, tuple(
                ValueRow(row.label, self._row(path, row.items)) for row in area.rows))
        elif isinstance(area, FreeRows):
            yield ValueTable(area.title, path, tuple(
                ValueRow(str(number + 1), self._row((*path, number), area.items))
                for number in range(self._rows(path) + self._blank_rows(path))))
        else:
            for number in range(self._rows(path) + self._blank_blocks(path)):
                block = (table for part in area.parts for table in self.tables(part, (*path, number)))
                yield from (replace(table, title=f"{area.title} {number + 1}" if i == 0 else table.title)
                            for i, table in enumerate(block))

    def _rows(self, path: FormPath) -> int:
        """How many rows of a table are filled in, those between them counted."""
        numbers = (one[len(path)] for one in self._texts if one[:len(path)] == path and len(one) > len(path))
        return max((number for number in numbers if isinstance(number, int)), default=-1) + 1

    def _blank_rows(self, path: FormPath) -> int:
        room = self._source.room.get(path)
        return min(self._new, len(room.rows)) if room else self._new * self._may_go_on(path)

    def _blank_blocks(self, path: FormPath) -> int:
        spare = (*path, self._rows(path)) in self._source.spare
        return int(self._new > 0 and (spare or self._may_go_on(path)))

    def _may_go_on(self, path: FormPath) -> bool:
        """Whether a text has a place for a further line."""
        return list_of_new((*path, self._rows(path)), self._source) is not None

    def _row(self, base: FormPath, items: Sequence[AskedCell]) -> tuple[FormValue, ...]:
        return tuple(self._value((*base, *item.path), item) for item in items)

    def _place(self, path: FormPath) -> Place:
        return self._source.place_of_new(usual_path(path, self._source)) or self._source.places.of(path)

    def _value(self, path: FormPath, item: AskedCell) -> FormValue:
        return FormValue(
            path, self._place(path), item.heading, item.description, item.value,
            self._texts.get(usual_path(path, self._source), ""), self._source.terms_of_new(path).get(path, ""),
            item.required, item.choices,
            can_be_replaced(path, self._source))


def choices_of(document: Document, library: Library = INSTALLED) -> Lists:
    """What the values of a form may be picked from, by the names of the lists; empty where its kind is not known."""
    return choices_in(form_in(given_form(document)), library)


def choices_in(source: Source, library: Library) -> Lists:
    """The same of a form that was read."""
    chosen = choose_for(source, library)
    if not chosen.kind:
        return {}
    kind = library.kind(chosen.kind)
    return library.once("lists", kind.id, lambda: lists_of(kind, library.codes(kind.codes_year, kind.year)))
