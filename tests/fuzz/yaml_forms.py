"""Forms in YAML: bytes, encodings, writing, and what stands at a key."""

from __future__ import annotations

import random
import re

from helpers import SAMPLES

from .inputs import Input
from .spoiling import NUMBERS, bytes_spoilt, text_spoilt

SAMPLE_TEXTS = tuple(
    path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.yaml")))
_VALUE = re.compile(r"(金额|年度|本年|上年|功能科目|经济科目|编制|面积|名称|收入总计): *([^,}\n]+)")
_ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "gb18030", "utf-8-sig", "latin-1")


def make(rng: random.Random) -> Input:
    """A spoilt form, checked or converted."""
    text = rng.choice(SAMPLE_TEXTS)
    act = rng.randrange(10)
    if act == 0:
        content = bytes_spoilt(rng, text.encode())
    elif act == 1:
        content = text.encode(rng.choice(_ENCODINGS), errors="replace")
    elif act <= 5:
        content = _with_other_values(rng, text).encode("utf-8", "surrogatepass")
    else:
        content = text_spoilt(rng, text).encode("utf-8", "surrogatepass")
    command = ("convert", "表.yaml", "新.xlsx") if rng.random() < 0.15 else ("check", "表.yaml")
    return Input({"表.yaml": content}, command, "表.yaml")


def _with_other_values(rng: random.Random, text: str) -> str:
    found = list(_VALUE.finditer(text))
    for match in sorted(rng.sample(found, min(rng.choice((1, 1, 2, 3)), len(found))), key=lambda m: -m.start()):
        value = rng.choice(NUMBERS).replace("\n", " ")
        style = rng.choice(('"{}"', "{}", "{}", "'{}'"))
        text = text[:match.start(2)] + style.format(value) + text[match.end(2):]
    return text
