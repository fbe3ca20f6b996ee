"""Typst, which sets the pages: a template, data that is never source, the shipped fonts, and a folder of its own.

The folder is made for one document and gone afterwards. It is the root: nothing outside it can be read, and nothing in
it was made by anyone else.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from .. import CannotRender
from .content import Content
from .letters import cleaner

if TYPE_CHECKING:
    import typst

_PAPER = "paper.typ"
_FAMILIES = frozenset({"FandolSong", "FandolSong Latin", "FandolFang R", "FandolHei", "FandolKai"})
"""What the templates ask for. A family that is not there would leave its texts out without a word."""



def printed(template: str, content: Content, fonts: Path) -> bytes:
    """The document as the template draws it: PDF/A-3a and PDF/UA-1. Raises `CannotRender` where fonts are missing."""
    import typst

    faces = _faces(fonts)
    with TemporaryDirectory(prefix="discloser-") as name:
        root = Path(name)
        lay_down(root, template, content, fonts)
        try:
            return typst.compile(
                str(root / template), root=str(root), font_paths=faces, format="pdf",
                pdf_standards=["a-3a", "ua-1"], timestamp=datetime(content.data["year"], 1, 1, tzinfo=UTC),
                package_path=str(root), package_cache_path=str(root),
            )
        except typst.TypstError as refusal:  # no text can cause it: a fault of ours, which the diagnostic names
            raise RuntimeError(f"{refusal.message}\n{refusal.diagnostic}") from refusal


def lay_down(root: Path, template: str, content: Content, fonts: Path) -> None:
    """Write all that the typesetter may read into its folder."""
    for source in (_PAPER, template):
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
