"""The units of a bureau, as its roster lists them, and which of them a form is of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from ...model.roster import RosterUnit
from .records import Record

_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True)
class Roster:
    """Units by code."""

    units: Mapping[str, RosterUnit]

    def unit_of(self, record: Record) -> RosterUnit | None:
        """The unit whose form this is: by the code in its file's name, else by name; None where that is not certain."""
        by_code = [self.units[code] for code in self._codes_in(PurePosixPath(record.key).stem) if code in self.units]
        if len(by_code) == 1:
            return by_code[0]
        alike = self._by_name.get(_squeezed(record.name), []) if record.name else []
        for narrower in (
            [unit for unit in alike if unit.is_department == record.is_department],
            [unit for unit in alike if _squeezed(unit.department) in _squeezed(record.department) != ""],
        ):
            if len(alike) > 1 and narrower:
                alike = [unit for unit in alike if unit in narrower]
        return alike[0] if len(alike) == 1 else None

    def doubt(self, record: Record) -> str:
        """What is odd about whose form this is, in Chinese; "" where nothing is."""
        if not self.units or not record.name:
            return ""
        unit = self.unit_of(record)
        if unit is None:
            several = len(self._by_name.get(_squeezed(record.name), [])) > 1
            return "名录里有几个单位叫这个名称，请在文件名里写代码" if several else "名录里没有这个单位"
        if _squeezed(unit.name) != _squeezed(record.name):
            return f"文件名里的代码 {unit.code} 是“{unit.name}”的，表里的单位是“{record.name}”，请核对"
        return ""

    def _codes_in(self, stem: str) -> list[str]:
        """The codes that stand in a file's name, numbers by themselves."""
        return [*dict.fromkeys(_DIGITS.findall(stem)), *(code for code in self._worded if code in stem)]

    @cached_property
    def _worded(self) -> list[str]:
        return [code for code in self.units if not _DIGITS.fullmatch(code)]

    @cached_property
    def _by_name(self) -> Mapping[str, list[RosterUnit]]:
        names: dict[str, list[RosterUnit]] = {}
        for unit in self.units.values():
            names.setdefault(_squeezed(unit.name), []).append(unit)
        return names


NO_ROSTER = Roster({})


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
