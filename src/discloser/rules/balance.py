"""BAL: what the form adds up to is what the finance bureau approved."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.case import Case
from ..model.finding import Severity
from ..model.mistyped import TWICE, Suspect, slip
from ..model.money import printed
from ..model.place import FormPath
from .catalogue import rule
from .gaps import Gap, every_gap, gaps_of_one_size, is_tail, rows_of, suspected
from .rule import Beside, Hit, hit
from .wording import money, named_rows, unit_of

_BUDGET_LAW_52 = "《中华人民共和国预算法》第五十二条：单位预算以批复的预算为准"
_COMPARED = "批复的控制数"
_SUMMED = "参加合计的行"


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
    for gaps in gaps_of_one_size(case):
        yield _told(gaps, case)


@rule(
    "BAL002", "以万元填写的各行与控制数有尾差",
    message="{tails}，是以万元填写四舍五入的尾差",
    hint="不影响生成报告；想一分不差的，请按元填写",
    severity=Severity.INFO, basis=_BUDGET_LAW_52,
)
def tails_are_told_once(case: Case) -> Iterator[Hit]:
    """Approved sheets in 万元 are rounded line by line; what rounding explains is no fault."""
    unit = unit_of(case.form)
    tails = [gap for gap in every_gap(case)
             if printed(gap.total, unit) != printed(gap.approved, unit) and is_tail(gap, case)]
    if tails:
        yield hit(*tails[0].path, found=money(tails[0].approved, unit), expected=money(tails[0].total, unit),
                  tails="；".join(f"{gap.key}各行合计 {money(gap.total, unit)}，控制数 {money(gap.approved, unit)}"
                                 for gap in tails))


@rule(
    "BAL003", "以万元填写、两边相差尾差的，由写明的几行承担",
    message="{tails}，是以万元填写四舍五入的尾差；报告里{rows}改变不到 0.005 万元，四舍五入后仍是填的数，两边就相等",
    hint="可以按这样印的，请确认；想一分不差的，请按元填写，或者把其中的行按元的数多填几位小数",
    severity=Severity.WARNING, basis=_BUDGET_LAW_52,
)
def tails_between_two_sides_are_borne(case: Case) -> Iterator[Hit]:
    """Two sums that a report prints side by side are one amount; which rows bear the tail is said, never guessed at."""
    unit = unit_of(case.form)
    moves = {path: more for tail in case.tails for path, more in tail.moves.items()}
    if moves:
        first = next(iter(moves))
        tails = "；".join(f"{tail.first}比{tail.second}{'多' if tail.gap > 0 else '少'} {money(abs(tail.gap), unit)}"
                         for tail in case.tails)
        yield hit(*first, tails=tails, rows=named_rows(list(moves), case.form)).beside(
            Beside(path, f"{more:+,.2f} 元", "承担尾差") for path, more in moves.items())


def _told(gaps: list[Gap], case: Case) -> Hit:
    first, *others = gaps
    unit = unit_of(case.form)
    found = suspected(gaps, case)
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
    rows += [(path, amount, _SUMMED) for path, amount in rows_of(gaps[0])]
    for path, amount, why in rows:
        if path not in told:
            told.add(path)
            yield Beside(path, money(amount, unit), why)


