"""Next year's form, begun from this year's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..disk import write_all
from ..model.place import FormPath
from ..read.kind.library import INSTALLED, Library
from .check import Checked, check
from .new import begun_from, new_file


class NotNextYear(Exception):  # noqa: N818  an answer to the officer, not a fault
    """A form gives last year's figures to the next year only."""


@dataclass(frozen=True)
class Rolled:
    """What became of a form rolled on: the file written, if one was. `dated`: as in `NextYear`."""

    checked: Checked
    target: Path | None
    dated: Mapping[FormPath, tuple[str, list[str]]]


def roll(form: Path, target: Path | None = None, to: int | None = None, library: Library = INSTALLED) -> Rolled:
    """Write next year's form, begun from this one, beside it unless a target is given.

    Nothing is written while this one can't be read whole.

    Raises `NotNextYear`, and like `write_next_year`.
    """
    checked = check(form, library)
    if checked.case is None:
        return Rolled(checked, None, {})
    request = checked.case.form.request
    if to not in (None, request.year + 1):
        raise NotNextYear(f"这份填报表是{request.year}年度的，只能结转到{request.year + 1}年度")
    target = target or _beside(form, request.year + 1)
    begun = begun_from(checked, checked.case, library, target=new_file(target))
    write_all({target: begun.content}, {target: None})
    return Rolled(checked, target, begun.dated)


def _beside(form: Path, year: int) -> Path:
    """A file beside last year's, its year replaced in the name or put behind it."""
    stem = form.stem.replace(str(year - 1), str(year))
    return form.with_name(f"{stem if stem != form.stem else f'{stem}-{year}'}{form.suffix.lower()}")
