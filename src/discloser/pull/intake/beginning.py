"""A published report → the beginnings of a form: lines, figures, texts, each with where it was taken from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ...audit.anywhere.amounts import PrintedAmount, amount_in
from ...audit.anywhere.between import TablesBySort
from ...audit.anywhere.coding import YearCodes
from ...audit.anywhere.lexicon import Lexicon
from ...audit.anywhere.sheets import KnownTable, laid_out
from ...audit.anywhere.tables import relations
from ...audit.anywhere.verdict import faults_of
from ...model.codes import Classification
from ...model.form.base import key_of
from ...model.form.budget import Form
from ...model.form.common import Request, Unit
from ...model.form.flat import nested
from ...model.form.sorts import form_of
from ...model.kind.report_kind import ReportKind
from ...model.money import CurrencyUnit
from ...model.place import FormPath, Place
from ...model.publication import Publication
from .categories import category_budgets
from .departments import nature_of, only_own, own_values, units_listed
from .evaluations import evaluations_of
from .lines import RowMaker, likeliest_nature
from .margin import Margin, margin_of
from .margins import MarginReader
from .solving import Solved, SolvedLine, solved
from .taken import TakenValue
from .targets import money_of_year, targets_of
from .texts import PublishedPassage, passages_of, said
from .things import department, subjects, things
from .words import IntakeWords

_NATURE = re.compile("我?单位(?:为|是)(?:财政\\w{0,6}的)?(行政单位|参公事业单位|参照公务员法管理的?事业单位|事业单位)")
_DIVISION = re.compile("(.{2,12}?)级预算部门")
_NO_UNIT = ("区", "市", "县")
_REQUEST, _UNIT = key_of(Form, "request"), key_of(Form, "unit")


@dataclass(frozen=True)
class Begun:
    """A form begun from a report. `raw`: its texts, with nothing for what the report does not say.

    `taken`: what was taken from where; `solved`: the lines; `unread`: (table, column) that nothing was taken of;
    `without_table`: tables that no sort is known of; `is_blank`: whether there are tables and all of them are empty.
    """

    raw: Mapping[str, Any]
    taken: tuple[TakenValue, ...]
    solved: Solved
    unread: tuple[tuple[str, str], ...] = ()
    without_table: tuple[str, ...] = ()
    rows: Mapping[FormPath, SolvedLine] = field(default_factory=dict)
    is_blank: bool = False


@dataclass(frozen=True)
class Beginning:
    """How a form is begun: the kind of report that it is for, the code lists of its year, the words."""

    kind: ReportKind
    codes: Classification
    words: IntakeWords
    lexicon: Lexicon
    accept: bool = False
    suffix: str = ".xlsx"
    """Of the files in which a department's units are expected."""

    def of(self, publication: Publication, neutral: Mapping[str, Any]) -> Begun:
        """A form begun from a report. `neutral`: what it says outside its tables, in neutral form.

        Raises `TooManyLines`.
        """
        unit: CurrencyUnit = "万元" if publication.currency_unit == "万元" else "元"
        sheets = laid_out(publication.tables, publication.currency_unit)
        reader = MarginReader(self.words, self.codes, self.kind.sort, self.kind.expense_classes, publication.unit)
        tables = reader.read(sheets)
        wrong = _wrong(sheets, self.lexicon, budget=self.kind.sort == "budget")
        margins = [margin for margin in tables.margins if id(margin.at) not in wrong]
        margins += _of_targets(publication, neutral, {name for one in margins for name in one.limits.get("项目", ())})
        is_department = bool(self.kind.units_kind)
        found = Solved(()) if is_department else solved(
            margins, tables.names, self.kind.sort, self.words.pairs, self.kind.funds)
        passages = passages_of(publication)
        units = units_listed(publication) if is_department else ()
        nature = nature_of(units) or _nature_in(passages) or likeliest_nature(tables.government, self.codes)
        maker = RowMaker(self.kind.sort, unit, self.words, self.codes, tables.names, tables.government,
                         tuple(subjects(sheets)), nature, self.accept)
        taken = [*self._identity(publication, neutral, sheets, nature, unit),
                 *things(sheets, self.words, self.kind.sort, unit), *said(self.words.said, passages, unit)]
        taken = list(own_values(taken, units, self.suffix)) if is_department else taken
        raw = self._raw(taken, maker, found, neutral, unit)
        if self.kind.sort == "final":
            told = list(category_budgets(passages, lambda name: reader.category(name.removesuffix("支出")), unit))
            raw |= {"分类预算": [row for row, _ in told]} if told else {}
        raw = only_own(raw, self.kind.sort) if is_department else raw
        names = _unlisted(tables.names, found, self.codes)
        raw |= {"科目名称": names} if names else {}
        return Begun(raw, tuple(taken), found, tuple((sheet.name, column) for sheet, column in tables.unread),
                     tuple(_unknown(sheets)), _rows(found, maker),
                     bool(sheets) and all(sheet.is_empty for sheet in sheets))

    def _identity(
        self, publication: Publication, neutral: Mapping[str, Any], sheets: list[KnownTable], nature: str,
        unit: CurrencyUnit,
    ) -> Iterator[TakenValue]:
        place = Place(publication.file)
        overview, targets = neutral["overview"], neutral["performance_targets"]
        asked = {"region": self.kind.region, "kind": self.kind.kind, "year": str(publication.year or self.kind.year)}
        yield from (TakenValue((_REQUEST, key_of(Request, name)), text, place) for name, text in asked.items())
        titles = [found[1] for target in targets if (found := _DIVISION.match(str(target.get("title", ""))))]
        departments = [str(target["主管部门及代码"]) for target in targets if target.get("主管部门及代码")]
        departments += [above] if (above := department(sheets, publication.unit)) else []
        values = {
            (_REQUEST, "财政区划"): titles[0] if titles else "", (_UNIT, key_of(Unit, "name")): publication.unit,
            (_UNIT, "主管部门"): departments[0] if departments else "", (_UNIT, key_of(Unit, "nature")): nature,
            ("金额单位",): unit, ("概况", "职责"): overview["duties"], ("概况", "机构设置"): overview["organization"],
        }
        yield from (TakenValue(path, text, place) for path, text in values.items() if text)

    def _raw(
        self, taken: list[TakenValue], maker: RowMaker, found: Solved, neutral: Mapping[str, Any], unit: CurrencyUnit,
    ) -> dict[str, Any]:
        values: dict[FormPath, str | None] = {}
        for one in taken:
            values.setdefault(one.path, one.text)
        raw = nested(values, form_of(self.kind.sort))
        raw |= maker.blocks(found.lines)
        targets = targets_of(neutral["performance_targets"], self.words, unit)
        if targets and self.kind.sort == "budget":
            raw["绩效"] = {**raw.get("绩效", {}), "项目绩效目标": targets}
        evaluations = evaluations_of(neutral.get("self_evaluations", ()), self.words.evaluations, unit)
        if evaluations and self.kind.sort == "final":
            raw["绩效"] = {**raw.get("绩效", {}), "项目自评": evaluations}
        return raw


def _of_targets(publication: Publication, neutral: Mapping[str, Any], listed: set[str]) -> Iterator[Margin]:
    """What a form of targets prints of its project's money of the year, where a table lists the project."""
    titles = {target.get("title") for target in neutral["performance_targets"]}
    forms = [table for table in publication.tables if not table.columns and table.title in titles]
    for table, target in zip(forms, neutral["performance_targets"], strict=False):
        name = "".join(str(target.get("项目名称", "")).split())
        text = money_of_year(target)
        amount = amount_in(text)
        if name in listed and amount:
            where = f"《{table.title}》“{name}”年度资金总额"
            at = PrintedAmount(text, amount, Decimal(1), where, table.place, table.no)
            yield margin_of({"项目": (name,), "结转": ("否",), "性质": ("项目支出",)}, at, Decimal(1))


def _wrong(sheets: list[KnownTable], lexicon: Lexicon, *, budget: bool) -> set[int]:
    """The cells that contradict what holds by law: no line is told by them."""
    inside, crossing = relations(TablesBySort(sheets, budget, lexicon.old_names), YearCodes(), lexicon)
    return {id(fault.cell) for fault in faults_of([one for one in (*inside, *crossing) if one.certain])}


def _nature_in(passages: list[PublishedPassage]) -> str:
    found = next((found[1] for passage in passages if (found := _NATURE.search(passage.text))), "")
    return "参公事业单位" if found.startswith("参") else found


def _unlisted(names: Mapping[str, str], found: Solved, codes: Classification) -> dict[str, str]:
    """Codes of the lines that the lists of the year do not have, with the names that are printed."""
    used = {line.atom.function for line in found.lines}
    above = {code[:length] for code in used for length in (3, 5, 7)}
    return {code: names[code] for code in sorted(above) if code in names and codes.function.get(code) is None}


def _unknown(sheets: list[KnownTable]) -> Iterator[str]:
    yield from (sheet.table.title or "没有表题的表" for sheet in sheets if not sheet.kind)


def _rows(found: Solved, maker: RowMaker) -> dict[FormPath, SolvedLine]:
    """Path of a row of the form → the line that it was made of."""
    counts: dict[str, int] = {}
    rows: dict[FormPath, SolvedLine] = {}
    for line in maker.ordered(found.lines):
        if line.atom.side in ("使用非财政拨款结余", "结余分配"):
            rows[line.atom.side,] = line
            continue
        block = maker.block_of(line)
        rows[block, counts.get(block, 0)] = line
        counts[block] = counts.get(block, 0) + 1
    return rows
