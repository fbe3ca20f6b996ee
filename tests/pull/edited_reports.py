"""Reports edited as people edit them in Word: texts typed over, deleted, added, controls taken away."""

from __future__ import annotations

import copy
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from helpers import SAMPLES, report_of, sample
from lxml import etree

from discloser.render.word import render
from discloser.render.word.markup import NAMESPACES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FENYANG = SAMPLES / "fenyang-2025-budget.yaml"
Edit = Callable[[Any], object]


@cache
def made() -> bytes:
    """The sample's report as it was built."""
    return render(report_of(sample("fenyang-2025-budget")))


def edited(*edits: Edit, content: bytes | None = None, **parts: Edit) -> bytes:
    """A report after some edits of its body; `parts`: edits of other parts, `header`, by their names."""
    source = zipfile.ZipFile(BytesIO(content or made()))
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            of_part = edits if name == "word/document.xml" else [
                edit for part, edit in parts.items() if name == f"word/{part}.xml"]
            if of_part:
                root = etree.fromstring(data)
                for edit in of_part:
                    edit(root)
                data = etree.tostring(root)
            archive.writestr(name, data)
    return target.getvalue()


def texts(root: Any) -> list[Any]:
    """The pieces of text outside the contents."""
    return [text for text in root.iter(f"{W}t") if text.text and text.text.strip() and not _in_contents(text)]


def typed_over(old: str, new: str) -> Edit:
    """Words typed over wherever they stand."""

    def edit(root: Any) -> None:
        found = [text for text in texts(root) if old in text.text]
        assert found, old
        for text in found:
            text.text = text.text.replace(old, new)

    return edit


def paragraph_after(words: str, *added: str) -> Edit:
    """New paragraphs, without any control, behind the one that holds some words."""

    def edit(root: Any) -> None:
        place = _paragraph(root, words)
        for text in reversed(added):
            place.addnext(_plain_paragraph(text))

    return edit


def paragraph_deleted(words: str) -> Edit:
    """A paragraph deleted."""

    def edit(root: Any) -> None:
        place = _paragraph(root, words)
        place.getparent().remove(place)

    return edit


def controls_removed(root: Any) -> None:
    """Every content control taken away, its words left standing."""
    for control in list(root.iter(f"{W}sdt")):
        content = control.find(f"{W}sdtContent")
        for child in list(content):
            control.addprevious(child)
        control.getparent().remove(control)


def names_of_controls_removed(root: Any) -> None:
    """The names of all controls dropped, as LibreOffice does when it saves."""
    for control in root.iter(f"{W}sdtPr"):
        for name in ("tag", "alias"):
            for element in control.findall(f"{W}{name}"):
                control.remove(element)


def revised(old: str, new: str) -> Edit:
    """Words deleted and others inserted under tracked changes."""

    def edit(root: Any) -> None:
        text = next(text for text in texts(root) if old in text.text)
        run = text.getparent()
        before, _, after = text.text.partition(old)
        deleted, inserted, rest = copy.deepcopy(run), copy.deepcopy(run), copy.deepcopy(run)
        text.text = before
        rest.find(f"{W}t").text = after
        inserted.find(f"{W}t").text = new
        gone = deleted.find(f"{W}t")
        gone.tag, gone.text = f"{W}delText", old
        wrapped = [etree.Element(f"{W}{name}") for name in ("del", "ins")]
        for wrapper, inner in zip(wrapped, (deleted, inserted), strict=True):
            wrapper.append(inner)
        for element in (rest, wrapped[1], wrapped[0]):
            run.addnext(element)

    return edit


def looking(words: str, look: str, *, everywhere: bool = False) -> Edit:
    """Words given a look (`vanish`, `strike`) wherever they stand, or where they stand first."""

    def edit(root: Any) -> None:
        found = [text for text in texts(root) if words in text.text]
        for text in found if everywhere else found[:1]:
            run, (before, _, after) = text.getparent(), text.text.partition(words)
            alone, rest = copy.deepcopy(run), copy.deepcopy(run)
            text.text, alone.find(f"{W}t").text, rest.find(f"{W}t").text = before, words, after
            properties = alone.find(f"{W}rPr")
            properties = alone.makeelement(f"{W}rPr") if properties is None else properties
            alone.insert(0, properties)
            etree.SubElement(properties, f"{W}{look}")
            run.addnext(rest)
            run.addnext(alone)
        assert found, words

    return edit


def put_after(words: str, markup: str) -> Edit:
    """Some WordprocessingML put behind the run that holds some words."""

    def edit(root: Any) -> None:
        run = next(text for text in texts(root) if words in text.text).getparent()
        run.addnext(etree.fromstring(f"<x {NAMESPACES}>{markup}</x>")[0])

    return edit


def numbered(words: str) -> Edit:
    """A number that Word puts before the paragraph that holds some words."""

    def edit(root: Any) -> None:
        properties = _paragraph(root, words).find(f"{W}pPr")
        etree.SubElement(etree.SubElement(properties, f"{W}numPr"), f"{W}numId").set(f"{W}val", "1")

    return edit


def _paragraph(root: Any, words: str) -> Any:
    return next(p for p in root.iter(f"{W}p") if words in "".join(t.text or "" for t in p.iter(f"{W}t"))
                and not any(_in_contents(t) for t in p.iter(f"{W}t")))


def _plain_paragraph(text: str) -> Any:
    paragraph = etree.Element(f"{W}p")
    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = text
    return paragraph


def _in_contents(text: Any) -> bool:
    return any(
        "PAGEREF" in (code.text or "") for above in _above(text) if above.tag == f"{W}p"
        for code in above.iter(f"{W}instrText"))


def _above(element: Any) -> Iterator[Any]:
    while element is not None:
        yield element
        element = element.getparent()


def saved(folder: Path, content: bytes) -> Path:
    """A report in a file."""
    path = folder / "报告.docx"
    path.write_bytes(content)
    return path


def saved_by_libreoffice(report: Path, folder: Path) -> Path:
    """A report opened and saved again by a LibreOffice that has never run before."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "docx",
         "--outdir", str(folder), str(report)],
        capture_output=True, check=True, timeout=300,
    )
    return folder / report.name
