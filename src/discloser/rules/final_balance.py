"""FIN: in final accounts, what came in and was there before is what went out and is left."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..model.case import Case
from ..model.codes import Level
from ..model.fact import Facts, Selection
from ..model.finding import Severity
from ..model.form.budget import every_row
from ..model.form.terms import APPROPRIATIONS, CAME_IN, SOURCES_OF_BALANCE, WENT_OUT
from .catalogue import rule
from .doubted import doubted
from .gaps import WRONG_SOURCE, Misfunded, gaps_of_one_size, misfunded, sides_of, unbalancing
from .repeats import typed_twice
from .rule import Beside, Hit, hit
from .tail import nearly
from .wording import money, named_rows, unit_of

_GOVERNMENT_FUND = APPROPRIATIONS[1]
_CLOSING = "年末结转和结余"
_ACCOUNTS = "《政府会计制度》：收入、支出、结转结余前后衔接，决算总表两边总计相等"


@rule(
    "FIN001", "每种来源的收支平衡", sort="final",
    message="{fund}：本年收入加年初结转和结余是 {found}，"
            "本年支出、分配加年末结转和结余是 {expected}，相差 {gap}{guess}",
    hint="请核对这种来源的收入、支出各行和年初、年末结转和结余；使用非财政拨款结余、结余分配属于非财政拨款",
    basis=_ACCOUNTS,
)
def both_sides_agree(case: Case) -> Iterator[Hit]:
    """Judged source by source: two wrong sources could make up for each other in the totals."""
    unit, pairs = unit_of(case.form), misfunded(case)
    told = {abs(gaps[0].size) for gaps in gaps_of_one_size(case)} | typed_twice(case)  # by BAL001 and LIN001
    known = {fund for pair in pairs for fund in (pair.short, pair.over)}
    yield from (_misfunded(pair, case) for pair in pairs)
    for fund, sources in SOURCES_OF_BALANCE.items():
        sides = sides_of(sources, case)
        came, went = (side.total() for side in sides)
        if came == went or fund in known or abs(came - went) in told:
            continue
        found = unbalancing(*sides)
        guess = f"；{named_rows([one.path for one in found], case.form)}{found[0].why}" if found else ""
        path = found[0].path if len(found) == 1 else (_CLOSING,)
        yield hit(*path, fund=fund, found=money(came, unit), expected=money(went, unit),
                  gap=money(abs(came - went), unit), guess=guess,
                  ).beside(Beside(one.path, money(one.amount, unit), one.why) for one in found if one.path != path)


def _misfunded(pair: Misfunded, case: Case) -> Hit:
    """One finding for two sources, at the line that is under the wrong one."""
    unit = unit_of(case.form)
    came, went = (side.total() for side in sides_of(SOURCES_OF_BALANCE[pair.short], case))
    rows = [one.path for one in pair.suspects]
    return hit(*rows[0], fund=pair.short, found=money(came, unit), expected=money(went, unit),
               gap=money(pair.gap, unit) + f"；{pair.over}正好相反",
               guess=f"；{named_rows(rows, case.form)}{WRONG_SOURCE}",
               ).beside(Beside(one.path, money(one.amount, unit), one.why) for one in pair.suspects[1:])


@rule(
    "FIN002", "政府性基金每个科目的收支平衡", sort="final",
    message="政府性基金预算 {code} {name}：年初加本年收入是 {found}，本年支出加年末是 {expected}，相差 {gap}",
    hint="请核对这个功能科目的收入、支出和年初、年末结转和结余",
    severity=Severity.WARNING, basis=_ACCOUNTS,
)
def government_funds_agree_item_by_item(case: Case) -> Iterator[Hit]:
    """The table of government funds prints both sides of every item in one row."""
    facts, unit = case.facts.where({"来源": _GOVERNMENT_FUND}), unit_of(case.form)
    for code, own in facts.grouped("function").items():
        came, went = (own.where({"口径": side}).total() for side in (CAME_IN, WENT_OUT))
        if code and came != went:
            yield hit(*own[0].origin, code=code, name=case.classification.function.name(code),
                      found=money(came, unit), expected=money(went, unit), gap=money(abs(came - went), unit))


@rule(
    "FIN003", "政府性基金的结转和结余写明功能科目", sort="final",
    message="{key}里政府性基金预算的一行没有功能科目，报告里政府性基金的表要逐个科目列出",
    hint="请填写功能科目，填到“项”（七位）",
)
def balances_of_government_funds_have_an_item(case: Case) -> Iterator[Hit]:
    """Without one the row would be missing and the total of the table would not."""
    for key, lines in (("年初结转和结余", case.final.opening), (_CLOSING, case.final.closing)):
        for i, line in enumerate(lines):
            if line.fund == _GOVERNMENT_FUND and line.amount and not line.function:
                yield hit(key, i, "功能科目", key=key)


@rule(
    "FIN004", "用到的经济科目在明细表里有一行", sort="final",
    message="经济科目 {found} {name} 在“{table}”里没有这一行，金额会漏列",
    hint="请改用这张表里有的经济科目；确实要用它的，请在版式的表格里加上这一行",
)
def sections_have_a_row(case: Case) -> Iterator[Hit]:
    """A table that lists its sections one by one holds nothing else, though their category's total does."""
    for table in case.kind.tables:
        rows = {row.code for row in table.rows() if row.code}
        if rows:
            yield from _without_row(case, table.title, rows, table.where)


@rule(
    "FIN005", "分类预算相加等于年初预算", sort="final",
    message="分类预算相加是 {found}，年初预算是 {expected}，相差 {gap}",
    hint="请核对各类的预算，以及有没有漏掉的类",
)
def budgets_by_category_add_up(case: Case) -> Iterator[Hit]:
    """The narrative gives the whole budget and then every category's."""
    lines, whole, unit = case.final.category_budgets, case.final.opening_budget.expenditure, unit_of(case.form)
    total = sum((line.amount for line in lines), Decimal(0))
    rows = [(("分类预算", i, "预算"), line.amount) for i, line in enumerate(lines)]
    known = doubted(case).keys() & {("年初预算", "支出"), *(path for path, _ in rows)}
    if lines and not known and not nearly(total, whole, case, rows):
        yield hit("年初预算", "支出", found=money(total, unit), expected=money(whole, unit),
                  gap=money(abs(total - whole), unit))


@rule(
    "FIN006", "有支出的类都说明年初预算", sort="final",
    message="一般公共预算有 {count} 类支出，没有填年初预算的有：{found}",
    hint="请在“分类预算”里每类填一行：年初预算、用途、上年决算数和变动原因",
    severity=Severity.WARNING, basis="《地方预决算公开操作规程》：支出决算应当与年初预算对比说明",
)
def every_category_with_expenditure_has_a_budget(case: Case) -> Iterator[Hit]:
    """Where only some categories are told, a reader misses the others; where none is, the report is silent on all."""
    told = {line.category for line in case.final.category_budgets}
    spent = case.facts.where({"口径": "支出", "来源": APPROPRIATIONS[0]})
    used = [category for category in case.kind.categories if spent.under(category.code)]
    missing = [category.name for category in used if category.code not in told]
    if missing:
        yield hit("分类预算", found="、".join(missing), count=len(used))


@rule(
    "FIN007", "各类支出与上年不同的有原因", sort="final",
    message="{name}决算 {found}，上年 {expected}，没有填写原因",
    hint="请填写这一行的“原因”：写明增减的主要原因",
    basis="《地方预决算公开操作规程》：决算公开应当说明与上年相比的增减变化及原因",
)
def categories_that_moved_have_reasons(case: Case) -> Iterator[Hit]:
    """A category without last year's figure is not compared and needs no reason."""
    spent, unit = case.facts.where({"口径": "支出", "来源": APPROPRIATIONS[0]}), unit_of(case.form)
    for i, line in enumerate(case.final.category_budgets):
        outturn = spent.under(line.category).total()
        if line.prior is not None and line.prior != outturn and not line.reason.strip():
            yield hit("分类预算", i, "原因", name=case.classification.function.name(line.category),
                      found=money(outturn, unit), expected=money(line.prior, unit))


@rule(
    "FIN008", "有财政拨款结转的填上年财政拨款总计", sort="final",
    message="财政拨款有年初或年末结转和结余，没有填上年财政拨款{found}总计，报告里会用上年的“财政拨款支出”来比较",
    hint="请填写“上年 财政拨款{found}总计”；上年没有结转和结余的，填同样的数",
    severity=Severity.WARNING,
)
def totals_with_balances_are_compared_with_totals(case: Case) -> Iterator[Hit]:
    """Totals hold what was left over; last year's expenditure does not."""
    balances = case.facts.where({"口径": ("年初结转和结余", _CLOSING), "来源": APPROPRIATIONS})
    prior = case.final.prior_year
    for side, given in (("收入", prior.fiscal_revenue), ("支出", prior.fiscal_expenditure)):
        if balances and given is None:
            yield hit("上年", f"财政拨款{side}总计", found=side)


@rule(
    "FIN020", "没有结转结余的，每个功能科目的收入等于支出", sort="final",
    message="没有填结转和结余，功能科目的收入和支出却不相等：{items}",
    hint="请核对这些行的功能科目；有年初、年末结转和结余，使用非财政拨款结余或者结余分配的，请填写",
    basis=_ACCOUNTS,
)
def items_agree_where_nothing_is_left(case: Case) -> Iterator[Hit]:
    """With nothing brought in and nothing left over the tables of income and of expenditure print the same amounts."""
    every = case.facts.where({"口径": (*CAME_IN, *WENT_OUT)})
    if any(fact.measure not in ("收入", "支出") for fact in every) or _total(every, "收入") != _total(every, "支出"):
        return
    unit, names = unit_of(case.form), case.classification.function
    apart = {code: facts for code, facts in every.grouped("function").items()
             if _total(facts, "收入") != _total(facts, "支出")}
    told = [f"{code} {names.name(code)}收入 {money(_total(facts, '收入'), unit)}，"
            f"支出 {money(_total(facts, '支出'), unit)}"
            for code, facts in apart.items()]
    if told:
        rows = [fact for facts in apart.values() for fact in facts]
        yield hit(*rows[0].origin[:-1], "功能科目", items="；".join(told)).beside(
            Beside(fact.origin, money(fact.amount, unit), fact.measure) for fact in rows)


def _without_row(case: Case, title: str, rows: set[str], where: Selection) -> Iterator[Hit]:
    fund, nature, told = where.get("来源"), where.get("支出性质"), set[str]()
    lists = case.classification.department_economic
    for path, line in every_row(case.form):
        code = line.department_economic
        if code not in rows | told and lists.get(code) and line.amount and fund in (None, line.fund) and (
                nature in (None, path[0]) and _is_section(code)):
            told.add(code)
            yield hit(*path, "经济科目", found=code, name=lists.name(code), table=title)


def _is_section(code: str) -> bool:
    return len(code) == Level.SECTION.digits


def _total(facts: Facts, measure: str) -> Decimal:
    return facts.where({"口径": measure}).total()
