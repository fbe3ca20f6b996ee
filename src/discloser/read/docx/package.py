"""A .docx file as a package of parts: opened with limits, found by their relations, both spellings of Open XML.

Nothing in it is trusted: it was edited on any machine and may have come by mail. Parts are unpacked up to a limit, a
declaration that could unfold without end is refused, links to other files are never followed.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from lxml import etree

from ..xlsx.package import joined

LARGEST_FILE: Final = 64 * 2**20
_LARGEST_PART = 48 * 2**20
_MOST_UNPACKED = 64 * 2**20
_LARGEST_INDEX = 2**20
_MOST_MARKS = 1_000_000
"""Signs of tags and attributes in a part: each becomes a node of some hundred bytes. 13 tables have 60,000 of them."""
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_END = b"PK\x05\x06"
_END_LENGTH = 22
_LONGEST_COMMENT = 0xFFFF
_DOCUMENT = "word/document.xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_NAMESPACES = {
    f"{_STRICT}wordprocessingml/main": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    f"{_STRICT}officeDocument/relationships": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    f"{_STRICT}officeDocument/math": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    **{f"{_STRICT}drawingml/{name}": f"{_DRAWING}{name}"
       for name in ("main", "chart", "picture", "diagram", "wordprocessingDrawing")},
}
"""What “Strict Open XML” calls the namespaces that all other documents call by the names of 2006."""
_OTHERS = (
    ("xl/workbook.xml", "工作簿（Excel 文件）"), ("ppt/presentation.xml", "演示文稿"),
    ("mimetype", "OpenDocument 文档（.odt）"),
)


class UnreadableDocx(Exception):  # noqa: N818  the condition is an answer to the officer, not a fault
    """The file can't be read as a document; says why, in Chinese."""


class WordPackage:
    """The parts of a document."""

    def __init__(self, content: bytes) -> None:
        """Open a file's bytes. Raises `UnreadableDocx` for whatever is no .docx."""
        if not content.startswith(_ZIP):
            raise UnreadableDocx(_what_else(content))
        if _index_size(content) > _LARGEST_INDEX:
            raise UnreadableDocx("里面的文件太多")
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableDocx("打不开，或者已损坏") from error
        self._left = _MOST_UNPACKED
        names = [name.replace("\\", "/").lower() for name in self._archive.namelist()]
        self._names = dict(zip(names, self._archive.namelist(), strict=True))
        if len(self._names) < len(names):
            raise UnreadableDocx("里面有重名的文件")
        self._document = next((name for _, name in self._related("")), _DOCUMENT)

    def document(self) -> Any:
        """The root of the main part. Raises `UnreadableDocx` when there is none."""
        if self._document.lower() not in self._names:
            found = next((what for name, what in _OTHERS if name.lower() in self._names), "")
            raise UnreadableDocx(f"是{found}" if found else "没有正文")
        return self._root(self._document)

    def others(self, *sorts: str) -> Iterator[tuple[str, Any]]:
        """Sort and root of the parts that the main part refers to, of some sorts (`styles`, `comments`)."""
        for sort, name in self._related(self._document):
            if sort in sorts and name.lower() in self._names:
                yield sort, self._root(name)

    def parts(self) -> dict[str, bytes]:
        """All parts as they are packed, for a copy with additions. Raises `UnreadableDocx`."""
        return {name: self._unpacked(name) for name in self._names.values() if not name.endswith("/")}

    def _related(self, name: str) -> Iterator[tuple[str, str]]:
        """Sort and name of the parts that a part refers to; of the package itself, only the main part."""
        folder, _, own = name.rpartition("/")
        relations = f"{folder}/_rels/{own}.rels" if name else "_rels/.rels"
        if relations.lower() not in self._names:
            return
        for relation in self._root(relations):
            sort = str(relation.get("Type", "")).rpartition("/")[2]
            if relation.get("TargetMode") != "External" and (name or sort == "officeDocument"):
                yield sort, joined(name, relation.get("Target", ""))

    def _root(self, name: str) -> Any:
        content = self._unpacked(name)
        if sum(map(content.count, (b"<", b"="))) > _MOST_MARKS:
            raise UnreadableDocx(f"{name} 太大")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableDocx(f"{name} 已损坏") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableDocx(f"{name} 里有文档不该有的声明")
        return _in_usual_names(root)

    def _unpacked(self, name: str) -> bytes:
        limit = min(_LARGEST_PART, self._left)
        try:
            with self._archive.open(self._names[name.lower()]) as stream:
                content = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
            raise UnreadableDocx(f"{name} 解不开") from error
        if len(content) > limit:
            raise UnreadableDocx(f"{name} 太大")
        self._left -= len(content)
        return content


def _what_else(content: bytes) -> str:
    if content.startswith(_OLE):
        return "加了密码" if _ENCRYPTED in content else "是旧的 .doc 或者 .wps 格式"
    if content.startswith(b"%PDF"):
        return "是 PDF"
    return "是空的" if not content else "打不开，或者已损坏"


def _index_size(content: bytes) -> int:
    """The size of an archive's table of contents: each entry takes ten times as much memory."""
    at = len(content) - _END_LENGTH
    if content[at:at + 4] != _END:
        at = content.rfind(_END, max(at - _LONGEST_COMMENT, 0))
    return int.from_bytes(content[at + 12:at + 16], "little") if at >= 0 else 0


def _in_usual_names(root: Any) -> Any:
    """The tree with the names that are not “strict”: beside their namespaces the two differ in nothing read here."""
    if not str(root.tag).startswith(f"{{{_STRICT}"):
        return root
    for element in root.iter(etree.Element):
        element.tag = _usual(element.tag)
        for name, value in element.attrib.items():
            if _usual(name) != name:
                del element.attrib[name]
                element.set(_usual(name), value)
    return root


def _usual(name: str) -> str:
    namespace, brace, local = name[1:].partition("}")
    return f"{{{_NAMESPACES[namespace]}}}{local}" if brace and namespace in _NAMESPACES else name
