"""A report that was made, filed in a folder with its manifest; whatever it replaces is kept in the history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ..compare.comparison import PrintedChange
from ..compare.printed import printed_changes
from ..disk import ChangedMeanwhile, write_all
from . import manifest
from .manifest import Manifest

_TRIALS = 2
"""How often to begin anew when another program changes what is about to be replaced."""


class OtherFormThere(Exception):  # noqa: N818  an answer to the officer, not a fault
    """A report of the same name was made from another form, which is still there."""

    def __init__(self, form: Path) -> None:
        super().__init__(str(form))
        self.form = form


class Made(NamedTuple):
    """A report ready to be filed, wherever it was made: file name → bytes, and its manifest but for the forms' paths.

    `made_from`: the form, then the forms that it names and what it appends.
    """

    stem: str
    files: Mapping[str, bytes]
    made_from: tuple[Path, ...]
    manifest: Manifest


class Filed(NamedTuple):
    """The files of a report. `history`, `edited`, `other_form`: as in `Built`; `new`, `old`: the manifests."""

    files: tuple[Path, ...]
    history: Path | None
    edited: tuple[Path, ...]
    other_form: Path | None
    new: Manifest
    old: Manifest | None

    def moved(self) -> Sequence[PrintedChange]:
        """What the report prints otherwise than the one that it replaced."""
        before, now = (self.old.printed, self.new.printed) if self.history and self.old else (None, None)
        return printed_changes(before, now, None) if before and now else ()


def file_report(
    folder: Path, made: Made, home: Path = Path(), beside: Mapping[str, bytes] | None = None, *, replace_others: bool,
) -> Filed:
    """Write a report with its manifest, anew from the beginning if somebody else writes there at the same time.

    `home`: the folder in which paths that it was made from begin. `beside`: further files that are written in the
    same stroke, and not kept when they are replaced. Raises `OtherFormThere` unless others are to be replaced.
    """
    form, *named = (manifest.form_from(folder, home / path) for path in made.made_from)
    new = replace(made.manifest, form=form, named=tuple(named))
    for _ in range(_TRIALS):
        try:
            return _exchanged(folder, made, new, beside or {}, replace_others=replace_others)
        except (ChangedMeanwhile, FileExistsError):
            continue
    return _exchanged(folder, made, new, beside or {}, replace_others=replace_others)


def _exchanged(
    folder: Path, made: Made, new: Manifest, beside: Mapping[str, bytes], *, replace_others: bool,
) -> Filed:
    contents = {folder / name: content for name, content in made.files.items()}
    path = manifest.manifest_path(folder, made.stem)
    was = manifest.standing((*contents, path), folder)
    old = manifest.manifest_in(was[path])
    kept = manifest.kept(contents, was, old, folder, path)
    other = _other_form(folder, old, new) if kept.folder else None
    if other is not None and not replace_others:
        raise OtherFormThere(other)
    others = {folder / name: content for name, content in beside.items()}
    write_all({**kept.copies, **contents, path: manifest.manifest_bytes(new, old), **others},
              {**dict.fromkeys(kept.copies), **was})
    return Filed(tuple(contents), kept.folder, kept.edited, other, new, old)


def _other_form(folder: Path, old: Manifest | None, new: Manifest) -> Path | None:
    """The form that the version before was made from, if it is another than now and was not just renamed."""
    if old is None or old.form == new.form:
        return None
    other = folder / old.form
    return other if other.is_file() else None
