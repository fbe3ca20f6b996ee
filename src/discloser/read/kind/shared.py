"""What a kind takes from another of the same place: it says `同: budget-2025` and holds only what differs.

A file that a kind has replaces the other's of the same name; in `kind.yaml` it is every key. The other is whole:
nothing is taken from one that takes itself, so nobody has to follow a chain. Another year's is only for drafts: what
is published stays as it was, whatever becomes of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from os.path import lexists
from pathlib import Path
from typing import Any

from ...model.finding import Finding
from ...model.place import Places
from .problems import NOT_SHARED

SAME, WITHOUT, QUESTIONS = "同", "不要", "待核实"
OWN = frozenset({SAME, WITHOUT, QUESTIONS})
"""Keys that say how a kind is made up; nobody takes them from another."""
_NAME = re.compile(r"[\w.-]+")


def folder_shared(folder: Path, name: object) -> Path | None:
    """The folder of the kind that is named, beside that of the kind; None where there is none."""
    plain = isinstance(name, str) and _NAME.fullmatch(name) is not None and name.strip(".") != ""
    other = folder.absolute().parent / str(name) if plain else None
    return other if other is not None and other.is_dir() and other != folder.absolute() else None


def refused(
    head: Mapping[str, Any], other: Mapping[str, Any] | None, places: Places, *, any_year: bool,
) -> Finding | None:
    """Why a kind can't take from another; `other`: its head, None where there is no such kind."""
    reason, year = "", str(head.get("年度", (other or {}).get("年度")))
    if other is None:
        reason = "旁边没有这个版式"
    elif SAME in other:
        reason = f"它自己也是从“{other[SAME]}”取的，请直接写那一个"
    elif not any_year and year != str(other.get("年度")) and not head.get(QUESTIONS):
        reason = "它是另一年的；核实完了（没有“待核实”了），请用 discloser kinds freeze 存成完整的一份"
    return NOT_SHARED.at(places.of((SAME,)), found=str(head.get(SAME)), reason=reason) if reason else None


def whole_head(own: str, other: str) -> str:
    """The text of a head with the other's keys, that it says no more from where it takes them."""
    mine = {key: block for key, block in _blocks(own) if key not in (SAME, WITHOUT)}
    return "".join((*mine.values(), *(block for key, block in _blocks(other) if key not in (*mine, *OWN))))


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Each key of a head with all that is written below it; remarks before the first key stand under ""."""
    pieces = re.split(r"^(?=[^\s#])", f"{text.rstrip()}\n", flags=re.M)
    yield from ((piece.split(":")[0].strip() if number else "", piece) for number, piece in enumerate(pieces))


def file_of(name: str, folder: Path, other: Path | None, without: object) -> Path:
    """A file of a kind: its own, else the one that it takes from the other."""
    dropped = isinstance(without, list) and name in without
    return folder / name if other is None or dropped or lexists(folder / name) else other / name
