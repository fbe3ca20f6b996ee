"""Leaves in a document's tree what a reader of the page would find there.

Tracked changes are accepted: what was deleted is gone with its paragraph mark, its row or its cell. Of alternatives the
one stays that Word shows. The instructions of fields go, their results stay; page numbers, which every printing makes
anew, go whole. A control that shows its prompt is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RESULTLESS: Final = "{urn:discloser}field"
"""What stands in for a field that shows something although no result is stored; its `what` holds the instruction."""

_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_TEXTS = frozenset({f"{W}{name}" for name in ("t", "tab", "ptab", "br", "cr", "noBreakHyphen", "sym")})
_PAGE_NUMBERS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_SHOWING_NOTHING = frozenset({"TC", "XE", "TA", "RD", "SET", "ASK", "PRIVATE", "FORMTEXT", "PRINT", ""})
_MICROSOFT = "http://schemas.microsoft.com/office/"


def leave_what_is_seen(root: Any) -> None:
    """Change a tree so that every text left in it is one that stands on the page or is hidden by its looks."""
    _choose(root)
    _accept(root)
    _close_fields(root)
    for control in root.iter(f"{W}sdt"):
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            for content in control.findall(f"{W}sdtContent"):
                content.clear()


def _choose(root: Any) -> None:
    """Alternatives: the first that Word understands, else what is meant for programs that understand none."""
    for choices in list(root.iter(f"{MC}AlternateContent")):
        chosen = next((one for one in choices if one.tag == f"{MC}Choice" and _is_understood(one)), None)
        if chosen is None:
            chosen = choices.find(f"{MC}Fallback")
        for child in list(choices):
            if child is not chosen:
                choices.remove(child)


def _is_understood(choice: Any) -> bool:
    names = (choice.nsmap.get(prefix, "") for prefix in choice.get("Requires", "").split())
    return all(name.startswith(_MICROSOFT) for name in names)


def _accept(root: Any) -> None:
    """Tracked changes, accepted."""
    for row in _marked(root, _DELETED, ("trPr", "tr")):
        row.getparent().remove(row)
    for cell in _marked(root, (f"{W}cellDel",), ("tcPr", "tc")):
        cell.getparent().remove(cell)
    runs_on = _marked(root, _DELETED, ("rPr", "pPr", "p"))
    for element in list(root.iter(*_DELETED)):
        element.getparent().remove(element)
    for paragraph in reversed(runs_on):
        _join_with_next(paragraph)


def _marked(root: Any, marks: Iterable[str], way: tuple[str, ...]) -> list[Any]:
    """The elements that a mark in their properties speaks of. `way`: the tags from the mark up to its element."""
    found: dict[Any, None] = {}
    for element in root.iter(*marks):
        for tag in way:
            element = element.getparent()
            if element is None or element.tag != f"{W}{tag}":
                break
        else:
            found[element] = None
    return list(found)


def _join_with_next(paragraph: Any) -> None:
    """A paragraph whose mark was deleted goes on in the next one; the last of a cell has none."""
    following = next((one for one in paragraph.itersiblings() if one.tag in (f"{W}p", f"{W}tbl", f"{W}sdt")), None)
    if following is None or following.tag != f"{W}p":
        return
    place = 1 if following.find(f"{W}pPr") is not None else 0
    own = [child for child in paragraph if child.tag != f"{W}pPr"]
    following[place:place] = own
    paragraph.getparent().remove(paragraph)


def _close_fields(root: Any) -> None:
    """Fields, closed: their instructions no longer count as text."""
    for simple in list(root.iter(f"{W}fldSimple")):
        if _sort(simple.get(f"{W}instr", "")) in _PAGE_NUMBERS:
            simple.getparent().remove(simple)
    fields = list(_fields(root))
    unseen: dict[Any, int] = {}
    for begin, separator, end, instruction in fields:
        paged = _sort(instruction) in _PAGE_NUMBERS
        until = end if separator is None or paged else separator
        unseen[begin] = unseen.get(begin, 0) + 1
        unseen[until] = unseen.get(until, 0) - 1
    for element in _within(root, unseen):
        element.getparent().remove(element)
    for begin, separator, _, instruction in fields:
        if separator is None and _sort(instruction) not in _SHOWING_NOTHING | _PAGE_NUMBERS:
            begin.tag = RESULTLESS
            begin.set("what", instruction.strip())


def _fields(root: Any) -> Iterator[tuple[Any, Any, Any, str]]:
    """Fields that begin and end: beginning, separator (None without a result), end, and their instruction."""
    opened: list[list[Any]] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText"):
        if element.tag == f"{W}instrText":
            if opened and opened[-1][1] is None:
                opened[-1][2] += element.text or ""
            continue
        sort = element.get(f"{W}fldCharType")
        if sort == "begin":
            opened.append([element, None, ""])
        elif sort == "separate" and opened:
            opened[-1][1] = element
        elif sort == "end" and opened:
            begin, separator, instruction = opened.pop()
            yield begin, separator, element, instruction


def _within(root: Any, marks: dict[Any, int]) -> list[Any]:
    """The texts between the marks, which count up where something unseen begins and down where it ends."""
    found, depth = [], 0
    for element in root.iter() if marks else ():
        depth += marks.get(element, 0)
        if depth and element.tag in _TEXTS:
            found.append(element)
    return found


def _sort(instruction: str) -> str:
    return instruction.split()[0].upper() if instruction.split() else ""


def ends_with_a_page(paragraph: Any) -> bool:
    """Whether a paragraph ends with the number of a page that the program looks up, as lines of contents do."""
    asked = any("PAGEREF" in (code.text or "") for code in paragraph.iter(f"{W}instrText"))
    marks = [one for one in paragraph.iter(f"{W}t", f"{W}fldChar") if one.tag != f"{W}t" or (one.text or "").strip()]
    return asked and bool(marks) and marks[-1].tag == f"{W}fldChar"
