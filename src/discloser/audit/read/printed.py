"""A report as printed: what a reader has before them, taken from the neutral JSON, whoever made the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from ...model.text.folding import comparable

_AMOUNT = re.compile(r"-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?")
_STROKES = re.compile(r"[-─—–－/]+")
_LONGEST_AMOUNT = 28
_EVALUATION = "绩效自评表"
_SEPARATOR = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A text for comparing: one width of signs and digits, no blanks."""
    return "".join(comparable(text).split())


def plain_sentence(text: str) -> str:
    """A sentence for reading figures out of it: as `plain`, and without thousands separators."""
    return _SEPARATOR.sub("", plain(text))


@lru_cache(maxsize=8192)
def amount_of(text: str) -> Decimal | None:
    """The amount a cell prints; a blank cell and one struck out are zero, words are no amount."""
    shown = plain(text)
    if not shown or _STROKES.fullmatch(shown):
        return Decimal(0)
    if len(shown) > _LONGEST_AMOUNT or not _AMOUNT.fullmatch(shown):
        return None
    return Decimal(shown.replace(",", ""))


@lru_cache(maxsize=8192)
def is_blank(text: str) -> bool:
    """Whether a cell prints no figure."""
    shown = plain(text)
    return not shown or _STROKES.fullmatch(shown) is not None


class PrintedTable(NamedTuple):
    """A table: head, leaf columns as paths joined by `/`, rows as printed and filled up to the head's length."""

    no: int
    label: str
    title: str
    unit: str
    unit_line: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str
    owner: str = ""
    marker: str = ""

    @property
    def uneven(self) -> list[int]:
        """Rows that have more cells than the table has columns."""
        return [i for i, row in enumerate(self.rows) if len(row) > len(self.columns)]


class PrintedSection(NamedTuple):
    """A heading of the narrative with the paragraphs below it. `top`: the first-level heading it belongs to."""

    heading: str
    level: int
    top: str
    paragraphs: tuple[str, ...]


class PrintedText(NamedTuple):
    """A text and where it stands: a section's heading, or a field of a target form."""

    section: str
    text: str
    field: str | None = None


class PrintedReport(NamedTuple):
    """A whole report. `file` is what findings are filed under."""

    file: str
    unit: str
    year: int
    kind: str
    template: str
    currency_unit: str
    overview: tuple[PrintedText, ...]
    tables: tuple[PrintedTable, ...]
    sections: tuple[PrintedSection, ...]
    targets: tuple[Mapping[str, Any], ...]
    evaluations: tuple[Mapping[str, Any], ...]
    glossary: tuple[tuple[str, str], ...]
    parts: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    appendix: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any], file: str = "") -> PrintedReport:
        """A report from its neutral JSON; what is missing is empty, keys not known are left alone."""
        return cls(
            file=file, unit=_text(data.get("unit")), year=_year(data.get("year")), kind=_text(data.get("kind")),
            template=_text(data.get("template")), currency_unit=_text(data.get("currency_unit")),
            overview=tuple(_overview(_dict(data.get("overview")))),
            tables=tuple(_table(i, _dict(item)) for i, item in enumerate(_list(data.get("tables")), start=1)),
            sections=tuple(_sections([*filter(None, [data.get("digest")]), *_list(data.get("narrative"))])),
            targets=tuple(_dict(item) for item in _list(data.get("performance_targets"))),
            evaluations=tuple(_dict(item) for item in _list(data.get("self_evaluations"))),
            glossary=tuple((_text(_dict(item).get("term")), _text(_dict(item).get("definition")))
                           for item in _list(data.get("glossary"))),
            parts=tuple(map(_text, _list(data.get("parts")))),
            contents=tuple(_text(_dict(item).get("title")) for item in _list(data.get("toc"))),
            appendix=_text(data.get("appendix")),
        )

    def table(self, number: int) -> PrintedTable | None:
        """The table with a number."""
        return next((table for table in self.tables if table.no == number), None)

    def narrative(self) -> Iterator[PrintedText]:
        """The paragraphs of the narrative."""
        return (PrintedText(section.heading, text) for section in self.sections for text in section.paragraphs)

    def project_forms(self) -> Iterator[tuple[Mapping[str, Any], str]]:
        """The forms of projects, each with what findings call it."""
        for sort, forms in (("绩效目标表", self.targets), (_EVALUATION, self.evaluations)):
            yield from ((form, f"{sort}“{_text(form.get('项目名称'))}”") for form in forms)

    def passages(self) -> Iterator[PrintedText]:
        """Every running text: overview, narrative, forms of projects, glossary."""
        yield from self.overview
        yield from self.narrative()
        for form, name in self.project_forms():
            texts = _texts_evaluated(form) if name.startswith(_EVALUATION) else _texts_of(form)
            yield from (PrintedText(name, text, field) for field, text in texts)
        yield from (PrintedText(f"名词解释“{term}”", definition) for term, definition in self.glossary)


_NO_TEXTS = ("title", "year_line", "负责人", "经办人", "联系电话", "填报日期")


def _texts_of(target: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in target.items():
        if isinstance(value, str) and key not in _NO_TEXTS:
            yield key, value
        elif key == "总体目标" and isinstance(value, Mapping):
            yield from ((f"{key} {side}", text) for side, text in value.items() if isinstance(text, str))


def _texts_evaluated(evaluation: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The texts of a self-evaluation: what stands beside a label, goals, and reasons."""
    for key, value in evaluation.items():
        if isinstance(value, str) and key not in _NO_TEXTS:
            yield key, value
        elif isinstance(value, Mapping):
            yield from ((f"{key} {side}", text) for side, text in value.items() if isinstance(text, str))
        for row in map(_dict, _list(value)):
            yield from ((f"{key} {head}", text) for head, text in row.items() if "原因" in head and _text(text))


_OVERVIEW = {"duties": "职责", "organization": "机构设置情况"}


def _overview(data: Mapping[str, Any]) -> Iterator[PrintedText]:
    for key, name in _OVERVIEW.items():
        yield from (PrintedText(name, part) for part in _text(data.get(key)).split("\n") if part.strip())


def _table(position: int, data: Mapping[str, Any]) -> PrintedTable:
    columns = tuple(_text(column) for column in _list(data.get("columns")))
    rows = [tuple(_text(cell) for cell in _list(row)) for row in _list(data.get("rows"))]
    number = data.get("no")
    return PrintedTable(
        no=number if isinstance(number, int) else position,
        **{key: _text(data.get(key)) for key in ("label", "title", "unit", "unit_line", "note", "marker")},
        owner=_text(data.get("org_name")), columns=columns,
        rows=tuple(row + ("",) * (len(columns) - len(row)) for row in rows),
    )


def _sections(entries: Sequence[Any]) -> Iterator[PrintedSection]:
    top = ""
    for entry in map(_dict, entries):
        level = entry.get("level")
        level = level if isinstance(level, int) else 1
        heading = _text(entry.get("heading"))
        top = heading if level == 1 else top
        paragraphs = tuple(
            line for item in _list(entry.get("paragraphs")) for line in _text(item).split("\n") if line.strip()
        )
        yield PrintedSection(heading, level, top, paragraphs)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int | Decimal) else ""


def _year(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _dict(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()
