"""A bureau's roster, a workbook: a row a unit; on a sheet of its own, the days by which due dates go."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from ...disk import Document, taken
from ...model.finding import Finding, Problems, Severity, in_reading_order
from ...model.form.scalars import Date, Name, Year, one_of
from ...model.form.terms import NATURES_OF_UNIT
from ...model.form.values import Value
from ...model.place import Place
from ...model.roster import DEPARTMENT, LEVELS, UNIT, RosterRow, RosterUnit, Season
from ..given_forms import LARGEST
from .cell_text import text_of
from .cells import cell_name
from .package import RefusedWorkbook, package_in
from .sheets import Grid, Workbook

T = TypeVar("T")

ROSTER_PROBLEMS = Problems()
_problem = ROSTER_PROBLEMS.declare

NO_HEADS = _problem(
    "RST001", "名录有“代码”“名称”两栏",
    message="在前 {rows} 行里没有找到“代码”“名称”两个栏名",
    hint="请在单位名录的第一行写栏名：代码、名称，另外可以有 部门、层级、性质、免报理由、网站；每个单位一行",
)
LACKING = _problem(
    "RST002", "名录里每个单位有代码和名称",
    message="这一行没有{expected}",
    hint="请补上{expected}；不是单位的行（合计、说明）请移到别的工作表",
)
TWICE = _problem(
    "RST003", "名录里一个代码只有一个单位",
    message="代码“{found}”在 {first} 已经用过",
    hint="请改正其中一个代码；同一个单位写了两行的，请删去一行",
)
UNKNOWN_VALUE = _problem(
    "RST004", "名录里的层级、性质、日期认得出",
    message="“{field}”写的是“{found}”，应当是{expected}",
    hint="请照写，或者空着",
)
SAME_NAME = _problem(
    "RST005", "名录里同名的单位分得开",
    message="有 {count} 个单位叫“{found}”，光凭填报表里的名称分不开",
    hint="请让这些单位的填报表在文件名里带上代码，例如 {example}",
    severity=Severity.WARNING,
)

SEASONS: Final = "期限"
_MOST_HEAD_ROWS = 20
_MOST_SHOWN = 40
_SORTS = ("预算", "决算")
_HEADS: Mapping[str, tuple[str, ...]] = {
    "code": ("代码", "单位代码", "预算代码", "预算单位代码", "编码", "单位编码"),
    "name": ("名称", "单位名称", "单位", "预算单位"), "department": ("部门", "主管部门", "部门名称"),
    "level": ("层级", "级别", "单位层级"), "nature": ("性质", "单位性质"),
    "exempt": ("免报理由", "免报", "不公开理由", "涉密"), "site": ("网站", "网址", "公开网址", "公开网站"),
}
_SEASON_HEADS: Mapping[str, tuple[str, ...]] = {
    "year": ("年度",), "sort": ("预算或决算", "报告"), "congress_on": ("人大批准日期", "人代会批准日期"),
    "departments_on": ("批复部门日期",), "units_on": ("批复单位日期",),
}
_TITLES = {key: heads[0] for key, heads in {**_HEADS, **_SEASON_HEADS}.items()}
_NAME: TypeAdapter[str] = TypeAdapter(Name)


def _chosen(choices: tuple[str, ...], more: Mapping[str, str] | None = None) -> tuple[Callable[[Any], Any], str]:
    return one_of(choices, more), "、".join(f"“{choice}”" for choice in choices)


_READ: Mapping[str, tuple[Callable[[Any], Any], str]] = {
    "level": _chosen(LEVELS, {"一级": DEPARTMENT, "一级预算单位": DEPARTMENT, "主管部门": DEPARTMENT,
                              "二级": UNIT, "二级预算单位": UNIT, "基层单位": UNIT}),
    "nature": _chosen(NATURES_OF_UNIT, {
        "参照公务员法管理的事业单位": "参公事业单位", "行政": "行政单位", "事业": "事业单位"}),
    "sort": _chosen(_SORTS), "year": (TypeAdapter[int](Year).validate_python, "四位数字的年度"),
    **{key: (TypeAdapter[Any](Date).validate_python, "日期，写成 年-月-日")
       for key in ("congress_on", "departments_on", "units_on")},
}
"""Key → what its text becomes, and what it should be, in Chinese; other keys are texts of one line."""
_SORTS_OF_CELLS: Mapping[str, Value] = {
    "code": "code", "year": "count", "congress_on": "date", "departments_on": "date", "units_on": "date"}


@dataclass(frozen=True)
class RosterFile:
    """A roster as read: units by code, in their order, and the seasons. No units where it has errors.

    `rows`: every row, those with errors, too, for whoever takes the sound ones.
    """

    units: Mapping[str, RosterUnit] = field(default_factory=dict)
    seasons: tuple[Season, ...] = ()
    findings: tuple[Finding, ...] = ()
    rows: tuple[RosterRow, ...] = ()


def heads_of() -> Mapping[str, str]:
    """Key of a unit or a season → the head under which a roster has it."""
    return _TITLES


def read_roster(document: Document) -> RosterFile:
    """The roster in a workbook; whatever goes wrong is a finding."""
    file = taken(document, LARGEST)
    try:
        book = Workbook(package_in(file))
        grids = [book.grid(name) for name in book.names]
    except RefusedWorkbook as refused:
        return RosterFile(findings=(refused.finding,))
    return _Reading(str(file.path)).read(grids)


class _Reading:
    """A roster while it is read."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._findings: list[Finding] = []
        self._unread: set[int] = set()  # rows of which a cell was told already
        self._faults: dict[tuple[int, int], list[Finding]] = {}  # errors by sheet and row
        self._listed: list[tuple[int, RosterUnit]] = []

    def read(self, grids: list[Grid]) -> RosterFile:
        """The units of the first sheet that has the heads of a roster, and the seasons of theirs."""
        listed = [grid for grid in grids if grid.name.strip() != SEASONS]
        headed = next(((grid, heads) for grid in listed if (heads := _heads(grid, _HEADS, ("code", "name")))), None)
        if headed is None:
            self._tell(NO_HEADS.at(self._place(listed[0] if listed else grids[0], (1, 1)), rows=_MOST_HEAD_ROWS))
            return RosterFile(findings=tuple(self._findings))
        units = self._units(*headed)
        seasons = [season for grid in grids if grid.name.strip() == SEASONS for season in self._seasons(grid)]
        errors = any(finding.severity is Severity.ERROR for finding in self._findings)
        sheet = headed[0].number
        rows = tuple(RosterRow(row, unit, tuple(self._faults.get((sheet, row), ()))) for row, unit in self._listed)
        return RosterFile({} if errors else units, tuple(seasons), tuple(in_reading_order(self._findings)), rows)

    def _units(self, grid: Grid, heads: _Heads) -> dict[str, RosterUnit]:
        units: dict[str, RosterUnit] = {}
        places: dict[str, str] = {}
        names: dict[str, list[tuple[str, int]]] = {}
        for row, values in self._rows(grid, heads):
            unit = RosterUnit(**{"code": "", "name": "", **values})
            self._listed.append((row, unit))
            if row in self._unread:
                continue
            lacking = [_TITLES[key] for key in ("code", "name") if not values.get(key)]
            if lacking:
                self._tell(LACKING.at(self._place(grid, (row, 1)), expected="、".join(lacking)), row)
                continue
            if unit.code in units:
                place = self._place(grid, (row, heads.columns["code"]))
                self._tell(TWICE.at(place, field=_TITLES["code"], found=unit.code, first=places[unit.code]), row)
                continue
            units[unit.code] = unit
            places[unit.code] = self._place(grid, (row, heads.columns["code"])).inside
            names.setdefault(f"{unit.name}\0{unit.is_department}", []).append((unit.code, row))
        for alike in (alike for alike in names.values() if len(alike) > 1):
            code, row = alike[0]
            self._tell(SAME_NAME.at(
                self._place(grid, (row, heads.columns["name"])), field=_TITLES["name"], found=units[code].name,
                count=len(alike), example=f"{code}.xlsx"))
        return units

    def _seasons(self, grid: Grid) -> Iterator[Season]:
        heads = _heads(grid, _SEASON_HEADS, ("year", "sort"))
        if heads is None:
            return
        for _, values in self._rows(grid, heads):
            if values.get("year") and values.get("sort"):
                yield Season(**values)

    def _rows(self, grid: Grid, heads: _Heads) -> Iterator[tuple[int, dict[str, Any]]]:
        """Row → key → value, of every row below the heads in which anything stands in a column that is known."""
        for row in sorted(row for row in grid.rows if row > heads.row):
            values = {key: self._value(grid, (row, column), key) for key, column in heads.columns.items()
                      if (row, column) in grid.cells}
            if row in self._unread or any(value for value in values.values()):
                yield row, {key: value for key, value in values.items() if value is not None}

    def _value(self, grid: Grid, at: tuple[int, int], key: str) -> Any:
        read = text_of(grid.cells[at], _SORTS_OF_CELLS.get(key, "text"), date1904=grid.date1904)
        for complaint in read.complaints if read.faulty else ():
            self._unread.add(at[0])
            self._tell(complaint.problem.at(self._place(grid, at), field=_TITLES[key], **complaint.words), at[0])
        text = _NAME.validate_python("" if read.faulty else read.text or "")
        if key not in _READ or not text:
            return text or None
        understand, expected = _READ[key]
        try:
            return understand(text)
        except (ValidationError, ValueError):
            self._tell(UNKNOWN_VALUE.at(
                self._place(grid, at), field=_TITLES[key], found=text[:_MOST_SHOWN], expected=expected), at[0])
            return None

    def _place(self, grid: Grid, at: tuple[int, int]) -> Place:
        return Place(self._file, sheet=grid.name, cell=cell_name(at), sheet_number=grid.number)

    def _tell(self, finding: Finding, row: int = 0) -> None:
        self._findings.append(finding)
        if finding.severity is Severity.ERROR:
            self._faults.setdefault((finding.place.sheet_number, row), []).append(finding)


@dataclass(frozen=True)
class _Heads:
    """Where the heads of a table stand: their row, and the column of each key."""

    row: int
    columns: Mapping[str, int]


def _heads(grid: Grid, known: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]) -> _Heads | None:
    """The heads of a table among the first rows; None where those that are needed stand in none."""
    spelt = {head: key for key, heads in known.items() for head in heads}
    for row in sorted(grid.rows)[:_MOST_HEAD_ROWS]:
        columns: dict[str, int] = {}
        for column in grid.rows[row]:
            key = spelt.get("".join(unicodedata.normalize("NFKC", grid.cells[row, column].text).split()))
            if key is not None:
                columns.setdefault(key, column)
        if all(key in columns for key in needed):
            return _Heads(row, columns)
    return None
