"""Pages as small grey pictures, compared block by block: what a reader sees counts, what anti-aliasing moves does not.

A block is a few points wide. A page that differs is told as a map of its blocks, and its picture is left in a file.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

DOTS_PER_POINT = 0.75
_BLOCK = 6
_MOST = 30
"""How much the grey of a block, of 255, may differ: a stroke drawn half a dot aside differs by about 15."""


def picture_of(page: pypdfium2.PdfPage) -> Image.Image:
    """A page in grey."""
    return page.render(scale=DOTS_PER_POINT).to_pil().convert("L")


def differing(found: Image.Image, wanted: Image.Image) -> list[tuple[int, int]]:
    """Column and row of every block that differs; a page of another size differs everywhere."""
    if found.size != wanted.size:
        return [(column, row) for column in range(found.width // _BLOCK) for row in range(found.height // _BLOCK)]
    difference = ImageChops.difference(_blocks(found), _blocks(wanted))
    return [
        (column, row) for row in range(difference.height) for column in range(difference.width)
        if difference.getpixel((column, row)) > _MOST
    ]


def told(name: str, found: Image.Image, wanted: Image.Image, folder: Path) -> str:
    """What to say of a page that differs; "" for one that does not."""
    blocks = set(differing(found, wanted))
    if not blocks:
        return ""
    path = folder / f"{name}.png"
    found.save(path)
    rows = sorted({row for _, row in blocks})
    width = found.width // _BLOCK
    lines = ("".join("#" if (column, row) in blocks else "." for column in range(width)) for row in rows[:60])
    heights = (f"{row * _BLOCK / DOTS_PER_POINT:>5.0f} pt" for row in rows)
    where = "\n".join(f"{height} {line}" for height, line in zip(heights, lines, strict=False))
    return f"{name}: {len(blocks)} blocks differ ({found.size} against {wanted.size}); the page now: {path}\n{where}"


def _blocks(picture: Image.Image) -> Image.Image:
    return picture.resize((picture.width // _BLOCK, picture.height // _BLOCK), Image.Resampling.BOX)
