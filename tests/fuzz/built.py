"""A report as it was built, with its form and manifest: the Word file and the manifest are spoilt."""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from helpers import SAMPLES
from lxml import etree

from discloser.usecases.build import build

from .inputs import Input
from .spoiling import MARKS, NUMBERS, bytes_spoilt, text_spoilt

_TAGS = ("②", "-1", "x/99/y", "概况/职责", "绩效/项目绩效目标/²/概况", "")
_FORM = "fenyang-2025-budget.yaml"


def word(rng: random.Random) -> Input:
    """A Word report edited by a strange hand, pulled into its form."""
    files = dict(_folder())
    name = next(name for name in files if name.endswith(".docx"))
    files[name] = bytes_spoilt(rng, files[name]) if rng.random() < 0.2 else _document_spoilt(rng, files[name])
    return Input(files, ("pull", name, _FORM, "--yes"))


def manifest(rng: random.Random) -> Input:
    """A spoilt manifest, met by status, a new build, or pull."""
    files = dict(_folder())
    name = rng.choice([name for name in files if name != _FORM and not name.endswith((".docx", ".json"))])
    text = files[name].decode("utf-8", "replace")
    files[name] = bytes_spoilt(rng, files[name]) if rng.random() < 0.5 else text_spoilt(rng, text).encode()
    report = next(name for name in files if name.endswith(".docx"))
    commands = (("status", "."), ("status", "."), ("status", "."), ("pull", report, _FORM, "--yes"),
                ("build", _FORM, "-f", "json"))
    return Input(files, rng.choice(commands))


@cache
def _folder() -> tuple[tuple[str, bytes], ...]:
    with tempfile.TemporaryDirectory() as folder:
        form = Path(folder) / _FORM
        form.write_bytes((SAMPLES / _FORM).read_bytes())
        build(form, Path(folder), ("docx", "json"))
        found = sorted(path for path in Path(folder).rglob("*") if path.is_file())
        return tuple((str(path.relative_to(folder)), path.read_bytes()) for path in found)


def _document_spoilt(rng: random.Random, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "word/document.xml" if rng.random() < 0.7 else rng.choice(list(parts))
    if name.endswith((".xml", ".rels")) and rng.random() < 0.85:
        root = etree.fromstring(parts[name])
        for _ in range(rng.choice((1, 2, 5))):
            _element(rng, root)
        parts[name] = etree.tostring(root)
    else:
        parts[name] = bytes_spoilt(rng, parts[name])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for part, data in parts.items():
            out.writestr(part, data)
    return stream.getvalue()


def _element(rng: random.Random, root: Any) -> None:
    found = list(root.iter("*"))
    element = rng.choice(found[1:] or found)
    parent, act = element.getparent(), rng.randrange(7)
    if act == 0 and parent is not None:
        parent.remove(element)
    elif act == 1 and parent is not None:
        element.addnext(etree.fromstring(etree.tostring(element, with_tail=False)))
    elif act == 2 and element.attrib:
        element.set(rng.choice(list(element.attrib)), rng.choice(_TAGS))
    elif act in (3, 4):
        words = [e for e in found if (e.text or "").strip()] or [element]
        chosen = rng.choice(words)
        text = chosen.text or ""
        spot = rng.randrange(len(text) + 1)
        mark = rng.choice((*MARKS, *NUMBERS))
        chosen.text = text[:spot] + "".join(c for c in mark if c in "\t\n" or (c >= " " and c < "\ufdd0")) + text[spot:]
    elif act == 5:
        element.append(rng.choice((etree.Comment("x"), etree.ProcessingInstruction("x", "y"))))
    else:
        element.tag = rng.choice(found).tag
