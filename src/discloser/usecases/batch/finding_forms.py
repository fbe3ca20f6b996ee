"""The forms in some folders, each under its path from the folder that holds them all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ..manifest import HISTORY

_ENDINGS = (".xlsx", ".xlsm", ".yaml", ".yml")
_PASSED_OVER = ("~$", ".")
"""Beginnings of names of files that office programs leave, and of hidden ones."""


def forms_in(folders: Sequence[Path], without: Iterable[Path]) -> Mapping[str, Path]:
    """Key → form, by key, of every form in the folders and below. `without`: folders and files that hold none."""
    left_out = {path.resolve() for path in without}
    found = sorted({form for folder in folders for form in _below(folder, left_out)})
    base = _base(folders)
    return {key_of_path(Path(os.path.relpath(form, base))): form for form in found}


def key_of_path(path: Path) -> str:
    """A path as a text that every file can hold; some disks have names that are no text."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _base(folders: Sequence[Path]) -> Path:
    """The folder from which forms are called: the only one that was given, else the one that holds all."""
    homes = [folder if folder.is_dir() else folder.parent for folder in folders]
    return homes[0] if len(homes) == 1 else Path(os.path.commonpath([home.resolve() for home in homes]))


def _below(place: Path, left_out: set[Path]) -> Iterator[Path]:
    if place.resolve() in left_out:
        return
    if not place.is_dir():
        yield place
        return
    for entry in sorted(place.iterdir()):
        if entry.name.startswith(_PASSED_OVER) or entry.name == HISTORY:
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry, left_out)
        elif entry.suffix.lower() in _ENDINGS and entry.resolve() not in left_out:
            yield entry
