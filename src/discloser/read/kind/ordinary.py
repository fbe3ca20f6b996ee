"""Files that came with a report kind: ordinary ones of bounded size, lying where they seem to lie.

Kinds travel between offices. A link in one would have any file of the machine read as its text, and printed.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

from ...disk import given
from ...model.finding import Finding
from ...model.kind.report_kind import KindFaults
from ...model.place import Place
from .. import problems
from ..given_forms import finding_of
from ..yaml.reader import read_document, read_plainly
from . import problems as kind_problems

_JUNCTIONS = {getattr(stat, "IO_REPARSE_TAG_SYMLINK", -1), getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)}
LARGEST_TEXT = 64 * 1024
LARGEST_LIST = 4 * 1024 * 1024


def linked(path: Path, home: Path) -> Finding | None:
    """The finding for a path below a home, or the home itself, that leads elsewhere."""
    below = path.relative_to(home).parts
    for number in range(len(below) + 1):
        spot = home.joinpath(*below[:number])
        if _is_link(spot):
            return kind_problems.LINKED.at(Place(str(spot)), found=spot.name)
    return None


def _is_link(path: Path) -> bool:
    try:
        found = path.lstat()
    except (OSError, ValueError):
        return False
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) in _JUNCTIONS


def text_below(path: Path, home: Path, largest: int) -> str | Finding:
    """The text of a file below a home, or what is wrong with it."""
    if refused := linked(path, home):
        return refused
    file = given(path, largest)
    place = Place(str(path), 1, 1)
    if file.trouble is not None:
        return finding_of(file)
    if len(file.content) > largest:
        return problems.FILE_TOO_LARGE.at(Place(str(path)), expected=f"{largest // 1024} KB")
    try:
        return file.content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return problems.FILE_ENCODING.at(place, found="不是按 UTF-8 编码保存的")


def data_of(path: Path) -> Any:
    """What a YAML file beside the kinds' own says: texts in their blocks, without places. Raises `KindFaults`."""
    if refused := linked(path, path.parent):
        raise KindFaults([refused])
    root = read_plainly(path, frozenset).root
    if root is not None:
        return root
    document = read_document(path, frozenset)
    if document.findings or document.root is None:
        raise KindFaults(document.findings)
    return document.root


def folder_below(folder: Path, home: Path) -> list[Path]:
    """The files in a folder below a home, by name; none where the folder lies elsewhere."""
    if linked(folder, home) is not None or not folder.is_dir():
        return []
    return sorted(Path(entry.path) for entry in os.scandir(folder) if not entry.is_dir())
