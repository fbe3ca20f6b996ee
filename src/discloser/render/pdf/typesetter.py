"""Typst, which sets the pages: a template, data that is never source, the shipped fonts, and a folder of its own.

The folder is made for one document and gone afterwards. It is the root: nothing outside it can be read, and nothing in
it was made by anyone else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from .. import CannotRender
from .content import Content
from .letters import cleaner

if TYPE_CHECKING:
    import typst

_COMMON = ("paper.typ", "digest.typ")
_DOTS_PER_POINT = 72.0
_FAMILIES = frozenset({"FandolSong", "FandolSong Latin", "FandolFang R", "FandolHei", "FandolKai"})
"""What the templates ask for. A family that is not there would leave its texts out without a word."""



def printed(template: str, content: Content, fonts: Path) -> bytes:
    """The document as the template draws it: PDF/A-3a and PDF/UA-1. Raises `CannotRender` where fonts are missing."""
    with _laid_down(template, content, fonts) as (typst, source, options):
        made: bytes = typst.compile(
            source, format="pdf", pdf_standards=["a-3a", "ua-1"],
            timestamp=datetime(content.data["year"], 1, 1, tzinfo=UTC), **options)
    return made


def picture(template: str, content: Content, fonts: Path) -> bytes:
    """The one page of a document as PNG, a dot a point. Raises `CannotRender` where fonts are missing."""
    with _laid_down(template, content, fonts) as (typst, source, options):
        made: bytes = typst.compile(source, format="png", ppi=_DOTS_PER_POINT, **options)
    return made


def pages_of(template: str, content: Content, fonts: Path) -> dict[str, int]:
    """Anchor → page, of all that the contents of a report list, as the template would lay it out."""
    asked = replace(content, data={**content.data, "anchors": list(content.data["entries"])})
    with _laid_down(template, asked, fonts) as (typst, source, options):
        told = typst.query(source, "<pages>", field="value", one=True, **options)
    return {anchor: int(page) for anchor, page in json.loads(told)}


@contextmanager
def _laid_down(template: str, content: Content, fonts: Path) -> Iterator[tuple[Any, str, dict[str, Any]]]:
    """The typesetter, the source that it is to read, and how, in a folder that is gone afterwards."""
    import typst

    faces = _faces(fonts)
    with TemporaryDirectory(prefix="discloser-") as name:
        root = Path(name)
        lay_down(root, template, content, fonts)
        options = {"root": name, "font_paths": faces, "package_path": name, "package_cache_path": name}
        try:
            yield typst, str(root / template), options
        except typst.TypstError as refusal:  # no text can cause it: a fault of ours, which the diagnostic names
            raise RuntimeError(f"{refusal.message}\n{refusal.diagnostic}") from refusal


def lay_down(root: Path, template: str, content: Content, fonts: Path) -> None:
    """Write all that the typesetter may read into its folder."""
    for source in (*_COMMON, template):
        (root / source).write_bytes(files(__package__).joinpath(source).read_bytes())
    (root / "data.json").write_text(json.dumps(cleaner(fonts)(content.data), ensure_ascii=False), "utf-8")
    for file, data in content.files.items():
        (root / file).write_bytes(data)


@lru_cache(maxsize=4)
def _faces(fonts: Path) -> typst.Fonts:
    import typst

    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
    if missing := _FAMILIES.difference(faces.families()):
        raise CannotRender(f"{fonts} 里的字体不全，缺 {'、'.join(sorted(missing))}，PDF 印不出来；请重新安装程序。")
    return faces
