"""FIN: in final accounts told 项 by 项, every item has its budget, its purpose and its reason; performance adds up."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.case import Case
from ..model.finding import Severity
from ..model.form.terms import APPROPRIATIONS
from ..model.money import ZERO, printed
from .catalogue import rule
from .rule import Hit, hit
from .tail import nearly
from .wording import money, unit_of

_ITEMS = "分项预算"
_GENERAL = APPROPRIATIONS[0]
_TOLD = "《地方预决算公开操作规程》：支出决算应当与年初预算对比说明"
_MANAGEMENT = "绩效", "绩效管理"


@rule(
    "FIN028", "分项预算相加等于年初预算", sort="final",
    message="分项预算里一般公共预算相加是 {found}，年初预算是 {expected}，相差 {gap}",
    hint="请核对各项的预算，以及有没有漏掉的项；年初没有预算、年中才有的项填 0",
)
def budgets_by_item_add_up(case: Case) -> Iterator[Hit]:
    """The narrative gives the whole budget and then every item's."""
    lines, unit = case.final.item_budgets, unit_of(case.form)
    whole = case.final.opening_budget.expenditure
    rows = [((_ITEMS, i, "预算"), line.amount) for i, line in enumerate(lines) if line.fund == _GENERAL]
    total = sum((amount for _, amount in rows), ZERO)
    if lines and not nearly(total, whole, case, rows):
        yield hit("年初预算", "支出", found=money(total, unit), expected=money(whole, unit),
                  gap=money(abs(total - whole), unit))


@rule(
    "FIN021", "有财政拨款支出的项都说明年初预算", sort="final",
    message="{fund}有支出 {amount} 的“{found}”，在“分项预算”里没有",
    hint="请在“分项预算”里为这一项添一行：年初预算、用途；决算数与预算数不同的写原因",
    severity=Severity.WARNING, basis=_TOLD,
)
def every_item_with_expenditure_has_a_budget(case: Case) -> Iterator[Hit]:
    """Only where the kind asks for items; each has a paragraph of its own in the report."""
    if (_ITEMS,) not in case.kind.asked:
        return
    told = {(line.fund, line.function) for line in case.final.item_budgets}
    for fund in APPROPRIATIONS:
        spent = case.facts.where({"口径": "支出", "来源": fund})
        for code, facts in sorted(spent.grouped("function").items()):
            if code and (fund, code) not in told:
                yield hit(_ITEMS, fund=fund, found=f"{code} {case.classification.function.name(code)}",
                          amount=money(facts.total(), unit_of(case.form)))


@rule(
    "FIN022", "决算数与年初预算数不同的项有原因，相同的没有", sort="final",
    message="{name}年初预算 {expected}，决算 {found}，{what}",
    hint="请写明决算数大于或小于预算数的主要原因；两个数相同的不写",
    basis=_TOLD,
)
def items_off_their_budget_have_reasons(case: Case) -> Iterator[Hit]:
    """What prints alike needs no reason, and the report has no place for one."""
    unit, shown = unit_of(case.form), case.kind.told_unit
    for i, line in enumerate(case.final.item_budgets):
        spent = case.facts.where({"口径": "支出", "来源": line.fund}).where({"功能科目": line.function}).total()
        differs, given = printed(spent, shown) != printed(line.amount, shown), bool(line.reason.strip())
        if differs != given:
            yield hit(_ITEMS, i, "原因", name=case.classification.function.name(line.function),
                      found=money(spent, unit), expected=money(line.amount, unit),
                      what="没有填写原因" if differs else "两个数相同，却写了原因")


@rule(
    "FIN023", "分项预算每一项都写明用途", sort="final",
    message="{name}没有写用途",
    hint="请写明这笔钱主要用于什么，报告里印在“主要用于：”后面",
    severity=Severity.WARNING, basis=_TOLD,
)
def items_have_a_purpose(case: Case) -> Iterator[Hit]:
    """A paragraph that names no purpose says nothing but two figures."""
    for i, line in enumerate(case.final.item_budgets):
        if not line.purpose.strip():
            yield hit(_ITEMS, i, "用途", name=case.classification.function.name(line.function))


@rule(
    "FIN027", "分项预算每一项只列一次", sort="final",
    message="{name}（{fund}）已经列过一行",
    hint="同一项、同一种来源的合成一行",
)
def items_stand_once(case: Case) -> Iterator[Hit]:
    """Of two rows for one item the report would print the first, and the sum of neither."""
    seen: set[tuple[str, str]] = set()
    for i, line in enumerate(case.final.item_budgets):
        if (line.fund, line.function) in seen:
            yield hit(_ITEMS, i, "功能科目", name=case.classification.function.name(line.function), fund=line.fund)
        seen.add((line.fund, line.function))


@rule(
    "FIN024", "绩效管理的个数前后一致", sort="final",
    message="{what}",
    hint="请核对绩效管理的个数和金额",
    severity=Severity.WARNING,
)
def performance_counts_agree(case: Case) -> Iterator[Hit]:
    """Grades add up to the projects evaluated; problems are mended or being mended."""
    management, grades = case.final.performance.management, case.final.performance.grades
    graded = sum(line.projects for line in grades)
    if graded != management.evaluated:
        yield hit(*_MANAGEMENT, "自评个数", found=management.evaluated, expected=graded,
                  what=f"绩效自评的项目有 {management.evaluated} 个，各评级相加是 {graded} 个")
    if management.mended + management.being_mended != management.problems:
        yield hit(*_MANAGEMENT, "发现问题", found=management.problems,
                  what=f"共发现问题 {management.problems} 个，已整改和整改中相加是 "
                       f"{management.mended + management.being_mended} 个")
    for amount, count, name in (
        (management.planned_amount, management.planned, "目标"),
        (management.tracked_amount, management.tracked, "跟踪"),
        (management.evaluated_amount, management.evaluated, "自评"),
    ):
        if bool(amount) != bool(count):
            yield hit(*_MANAGEMENT, f"{name}个数", found=count,
                      what=f"{name}金额是 {money(amount, unit_of(case.form))}，{name}个数是 {count}")


@rule(
    "FIN025", "评级是版式里有的", sort="final",
    message="评级里没有“{found}”，这种报告的评级是：{expected}",
    hint="请照版式的叫法填写，每级一行",
)
def grades_are_those_of_the_kind(case: Case) -> Iterator[Hit]:
    """The report lists the kind's grades and no others."""
    known = case.kind.grades
    seen: set[str] = set()
    for i, line in enumerate(case.final.performance.grades):
        if known and (line.grade not in known or line.grade in seen):
            yield hit("绩效", "评级", i, "等级", found=line.grade, expected="、".join(known))
        seen.add(line.grade)


@rule(
    "FIN026", "中小企业成交的不超过预留的、不超过采购总额", sort="final",
    message="{part}是 {found}，{whole}只有 {expected}",
    hint="请核对这几个数：小微企业的包含在中小企业里；成交的金额通常不大于预留的预算",
    severity=Severity.WARNING, basis="《政府采购促进中小企业发展管理办法》：公开面向中小企业采购的情况",
)
def won_by_smaller_enterprises_is_within(case: Case) -> Iterator[Hit]:
    """Reserved budgets bound what was won; everything won was bought."""
    bought, unit = case.final.procurement, unit_of(case.form)
    whole, won = bought.goods + bought.works + bought.services, bought.won_smaller + bought.won_elsewhere
    for key, part, amount, name, most in (
        ("预留小微企业", "预留小微企业", bought.reserved_smallest, "预留中小企业", bought.reserved_smaller),
        ("预留中小企业成交", "预留中小企业成交", bought.won_smaller, "预留中小企业", bought.reserved_smaller),
        ("预留小微企业成交", "预留小微企业成交", bought.won_smallest, "预留小微企业", bought.reserved_smallest),
        ("其他项目中小企业成交", "中小企业成交的合计", won, "政府采购总额", whole),
    ):
        if amount > most:
            yield hit("政府采购", key, part=part, whole=name, found=money(amount, unit), expected=money(most, unit))
