"""控制数 beside what the lines add up to: where they differ, and the lines that alone explain it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations
from typing import Any, NamedTuple

from ..model.case import Case
from ..model.fact import Facts, Selection
from ..model.form.base import key_of
from ..model.form.budget import Form, every_row
from ..model.form.terms import CAME_IN, FUNDS, SOURCES_OF_BALANCE, WENT_OUT
from ..model.mistyped import TWICE, Suspect, likeliest, suspects
from ..model.money import ZERO
from ..model.place import FormPath
from .once import once
from .repeats import typed_twice
from .tail import may_be_tail

_OF_BUDGET: Mapping[str, Selection] = {
    "基本支出": {"口径": "支出", "支出性质": "基本支出"},
    "项目支出": {"口径": "支出", "支出性质": "项目支出"},
    **{fund: {"口径": "收入", "来源": fund, "结转": "否"} for fund in FUNDS},
    "上年结转": {"口径": "收入", "结转": "是"},
    "支出总计": {"口径": "支出"},
    "收入总计": {"口径": "收入"},
}
_OF_FINAL: Mapping[str, Selection] = {
    "基本支出": {"口径": "支出", "支出性质": "基本支出"},
    "项目支出": {"口径": "支出", "支出性质": "项目支出"},
    "本年收入": {"口径": "收入"},
    "本年支出": {"口径": "支出"},
    "年初结转和结余": {"口径": "年初结转和结余"},
    "年末结转和结余": {"口径": "年末结转和结余"},
    "收入总计": {"口径": ("收入", "使用非财政拨款结余", "年初结转和结余")},
    "支出总计": {"口径": ("支出", "结余分配", "年末结转和结余")},
}
"""Control → the facts it speaks of; parts before the totals in which their faults show again."""

_CONTROLS = key_of(Form, "controls")
WRONG_SOURCE = "正好是这个差额，像是来源填错了"
_WHOLE = ("支出总计", "收入总计", "本年收入", "本年支出")


class Gap(NamedTuple):
    """A control, and how much more the lines add up to."""

    key: str
    approved: Decimal
    total: Decimal
    facts: Facts

    @property
    def size(self) -> Decimal:
        """How much the lines add up to above what was approved."""
        return self.total - self.approved

    @property
    def path(self) -> FormPath:
        """Where the control was typed."""
        return (_CONTROLS, self.key)


def gaps_of_one_size(case: Case) -> list[list[Gap]]:
    """The gaps that rounding does not explain, those of one size together: one line has them all.

    A gap as large as the lines that stand twice is theirs.
    """
    gaps = [gap for gap in every_gap(case) if gap.size and not is_tail(gap, case)]
    twice = typed_twice(case)
    if not _wholes_are_known(case) or any(gap.key in _WHOLE and gap.size in twice for gap in gaps):
        gaps = [gap for gap in gaps if gap.size not in twice]
    return [[gap for gap in gaps if abs(gap.size) == size] for size in dict.fromkeys(abs(gap.size) for gap in gaps)]


@once
def blamed(case: Case) -> dict[FormPath, Decimal]:
    """The amounts that alone explain why a total is not what was approved → what they should be."""
    told: dict[FormPath, Decimal] = {}
    for gaps in gaps_of_one_size(case):
        found = suspected(gaps, case)
        told |= {one.path: one.wanted for one in found if len(found) == 1 or one.why == TWICE}
    if case.form.final:
        for sources in SOURCES_OF_BALANCE.values():
            found = unbalancing(*sides_of(sources, case))
            told |= {one.path: one.wanted for one in found if len(found) == 1}
        told |= {one.path: one.wanted for pair in misfunded(case) for one in pair.suspects if len(pair.suspects) == 1}
    return told


class Misfunded(NamedTuple):
    """Two sources of final accounts that are out by the same amount in opposite ways, and the lines of that amount.

    `short`: the source with too little come in, `over`: the other.
    """

    short: str
    over: str
    gap: Decimal
    suspects: tuple[Suspect, ...]


@once
def misfunded(case: Case) -> list[Misfunded]:
    """Lines under the wrong source: one source has as much too much as another too little."""
    sides = {fund: sides_of(sources, case) for fund, sources in SOURCES_OF_BALANCE.items()}
    gaps = {fund: came.total() - went.total() for fund, (came, went) in sides.items()}
    found = []
    for short, over in permutations(gaps, 2):
        if gaps[short] < 0 and gaps[short] + gaps[over] == 0:
            rows = [fact for fact in (*sides[short][1], *sides[over][0])
                    if fact.amount == gaps[over] and len(fact.origin) > 1 and fact.origin[0] != "其他性质支出"]
            found.append(Misfunded(short, over, gaps[over], tuple(
                Suspect((*fact.origin[:-1], "来源"), fact.amount, ZERO, WRONG_SOURCE) for fact in rows)))
    return [pair for pair in found if pair.suspects]


def sides_of(sources: tuple[str, ...], case: Case) -> tuple[Facts, Facts]:
    """Both sides of final accounts for some sources: what came in or was there, what went out or is left."""
    came, went = (case.facts.where({"口径": side, "来源": sources}) for side in (CAME_IN, WENT_OUT))
    return came, went


def unbalancing(came: Facts, went: Facts) -> list[Suspect]:
    """The lines of either side of which one alone explains that the sides differ."""
    gap = came.total() - went.total()
    found = [suspects([(fact.origin, fact.amount) for fact in side], excess, two_sided=True)
             for side, excess in ((came, gap), (went, -gap))]
    return likeliest([one for side in found for one in side])


def approved(case: Case) -> set[Decimal]:
    """The wholes that were approved: who states one of them states what should be, whatever the lines add up to."""
    if case.form.budget is None:
        return set()
    controls = (_approved(case, key) for key in ("支出总计", "收入总计", "项目支出"))
    return {amount for amount in controls if amount is not None}


def suspected(gaps: list[Gap], case: Case) -> list[Suspect]:
    """The lines of which one alone explains the gaps."""
    if len({gap.size > 0 for gap in gaps}) > 1 or not any(gap.key in _WHOLE for gap in gaps):
        return list(_misplaced(gaps, case))
    return suspects([*rows_of(gaps[0]), *_blank(gaps, case)], gaps[0].size)


def _blank(gaps: list[Gap], case: Case) -> Iterator[tuple[FormPath, Decimal]]:
    """Rows without an amount that would be added up; in final accounts those of the lists the gaps speak of."""
    form = case.form
    keys = {gap.key for gap in gaps}
    lists: dict[str, Sequence[Any]] = {"基本支出": form.basic_lines, "项目支出": form.project_lines}
    if final := form.final:
        lists = {
            **(lists | {"其他性质支出": final.other_lines} if keys & {"本年支出", "基本支出", "项目支出"} else {}),
            **({"收入": final.revenue_lines} if "本年收入" in keys else {}),
            **{key: lines for key, lines in (("年初结转和结余", final.opening), ("年末结转和结余", final.closing))
               if key in keys},
        }
    for key, lines in lists.items():
        yield from (((key, i, "金额"), ZERO) for i, line in enumerate(lines) if not line.amount)


def _misplaced(gaps: list[Gap], case: Case) -> Iterator[Suspect]:
    """Lines counted where they do not belong, while the wholes agree: their source or list was typed wrongly."""
    if any(gap.key in _WHOLE for gap in gaps) or not _wholes_are_known(case):
        return
    gap = next((gap for gap in gaps if gap.size > 0), gaps[0])
    inside = {path[:2] for path, _ in rows_of(gap)}
    for path, line in every_row(case.form):
        if line.amount == abs(gap.size) and (path in inside) == (gap.size > 0):
            carried = any(gap.key == "上年结转" for gap in gaps)
            key, why = _place_of(gap.key, carried=carried)
            yield Suspect((*path, key), line.amount, Decimal(0), why)


def _place_of(key: str, *, carried: bool) -> tuple[str, str]:
    if key in ("基本支出", "项目支出"):
        return "金额", "正好是这个差额，像是基本支出和项目支出填错了表"
    if carried:
        return "上年结转", "正好是这个差额，像是“上年结转”填错了"
    return "来源", WRONG_SOURCE


def _wholes_are_known(case: Case) -> bool:
    return any(_approved(case, key) is not None for key in controls(case) if key in _WHOLE)


def rows_of(gap: Gap) -> list[tuple[FormPath, Decimal]]:
    """The amounts that are added up, each with its path."""
    return [(fact.origin, fact.amount) for fact in gap.facts]


def is_tail(gap: Gap, case: Case) -> bool:
    """Whether rounding explains a gap."""
    return may_be_tail(gap.size, case, rows_of(gap))


def every_gap(case: Case) -> Iterator[Gap]:
    """Every control that was typed beside its total, those that agree too; parts before totals."""
    for key, where in controls(case).items():
        amount, facts = _approved(case, key), case.facts.where(where)
        if amount is not None:
            yield Gap(key, amount, facts.total(), facts)


def controls(case: Case) -> Mapping[str, Selection]:
    """What each control speaks of."""
    return _OF_BUDGET if case.form.budget else _OF_FINAL


def _approved(case: Case, key: str) -> Decimal | None:
    amount: Decimal | None = case.form.at((_CONTROLS, key))
    return amount
