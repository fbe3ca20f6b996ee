"""What an officer noted beside the form: comments of a YAML form, the 备注 column of a workbook.

A remark belongs to a path of the form and stands above it or beside it. In a cell, a line that begins with `#` stands
above; `〔金额〕` in front says that a line is about a key further inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..place import FormPath

_INSIDE = r"〔([^〔〕]+)〕(.*)"


class Remark(NamedTuple):
    """What is noted about one path. `below`: lines after the last line of a form."""

    above: tuple[str, ...] = ()
    beside: str = ""
    below: tuple[str, ...] = ()


Remarks = Mapping[FormPath, Remark]
_BELOW = "末尾"


def comment_text(written: str) -> str:
    """What stands behind a `#` and the blank after it; further blanks are the officer's."""
    return written.removeprefix("#").removeprefix(" ").rstrip()


def cell_text(remarks: Iterable[tuple[FormPath, Remark]]) -> str:
    """The remarks of one cell, each with its path from what the cell stands for."""
    lines: list[str] = []
    for path, remark in remarks:
        inside = f"〔{' '.join(str(part) for part in path)}〕" if path else ""
        lines += (f"{inside}# {line}".rstrip() for line in remark.above)
        lines += [f"{inside}{remark.beside}"] if remark.beside else []
        lines += (f"〔{_BELOW}〕# {line}".rstrip() for line in remark.below)
    return "\n".join(lines)


def cell_remarks(text: str) -> dict[FormPath, Remark]:
    """The remarks that a cell holds, by path from what the cell stands for.

    Several lines beside one path go above it: a line of a YAML form has room for one.
    """
    found: dict[FormPath, Remark] = {}
    beside: dict[FormPath, list[str]] = {}
    for line in (line.strip() for line in text.split("\n")):
        inside = re.fullmatch(_INSIDE, line, re.DOTALL)
        path: FormPath = tuple(inside[1].split()) if inside else ()
        note = inside[2].strip() if inside else line
        is_own_line = note.startswith("#")
        note = comment_text(note) if is_own_line else note
        if path == (_BELOW,):
            found[()] = found.get((), Remark())._replace(below=(*found.get((), Remark()).below, note))
        elif is_own_line:
            found[path] = found.get(path, Remark())._replace(above=(*found.get(path, Remark()).above, note))
        elif note:
            beside.setdefault(path, []).append(note)
    for path, notes in beside.items():
        known = found.get(path, Remark())
        found[path] = known._replace(beside=notes[0]) if len(notes) == 1 else known._replace(
            above=(*known.above, *notes))
    return found
