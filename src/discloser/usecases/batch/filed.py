"""Folders of units: what was filed is found again, what is still true is left alone, what is new is filed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ...disk import digest, digest_at, settle, write_all
from .. import manifest
from ..filing import file_report
from .finding_forms import key_of_path
from .records import RECORD, Record, record_in
from .unit import RETURN_LIST, Outcome, Wanted

_LARGEST_RECORD = 8 * 2**20
OLD_REPORT = "文件夹里的报告是用改动以前的填报表生成的"


@dataclass(frozen=True)
class FiledUnit:
    """What a batch filed of a unit: the name of its folder, and the record in it."""

    folder: str
    record: Record


def filed_units(out: Path) -> list[FiledUnit]:
    """What batches have filed below a folder, by folder."""
    found = []
    for path in sorted(out.glob(f"*/{RECORD}")):
        settle(path.parent)
        record = record_in(path.read_bytes()) if path.stat().st_size <= _LARGEST_RECORD else None
        if record is not None:
            found.append(FiledUnit(path.parent.name, record))
    return found


def is_true_still(filed: FiledUnit, out: Path, form: Path, wanted: Wanted, engine: str) -> bool:
    """Whether nothing of a unit has changed: what it was made from, the program, what is wanted, what was filed."""
    record = filed.record
    return (
        record.state.is_settled and record.engine == engine and _covers(record, wanted)
        and all(digest_at(form if name == key_of_path(Path(form.name)) else form.parent / name) == was
                for name, was in record.sources.items())
        and all(digest_at(out / filed.folder / name) == was for name, was in record.files.items())
    )


def _covers(record: Record, wanted: Wanted) -> bool:
    """Whether all that is wanted was wanted then."""
    return (set(wanted.formats) <= set(record.formats) and wanted.open_data <= record.open_data
            and wanted.return_lists <= record.return_lists)


def file_unit(out: Path, folder: str, outcome: Outcome, record: Record, form: Path) -> Record:
    """File what became of a unit, in one stroke; the record as it was filed."""
    home = out / folder
    before = _standing(home)
    made = outcome.made
    files = {**outcome.papers, **(made.files if made else {})}
    record = replace(record, files={name: digest(content) for name, content in sorted(files.items())})
    if made is None and any(True for _ in manifest.manifests(home)):
        record = replace(record, message="；".join(filter(None, (record.message, OLD_REPORT))))
    beside = {**outcome.papers, RECORD: record.as_bytes()}
    if made is not None:
        at_home = made.made_from[:1] == (form,)  # made on another machine, its paths begin in the form's folder
        file_report(home, made, Path() if at_home else form.parent, beside, replace_others=True)
    else:
        write_all({home / name: content for name, content in beside.items()})
    _clear_old_list(home, before, outcome.papers)
    return record


def _standing(home: Path) -> Record | None:
    path = home / RECORD
    return record_in(path.read_bytes()) if path.is_file() else None


def _clear_old_list(home: Path, before: Record | None, papers: Mapping[str, bytes]) -> None:
    """Take away a list that is no longer true, unless somebody has written into it."""
    path = home / RETURN_LIST
    if RETURN_LIST in papers or before is None or not path.is_file():
        return
    if digest_at(path) == before.files.get(RETURN_LIST):
        with suppress(OSError):  # open in Excel; it stays then
            path.unlink()


def rename(out: Path, old: str, new: str) -> bool:
    """Give a unit's folder another name, if nothing bears that yet."""
    if not (out / old).is_dir() or (out / new).exists():
        return False
    try:
        (out / old).rename(out / new)
    except OSError:  # a file in it is open
        return False
    return True
