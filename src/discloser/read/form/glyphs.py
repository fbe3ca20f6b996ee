"""Characters of a form that no shipped font has: told beforehand, for on paper they may be empty boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel

from ...model.finding import Finding, Severity
from ...model.form.base import keyed_fields
from ...model.form.common import CommonForm
from ...model.place import FormPath, Places, written
from ...model.text.characters import is_private, standard_of
from ..problems import FORM_PROBLEMS

_FILE = "characters.txt"
_UNPRINTED = frozenset({"确认", "控制数"})

NOT_IN_FONTS = FORM_PROBLEMS.declare(
    "TXT016", "每个字都在程序自带的字体里",
    message="“{found}”不在程序自带的字体里，PDF 里会印成“〓”",
    hint="是错字或怪符号请换掉；确实是这个字，可以用 Word 报告（换电脑也要有这个字），并写进“确认”",
    severity=Severity.WARNING,
)
PRIVATE = FORM_PROBLEMS.declare(
    "TXT017", "没有旧编码和自造的字",
    message="“{field}”里的 {found}，别的电脑上会显示成别的字或者空框",
    hint="{advice}",
    severity=Severity.WARNING,
)


@lru_cache(maxsize=4)
def read_characters(fonts: Path) -> frozenset[str]:
    """The characters that all shipped fonts have; none when the folder does not say."""
    listed = fonts / _FILE
    return frozenset(listed.read_text(encoding="utf-8")) if listed.is_file() else frozenset()


def unprintable(form: CommonForm, places: Places, characters: frozenset[str]) -> Iterator[Finding]:
    """A warning for every text of the form with such characters; each character is told where it stands first."""
    told: set[str] = set()
    for path, text in _texts(form, ()) if characters else ():
        if characters.issuperset(text):
            continue
        found = dict.fromkeys(c for c in text if c not in characters and not c.isspace() and c not in told)
        told.update(found)
        for char in filter(is_private, found):
            yield _private(char, path, places)
        if others := "".join(char for char in found if not is_private(char)):
            yield NOT_IN_FONTS.at(places.of(path), field=written(path), found=others)


def _private(char: str, path: FormPath, places: Places) -> Finding:
    standard = standard_of(char)
    what = f"是“{standard}”的旧编码" if standard else "是自造字"
    advice = f"请把它改成“{standard}”" if standard else "请换成标准的字"
    return PRIVATE.at(places.of(path), field=written(path), found=f"U+{ord(char):04X} {what}", advice=advice)


def _texts(value: object, path: FormPath) -> Iterator[tuple[FormPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, BaseModel):
        for field, key in keyed_fields(type(value)):
            if key not in _UNPRINTED and not isinstance(inner := getattr(value, field), Decimal | bool):
                yield from _texts(inner, (*path, key))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _texts(item, (*path, number))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, (*path, str(key)))
