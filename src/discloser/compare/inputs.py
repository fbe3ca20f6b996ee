"""What was typed differently in two forms, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model.finding import quoted
from ..model.form.flat import WHOLE
from ..model.form.outline import entry_at
from ..model.place import FormPath, written
from .comparison import InputChange, Sort
from .lines import name_of, paired
from .pairing import moved
from .values import Tree

_BLANK = ("", "0")
_NAME = "项目"
OF_PERSONS = ("负责人", "经办人", "联系电话")
"""Keys of the form that name a person; a report prints them only when it is told to."""
_LONGEST = 120


def input_changes(old: Mapping[str, Tree], new: Mapping[str, Tree]) -> list[InputChange]:
    """Every change, in the order of the new form; a project's new name is one change however often it is typed."""
    return _names_joined(list(_block(old, new, (), (), _ChangedLine("", _new_names(old, new)))))


class _ChangedLine(NamedTuple):
    """The line in which a change lies: what it is called; and the projects' new names, by which lines are known."""

    called: str
    renames: Mapping[str, str]


def renamed(changes: Sequence[InputChange]) -> dict[str, str]:
    """Old name → new name of every project renamed."""
    return {change.old: change.new for change in changes if change.sort == "renamed"}


def _new_names(old: Mapping[str, Tree], new: Mapping[str, Tree]) -> dict[str, str]:
    """Old name → new name of projects of which no line has the old name any more, nor had the new one before."""
    before, after = (_rows(form.get("项目支出")) for form in (old, new))
    gone = {str(row.get(_NAME)) for row in before} - {str(row.get(_NAME)) for row in after}
    known = {str(row.get(_NAME)) for row in before}
    pairs = ((str(before[i].get(_NAME)), str(after[j].get(_NAME))) for i, j in paired(before, after)
             if i is not None and j is not None)
    return {was: now for was, now in pairs if was in gone and now not in known}


def _rows(lines: Tree | None) -> list[dict[str, Tree]]:
    return [row if isinstance(row, dict) else {"": row} for row in lines] if isinstance(lines, list) else []


def _block(
    old: Mapping[str, Tree], new: Mapping[str, Tree], old_path: FormPath, new_path: FormPath, line: _ChangedLine,
) -> Iterator[InputChange]:
    for key in (*new, *(key for key in old if key not in new)):
        yield from _value(old.get(key), new.get(key), (*old_path, key), (*new_path, key), line)


def _value(
    old: Tree | None, new: Tree | None, old_path: FormPath, new_path: FormPath, line: _ChangedLine,
) -> Iterator[InputChange]:
    if isinstance(old, dict) or isinstance(new, dict):
        blocks = (old if isinstance(old, dict) else _as_block(old), new if isinstance(new, dict) else _as_block(new))
        yield from _block(*blocks, old_path, new_path, line)
    elif isinstance(old, list) or isinstance(new, list):
        lists = (old if isinstance(old, list) else [], new if isinstance(new, list) else [])
        yield from _lines(*lists, old_path, new_path, line)
    elif (old or "") != (new or "") and not (_is_blank(old) and _is_blank(new)):
        sort: Sort = "renamed" if new_path[-1] == _NAME and old and new else "changed"
        field = _written(new_path, line.called)
        yield InputChange(sort, field, str(old or ""), str(new or ""), (old_path,), (new_path,))


def _as_block(value: Tree | None) -> dict[str, Tree]:
    """A single amount in the place of amounts by source."""
    return {WHOLE: value} if value else {}


def _lines(
    old: list[Tree], new: list[Tree], old_path: FormPath, new_path: FormPath, line: _ChangedLine,
) -> Iterator[InputChange]:
    before, after = _rows(old), _rows(new)
    kept = {row.get(_NAME) for row in after}
    pairs = paired([row if row.get(_NAME) in kept else _renamed(row, line.renames) for row in before], after)
    both = [(i, j) for i, j in pairs if i is not None and j is not None]
    out_of_order = moved([i for i, _ in both])
    for number, (i, j) in enumerate(both):
        name = name_of(after[j])
        if number in out_of_order:
            yield InputChange("moved", _called((*new_path, j), name), f"第{i + 1}行", f"第{j + 1}行",
                              ((*old_path, i),), ((*new_path, j),))
        inside = line._replace(called=name or line.called)
        yield from _block(before[i], after[j], (*old_path, i), (*new_path, j), inside)
    yield from (_added((*new_path, j), after[j]) for i, j in pairs if i is None and j is not None)
    yield from (_removed((*old_path, i), before[i]) for i, j in pairs if j is None and i is not None)


def _added(path: FormPath, row: Mapping[str, Tree]) -> InputChange:
    return InputChange("added", _called(path, name_of(row)), "", _summary(row), (), (path,))


def _removed(path: FormPath, row: Mapping[str, Tree]) -> InputChange:
    return InputChange("removed", _called(path, name_of(row)), _summary(row), "", (path,), ())


def _renamed(row: dict[str, Tree], renames: Mapping[str, str]) -> dict[str, Tree]:
    name = row.get(_NAME)
    return {**row, _NAME: renames[name]} if isinstance(name, str) and name in renames else row


def _is_blank(value: Tree | None) -> bool:
    return value is None or value in _BLANK


def _summary(row: Mapping[str, Tree]) -> str:
    """What a whole line says, defaults, blanks and persons left out."""
    shown = (f"{key} {value}" for key, value in row.items()
             if isinstance(value, str) and key not in OF_PERSONS and value not in (*_BLANK, "否") and value != WHOLE)
    return quoted("，".join(shown), _LONGEST)


def _written(path: FormPath, called: str) -> str:
    """A path as an officer reads it, with the name of the line it lies in."""
    if path[-1] == WHOLE and (entry := entry_at(path[:-1])) is not None and entry.sort == "amounts":
        path = path[:-1]
    last = max((n for n, part in enumerate(path) if isinstance(part, int)), default=None)
    if last is None or not called:
        return written(path)
    return f"{_called(path[:last + 1], called)}{written(path[last + 1:])}"


def _called(path: FormPath, name: str) -> str:
    return written(path) + (f"（{name}）" if name else "")


def _names_joined(changes: list[InputChange]) -> list[InputChange]:
    """Renamings of one project as one change; a name exchanged with another that stays is a plain change."""
    joined: dict[tuple[str, str], InputChange] = {}
    result: list[InputChange | tuple[str, str]] = []
    for change in changes:
        if change.sort != "renamed":
            result.append(change)
            continue
        key = (change.old, change.new)
        if key not in joined:
            joined[key] = InputChange("renamed", "项目名称", change.old, change.new)
            result.append(key)
        known = joined[key]
        joined[key] = InputChange("renamed", known.field, known.old, known.new,
                                  (*known.old_paths, *change.old_paths), (*known.new_paths, *change.new_paths))
    return [item if isinstance(item, InputChange) else joined[item] for item in result]
