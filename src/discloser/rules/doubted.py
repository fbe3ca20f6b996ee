"""Amounts that are told to be mistyped: what follows from them is not told once more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from ..model.case import Case
from ..model.change import ExplainedChange
from ..model.form.base import Block, field_of
from ..model.form.budget import AppropriationAmounts, Form
from ..model.form.outline import entries
from ..model.mistyped import IN_WAN, slip
from ..model.money import printed
from ..model.place import FormPath
from .gaps import blamed
from .natures import agency_operating, has_agency_operating
from .once import once
from .wording import unit_of

_UNPRINTED = frozenset({"控制数", "绩效", "确认", "国有资产"})
_FEW_LINES = 3
_WAN = 10_000

WRONG_UNIT: Final = "AMT008"
UNIT_LIMITS: Final[Mapping[str, int]] = {"元表最大一行下限": 10_000, "万元表最小一行上限": 10_000_000}
"""元: below the first, the largest basic line is not in 元; above the second, the smallest is not in 万元."""


def line_in_another_unit(case: Case, limit: Mapping[str, Decimal]) -> int | None:
    """The basic line that shows that the whole form is typed in another unit than it says: its largest, or smallest."""
    amounts = {i: line.amount for i, line in enumerate(case.form.basic_lines) if line.amount}
    if len(amounts) < _FEW_LINES:
        return None
    largest, smallest = max(amounts, key=lambda row: amounts[row]), min(amounts, key=lambda row: amounts[row])
    if unit_of(case.form) == "元":
        return largest if amounts[largest] < limit["元表最大一行下限"] else None
    return smallest if amounts[smallest] > limit["万元表最小一行上限"] else None


def unprinted(case: Case) -> Iterator[tuple[FormPath, Decimal]]:
    """The amounts that are not zero and will print so, but for those told already: of the whole form, or by BAL001."""
    if unit_in_doubt(case):
        return
    unit, known = case.kind.currency_unit, blamed(case)
    for path, amount in _amounts(case.form, ()):
        if amount and not printed(amount, unit) and path not in known:
            yield path, amount


def unit_in_doubt(case: Case) -> bool:
    """Whether the whole form seems to be typed in another unit than it says."""
    setting = case.kind.rules.get(WRONG_UNIT)
    limits = {name: Decimal(value) for name, value in UNIT_LIMITS.items()} | dict(setting.parameters if setting else {})
    return line_in_another_unit(case, limits) is not None


def operating_lines(case: Case, *, of_any_source: bool = False) -> tuple[Decimal, ...]:
    """公用经费 of basic expenditure paid from 财政拨款: of this year's money, and with what was carried in.

    `of_any_source`: also with what other sources pay, since one of the lines may have a wrong one.
    """
    every = case.facts.where({"口径": "支出", "支出性质": "基本支出", "经费类别": "公用经费"})
    operating = every.where(case.kind.expanded({"来源": "财政拨款"}))
    wholes = operating.where({"结转": "否"}).total(), operating.total()
    return (*wholes, every.total()) if of_any_source else wholes


@once
def doubted(case: Case) -> dict[FormPath, Decimal]:
    """The amounts that are told to be mistyped → what they should be, so that what follows is not told."""
    unit = unit_of(case.form)
    small = {path: amount * _WAN for path, amount in unprinted(case) if unit == "元"}
    key, stated = agency_operating(case)
    known = {**small, **blamed(case)}
    wanted = next((one for one in operating_lines(case) if slip(stated, one)), None)
    if wanted is not None and has_agency_operating(case):
        known["机关运行经费", key] = wanted
    return known | _prior(case)


def _prior(case: Case) -> dict[FormPath, Decimal]:
    """The one of last year's two totals that is the other typed in 万元."""
    if not isinstance(case.form, Form) or case.form.prior_year.form:
        return {}
    revenue, expenditure = case.form.prior_year.revenue, case.form.prior_year.expenditure
    if slip(revenue, expenditure) == IN_WAN:
        return {("上年", "收入总计"): expenditure}
    return {("上年", "支出总计"): revenue} if slip(expenditure, revenue) == IN_WAN else {}


def rests_on(known: Mapping[FormPath, Decimal], change: ExplainedChange, case: Case) -> bool:
    """Whether a change against last year is computed from one of the amounts that are told to be mistyped."""
    if not known:
        return False
    spec = case.kind.changes[change.name]
    origins = set(case.facts.where(case.kind.expanded(case.kind.figures[spec.current].where)).origins())
    return bool(known.keys() & (origins | {tuple(prior.split("/")) for prior in spec.prior}))


def _amounts(block: Block, path: FormPath) -> Iterator[tuple[FormPath, Decimal]]:
    for key, entry in entries(type(block)).items():
        field = field_of(type(block), key)
        determined = field in block.determined and not block.is_typed(field)
        if key == entry.key and not determined and not (not path and key in _UNPRINTED):
            yield from _of(getattr(block, field), entry.sort, (*path, key))


def _of(value: Any, sort: str, path: FormPath) -> Iterator[tuple[FormPath, Decimal]]:
    if isinstance(value, AppropriationAmounts):
        filled = {fund: amount for fund, amount in value.by_fund().items() if amount}
        alone = len(filled) == 1
        yield from ((path if alone else (*path, fund), amount) for fund, amount in filled.items())
    elif isinstance(value, Decimal):
        if sort in ("amount", "amounts"):
            yield path, value
    elif isinstance(value, tuple):
        for i, row in enumerate(value):
            if isinstance(row, Block):
                yield from _amounts(row, (*path, i))
    elif isinstance(value, Block):
        yield from _amounts(value, path)
