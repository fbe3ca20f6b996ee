"""The officer's own Word document with what an audit found: a comment at each paragraph that a finding points to.

The file is not rebuilt: parts that say nothing of the findings keep their bytes. Comments of an earlier audit are taken
away; everybody else's stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from lxml import etree

from ...model.finding import Finding
from .parts import Parts, UnreadablePart

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_AUTHOR, _INITIALS = "discloser", "D"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ANCHORS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def marked_document(parts: Mapping[str, bytes], findings: Sequence[Finding]) -> bytes:
    """The document with these findings as comments, and no others of ours. Raises `UnreadablePart`."""
    book = Parts(parts)
    name = book.related("", "officeDocument") or "word/document.xml"
    root = book.root(name)
    paragraphs = list(root.iter(f"{W}p"))
    if root.tag != f"{W}document" or not paragraphs:
        raise UnreadablePart(name)
    comments = _comments(book, name)
    _take_away(root, comments)
    for number, finding in enumerate(findings, start=1):
        at = finding.place.paragraph or 1
        identity = str(max((int(one.get(f"{W}id", "0")) for one in comments), default=-1) + 1)
        comments.append(_comment(identity, number, finding))
        _anchor(_outside_of_boxes(paragraphs[min(at, len(paragraphs)) - 1]), identity)
    return book.packed()


def _comments(book: Parts, document: str) -> Any:
    """The part with the comments; a new one where there is none."""
    part = book.related(document, "comments")
    if part is None:
        usual = "word/comments.xml"
        part = book.free_name("word/comments{}.xml") if book.has(usual) else usual
        book.put(part, etree.Element(f"{W}comments", nsmap={"w": W[1:-1]}), _TYPE)
        book.relate(document, "comments", part)
    return book.root(part)


def _take_away(root: Any, comments: Any) -> None:
    """Take our comments of an earlier audit away."""
    ours = {one.get(f"{W}id") for one in comments if one.get(f"{W}author") == _AUTHOR}
    for one in list(comments):
        if one.get(f"{W}id") in ours:
            comments.remove(one)
    for anchor in list(root.iter(*(f"{W}{name}" for name in _ANCHORS))):
        if anchor.get(f"{W}id") in ours:
            run = anchor.getparent()
            (run.getparent().remove(run) if run.tag == f"{W}r" else run.remove(anchor))


def _outside_of_boxes(paragraph: Any) -> Any:
    """The paragraph that a text box hangs at: there are no comments inside of boxes."""
    above = list(paragraph.iterancestors(f"{W}p", f"{W}txbxContent"))
    boxes = [i for i, one in enumerate(above) if one.tag == f"{W}txbxContent"]
    return above[boxes[-1] + 1] if boxes and boxes[-1] + 1 < len(above) else paragraph


def _comment(identity: str, number: int, finding: Finding) -> Any:
    comment = etree.Element(f"{W}comment", {f"{W}id": identity, f"{W}author": _AUTHOR, f"{W}initials": _INITIALS})
    for line in _lines(number, finding):
        run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
        text = etree.SubElement(run, f"{W}t", {_SPACE: "preserve"})
        text.text = _printable(line)
    return comment


def _lines(number: int, finding: Finding) -> Iterator[str]:
    yield f"{number}. {finding.severity.label} {finding.code} {finding.message}"
    if finding.hint:
        yield f"改法：{finding.hint}"


def _printable(line: str) -> str:
    """A line without the signs that XML can't hold."""
    return "".join(sign if sign.isprintable() else " " for sign in line)


def _anchor(paragraph: Any, identity: str) -> None:
    """Lay a comment over a whole paragraph."""
    first = 1 if paragraph.find(f"{W}pPr") is not None else 0
    paragraph.insert(first, etree.Element(f"{W}commentRangeStart", {f"{W}id": identity}))
    etree.SubElement(paragraph, f"{W}commentRangeEnd", {f"{W}id": identity})
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": identity})
