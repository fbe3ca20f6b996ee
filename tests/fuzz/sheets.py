"""Forms in workbooks: the archive, the XML of its parts, and what stands in cells."""

from __future__ import annotations

import io
import random
import warnings
import zipfile
from functools import cache
from typing import Any

from lxml import etree
from workbooks import BUREAU, Edited, places_in, sample_workbook

from .inputs import Input
from .spoiling import NUMBERS, bytes_spoilt, text_spoilt

NAMES = (BUREAU, "library-2022-final")
FORMATS = ('0.00"亿元"', "0!.00", "0%", "yyyy-m-d", "[h]:mm", "#,##0.00", "General", "0.00,", "m月d日", ";;;", "@",
           "0.00E+00")
_TYPES = ("n", "s", "str", "b", "e", "d", "inlineStr", "x", "")
_ATTRIBUTES = ("-1", "0", "x", "", "99999999", "d4", "$D$4", "D4:B2", "1.5", "１", "true", "rId1", "../x", "/xl/x.xml")


def archive(rng: random.Random) -> Input:
    """The archive: bytes, entries gone, doubled, renamed, packed otherwise."""
    content = sample_workbook(rng.choice(NAMES))
    if rng.random() < 0.5:
        return _input(rng, bytes_spoilt(rng, content))
    stream = io.BytesIO()
    parts = _parts(rng.choice(NAMES))
    chosen = rng.choice(list(parts))
    act = rng.randrange(6)
    usual = rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", usual) as out:
        warnings.simplefilter("ignore")
        for name, part in parts.items():
            if name == chosen and act == 0:
                continue
            other = {1: name.upper(), 2: "/" + name, 3: name.replace("/", "\\"), 4: name + "x"}.get(act, name)
            method = zipfile.ZIP_LZMA if name == chosen and act == 5 else None
            out.writestr(other if name == chosen else name, part, method)
            if name == chosen and rng.random() < 0.2:
                out.writestr(name, bytes_spoilt(rng, part))
    return _input(rng, stream.getvalue())


def xml(rng: random.Random) -> Input:
    """The XML of a part: elements gone, doubled, moved; attributes and texts of another sort; or its bytes."""
    book = Edited(sample_workbook(rng.choice(NAMES)))
    sheets = [name for name in book.parts if "worksheets/sheet" in name and name.endswith(".xml")]
    others = [name for name in book.parts if name.endswith((".xml", ".rels", ".vml"))]
    name = rng.choice(sheets) if rng.random() < 0.5 else rng.choice(others)
    act = rng.randrange(4)
    if act == 0:
        book.parts[name] = bytes_spoilt(rng, book.parts[name])
    elif act == 1:
        book.parts[name] = text_spoilt(rng, book.parts[name].decode("utf-8")).encode("utf-8", "surrogatepass")
    else:
        for _ in range(rng.choice((1, 1, 2, 4))):
            _element(rng, book.root(name))
    return _input(rng, book.packed())


def values(rng: random.Random) -> Input:
    """What stands in cells of the form, and how it is shown."""
    name = rng.choice(NAMES)
    book = Edited(sample_workbook(name))
    spots = _spots(name)
    for sheet, cell in rng.sample(spots, rng.choice((1, 1, 2, 4))):
        value, kind = rng.choice(NUMBERS), rng.choice((*_TYPES, "n", "n", "str"))
        style = book.style(rng.choice(FORMATS)) if rng.random() < 0.4 else None
        formula = rng.choice(("1+1", "[1]x!A1", "")) if rng.random() < 0.15 else None
        if kind == "inlineStr":
            book.cell(sheet, cell, text=_legal(value), style=style)
        else:
            book.cell(sheet, cell, kind=kind, value=_legal(value), formula=formula, style=style)
    return _input(rng, book.packed())


def _input(rng: random.Random, content: bytes) -> Input:
    commands = (("convert", "表.xlsx", "新.yaml"), ("check", "表.xlsx", "-o", "标.xlsx"))
    command = rng.choice(commands) if rng.random() < 0.3 else ("check", "表.xlsx")
    return Input({"表.xlsx": content}, command, "表.xlsx")


def _element(rng: random.Random, root: Any) -> None:
    found = list(root.iter("*"))
    element = rng.choice(found[1:] or found)
    parent = element.getparent()
    act = rng.randrange(8)
    if act == 0 and parent is not None:
        parent.remove(element)
    elif act == 1 and parent is not None:
        element.addnext(etree.fromstring(etree.tostring(element, with_tail=False)))
    elif act == 2 and element.attrib:
        element.set(rng.choice(list(element.attrib)), rng.choice(_ATTRIBUTES))
    elif act == 3 and element.attrib:
        del element.attrib[rng.choice(list(element.attrib))]
    elif act == 4:
        element.text = _legal(rng.choice(NUMBERS))
    elif act == 5:
        element.append(rng.choice((etree.Comment("x"), etree.ProcessingInstruction("x", "y"), etree.Element("{x}c"))))
    elif act == 6:
        rng.choice(found).append(etree.fromstring(etree.tostring(element, with_tail=False)))
    else:
        element.tag = rng.choice(found).tag


@cache
def _parts(name: str) -> dict[str, bytes]:
    return dict(Edited(sample_workbook(name)).parts)


@cache
def _spots(name: str) -> list[tuple[str, str]]:
    places = places_in(name).values.values()
    return sorted({(place.sheet, place.cell) for place in places if place.sheet and place.cell})


def _legal(text: str) -> str:
    return "".join(char for char in text if char in "\t\n" or char >= " ")
