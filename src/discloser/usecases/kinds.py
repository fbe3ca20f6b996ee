"""What a finance bureau's staff does with report kinds: check a folder, compare two; what a faulty kind says in use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..compare.kinds import KindChange, compare_kinds
from ..disk import write_all
from ..model.finding import Finding
from ..model.kind.report_kind import KindFaults, OpenQuestion, ReportKind
from ..read.kind.files import HEAD, read_files
from ..read.kind.library import INSTALLED, Library, NoSuchKind, read_kind
from ..read.kind.shared import QUESTIONS, whole_head
from .clone_kind import notes_between
from .kind_faults import faults_of_kind


@dataclass(frozen=True)
class Installed:
    """A kind as `discloser kinds` lists it."""

    id: str
    region: str
    kind: str
    year: int
    description: str
    open_questions: tuple[OpenQuestion, ...] = ()


def kinds(library: Library = INSTALLED) -> list[Installed]:
    """Every installed kind."""
    return [
        Installed(kind_id, str(head["地区"]), str(head["类型"]), int(head["年度"]), str(head["名称"]),
                  tuple(_questions(head.get(QUESTIONS))))
        for kind_id in library.folders for head in (library.head(kind_id),)
    ]


def _questions(listed: Any) -> Iterator[OpenQuestion]:
    """The open questions in a kind's head; one that is written wrongly is told where the kind is checked or used."""
    for one in listed if isinstance(listed, list) else ():
        with suppress(ValidationError):
            yield OpenQuestion.model_validate(one)


def check_kind_folder(folder: Path, library: Library = INSTALLED) -> list[Finding]:
    """All that is wrong with the kind in a folder."""
    return faults_of_kind(_id_of(folder), folder, library)


def compare_kind_folders(old: str, new: str, library: Library = INSTALLED) -> list[KindChange]:
    """What changed between two kinds, each given as its folder or as `discloser kinds` names it.

    Raises `KindFaults` when one is faulty, `NoSuchKind` when there is none.
    """
    return compare_kinds(*(_kind(name, library) for name in (old, new)))


def notes_on_kinds(old: str, new: str, library: Library = INSTALLED) -> list[str]:
    """What the differences of two kinds do not say: what of the new one is unconfirmed, what codes have changed."""
    before, after = (_kind(name, library) for name in (old, new))
    return list(notes_between(before, after, after.year, library))


def freeze_kind(folder: Path) -> list[Path]:
    """Make a kind that takes from another whole, so that it stays as it is whatever becomes of the other.

    Answers with the files written, none where it is whole already. Raises `KindFaults` where the other can't be had.
    """
    files = read_files(folder, any_year=True)
    if files.stopped:
        raise KindFaults(files.findings)
    if files.other is None:
        return []
    head = whole_head((folder / HEAD).read_text("utf-8-sig"), (files.other / HEAD).read_text("utf-8-sig"))
    taken = [file for file in sorted(files.other.rglob("*")) if file.is_file()]
    names = {file.relative_to(files.other).as_posix(): file for file in taken if file.name != HEAD}
    contents = {folder / name: file.read_bytes() for name, file in names.items() if files.file(name) == file}
    write_all({**contents, folder / HEAD: head.encode()})
    return [*contents, folder / HEAD]


def _kind(name: str, library: Library) -> ReportKind:
    """A kind by its id or its folder."""
    if name in library.folders:
        return library.kind(name)
    folder = Path(name)
    if not (folder / HEAD).is_file():
        installed = "、".join(library.folders)
        raise NoSuchKind(f"没有“{name}”这个版式；已安装的有：{installed}，也可以写版式文件夹的位置")
    return read_kind(_id_of(folder), folder)


def _id_of(folder: Path) -> str:
    return "/".join(folder.resolve().parts[-2:])
