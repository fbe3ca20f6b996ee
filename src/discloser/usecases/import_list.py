"""A form begun from a list of lines that a finance system exported; what each column is, is asked for once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from ..disk import Document, Given, taken
from ..model.finding import Finding
from ..model.form.base import key_of
from ..model.form.budget import Form
from ..model.form.common import Request, Unit
from ..model.form.flat import with_required
from ..model.form.outline import entries
from ..model.form.remarks import Remark
from ..model.form.sorts import form_of
from ..model.kind.report_kind import ReportKind
from ..model.place import FormPath, Place
from ..model.publication import LooseGrid, LooseText, PublishedCell
from ..pull.intake.lists import ListColumns, ListedLine, ListWords, TakenList, columns_of, taken_list
from ..pull.intake.texts import typed
from ..read.kind.library import INSTALLED, Library
from ..read.kind.words import read_words
from ..read.publications.reading import LARGEST_FILE, LooseReport, read_loose
from .import_form import WORDS, Imported, blank

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_TELLING = ("经济科目", "项目", "来源", "单位名称")
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_MOST_ROWS = 20_000
_MOST_SHEETS: Final = 3
"""A workbook of more tables is a report, not a list."""


@dataclass(frozen=True)
class OpenedList:
    """A list as it was read. `columns`: where its columns stand, `listed`: what it says, if all columns are known.

    `findings`: why it can't be read.
    """

    file: Given
    columns: ListColumns | None = None
    listed: TakenList | None = None
    findings: tuple[Finding, ...] = ()
    titles: tuple[str, ...] = field(default=())

    @property
    def year(self) -> int:
        """The year that the list or its file's name says, 0 for none."""
        found = _YEAR.search(" ".join((*self.titles, self.file.path.stem)))
        return int(found[1]) if found else 0


def open_list(source: Document, library: Library = INSTALLED, told: Mapping[str, str] | None = None) -> OpenedList:
    """The list in a document. `told`: field → the heading that stands for it, where no word knows it."""
    file = taken(source, LARGEST_FILE)
    words = library.once("list words", "", lambda: ListWords.of(read_words(library.shared("words"), WORDS)))
    loose = _of_csv(file) if file.path.suffix.lower() == ".csv" and not file.trouble else read_loose(file)
    texts = tuple(block.text for block in loose.blocks if isinstance(block, LooseText))
    grids = [block for block in loose.blocks if isinstance(block, LooseGrid)]
    for grid in grids if len(grids) <= _MOST_SHEETS else ():
        columns = columns_of(grid, words, told or {}, "".join(texts))
        if columns is not None and (told or any(name in columns.fields for name in _TELLING)):
            titles = (*texts, grid.title, *(cell.text for row in grid.rows[: columns.head] for cell in row))
            listed = None if columns.missing else taken_list(grid, columns, words)
            return OpenedList(file, columns, listed, loose.findings, titles)
    return OpenedList(file, findings=loose.findings)


def begin_from_list(
    opened: OpenedList, library: Library = INSTALLED, kind_id: str = "", *, unit: str = "",
) -> Imported:
    """A form begun from the lines of a list, of one of its units if it has several. Raises `NoSuchKind`."""
    kind = library.kind(kind_id or _newest_budget(library, opened.year))
    year = opened.year or kind.year
    lines = opened.listed.of_unit(unit) if opened.listed and unit else opened.listed.lines if opened.listed else ()
    raw, rows = _raw(_merged(lines, kind), kind, year)
    codes = library.codes(kind.codes_year, year)
    names = {code: name for code, name in (opened.listed.names if opened.listed else {}).items()
             if codes.function.get(code) is None}
    raw |= {"科目名称": names} if names else {}
    missing = tuple(path for path, _ in blank(with_required(raw, form_of(kind.sort))))
    remarks = {path: Remark(beside="、".join(str(line.place.inside) for line in some)) for path, some in rows.items()}
    return Imported(opened.findings, raw, kind, None, missing, None, remarks, year)


def mapping_text(columns: ListColumns | None) -> str:
    """The small file in which an officer writes what the columns of a list are."""
    fields = columns.fields if columns else {}
    headings = columns.headings if columns else ()
    known = {name: headings[places[0]] for name, places in fields.items()}
    lines = [
        "# 这份清单的各列是什么：冒号后面写清单的表头；没有的空着。“功能科目”“金额”一定要写。",
        f"# 清单的表头：{'、'.join(filter(None, headings))}",
        *(f"{name}: {known.get(name, '')}".rstrip() for name in ("功能科目", "金额", "经济科目", "项目", "来源",
                                                              "项目类别", "支出性质", "上年结转", "单位名称")),
    ]
    return "\n".join(lines) + "\n"


def mapping_in(text: str) -> dict[str, str]:
    """Field → heading, as somebody wrote it."""
    pairs = (line.replace("：", ":").partition(":") for line in text.splitlines() if not line.startswith("#"))
    return {name.strip(): heading.strip() for name, _, heading in pairs if heading.strip()}


def _of_csv(file: Given) -> LooseReport:
    """A file of comma-separated values as a grid, in the encoding that it can be read in."""
    for encoding in _ENCODINGS:
        try:
            text = file.content.decode(encoding)
        except UnicodeDecodeError:
            continue
        rows = list(csv.reader(io.StringIO(text)))[:_MOST_ROWS]
        width = max(map(len, rows), default=0)
        place = Place(str(file.path))
        cells = tuple(
            tuple(PublishedCell(text, place._replace(line=number, column=1)) for text in (*row, *[""] * width)[:width])
            for number, row in enumerate(rows, start=1))
        return LooseReport((LooseGrid(cells, place),) if width else ())
    return read_loose(file)


def _newest_budget(library: Library, year: int) -> str:
    heads = {kind_id: library.head(kind_id) for kind_id in library.folders}
    fitting = [(int(head["年度"]), kind_id) for kind_id, head in heads.items()
               if head.get("报表种类") == "budget" and not head.get("所属单位类型") and not head.get("待核实")
               and (not year or int(head["年度"]) <= year)]
    return max(fitting)[1]


def _merged(lines: Sequence[ListedLine], kind: ReportKind) -> list[tuple[ListedLine, Decimal, list[ListedLine]]]:
    """Lines that are the same in all but their amounts, as one."""
    found: dict[tuple[str, frozenset[tuple[str, str]]], list[ListedLine]] = {}
    known = {nature: set(entries(block)) for nature in ("基本支出", "项目支出")
             if (block := entries(form_of(kind.sort))[nature].block)}
    for line in lines:
        row = frozenset((key, text) for key, text in line.row.items() if key in known[line.nature])
        found.setdefault((line.nature, row), []).append(line)
    return [(some[0], sum((line.amount for line in some), Decimal(0)), some) for some in found.values()]


def _raw(
    lines: Sequence[tuple[ListedLine, Decimal, list[ListedLine]]], kind: ReportKind, year: int,
) -> tuple[dict[str, Any], dict[FormPath, list[ListedLine]]]:
    request, unit = key_of(Form, "request"), key_of(Form, "unit")
    raw: dict[str, Any] = {
        request: {key_of(Request, "region"): kind.region, key_of(Request, "kind"): kind.kind,
                  key_of(Request, "year"): str(year)},
        "金额单位": "元",
    }
    units = {line.unit for line, _, _ in lines if line.unit}
    if len(units) == 1:
        raw[unit] = {key_of(Unit, "name"): units.pop().split(" ")[-1]}
    rows: dict[FormPath, list[ListedLine]] = {}
    for line, amount, some in lines:
        block: list[dict[str, str]] = raw.setdefault(line.nature, [])
        rows[line.nature, len(block)] = some
        block.append({**dict(_kept(line, kind)), "金额": typed(amount, "元")})
    return raw, rows


def _kept(line: ListedLine, kind: ReportKind) -> Iterator[tuple[str, str]]:
    """What the kind's form has a key for, the usual source left out."""
    block = entries(form_of(kind.sort))[line.nature].block
    known = entries(block) if block else {}
    yield from ((key, text) for key, text in line.row.items()
                if key in known and (key, text) != ("来源", "一般公共预算"))


def mapping_path(source: Path) -> Path:
    """Where the columns of a list are remembered: beside it."""
    return source.with_name(f"{source.name}.对应.txt")
