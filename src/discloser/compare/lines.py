"""Which line of the old form is which of the new: by all it says, by what names it, then by what it has in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model.text.likeness import bare, likeness
from .pairing import Pair, by_key, by_score
from .values import Tree

Row = Mapping[str, Tree]

_NAMING = (
    ("项目", "功能科目", "经济科目", "来源", "上年结转"), ("功能科目", "经济科目", "来源", "上年结转"),
    ("一级", "二级", "三级"), ("标题",), ("规则", "位置"),
)
_FIRST_NAME = ("项目", "标题", "三级", "规则", "名称")
_WEIGHTS: Mapping[str, float] = {
    "金额": 3, "功能科目": 2, "经济科目": 2, "项目": 3, "标题": 3, "三级": 3, "实施期值": 2, "一级": 1, "二级": 1,
    "正文": 2, "规则": 2, "位置": 2, "名称": 3, "编码": 2,
}
_LEAST = 4.0
_EMPTY = ("", "0")
_MOST_SCORED = 40_000


def paired(old: Sequence[Row], new: Sequence[Row]) -> list[Pair]:
    """Old and new rows in the order of the new ones, then those that went."""
    found = by_key([_everything(row) for row in old], [_everything(row) for row in new])
    for names in _NAMING:
        _add(found, old, new, [_key(row, names) for row in old], [_key(row, names) for row in new])
    for name in _FIRST_NAME:
        _add(found, old, new, [_key(row, (name,)) for row in old], [_key(row, (name,)) for row in new])
    left, right = _left(found, old, new)
    if len(left) * len(right) <= _MOST_SCORED:
        found |= by_score(left, right, lambda i, j: _score(old[i], new[j]), _LEAST)
    gone = sorted(set(range(len(old))) - set(found.values()))
    return [*((found.get(j), j) for j in range(len(new))), *((i, None) for i in gone)]


def name_of(row: Row) -> str:
    """What a row is called in a list of changes."""
    first = next((str(row[key]) for key in _FIRST_NAME if row.get(key)), "")
    return first or " ".join(str(row[key]) for key in ("功能科目", "经济科目") if row.get(key))


def _add(
    found: dict[int, int], old: Sequence[Row], new: Sequence[Row],
    old_keys: list[tuple[str, ...] | None], new_keys: list[tuple[str, ...] | None],
) -> None:
    left, right = _left(found, old, new)
    pairs = by_key([old_keys[i] for i in left], [new_keys[j] for j in right])
    found.update({right[j]: left[i] for j, i in pairs.items()})


def _left(found: Mapping[int, int], old: Sequence[Row], new: Sequence[Row]) -> tuple[list[int], list[int]]:
    taken = set(found.values())
    return [i for i in range(len(old)) if i not in taken], [j for j in range(len(new)) if j not in found]


def _key(row: Row, names: tuple[str, ...]) -> tuple[str, ...] | None:
    """The row's values of some keys; none when the first of them, which names it, is blank or missing."""
    if not row.get(names[0]) or (names[0] == "功能科目" and row.get("项目")):
        return None
    return tuple(bare(str(row.get(name, ""))) for name in names)


def _everything(row: Row) -> str:
    return repr(row)


def _score(a: Row, b: Row) -> float:
    return sum(weight * _fit(a.get(key), b.get(key)) for key, weight in _WEIGHTS.items())


def _fit(a: Tree | None, b: Tree | None) -> float:
    if not isinstance(a, str) or not isinstance(b, str) or a in _EMPTY or b in _EMPTY:
        return 0
    if a == b:
        return 1
    return 0 if a.replace(",", "").replace(".", "").isdecimal() else likeness(a[:200], b[:200])
