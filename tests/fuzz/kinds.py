"""Kinds that came from another office: their files are spoilt, then checked or used."""

from __future__ import annotations

import random
from functools import cache

from helpers import KIND, PROJECT_FOLDER, SAMPLES

from .inputs import Input
from .spoiling import NUMBERS, bytes_spoilt, text_spoilt

_FORM = "fenyang-2025-budget.yaml"
_EXPRESSIONS = ("{{ x }}", "{{ 收入总计 * 10**99 }}", "{% for a in 收入总计 %}", "{{ ''.__class__ }}",
                "{{ range(9**9) }}", "{%", "}}", "{% include '概况' %}", "{{ 收入总计|无此 }}", "# 标题", "::图 无")


def make(rng: random.Random) -> Input:
    """A spoilt kind below a templates folder of its own."""
    files = dict(_files())
    name = rng.choice([name for name in files if "/codes/" not in name])
    text = files[name].decode("utf-8", "replace")
    act = rng.randrange(5)
    if act == 0:
        files[name] = bytes_spoilt(rng, files[name])
    elif act == 1:
        spot = rng.randrange(len(text) + 1)
        odd = rng.choice((*_EXPRESSIONS, *NUMBERS))
        files[name] = (text[:spot] + odd + text[spot:]).encode("utf-8", "surrogatepass")
    else:
        files[name] = text_spoilt(rng, text).encode("utf-8", "surrogatepass")
    files[_FORM] = (SAMPLES / _FORM).read_bytes()
    command = ("build", _FORM, "-f", "json", "--templates", "templates") if rng.random() < 0.3 else (
        "kinds", "check", f"templates/{KIND}")
    return Input(files, command)


@cache
def _files() -> tuple[tuple[str, bytes], ...]:
    folder = PROJECT_FOLDER / "templates" / KIND
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple((f"templates/{KIND}/{path.relative_to(folder)}", path.read_bytes()) for path in found)
