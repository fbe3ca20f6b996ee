"""AMT: single amounts that are typed in another unit than the rest: too small to print, or out of all proportion."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..model.case import Case
from ..model.finding import Severity
from ..model.form.budget import every_row
from ..model.mistyped import IN_WAN, IN_YUAN
from ..model.place import FormPath, written
from .catalogue import rule
from .doubted import ALONE, ALONE_LIMITS, alone_in_wan, unit_in_doubt, unprinted
from .gaps import blamed
from .rule import Beside, Hit, Parameters, hit
from .wording import money, unit_of

_FEW_LINES = 3
_WAN = 10_000


@rule(
    "AMT009", "不是零的金额印得出来",
    message="“{key}”填的是 {found}，报告以{shown}列示，会印成 0.00{others}{guess}",
    hint="请核对小数点和“金额单位”{advice}；确实不到 50 元的，不必改",
    severity=Severity.WARNING,
)
def amounts_are_large_enough_to_print(case: Case) -> Iterator[Hit]:
    """An amount in 万元 among amounts in 元 is lost in print. One finding for each block of the form marks them all."""
    unit, shown = unit_of(case.form), case.kind.currency_unit
    tiny: dict[str | int, list[tuple[FormPath, Decimal]]] = {}
    for path, amount in unprinted(case):
        tiny.setdefault(path[0], []).append((path, amount))
    for (path, amount), *others in tiny.values():
        in_wan = unit == "元"
        yield hit(
            *path, found=money(amount, unit) if in_wan else f"{amount / _WAN:f} 万元", key=written(path), shown=shown,
            others=f"；这里这样的还有 {len(others)} 处" if others else "", guess=f"，{IN_WAN}" if in_wan else "",
            advice=f"：按万元填的，应当是 {money(amount * _WAN, unit)}" if in_wan else "",
        ).beside(Beside(other, money(value, unit), "同样印成 0.00", alike=True) for other, value in others)


@rule(
    "AMT010", "各行金额在一个数量级",
    message="“{key}”填的是 {found}，其他各行最多 {expected}，{guess}",
    hint="请核对小数点，以及这一行是否以{unit}填写；确实如此的，不必改",
    severity=Severity.WARNING, parameters={"倍数": 1000},
)
def lines_are_in_proportion(case: Case, limit: Parameters) -> Iterator[Hit]:
    """A line in 元 among lines in 万元 is larger than all the others together. 倍数: than the largest of them."""
    unit, known = unit_of(case.form), blamed(case)
    lines = sorted(((line.amount, (*path, "金额")) for path, line in every_row(case.form) if line.amount), reverse=True)
    if len(lines) <= _FEW_LINES or unit_in_doubt(case):
        return
    (amount, path), (next_one, other), *_ = lines
    if amount >= next_one * limit["倍数"] and path not in known:
        yield hit(*path, found=money(amount, unit), expected=money(next_one, unit), key=written(path), unit=unit,
                  guess=IN_YUAN).beside([Beside(other, money(next_one, unit), "其次大的一行")])


@rule(
    ALONE, "单独填的金额不太小",
    message="“{key}”填的是 {found}{others}，小得不像是真的，像是按万元填的",
    hint="请核对小数点和“金额单位”：按万元填的，应当是 {expected}；确实如此的，不必改",
    severity=Severity.WARNING, parameters=ALONE_LIMITS,
)
def amounts_that_stand_alone_are_not_in_wan(case: Case, limit: Parameters) -> Iterator[Hit]:
    """No total holds them. 下限, 采购下限 (元): smaller is asked about. 倍数: than what was spent on the same thing."""
    unit = unit_of(case.form)
    small: dict[str | int, list[tuple[FormPath, Decimal]]] = {}
    for path, amount in alone_in_wan(case):
        small.setdefault(path[0], []).append((path, amount))
    for (path, amount), *others in small.values():
        yield hit(
            *path, found=money(amount, unit), key=written(path), expected=money(amount * _WAN, unit),
            others=f"；这里这样的还有 {len(others)} 处" if others else "",
        ).beside(Beside(other, money(value, unit), "同样小", alike=True) for other, value in others)
