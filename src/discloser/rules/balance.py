"""BAL: what the form adds up to is what the finance bureau approved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..model.case import Case
from ..model.fact import Facts, Selection
from ..model.finding import Severity
from ..model.form.base import key_of
from ..model.form.budget import Form, every_row
from ..model.form.terms import FUNDS
from ..model.mistyped import TWICE, Suspect, slip, suspects
from ..model.money import printed
from ..model.place import FormPath
from .catalogue import rule
from .lines import typed_twice
from .rule import Beside, Hit, hit
from .tail import may_be_tail
from .wording import money, named_rows, unit_of

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
_WHOLE = ("支出总计", "收入总计", "本年收入", "本年支出")
_BUDGET_LAW_52 = "《中华人民共和国预算法》第五十二条：单位预算以批复的预算为准"
_COMPARED = "批复的控制数"
_SUMMED = "参加合计的行"


@dataclass(frozen=True, slots=True)
class Gap:
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


@rule(
    "BAL001", "各行合计等于控制数",
    message="{key}的控制数是 {approved}，各行合计是 {expected}，相差 {gap}{others}{guess}",
    hint="{advice}",
    basis=_BUDGET_LAW_52,
)
def totals_agree_with_what_was_approved(case: Case) -> Iterator[Hit]:
    """控制数 take no part in any calculation; they are there to be compared.

    One wrong line puts its part and the totals out by the same amount, a line under the wrong source two parts in
    opposite ways: that is one finding, at the line if only one explains it.
    """
    gaps = [gap for gap in _gaps(case) if gap.size != typed_twice(case)]
    for size in dict.fromkeys(abs(gap.size) for gap in gaps):
        yield _told([gap for gap in gaps if abs(gap.size) == size], case)


@rule(
    "BAL002", "以万元填写的各行与控制数有尾差",
    message="{tails}，是以万元填写四舍五入的尾差",
    hint="不影响生成报告；想一分不差的，请按元填写",
    severity=Severity.INFO, basis=_BUDGET_LAW_52,
)
def tails_are_told_once(case: Case) -> Iterator[Hit]:
    """Approved sheets in 万元 are rounded line by line; what rounding explains is no fault."""
    unit = unit_of(case.form)
    tails = [gap for gap in _every_gap(case)
             if printed(gap.total, unit) != printed(gap.approved, unit) and _is_tail(gap, case)]
    if tails:
        yield hit(*tails[0].path, found=money(tails[0].approved, unit), expected=money(tails[0].total, unit),
                  tails="；".join(f"{gap.key}各行合计 {money(gap.total, unit)}，控制数 {money(gap.approved, unit)}"
                                 for gap in tails))


def blamed(case: Case) -> dict[FormPath, Decimal]:
    """The amounts that alone explain why a total is not what was approved → what they should be."""
    told: dict[FormPath, Decimal] = {}
    gaps = [gap for gap in _gaps(case) if gap.size != typed_twice(case)]
    for size in dict.fromkeys(abs(gap.size) for gap in gaps):
        found = _suspects([gap for gap in gaps if abs(gap.size) == size], case)
        told |= {one.path: one.wanted for one in found if len(found) == 1 or one.why == TWICE}
    return told


def approved(case: Case) -> set[Decimal]:
    """The wholes that were approved: who states one of them states what should be, whatever the lines add up to."""
    if not isinstance(case.form, Form):
        return set()
    controls = (_approved(case, key) for key in ("支出总计", "收入总计", "项目支出"))
    return {amount for amount in controls if amount is not None}


def _told(gaps: list[Gap], case: Case) -> Hit:
    first, *others = gaps
    unit = unit_of(case.form)
    found = _suspects(gaps, case)
    at, guess, advice = _blamed(first, found, case)
    told = hit(
        *at, found=money(found[0].amount if len(found) == 1 else first.approved, unit),
        expected=money(first.total, unit), key=first.key, approved=money(first.approved, unit),
        gap=money(abs(first.size), unit), guess=guess, advice=advice,
        others=f"；{'、'.join(gap.key for gap in others)}也相差这么多" if others else "")
    return told.beside(_others(at, gaps, found, case))


def _blamed(gap: Gap, found: list[Suspect], case: Case) -> tuple[FormPath, str, str]:
    """The cell to look at, what is guessed of it, and what to do."""
    unit = unit_of(case.form)
    if why := slip(gap.approved, gap.total):
        return gap.path, f"；控制数{why}", f"请核对“控制数 {gap.key}”；控制数没有错的，请逐行核对金额"
    if not found:
        return gap.path, "", "请对照批复逐行核对金额和“金额单位”；批复有调整的，请改控制数"
    names = named_rows([one.path for one in found], case.form)
    one = found[-1]
    guess = f"；{names}是 {money(one.amount, unit)}，{one.why}"
    wanted = f"：应当是 {money(one.wanted, unit)}" if one.wanted and len(found) == 1 else ""
    alone = len(found) == 1 or one.why == TWICE
    return (one.path if alone else gap.path), guess, f"请对照批复核对{names}{wanted}；批复有调整的，请改控制数"


def _others(at: FormPath, gaps: list[Gap], found: list[Suspect], case: Case) -> Iterator[Beside]:
    unit = unit_of(case.form)
    told = {at}
    rows = [(one.path, one.amount, one.why) for one in found]
    rows += [(gap.path, gap.approved, _COMPARED) for gap in gaps]
    rows += [(path, amount, _SUMMED) for path, amount in _rows(gaps[0])]
    for path, amount, why in rows:
        if path not in told:
            told.add(path)
            yield Beside(path, money(amount, unit), why)


def _suspects(gaps: list[Gap], case: Case) -> list[Suspect]:
    """The lines of which one alone explains the gaps."""
    if len({gap.size > 0 for gap in gaps}) > 1 or not any(gap.key in _WHOLE for gap in gaps):
        return list(_misplaced(gaps, case))
    blank = [((*path, "金额"), line.amount) for path, line in every_row(case.form) if not line.amount]
    return suspects([*_rows(gaps[0]), *blank], gaps[0].size)


def _misplaced(gaps: list[Gap], case: Case) -> Iterator[Suspect]:
    """Lines counted where they do not belong, while the wholes agree: their source or list was typed wrongly."""
    if any(gap.key in _WHOLE for gap in gaps) or not _wholes_are_known(case):
        return
    gap = next((gap for gap in gaps if gap.size > 0), gaps[0])
    inside = {path[:2] for path, _ in _rows(gap)}
    for path, line in every_row(case.form):
        if line.amount == abs(gap.size) and (path in inside) == (gap.size > 0):
            key, why = _place_of(gap.key, carried=bool(getattr(line, "carried_in", False)))
            yield Suspect((*path, key), line.amount, Decimal(0), why)


def _place_of(key: str, *, carried: bool) -> tuple[str, str]:
    if key in ("基本支出", "项目支出"):
        return "金额", "正好是这个差额，像是基本支出和项目支出填错了表"
    if carried:
        return "上年结转", "正好是这个差额，像是“上年结转”填错了"
    return "来源", "正好是这个差额，像是来源填错了"


def _wholes_are_known(case: Case) -> bool:
    return any(_approved(case, key) is not None for key in _controls(case) if key in _WHOLE)


def _rows(gap: Gap) -> list[tuple[FormPath, Decimal]]:
    return [(fact.origin, fact.amount) for fact in gap.facts]


def _gaps(case: Case) -> Iterator[Gap]:
    """Where what was approved and what the lines add up to differ by more than rounding explains."""
    return (gap for gap in _every_gap(case) if gap.size and not _is_tail(gap, case))


def _is_tail(gap: Gap, case: Case) -> bool:
    return may_be_tail(gap.size, case, (amount for _, amount in _rows(gap)))


def _every_gap(case: Case) -> Iterator[Gap]:
    for key, where in _controls(case).items():
        amount, facts = _approved(case, key), case.facts.where(where)
        if amount is not None:
            yield Gap(key, amount, facts.total(), facts)


def _controls(case: Case) -> Mapping[str, Selection]:
    return _OF_BUDGET if isinstance(case.form, Form) else _OF_FINAL


def _approved(case: Case, key: str) -> Decimal | None:
    amount: Decimal | None = case.form.at((_CONTROLS, key))
    return amount
