"""A list of lines out of a finance system: one row a line, columns known by their headings, sums checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from ...audit.anywhere.amounts import YUAN, amount_in
from ...model.money import ZERO
from ...model.place import Place
from ...model.publication import LooseGrid, PublishedCell

UNIT_CODE, UNIT_NAME, FUNCTION, ECONOMIC = "单位编码", "单位名称", "功能科目", "经济科目"
GOVERNMENT, PROJECT, PROJECT_CLASS, NATURE = "政府经济科目", "项目", "项目类别", "支出性质"
FUND, CARRIED, AMOUNT = "来源", "上年结转", "金额"
REQUIRED: Final = (FUNCTION, AMOUNT)
_CODED = (FUNCTION, ECONOMIC, GOVERNMENT)
_BASIC = "基本支出"
_LONGEST_HEAD = 12
_CODE = re.compile(r"\d+")
_TOTAL = re.compile(r".{0,20}?(小计|合计|总计)")
_UNIT = re.compile(r"[(（](元|千元|万元)[)）]$")
_UNIT_LINE = re.compile(r"单位[:：](元|千元|万元)")


@dataclass(frozen=True)
class ListWords:
    """`headings`: field → the headings that stand for it; `values`: field → how a cell says each of its values."""

    headings: Mapping[str, tuple[re.Pattern[str], ...]]
    values: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> ListWords:
        """The words in the data of their file. Raises KeyError, TypeError or re.error for what is no such file."""
        return cls(
            {name: tuple(map(re.compile, patterns)) for name, patterns in data["清单"].items()},
            {name: tuple((re.compile(pattern), str(value)) for pattern, value in values.items())
             for name, values in data["清单的值"].items()},
        )

    def field_of(self, heading: str) -> str:
        """The field that a heading stands for, "" for none."""
        shown = _UNIT.sub("", "".join(heading.split()))
        return next((name for name, patterns in self.headings.items()
                     if any(pattern.fullmatch(shown) for pattern in patterns)), "")

    def value_of(self, name: str, text: str) -> str | None:
        """The value that a cell stands for; None for one that is not known."""
        shown = "".join(text.split())
        return next((value for pattern, value in self.values[name] if pattern.fullmatch(shown)), None)


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A row that became a line. `amount` in 元."""

    unit: str
    nature: str
    row: Mapping[str, str]
    amount: Decimal
    place: Place


@dataclass(frozen=True, slots=True)
class ListedSum:
    """A total that the list prints, in 元, and what its lines make."""

    name: str
    printed: Decimal
    lines: Decimal
    place: Place

    @property
    def holds(self) -> bool:
        """Whether they agree."""
        return self.printed == self.lines


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A row that became no line, and why."""

    text: str
    reason: str
    place: Place


@dataclass(frozen=True)
class ListColumns:
    """Where the columns of a list stand. `fields`: field → its columns; `headings`: all that the list prints."""

    head: int
    fields: Mapping[str, tuple[int, ...]]
    headings: tuple[str, ...]
    factor: Decimal

    @property
    def missing(self) -> tuple[str, ...]:
        """What no heading stands for and no line can do without."""
        return tuple(name for name in REQUIRED if name not in self.fields)


@dataclass(frozen=True)
class TakenList:
    """What a list says: its lines, its own totals, the rows that became neither."""

    lines: tuple[ListedLine, ...]
    sums: tuple[ListedSum, ...]
    left: tuple[LeftRow, ...]
    units: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def of_unit(self, unit: str) -> tuple[ListedLine, ...]:
        """The lines of one unit, by its code or its name."""
        return tuple(line for line in self.lines if unit in (line.unit, *line.unit.split(" ")))


def columns_of(grid: LooseGrid, words: ListWords, told: Mapping[str, str], above: str = "") -> ListColumns | None:
    """The columns of a grid; None for one that looks like no list. `told`: field → heading, as somebody said.

    `above`: what stands over the grid, which may say the unit of money.
    """
    by_told = {"".join(heading.split()): name for name, heading in told.items() if heading}
    best: ListColumns | None = None
    for number, row in enumerate(grid.rows[:_LONGEST_HEAD]):
        fields: dict[str, tuple[int, ...]] = {}
        for column, cell in enumerate(row):
            shown = "".join(cell.text.split())
            name = by_told.get(shown) or ("" if shown in told.values() else words.field_of(shown))
            if shown and name and (name in _CODED or name not in fields) and (by_told.get(shown) or name not in told):
                fields[name] = (*fields.get(name, ()), column)
        if best is None or len(fields) > len(best.fields):
            best = ListColumns(number, fields, tuple(cell.text for cell in row), _factor(grid, row, fields, above))
    return best if best and len(best.fields) >= len(REQUIRED) else None


def _factor(
    grid: LooseGrid, head: Sequence[PublishedCell], fields: Mapping[str, tuple[int, ...]], above: str,
) -> Decimal:
    """What one of the list's unit of money is in 元: as the heading says, else a line above, else 元."""
    own = [found[1] for column in fields.get(AMOUNT, ()) if (found := _UNIT.search("".join(head[column].text.split())))]
    lines = "".join(cell.text for row in grid.rows[:_LONGEST_HEAD] for cell in row)
    printed = _UNIT_LINE.search("".join((lines + above).split()))
    return YUAN[own[0] if own else printed[1] if printed else "元"]


def taken_list(grid: LooseGrid, columns: ListColumns, words: ListWords) -> TakenList:
    """The lines of a grid."""
    reader = _ListReader(grid, columns, words)
    for number in range(columns.head + 1, len(grid.rows)):
        reader.take(number)
    return reader.taken()


@dataclass(frozen=True, slots=True)
class _PrintedTotal:
    """A total that stands in a list, and how many lines stand above it. `code`: of the 类 or 款 that it is of."""

    name: str
    code: str
    unit: str
    printed: Decimal
    place: Place
    above: int


@dataclass(eq=False)
class _ListReader:
    grid: LooseGrid
    columns: ListColumns
    words: ListWords
    lines: list[ListedLine] = field(default_factory=list)
    totals: list[_PrintedTotal] = field(default_factory=list)
    left: list[LeftRow] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    spanned: dict[tuple[int, int], tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.spanned = {(i, j): (a, b) for a, b, c, d in self.grid.spans for i in range(a, c) for j in range(b, d)}

    def take(self, number: int) -> None:
        """Take a row: as a line, a total, or one that is left."""
        cells = self.grid.rows[number]
        if not any(cell.text.strip() for cell in cells):
            return
        amounts = [cells[column] for column in self.columns.fields[AMOUNT]]
        amount = amount_in(amounts[0].text)
        shown = " ".join(filter(None, (cell.text.strip() for cell in cells)))
        if amount is None:
            said = amounts[0].text.strip()
            self._leave(shown, f"金额“{said}”不是数" if said else "没有金额", cells[0].place)
            return
        yuan, place = amount * self.columns.factor, amounts[0].place
        code = self._code(number, FUNCTION)
        total = next((cell.text for cell in cells if _TOTAL.fullmatch("".join(cell.text.split()))), "")
        if total or (code and len(code) in (3, 5) and not self._text(number, ECONOMIC)):
            name = "".join(total.split())
            of_code = "" if total else code
            self.totals.append(_PrintedTotal(name, of_code, self._unit(number), yuan, place, len(self.lines)))
            return
        self._line(number, code, yuan, shown, place)

    def _line(self, number: int, code: str, yuan: Decimal, shown: str, place: Place) -> None:
        row: dict[str, str] = {}
        if len(code) != 7:
            self._leave(shown, "功能科目没有填到“项”（七位）" if code else "没有功能科目", place)
            return
        values = {name: self._value(number, name) for name in (FUND, PROJECT_CLASS, NATURE, CARRIED)}
        unknown = [name for name, value in values.items() if value is None]
        if unknown:
            self._leave(shown, f"认不出{unknown[0]}“{self._text(number, unknown[0])}”", place)
            return
        project, economic = self._text(number, PROJECT), self._code(number, ECONOMIC)
        basic = _BASIC in (values[PROJECT_CLASS], values[NATURE]) or not (project or values[PROJECT_CLASS])
        if basic and len(economic) != 5:
            self._leave(shown, "基本支出没有经济科目（五位）", place)
            return
        if not basic:
            row |= {PROJECT: project, "类别": values[PROJECT_CLASS] or ""}
        row |= {FUNCTION: code, ECONOMIC: economic, GOVERNMENT: self._code(number, GOVERNMENT),
                FUND: values[FUND] or "", CARRIED: values[CARRIED] or ""}
        if name := self._text(number, "功能科目名称"):
            self.names.setdefault(code, _CODE.sub("", name).strip("- ") or name)
        kept = {key: text for key, text in row.items() if text and (key, text) not in ((CARRIED, "否"),)}
        self.lines.append(ListedLine(self._unit(number), _BASIC if basic else "项目支出", kept, yuan, place))

    def _unit(self, number: int) -> str:
        return " ".join(filter(None, (self._text(number, UNIT_CODE), self._text(number, UNIT_NAME))))

    def _text(self, number: int, name: str) -> str:
        columns = self.columns.fields.get(name, ())
        return "".join(self._shown(number, columns[0]).split()) if columns else ""

    def _shown(self, number: int, column: int) -> str:
        row, first = self.spanned.get((number, column), (number, column))
        return self.grid.rows[row][first].text

    def _code(self, number: int, name: str) -> str:
        """A code that may stand before its name, or in several columns, one for each level."""
        code = ""
        for column in self.columns.fields.get(name, ()):
            found = _CODE.match("".join(self._shown(number, column).split()))
            part = found[0] if found else ""
            code = part if code and part.startswith(code) else code + part
        return code

    def _value(self, number: int, name: str) -> str | None:
        text = self._text(number, name)
        return self.words.value_of(name, text) if text else ""

    def _leave(self, text: str, reason: str, place: Place) -> None:
        self.left.append(LeftRow(text, reason, place))

    def taken(self) -> TakenList:
        """All that was taken; totals held against the lines that they are of."""
        units = tuple(dict.fromkeys(line.unit for line in self.lines if line.unit))
        return TakenList(tuple(self.lines), tuple(self._sums()), tuple(self.left), units, self.names)

    def _sums(self) -> Iterator[ListedSum]:
        for total in self.totals:
            sums = [sum((line.amount for line in lines), ZERO) for lines in self._may_be_of(total)]
            slack = self.columns.factor / 200 * (1 + len(self.lines)) if self.columns.factor > 1 else ZERO
            best = min(sums, key=lambda one: abs(one - total.printed))
            made = total.printed if abs(best - total.printed) <= slack else sums[0]
            yield ListedSum(total.name or total.code, total.printed, made, total.place)

    def _may_be_of(self, total: _PrintedTotal) -> Iterator[Sequence[ListedLine]]:
        """The lines that a total may be of, the likeliest first: of its code, all, the stretch above or below it."""
        if total.code:
            yield [line for line in self.lines if line.row[FUNCTION].startswith(total.code)
                   and total.unit in ("", line.unit)]
            return
        stretches = [one.above for one in self.totals if not one.code]
        before = max((above for above in stretches if above < total.above), default=0)
        after = min((above for above in stretches if above > total.above), default=len(self.lines))
        parts = (self.lines[before:total.above], self.lines[total.above:after])
        yield from parts if "小计" in total.name else (self.lines, *parts)
        if total.unit:
            yield [line for line in self.lines if total.unit in (line.unit, *line.unit.split(" "))]
