"""The parts of an Office file while something is added to it: relations, content types, styles."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = "[Content_Types].xml"


class UnreadablePart(Exception):  # noqa: N818  it says what happened
    """A part that nothing can be added to; the message is its name."""


class Parts:
    """A file's parts, by name. XML parts are parsed once and written back at the end."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._bytes = dict(parts)
        self._roots: dict[str, Any] = {}

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._bytes or name in self._roots

    def root(self, name: str) -> Any:
        """The root element of an XML part; whatever is changed in it is saved."""
        if name not in self._roots:
            # The drawings of notes are of a dialect that some programs write loosely.
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, load_dtd=False, recover=name.endswith(".vml"),
                remove_comments=True, remove_pis=True)
            self._roots[name] = self._parsed(name, parser)
        return self._roots[name]

    def _parsed(self, name: str, parser: etree.XMLParser) -> Any:
        try:
            root = etree.fromstring(self._bytes[name], parser)
        except (etree.XMLSyntaxError, ValueError, LookupError):
            raise UnreadablePart(name) from None
        if root is None or root.getroottree().docinfo.internalDTD is not None:
            raise UnreadablePart(name)
        return root

    @property
    def workbook(self) -> str:
        """The part that lists the sheets."""
        return self.related("", "officeDocument") or "xl/workbook.xml"

    @property
    def styles(self) -> Any:
        """The formats of cells. Raises `UnreadablePart` where there are none."""
        name = self.related(self.workbook, "styles")
        if name is None:
            raise UnreadablePart("styles.xml")
        return self.root(name)

    def put(self, name: str, root: Any, content_type: str = "") -> None:
        """Add or replace an XML part."""
        self._roots[name] = root
        self._bytes.setdefault(name, b"")
        if content_type:
            self._declare(name, content_type)

    def related(self, of: str, kind: str) -> str | None:
        """The part of a kind (`comments`) that another part refers to."""
        relation = next((r for r in self._relations(of) if r.get("Type", "").endswith(f"/{kind}")), None)
        return None if relation is None else _joined(of, relation.get("Target", ""))

    def target(self, of: str, identity: str) -> str:
        """The part behind a relation of another part."""
        relation = next(r for r in self._relations(of) if r.get("Id") == identity)
        return _joined(of, relation.get("Target", ""))

    def relate(self, of: str, kind: str, to: str) -> str:
        """Make a part refer to another; the relation's id."""
        relations = self._relations(of)
        taken = {relation.get("Id") for relation in relations}
        identity = next(f"rIdMark{i}" for i in range(1, 10_000) if f"rIdMark{i}" not in taken)
        etree.SubElement(relations, f"{{{_PACKAGE_RELATIONS}}}Relationship", {
            "Id": identity, "Type": f"{RELATIONS}/{kind}", "Target": f"/{to}",
        })
        return identity

    def free_name(self, pattern: str) -> str:
        """A name that no part has yet: `xl/comments{}.xml`."""
        return next(name for i in range(1, 10_000) if not self.has(name := pattern.format(i)))

    def default_type(self, extension: str, content_type: str) -> None:
        """Declare what files with an extension are."""
        types = self.root(_CONTENT_TYPES)
        if not any((t.get("Extension") or "").lower() == extension for t in types):
            declared = {"Extension": extension, "ContentType": content_type}
            types.insert(0, etree.Element(f"{{{_TYPES}}}Default", declared))

    def packed(self) -> bytes:
        """The whole file, the same bytes for the same parts."""
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self._bytes.items():
                data = etree.tostring(
                    self._roots[name], xml_declaration=True, encoding="UTF-8", standalone=True,
                ) if name in self._roots else content
                archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
        return stream.getvalue()

    def _relations(self, of: str) -> Any:
        folder, file = posixpath.split(of)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(name):
            self.put(name, etree.fromstring(f'<Relationships xmlns="{_PACKAGE_RELATIONS}"/>'))
        return self.root(name)

    def _declare(self, name: str, content_type: str) -> None:
        types = self.root(_CONTENT_TYPES)
        if not any(t.get("PartName") == f"/{name}" for t in types):
            etree.SubElement(types, f"{{{_TYPES}}}Override", {"PartName": f"/{name}", "ContentType": content_type})


def _joined(of: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(of), target))


def same_or_appended(parent: Any, element: Any) -> int:
    """The place among its kind of an element; appended unless an equal one is there already."""
    wanted = _outline(element)
    for i, other in enumerate(parent):
        if _outline(other) == wanted:
            return i
    parent.append(element)
    parent.set("count", str(len(parent)))
    return len(parent) - 1


def _outline(element: Any) -> list[tuple[Any, ...]]:
    """All that a style says, in order; canonical XML, which would say as much, refuses some names of strangers."""
    return [(one.tag, dict(one.attrib), (one.text or "").strip(), len(one)) for one in element.iter()]
