"""The files named under 附件 → pictures of their pages, or findings; nothing outside the form's folder is read.

The files are untrusted: their sizes are looked at here, and all else happens in a process of its own (`drawing.py`).
A check draws the pages as a build does, so that whatever a build would refuse, the check refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ...disk import Files, Trouble, digest
from ...model.finding import Finding
from ...model.form.base import key_of
from ...model.form.common import AttachedFile, CommonForm
from ...model.place import Places, written
from ..problems import FORM_PROBLEMS
from .pages import CannotDraw, DrawnPage, is_drawable

if TYPE_CHECKING:
    from ...model.report.report import Attachment, Picture
    from .drawing import Drawer

_MEBIBYTE = 2**20
_LARGEST_FILE = 20 * _MEBIBYTE
_MOST_PAGES = 60
_TOLD = dict.fromkeys((Trouble.MISSING, Trouble.FOLDER, Trouble.SPECIAL), "这里没有这个文件")

Home: TypeAlias = tuple[Path, Files]
"""The folder of a form, and where the files in it are found."""

NOT_THERE = FORM_PROBLEMS.declare(
    "ATT001", "附件的文件在填报表旁边",
    message="没有找到附件“{found}”：{reason}",
    hint="请把文件放在填报表所在的文件夹（或它下面的文件夹）里，“文件”写它的名字，例如：附件/批复.pdf",
)
NOT_READABLE = FORM_PROBLEMS.declare(
    "ATT002", "附件是能打开、大小合适的 PDF 或图片",
    message="附件“{found}”用不了：{reason}",
    hint="请换成 PDF、PNG 或 JPEG 文件：不加密，不超过 20 MB；所有附件合计不超过 60 页",
)


class _NotThere(Exception):  # noqa: N818  an answer to the officer, not a fault
    """A file that can't be had; the message says in Chinese why."""


class _Drawn(NamedTuple):
    """An attachment whose pages were counted and, where they are to be printed, drawn. `digest`: of its bytes."""

    title: str
    file: str
    digest: str
    pages: int
    drawn: tuple[DrawnPage, ...]


class Attached(NamedTuple):
    """The attachments of a form, and what is wrong with them."""

    files: tuple[_Drawn, ...] = ()
    findings: tuple[Finding, ...] = ()

    def digests(self, folder: Path) -> dict[Path, str]:
        """File → hash of the bytes that were read, for the attachments of a form that lies in a folder."""
        return {folder / one.file: one.digest for one in self.files}

    def printed(self) -> tuple[Attachment, ...]:
        """Every page a picture, under its heading."""
        from ...model.report.report import Attachment  # a check makes no report

        heading = key_of(CommonForm, "attachments")
        return tuple(
            Attachment(f"{heading}{number}　{one.title}", tuple(_pictures(one)))
            for number, one in enumerate(self.files, start=1)
        )


NO_ATTACHMENTS = Attached()


def attachment_findings(form: CommonForm, home: Home, places: Places, *, drawn: bool) -> Iterator[Finding]:
    """What is wrong with the attachments of a form; raises `NotKnown` where it is not known which it has."""
    yield from read_attachments(form, home, places, drawn=drawn).findings


def read_attachments(form: CommonForm, home: Home, places: Places, *, drawn: bool = True) -> Attached:
    """The attachments of a form that has a home; `drawn`: whether their pages are to be printed."""
    attachments = form.attachments
    if not attachments:
        return NO_ATTACHMENTS
    from .drawing import Drawer  # most forms have none, and need no second process

    with Drawer() as drawer:
        return _read(attachments, home, places, drawer, drawn=drawn)


def _read(
    attachments: Iterable[AttachedFile], home: Home, places: Places, drawer: Drawer, *, drawn: bool,
) -> Attached:
    files: list[_Drawn] = []
    findings: list[Finding] = []
    for number, attached in enumerate(attachments):
        at = (key_of(CommonForm, "attachments"), number, key_of(AttachedFile, "file"))
        try:
            one = _one(attached, home, drawer, _MOST_PAGES - sum(file.pages for file in files), drawn=drawn)
        except (_NotThere, CannotDraw) as refused:
            problem = NOT_THERE if isinstance(refused, _NotThere) else NOT_READABLE
            findings.append(problem.at(places.of(at), field=written(at), found=attached.file, reason=str(refused)))
        else:
            files.append(one)
    return Attached(tuple(files), tuple(findings))


def _one(attached: AttachedFile, home: Home, drawer: Drawer, room: int, *, drawn: bool) -> _Drawn:
    content = _content(attached, home)
    if not is_drawable(content):
        raise CannotDraw("不是 PDF、PNG 或 JPEG 文件")
    pages, pictures = drawer.pages(content, _MOST_PAGES, room, drawn=drawn)
    return _Drawn(attached.title, attached.file, digest(content), pages, tuple(pictures))


def _content(attached: AttachedFile, home: Home) -> bytes:
    folder, files = home
    path = folder / attached.file
    try:
        if not files.leads_to(path).is_relative_to(files.leads_to(folder)):
            raise _NotThere("它不在填报表所在的文件夹里")
        file = files.given(path, _LARGEST_FILE)
    except (OSError, ValueError, RuntimeError):  # RuntimeError: links that lead to each other
        raise _NotThere("文件打不开") from None
    if file.trouble:
        raise _NotThere(_TOLD.get(file.trouble, "文件打不开"))
    content = file.content
    if len(content) > _LARGEST_FILE:
        raise CannotDraw(f"文件超过 {_LARGEST_FILE // _MEBIBYTE} MB")
    return content


def _pictures(one: _Drawn) -> Iterable[Picture]:
    from ...model.report.report import Picture

    for number, page in enumerate(one.drawn, start=1):
        words = f"{one.title}，第{number}页，共{one.pages}页" if one.pages > 1 else one.title
        yield Picture(page.content, page.width, page.height, words)
