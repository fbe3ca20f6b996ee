"""PDF files and pictures that a form appends: spoilt, then drawn by a check."""

from __future__ import annotations

import io
import random
from functools import cache

import pikepdf
from helpers import SAMPLES
from PIL import Image

from .inputs import Input
from .spoiling import bytes_spoilt

_FORM = "fenyang-2025-budget.yaml"


def make(rng: random.Random) -> Input:
    """A form with one spoilt attachment."""
    name, content = rng.choice(_sound())
    spoilt = bytes_spoilt(rng, content) if rng.random() < 0.9 else content[:rng.randrange(len(content))]
    text = (SAMPLES / _FORM).read_text(encoding="utf-8") + f"\n附件:\n  - 标题: 批复\n    文件: {name}\n"
    return Input({"表.yaml": text.encode(), name: spoilt}, ("check", "表.yaml"))


@cache
def _sound() -> tuple[tuple[str, bytes], ...]:
    pdf = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(2):
            document.add_blank_page(page_size=(595, 842))
        page = document.pages[0]
        page.Contents = document.make_stream(b"0 0 1 rg 50 50 200 200 re f q 1 0 0 1 9 9 cm 5 5 m 90 90 l S Q")
        document.save(pdf)
    made = [("批.pdf", pdf.getvalue())]
    for kind, ending in (("PNG", "png"), ("JPEG", "jpg")):
        picture = io.BytesIO()
        Image.linear_gradient("L").resize((60, 80)).save(picture, kind)
        made.append((f"图.{ending}", picture.getvalue()))
    return tuple(made)
