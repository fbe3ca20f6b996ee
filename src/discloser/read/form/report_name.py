"""The name of a report's file, told beforehand where no disk takes it."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Finding
from ...model.form.base import key_of
from ...model.form.common import CommonForm, Unit
from ...model.place import Places, written
from ...model.text.file_names import LONGEST_STEM, file_name_of, is_too_long
from ..problems import NAME_TOO_LONG

_IN_CHINESE = 3
"""Bytes of a Chinese character."""


def name_too_long(stem: str, places: Places) -> Iterator[Finding]:
    """A finding if the reports of a form can't be called so. `stem`: the name that its kind gives them."""
    name = file_name_of(stem)
    if is_too_long(name):
        path = (key_of(CommonForm, "unit"), key_of(Unit, "name"))
        yield NAME_TOO_LONG.at(
            places.of(path), field=written(path), found=name, expected=LONGEST_STEM // _IN_CHINESE)
