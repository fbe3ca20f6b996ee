"""An .xlsx file as a package of parts: opened with limits, told from whatever else bears its name.

Only the parts that are asked for are unpacked, each up to a limit, so that no archive can exhaust the machine; macros,
links to other files and pictures are never touched.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path, PurePosixPath

from ...disk import Given
from ...model.finding import Finding
from ...model.place import Place
from .. import problems
from ..given_forms import LARGEST, finding_of, given_form
from . import problems as excel_problems

LARGEST_PART = 16 * 1024 * 1024
MOST_UNPACKED = 48 * 1024 * 1024
MOST_PARTS = 2000

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".et", ".ett", ".xlsb", ".ods", ".numbers"})
"""File names that promise a workbook of some sort."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_ENTRY = 1
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARATIONS = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
"""With a declaration a small part could be made to unfold without end."""
_UNPACKED_BY_ALL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, RuntimeError, ValueError, OverflowError,
           LookupError)
"""What a spoilt archive can make the library raise."""
_MEBIBYTE = 1024 * 1024
_OTHERS = (
    ("word/document.xml", "Word 文档"), ("ppt/presentation.xml", "演示文稿"),
    ("xl/workbook.bin", "二进制工作簿（.xlsb）"), ("mimetype", "OpenDocument 文档（.ods）"),
    ("Index/Document.iwa", "Numbers 表格"),
)


class RefusedWorkbook(Exception):  # noqa: N818  the condition is an answer to the officer, not a fault
    """The file can't be read as a workbook; holds the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Package:
    """The parts of a workbook file."""

    def __init__(self, content: bytes, place: Place) -> None:
        """Open a file's bytes. Raises `RefusedWorkbook` for anything that is no .xlsx or .xlsm."""
        self.place = place
        self._left = MOST_UNPACKED
        if not content.startswith(_ZIP):
            raise RefusedWorkbook(_what_else(content, place))
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except _BROKEN as error:
            raise self.damaged("压缩包的目录读不出来") from error
        entries = self._archive.infolist()
        if len(entries) > MOST_PARTS:
            raise self._too_large("工作簿内的文件个数", str(MOST_PARTS))
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self._add(entry)
        for name, what in _OTHERS:
            if name.lower() in self._entries:
                raise RefusedWorkbook(excel_problems.NOT_A_WORKBOOK.at(place, found=what))

    def _add(self, entry: zipfile.ZipInfo) -> None:
        name = _part_name(entry)
        if name.lower() in self._entries:
            raise self.damaged(f"压缩包里有两个 {name}，不知道用哪一个")
        if entry.compress_type not in _UNPACKED_BY_ALL or entry.flag_bits & _ENCRYPTED_ENTRY:
            raise self.damaged(f"压缩包里的 {name} 加了密码，或者用了工作簿不用的压缩方法")
        if name.startswith("/") or ".." in name.split("/"):
            raise self.damaged(f"压缩包里有不该有的文件名 {name}")
        self._entries[name.lower()] = entry

    def has(self, name: str) -> bool:
        """Whether the package has a part."""
        return name.lower() in self._entries

    def part(self, name: str) -> bytes:
        """A part, unpacked. Raises `RefusedWorkbook` when it is missing, damaged or too large."""
        if not self.has(name):
            raise self.damaged(f"缺少 {name}")
        limit = min(LARGEST_PART, self._left)
        try:
            with self._archive.open(self._entries[name.lower()]) as stream:
                content = stream.read(limit + 1)
        except _BROKEN as error:
            raise self.damaged(f"{name} 解不开") from error
        if len(content) > limit:
            raise self._too_large(f"工作簿里的 {name} 解开以后", f"{LARGEST_PART // _MEBIBYTE} MB")
        self._left -= len(content)
        return content

    def xml(self, name: str) -> bytes:
        """A part that is to be understood. Raises `RefusedWorkbook` also for one with declarations of its own."""
        content = self.part(name)
        if any(mark in content for mark in _DECLARATIONS):
            raise self.declares(name)
        return content

    def declares(self, name: str) -> RefusedWorkbook:
        """The refusal of a part that gives its own meaning to what follows."""
        return self.damaged(f"{name} 里有工作簿不该有的声明")

    def parts(self) -> dict[str, bytes]:
        """All parts, for a copy with additions. Raises `RefusedWorkbook` like `part`."""
        names = [_part_name(entry) for entry in self._entries.values() if not entry.is_dir()]
        return {name: self.part(name) for name in names}

    def damaged(self, reason: str) -> RefusedWorkbook:
        """The refusal of a damaged file."""
        return RefusedWorkbook(excel_problems.DAMAGED.at(self.place, reason=reason))

    def _too_large(self, what: str, expected: str) -> RefusedWorkbook:
        return RefusedWorkbook(excel_problems.TOO_LARGE.at(self.place, what=what, expected=expected))


def package_in(file: Given) -> Package:
    """The workbook in a file. Raises `RefusedWorkbook`."""
    place = Place(str(file.path))
    if file.trouble is not None:
        raise RefusedWorkbook(finding_of(file))
    if not file.content:
        raise RefusedWorkbook(problems.FILE_EMPTY.at(place))
    if len(file.content) > LARGEST:
        raise RefusedWorkbook(excel_problems.TOO_LARGE.at(place, what="文件", expected=f"{LARGEST // _MEBIBYTE} MB"))
    return Package(file.content, place)


def is_workbook(path: Path) -> bool:
    """Whether the file at a path is a workbook."""
    return holds_workbook(given_form(path))


def holds_workbook(file: Given) -> bool:
    """Whether a file is a workbook by its content, or promises one by its name."""
    return file.path.suffix.lower() in SUFFIXES or file.content.startswith((*_ZIP, _OLE))


def joined(base: str, target: str) -> str:
    """The name of a part that another part refers to."""
    if target.startswith("/"):
        return target.lstrip("/")
    parts: list[str] = []
    for piece in (PurePosixPath(base).parent / target.replace("\\", "/")).parts:
        if piece == "..":
            parts = parts[:-1]
        elif piece != ".":
            parts.append(piece)
    return "/".join(parts)


def _part_name(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/")


def _what_else(content: bytes, place: Place) -> Finding:
    if content.startswith(_OLE):
        return (excel_problems.PASSWORD if _ENCRYPTED in content else excel_problems.OLD_FORMAT).at(place)
    return excel_problems.NOT_A_WORKBOOK.at(place, found=_other_content(content))


def _other_content(content: bytes) -> str:
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"schemas-microsoft-com:office:spreadsheet" in start and start.startswith(b"<?xml"):
        return "“XML 表格”"
    if start.startswith((b"<", b"mime-version:")):
        return "网页（HTML），多半是从业务系统导出的"
    if b"\x00" not in content[:4096] and _is_text(content):
        return "文字（例如 CSV）"
    return "别的东西"


def _is_text(content: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
