"""The XML of a workbook's parts: which part is which goes by relations, never by names, and nothing outside is read."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final
from urllib.parse import unquote

from lxml import etree

from . import problems as excel_problems
from .package import Package, RefusedWorkbook, joined

NAMESPACES: Final = (
    "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}", "{http://purl.oclc.org/ooxml/spreadsheetml/main}",
)
"""The usual one, and that of the strict dialect."""
_RELATION_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_USUAL_WORKBOOK = "xl/workbook.xml"
_SAFE: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False,
    "remove_comments": True, "remove_pis": True,
}


def tags(name: str) -> tuple[str, ...]:
    """The full names of an element, in both dialects."""
    return tuple(namespace + name for namespace in NAMESPACES)


def root(package: Package, name: str) -> Any:
    """The root element of a part. Raises `RefusedWorkbook` for what is no XML, or unfolds."""
    try:
        made = etree.fromstring(package.xml(name), etree.XMLParser(**_SAFE))
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise package.damaged(f"{name} 不完整") from error
    _refuse_declarations(package, name, made)
    return made


def elements(package: Package, name: str, wanted: tuple[str, ...]) -> Iterator[Any]:
    """The elements of these full names, each cleared once it was used. Raises `RefusedWorkbook` like `root`."""
    found = etree.iterparse(BytesIO(package.xml(name)), tag=wanted, **_SAFE)
    checked = False
    try:
        for _, element in found:
            if not checked:
                _refuse_declarations(package, name, element)
                checked = True
            yield element
            element.clear()
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise package.damaged(f"{name} 不完整") from error


def children(element: Any, name: str) -> Iterator[Any]:
    """The children of one name, in both dialects."""
    wanted = tags(name)
    return (child for child in element if child.tag in wanted)


class Relations:
    """The parts that a part refers to, by id and by what they are to it."""

    def __init__(self, package: Package, of: str) -> None:
        """Raises `RefusedWorkbook` for an id that stands twice."""
        folder, _, file = of.rpartition("/")
        self._package, self._of = package, of
        self._by_id: dict[str, str] = {}
        self._by_sort: dict[str, list[str]] = {}
        name = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        for relation in root(package, name):
            identity = relation.get("Id") or ""
            if relation.get("TargetMode") == "External":
                continue
            if identity in self._by_id:
                raise package.damaged(f"{name} 里“{identity}”写了两次")
            target = joined(of, unquote(relation.get("Target") or ""))
            self._by_id[identity] = target
            self._by_sort.setdefault((relation.get("Type") or "").rpartition("/")[2], []).append(target)

    def target(self, identity: str) -> str:
        """The part behind an id; "" where there is none inside the file."""
        return self._by_id.get(identity, "")

    def only(self, sort: str) -> str:
        """The one part of a sort (`styles`), "" for none. Raises `RefusedWorkbook` where there are several."""
        found = dict.fromkeys(self._by_sort.get(sort, ()))
        if len(found) > 1:
            raise self._package.damaged(f"有不止一份 {sort}，不知道用哪一份")
        return next(iter(found), "")


def workbook_part(package: Package) -> str:
    """The name of the part that lists the sheets."""
    if not package.has("_rels/.rels"):
        return _USUAL_WORKBOOK
    return Relations(package, "").only("officeDocument") or _USUAL_WORKBOOK


def relation_id(element: Any) -> str:
    """The id of the part that an element stands for."""
    return next((value for name in _RELATION_IDS if (value := element.get(name))), "")


def refuse_other_root(package: Package, name: str, element: Any, wanted: str) -> None:
    """Raises `RefusedWorkbook` for a root that is not what the part should be."""
    if element.tag not in tags(wanted):
        raise RefusedWorkbook(excel_problems.NOT_A_WORKBOOK.at(package.place, found=f"别的东西（{name}）"))


def _refuse_declarations(package: Package, name: str, element: Any) -> None:
    """Declarations in an encoding that nobody searched."""
    if element.getroottree().docinfo.internalDTD is not None:
        raise package.declares(name)
