"""Reports in JSON: audited, compared with the sound one."""

from __future__ import annotations

import json
import random
from functools import cache
from typing import Any

from helpers import final_sample, neutral_of, sample

from .inputs import Input
from .spoiling import bytes_spoilt, text_spoilt, tree_spoilt

_BUDGET, _FINAL = "fenyang-2025-budget", "library-2022-final"


def make(rng: random.Random) -> Input:
    """A spoilt report."""
    name = rng.choice((_BUDGET, _FINAL))
    sound = _report(name)
    act = rng.randrange(8)
    if act == 0:
        content = bytes_spoilt(rng, sound)
    elif act == 1:
        content = text_spoilt(rng, sound.decode()).encode("utf-8", "surrogatepass")
    else:
        data: Any = tree_spoilt(rng, json.loads(sound))
        content = json.dumps(data, ensure_ascii=rng.random() < 0.2, indent=1).encode("utf-8", "surrogatepass")
    files = {"a.json": sound, "b.json": content}
    command = ("compare", *rng.choice((("a.json", "b.json"), ("b.json", "a.json")))) if rng.random() < 0.5 else (
        "audit", "b.json")
    return Input(files, command)


@cache
def _report(name: str) -> bytes:
    form = sample(name) if name == _BUDGET else final_sample(name)
    return json.dumps(neutral_of(form), ensure_ascii=False, indent=1).encode()
