"""Solved lines → the rows of a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ...audit.anywhere.facts import fold
from ...model.codes import Classification
from ...model.form.sorts import Sort
from ...model.form.terms import APPROPRIATIONS, FUNDS, NATURES_OF_UNIT, OTHER_NATURES
from ...model.money import CENT, CurrencyUnit
from .margins import BESIDE
from .solving import Grade, SolvedLine
from .texts import typed
from .things import PrintedSubject
from .words import IntakeWords

_SIDES = {"收入": "收入", "年初": "年初结转和结余", "年末": "年末结转和结余"}
_SINGLE = ("使用非财政拨款结余", "结余分配")
UNVERIFIED = "待核"


@dataclass(frozen=True)
class RowMaker:
    """Makes rows of lines. `names`: code → name as printed; `government`: economic item → government item as printed.

    `accept`: whether proposed lines count as verified.
    """

    sort: Sort
    unit: CurrencyUnit
    words: IntakeWords
    codes: Classification
    names: Mapping[str, str]
    government: Mapping[str, str]
    subjects: Sequence[PrintedSubject]
    nature: str
    accept: bool = False

    def blocks(self, lines: Sequence[SolvedLine]) -> dict[str, Any]:
        """Top key of the form → its rows; single amounts as texts."""
        blocks: dict[str, Any] = {}
        for line in self.ordered(lines):
            side = line.atom.side
            if side in _SINGLE:
                blocks[side] = self.amount(line)
            else:
                blocks.setdefault(self.block_of(line), []).append(self._row(line))
        return blocks

    def ordered(self, lines: Sequence[SolvedLine]) -> list[SolvedLine]:
        """Lines as a form lists them: by functional item, then by economic item or project."""
        return sorted(lines, key=lambda line: (line.atom.function, line.atom.economic, line.atom.carried))

    def block_of(self, line: SolvedLine) -> str:
        """The top key of the form that a line belongs to."""
        atom = line.atom
        return _SIDES.get(atom.side) or ("其他性质支出" if atom.nature in OTHER_NATURES else atom.nature)

    def amount(self, line: SolvedLine) -> str:
        """A line's amount as typed."""
        return typed(Decimal(line.amount) * CENT, self.unit)

    def _row(self, line: SolvedLine) -> dict[str, Any]:
        atom, row, doubts = line.atom, {}, [] if line.grade is Grade.CERTAIN else [line.reason]
        if atom.nature == "项目支出":
            row["项目"] = atom.project or self._name(atom.function)
            doubts += [] if atom.project else ["项目名称没有印出"]
        if atom.nature in OTHER_NATURES:
            row["性质"] = atom.nature
        if atom.function:
            row["功能科目"] = atom.function
        row |= self._economic(line, doubts)
        row["金额"] = self.amount(line)
        if atom.fund and atom.fund != FUNDS[0] and atom.nature not in OTHER_NATURES:
            row["来源"] = atom.fund
        if atom.carried == "是":
            row["上年结转"] = "是"
        row |= self._subject(line, doubts)
        if self.sort == "budget" and atom.nature == "项目支出":
            row["类别"] = self.words.unprinted["项目类别"]
            doubts.append("项目类别没有印出")
        shown = [doubt for doubt in doubts if doubt]
        if shown and not self.accept:
            row[UNVERIFIED] = f"{Grade.PROPOSED}：{'；'.join(shown)}"
        return row

    def _economic(self, line: SolvedLine, doubts: list[str]) -> dict[str, str]:
        atom = line.atom
        wanted = atom.nature == "基本支出" or (atom.nature == "项目支出" and self.sort == "final")
        if not wanted:
            return {}
        code, _, beside = atom.economic.partition(BESIDE)
        if not code:
            doubts.append("经济科目没有印出")
            return {"经济科目": self.words.unprinted["经济科目"]}
        printed = beside or self.government.get(atom.economic, "")
        usual = self.codes.government_for(self.nature, code)
        if self.sort == "final" or not printed or fold(self.codes.government_economic.name(usual)) == fold(printed):
            return {"经济科目": code}
        own = [row.code for row in self.codes.government_economic.rows.values()
               if len(row.code) == 5 and fold(row.name) == fold(printed)]
        return {"经济科目": code, **({"政府经济科目": own[0]} if own else {})}

    def _subject(self, line: SolvedLine, doubts: list[str]) -> dict[str, Any]:
        """The 收入科目 of a line paid from a fund that lists some: the one of its amount, else the first."""
        atom = line.atom
        listed = [subject for subject in self.subjects if subject.fund == atom.fund]
        if self.sort == "final" or atom.fund not in APPROPRIATIONS[1:] or atom.carried == "是" or not listed:
            return {}
        own = next((one for one in listed if one.amount == Decimal(line.amount) * CENT), listed[0])
        if len(listed) > 1:
            doubts.append("收入科目有几个")
        return {"收入科目": {"编码": own.code, "名称": own.name}}

    def _name(self, function: str) -> str:
        return self.names.get(function) or self.codes.function.name(function)


def likeliest_nature(government: Mapping[str, str], codes: Classification) -> str:
    """The nature of unit whose government items are printed, "" where none or several fit alike."""
    fits = {
        nature: sum(fold(codes.government_economic.name(codes.government_for(nature, item[:5]))) == fold(printed)
                    for item, printed in government.items())
        for nature in NATURES_OF_UNIT
    }
    best = max(fits.values(), default=0)
    found = [nature for nature, fit in fits.items() if fit == best and best]
    return found[0] if found else ""
