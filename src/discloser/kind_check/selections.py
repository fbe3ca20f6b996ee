"""What tables and figures select: known dimensions, values that occur, and ranges that do not exclude each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model.fact import DIMENSIONS, Facts, Selection
from ..model.finding import Finding
from ..model.place import FormPath
from ..read.kind import problems
from .pieces import Desk, advice, rows_of

_CODES = frozenset({"功能科目", "经济科目", "政府经济科目", "收入科目"})
_OPEN = _CODES | {"单位", "项目"}
"""Dimensions whose values every form brings with it."""

Groups = Sequence[dict[str, frozenset[str]]]
"""For each sort of fact: dimension → the values it may have."""


def groups_of(facts: Facts) -> Groups:
    """What each sort of fact may be, told from facts in which every value occurs."""
    return [
        {name: frozenset(getattr(fact, field) for fact in facts) for name, field in DIMENSIONS.items()}
        for by_measure in facts.grouped("measure").values() for facts in by_measure.grouped("nature").values()
    ]


def judge_dimensions(desk: Desk) -> Iterator[Finding]:
    """Every name in a selection that is no dimension."""
    for path, selection in desk.selections():
        for name in selection:
            if name not in DIMENSIONS:
                yield problems.NO_DIMENSION.at(desk.key_place(*path, name), found=name,
                                               advice=advice(name, tuple(DIMENSIONS)))


def judge_values(desk: Desk, groups: Groups) -> Iterator[Finding]:
    """Every value that no fact can have."""
    for path, selection in desk.selections():
        for name, wanted in selection.items():
            known = _values(desk, name, groups)
            for i, value in enumerate(_listed(wanted)):
                if name in DIMENSIONS and not _right(name, value, known):
                    place = (*path, name) if isinstance(wanted, str) else (*path, name, i)
                    yield problems.NO_VALUE.at(
                        desk.place(*place), key=name, found=value,
                        advice="写编码的数字" if name in _CODES else advice(value, tuple(known)),
                    )


def _right(name: str, value: str, known: Iterable[str]) -> bool:
    return value.isdecimal() if name in _CODES else name in _OPEN or value in known


def _listed(wanted: str | tuple[str, ...]) -> tuple[str, ...]:
    return (wanted,) if isinstance(wanted, str) else wanted


def _sound(desk: Desk, selections: Iterable[Selection], groups: Groups) -> bool:
    """Whether selections name nothing that is told to be wrong already."""
    return all(
        name in DIMENSIONS and _right(name, value, _values(desk, name, groups))
        for selection in selections for name, wanted in selection.items() for value in _listed(wanted)
    )


def judge_never(desk: Desk, groups: Groups) -> Iterator[Finding]:
    """Every figure, column and row whose ranges exclude each other."""
    for name, figure in desk.kind.figures.items():
        yield from _never(desk, ("取数", name), f"取数“{name}”", [figure.where], groups)
    for number, table in desk.tables.items():
        dead = False
        for b, block in enumerate(table.blocks):
            for c, column in enumerate(block.columns):
                if column.show == "金额":
                    path = desk.table_path(number, "栏", b, "列", c)
                    found = list(_never(desk, path, f"“{column.id}”列", [table.where, column.where], groups))
                    dead |= bool(found)
                    yield from found
        if not dead:
            yield from _rows(desk, number, groups)


def _rows(desk: Desk, number: int, groups: Groups) -> Iterator[Finding]:
    table = desk.tables[number]
    columns = {block.id: [c.where for c in block.columns if c.show == "金额"] for block in table.blocks}
    for path, row in rows_of(table):
        sides = columns.get(str(path[-2]), [])
        if row.where and sides and not any(
            _possible(desk, [table.where, row.where, side], groups) for side in sides
        ):
            yield problems.NEVER.at(desk.place(*desk.table_path(number, *path)), what=f"“{row.label}”行",
                                    selection=_shown([table.where, row.where]))


def _never(desk: Desk, path: FormPath, what: str, selections: list[Selection], groups: Groups) -> Iterator[Finding]:
    if not _possible(desk, selections, groups):
        yield problems.NEVER.at(desk.place(*path), what=what, selection=_shown(selections))


def _possible(desk: Desk, selections: Sequence[Selection], groups: Groups) -> bool:
    """Whether some fact may pass all selections; of selections with faults nothing is said."""
    if not _sound(desk, selections, groups):
        return True
    expanded = [desk.kind.expanded(selection) for selection in selections]
    return any(
        all(
            any(all(_takes(selection, name, value) for selection in expanded) for value in _candidates(
                expanded, name, group))
            for name in DIMENSIONS
        )
        for group in groups
    )


def _candidates(selections: Iterable[Selection], name: str, group: dict[str, frozenset[str]]) -> Iterable[str]:
    """The values a dimension may have; codes are open, as long as the sort of fact has any."""
    if name not in _OPEN or group[name] == {""}:
        return group[name]
    asked = [wanted for selection in selections if (wanted := selection.get(name)) is not None]
    return {*group[name], *(value for wanted in asked for value in _listed(wanted))}


def _takes(selection: Selection, name: str, value: str) -> bool:
    wanted = selection.get(name)
    if wanted is None:
        return True
    values = _listed(wanted)
    return value.startswith(values) if name in _CODES else value in values


def _values(desk: Desk, name: str, groups: Groups) -> list[str]:
    known = dict.fromkeys(value for group in groups for value in sorted(group.get(name, ())) if value)
    return [*known, *(desk.kind.fund_sets if name == "来源" else ())]


def _shown(selections: Iterable[Selection]) -> str:
    shown = ("、".join(f"{name}: {_joined(wanted)}" for name, wanted in each.items()) for each in selections if each)
    return "；".join(shown)


def _joined(wanted: str | tuple[str, ...]) -> str:
    return wanted if isinstance(wanted, str) else "或".join(wanted)
