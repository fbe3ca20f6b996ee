"""What a roster would change of the one that stands: told first, taken later. Values in, values out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ...disk import digest
from ...model.roster import RosterRow, RosterUnit, Season

PROBLEM, NEW, BACK, CHANGED, RETIRED = "有问题", "新增", "恢复", "改动", "停用"
SORTS: Final = (PROBLEM, NEW, BACK, CHANGED, RETIRED)
_LONGEST: Mapping[str, int] = {
    "code": 40, "name": 200, "department": 200, "level": 20, "nature": 40, "exempt": 200, "site": 200}
_WORDS: Mapping[str, str] = {
    "name": "名称", "department": "上级", "level": "层级", "nature": "性质", "exempt": "免报理由", "site": "网站"}
_MANY = 5
_SEASONS_SHOWN = 4
ABOVE_ONLY: Final = "只作上级"
"""The level of a department that has no row of its own: units are under it, and it owes nothing."""
_CALLED = re.compile(r"([0-9A-Za-z]+)[\s\-—_·、.]+(\S.*)")
_CODE = re.compile(r"[0-9A-Za-z]+")


@dataclass(frozen=True)
class FieldMove:
    """A field that says something else: its name in words, what it said, what it is to say."""

    words: str
    old: str
    new: str


@dataclass(frozen=True)
class RosterLine:
    """What becomes of one unit, or what is wrong with a row. `number`: the row in Excel, 0 for none of the file.

    `unit`: as it is to stand, its `department` the code of one. `moves`: what changes; `told`: what is to be known.
    """

    sort: str
    code: str
    name: str
    number: int = 0
    told: str = ""
    moves: tuple[FieldMove, ...] = ()
    unit: RosterUnit | None = None


@dataclass(frozen=True)
class Standing:
    """The roster as it stands. `units`: code → unit, departments by code; `retired`: codes; `owed`: code → reports."""

    units: Mapping[str, RosterUnit]
    retired: Collection[str] = ()
    owed: Mapping[str, int] = field(default_factory=dict)

    def live(self) -> dict[str, RosterUnit]:
        """Those that are not retired."""
        return {code: unit for code, unit in self.units.items() if code not in self.retired}


@dataclass(frozen=True)
class RosterPlan:
    """All lines, problems first. `same`: how many rows change nothing; `read`: how many there are; `live`: how many
    units there were before; `seasons`: what the file has of seasons that differs, which an import leaves as it is.
    """

    lines: Sequence[RosterLine]
    same: int
    read: int
    live: int = 0
    seasons: Sequence[Season] = ()

    def of(self, sort: str) -> list[RosterLine]:
        """The lines of a sort."""
        return [line for line in self.lines if line.sort == sort]

    @property
    def may_be_taken(self) -> list[RosterLine]:
        """The lines that change something."""
        return [line for line in self.lines if line.sort != PROBLEM]

    @property
    def usual(self) -> set[str]:
        """The codes of what is ticked unless somebody thinks otherwise."""
        return {line.code for line in self.may_be_taken if line.sort != RETIRED or not self.looks_partial}

    @property
    def gone(self) -> int:
        """How many units are in the file no more."""
        return len(self.of(RETIRED))

    @property
    def looks_partial(self) -> bool:
        """Whether so many are gone that the file is more likely a part of a roster than the whole."""
        return self.gone >= _MANY and self.gone * 4 > self.live

    @property
    def not_taken(self) -> str:
        """That the seasons of the file are not taken, "" where they are those kept here."""
        named = list(dict.fromkeys(f"{one.year}年{one.sort}" for one in self.seasons))
        shown = "、".join(named[:_SEASONS_SHOWN]) + (f"等 {len(named)} 个" if len(named) > _SEASONS_SHOWN else "")
        return f"“期限”表里的{shown}和这里的不一样，导入名录不改期限，要改请到网页的“期限”里改" if named else ""

    @property
    def mark(self) -> str:
        """A digest of what was shown, so that nothing else is taken."""
        return digest(repr(list(self.lines)).encode())[:16]


def plan_of(rows: Sequence[RosterRow], standing: Standing) -> RosterPlan:
    """What a roster's rows would change. Units are known by their codes alone, never by names."""
    shown = _Planning(rows, standing)
    problems = [*(shown.problem(row) for row in rows if shown.wrong(row)), *shown.orphans()]
    lines = [*problems, *shown.lines()]
    order = {sort: number for number, sort in enumerate(SORTS)}
    lines.sort(key=lambda line: (order[line.sort], line.number, line.code))
    return RosterPlan(lines, shown.same, len(rows), len(standing.live()))


class _Planning:
    """A plan while it is made."""

    def __init__(self, rows: Sequence[RosterRow], standing: Standing) -> None:
        self._standing, self._rows = standing, rows
        times = Counter(row.unit.code for row in rows if row.unit.code)
        self._twice = {code for code, count in times.items() if count > 1}
        sound = [row for row in rows if not row.faults and row.unit.code not in self._twice and not _too_long(row.unit)]
        self._known = {**standing.live(), **{row.unit.code: row.unit for row in sound}}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for code, unit in self._known.items():
            if unit.is_department:
                self._by_name[unit.name].add(code)
        self._unlisted: dict[str, RosterUnit] = {}
        self._sound = [row for row in sound if self._above(row.unit) is not None]
        self._departments = Counter(self._above(row.unit) or "" for row in self._sound)
        self.same = 0

    def wrong(self, row: RosterRow) -> bool:
        """Whether a row is not taken."""
        return row not in self._sound

    def problem(self, row: RosterRow) -> RosterLine:
        """A row that is not taken, with why."""
        unit = row.unit
        if row.faults:
            why = "；".join(f"{one.message}。{one.hint}" for one in row.faults)
        elif unit.code in self._twice:
            why = f"代码 {unit.code} 在后面的行里又用了一次，不知道是哪个单位的；这几行都先不导入"
        elif too_long := _too_long(unit):
            why = too_long
        else:
            why = f"找不到上级部门“{unit.department}”，或者不止一个：请先加部门，或者写它的代码"
        return RosterLine(PROBLEM, unit.code, unit.name, row.number, why)

    def orphans(self) -> Iterator[RosterLine]:
        """Departments that are in the file no more, although units are still under them."""
        for code in self._gone():
            if (count := self._departments[code]) and self._standing.units[code].level != ABOVE_ONLY:
                yield RosterLine(PROBLEM, code, self._standing.units[code].name, 0,
                                 f"名单里没有它了，可是还有 {count} 个单位的上级是它；请补上这一行，或者改它们的上级")

    def lines(self) -> Iterator[RosterLine]:
        """What is new, comes back, changes and retires."""
        live = self._standing.live()
        for code, unit in self._unlisted.items():
            told = "名单里没有这一行，由下属单位的“部门”栏得来；只作上级，自己不用报"
            yield RosterLine(BACK if code in self._standing.units else NEW, code, unit.name, 0, told, unit=unit)
        for row in self._sound:
            unit = replace(row.unit, department=self._above(row.unit) or "")
            before = self._standing.units.get(unit.code)
            if before is None:
                yield RosterLine(NEW, unit.code, unit.name, row.number, self._facts(unit), unit=unit)
                continue
            moves = tuple(self._moves(before, unit))
            if unit.code not in live:
                yield RosterLine(BACK, unit.code, unit.name, row.number, "停用过，重新启用", moves, unit)
            elif moves:
                told = "以前的报告仍用原来的名称" if before.name != unit.name else ""
                yield RosterLine(CHANGED, unit.code, unit.name, row.number, told, moves, unit)
            else:
                self.same += 1
        yield from self._retiring()

    def _retiring(self) -> Iterator[RosterLine]:
        held = {row.unit.name for row in self._rows if not row.unit.code}
        for code in self._gone():
            unit = self._standing.units[code]
            if not self._departments[code] and unit.name not in held:
                owed = self._standing.owed.get(code, 0)
                kept = f"有 {owed} 份报告，留着不删" if owed else "没有报告"
                yield RosterLine(RETIRED, code, unit.name, 0, f"名单里没有了。{kept}")

    def _gone(self) -> list[str]:
        there = {row.unit.code for row in self._rows}
        return [code for code in self._standing.live() if code not in there]

    def _above(self, unit: RosterUnit) -> str | None:
        """The code of a unit's department; "" for none, None where it is not known."""
        text = unit.department
        if not text:
            return ""
        code = _CODE.match(text)
        if code and code[0] in self._known:
            return "" if code[0] == unit.code else code[0]
        if called := _CALLED.fullmatch(text):
            return self._unlisted.setdefault(called[1], RosterUnit(called[1], called[2], level=ABOVE_ONLY)).code
        named = self._by_name.get(text, set())
        above = next(iter(named)) if len(named) == 1 else None
        return "" if above == unit.code else above

    def _moves(self, before: RosterUnit, after: RosterUnit) -> Iterator[FieldMove]:
        for name, words in _WORDS.items():
            old, new = getattr(before, name), getattr(after, name)
            if old != new:
                shown = self._called if name == "department" else str
                yield FieldMove(words, shown(old), shown(new))

    def _called(self, code: str) -> str:
        unit = self._known.get(code) or self._unlisted.get(code) or self._standing.units.get(code)
        return f"{code} {unit.name}" if unit else code

    def _facts(self, unit: RosterUnit) -> str:
        facts = (unit.department and f"上级 {self._called(unit.department)}", unit.level, unit.nature,
                 unit.exempt and f"免报：{unit.exempt}")
        return "，".join(filter(None, facts))


def _too_long(unit: RosterUnit) -> str:
    words = {"code": "代码", **_WORDS}
    over = [(name, len(getattr(unit, name))) for name, most in _LONGEST.items() if len(getattr(unit, name)) > most]
    return "；".join(f"“{words[name]}”有 {count} 个字，最多 {_LONGEST[name]} 个" for name, count in over)
