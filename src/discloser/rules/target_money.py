"""TGT: the money of a 绩效目标表 against its project, its term and its own indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..model.case import Case
from ..model.finding import Severity
from ..model.form.targets import PerformanceTarget
from ..model.form.terms import APPROPRIATIONS
from ..model.money import ZERO
from ..model.text.slips import amounts_named
from .catalogue import rule
from .doubted import unit_in_doubt
from .gaps import approved
from .rule import Hit, Parameters, hit
from .tail import nearly
from .target_projects import Matched, matched, text_of, total
from .wording import guessed, money, unit_of

_OPEN_TARGETS = "《关于全面实施预算绩效管理的意见》：绩效目标与预算同步公开"
_WHOLE_AMOUNT = re.compile(
    r"\s*(?:[≤<=＝≥＞>＜]|不超过|不高于|控制在|约)?\s*(\d[\d,]*)(?:\.(\d+))?\s*(元|万元|亿元)(?:以内|以下)?\s*"
)
_YUAN = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}
_SPECIAL_ACCOUNT = "财政专户管理资金"
_TEXTS = ("概况", "立项依据", "必要性", "制度措施", "实施计划", "实施期目标", "年度目标")
_TELLING_DIGITS = 3


@rule(
    "TGT007", "整体绩效目标的金额是全部支出或全部项目支出", sort="budget",
    message="整体绩效目标涉及资金 {found}，支出总计是 {expected}，项目支出是 {projects}{guess}",
    hint="整体绩效目标一般按全部支出编报，也有只报项目支出的：请核对金额",
    severity=Severity.WARNING, basis=_OPEN_TARGETS,
)
def the_whole_target_covers_a_whole(case: Case) -> Iterator[Hit]:
    """Regions differ in what the whole is; an amount that is neither is mistyped."""
    whole = case.budget.performance.whole
    spent = case.facts.where({"口径": "支出"})
    wholes = [facts.total() for facts in (spent, spent.where({"结转": "否"}))]
    of_projects = [facts.where({"支出性质": "项目支出"}).total() for facts in (spent, spent.where({"结转": "否"}))]
    if whole is None or not whole.is_typed("amount"):
        return
    meant = {"": [*wholes, *of_projects], "全部支出": wholes, "项目支出": of_projects}[whole.basis]
    known = {*meant, *approved(case)}  # a line that BAL001 tells is told once
    if not any(nearly(whole.amount, one, case, ((fact.origin, fact.amount) for fact in spent)) for one in known):
        unit = unit_of(case.form)
        yield hit("绩效", "整体绩效目标", "金额", found=money(whole.amount, unit), expected=money(wholes[0], unit),
                  projects=money(of_projects[0], unit), guess=guessed(whole.amount, *wholes, *of_projects))


@rule(
    "TGT008", "绩效目标表的资金来源与项目支出一致", sort="budget",
    message="“{project}”的财政资金合计 {found}，项目支出里财政拨款是 {expected}",
    hint="总额相同，来源不同：请核对年度资金各来源和项目支出的“来源”",
    severity=Severity.WARNING, basis=_OPEN_TARGETS,
)
def sources_of_targets_are_those_of_projects(case: Case) -> Iterator[Hit]:
    """Money of a 财政专户 may be shown with the treasury's or with other money; a wrong total is told by TGT004."""
    for match in matched(case):
        funding = match.target.year_funding
        stated = funding.central + funding.provincial + funding.county
        possible = _treasury_money(match, carried=False) | _treasury_money(match, carried=True)
        if match.project is not None and funding.total() in match.budgets and stated not in possible:
            unit = unit_of(case.form)
            yield hit(*match.path, "年度资金", project=match.target.project, found=money(stated, unit),
                      expected=money(max(possible), unit))


@rule(
    "TGT009", "一年期项目的实施期资金等于年度资金", sort="budget",
    message="“{project}”是一年的项目，实施期资金合计 {expected}，年度资金合计 {found}",
    hint="请核对两处的金额，或者项目期",
    severity=Severity.WARNING, basis=_OPEN_TARGETS,
)
def one_year_projects_have_one_total(case: Case) -> Iterator[Hit]:
    """The term of such a project is this year."""
    for match in matched(case):
        term, year = _totals(match.target)
        if match.target.of_one_year and term != year:
            yield hit(*match.path, "年度资金", project=match.target.project,
                      found=money(year, unit_of(case.form)), expected=money(term, unit_of(case.form)))


@rule(
    "TGT010", "年度资金不超过实施期资金", sort="budget",
    message="“{project}”的年度资金合计 {found}，超过实施期资金合计 {expected}",
    hint="实施期资金是各年合计，不会比一年少：请核对两处的金额",
    severity=Severity.WARNING, basis=_OPEN_TARGETS,
)
def a_year_costs_no_more_than_the_term(case: Case) -> Iterator[Hit]:
    """A part is no more than the whole; of a project of one year TGT009 tells it."""
    for match in matched(case):
        term, year = _totals(match.target)
        if year > term > ZERO and not match.target.of_one_year:
            yield hit(*match.path, "年度资金", project=match.target.project,
                      found=money(year, unit_of(case.form)), expected=money(term, unit_of(case.form)))


@rule(
    "TGT016", "不止一年的项目写明实施期资金", sort="budget",
    message="“{project}”的年度资金合计 {found}，实施期资金没有填",
    hint="请填实施期资金；项目只有一年的，把项目期写成“1年”，实施期资金就不用再填",
    basis=_OPEN_TARGETS,
)
def longer_projects_tell_what_they_cost(case: Case) -> Iterator[Hit]:
    """Only of a project of one year is the money of the term known."""
    for match in matched(case):
        term, year = _totals(match.target)
        if year > ZERO == term and not match.target.of_one_year:
            yield hit(*match.path, "实施期资金", project=match.target.project, found=money(year, unit_of(case.form)))


@rule(
    "TGT017", "没有填的年度资金由项目支出得出", sort="budget",
    message="{count} 张绩效目标表没有填年度资金，按“项目支出”的金额印，财政拨款都记作{level}",
    hint="请看一看是不是这样；有上级资金的，在那张表里分来源填年度资金",
    severity=Severity.INFO, basis=_OPEN_TARGETS,
)
def money_of_targets_that_was_not_typed(case: Case) -> Iterator[Hit]:
    """Whose money it is follows from no other cell: told once, so that nobody is taken by surprise."""
    spec = case.kind.target_form
    derived = [match for match in matched(case)
               if not match.target.is_typed("year_funding") and match.target.year_funding.total()]
    if derived and spec is not None:
        yield hit(*derived[0].path, "项目", count=len(derived), level=spec.funding_lines[spec.level])


@rule(
    "TGT014", "成本指标与资金总额对得上", sort="budget",
    message="“{project}”的成本指标{what} {found}，{period}合计 {expected}",
    hint="请核对成本指标和资金；成本指标不是项目总成本的，不必改",
    severity=Severity.WARNING, basis=_OPEN_TARGETS, parameters={"接近下限": 80, "接近上限": 125},
)
def cost_indicators_agree_with_the_money(case: Case, near: Parameters) -> Iterator[Hit]:
    """Only an amount near the total, or ten times it, claims to be the total. 接近: per cent of the total.

    Where the project's own money is in doubt, that is told first.
    """
    if unit_in_doubt(case):
        return
    for match in matched(case):
        if match.project is not None and match.target.year_funding.total() not in match.budgets:
            continue
        for period, values, funding in _costs(match.target):
            slip = _slip(values, funding, near)
            if slip is not None:
                yield hit(*match.path, period, project=match.target.project, found=money(slip, unit_of(case.form)),
                          expected=money(funding, unit_of(case.form)), period=period,
                          what="相加是" if len(values) > 1 and slip == _sum(values) else "是")


@rule(
    "TGT015", "绩效目标文字里的金额没有错小数点", sort="budget",
    message="“{project}”的{key}里写的是“{found}”，项目的金额是 {expected}，只差小数点的位置",
    hint="请核对小数点和单位；说的不是同一笔钱的，不必改",
    severity=Severity.WARNING, basis=_OPEN_TARGETS,
)
def amounts_in_targets_have_their_point_in_place(case: Case) -> Iterator[Hit]:
    """The same digits with another power of ten are hardly a coincidence; amounts of one or two digits may be."""
    for match in matched(case):
        totals = {amount for amount in (*_totals(match.target), *match.budgets) if _tells(amount)}
        for key in _TEXTS:
            for words, amount in amounts_named(text_of(match.target, key)):
                shifted = next((known for known in sorted(totals) if _is_shifted(amount, known)), None)
                if shifted is not None and amount not in totals:
                    yield hit(*match.path, key, project=match.target.project, key=key, found=words,
                              expected=money(shifted, unit_of(case.form)))


def _treasury_money(match: Matched, *, carried: bool) -> set[Decimal]:
    lines = [line for line in match.lines if carried or not line.carried_in]
    treasury = total(line for line in lines if line.fund in APPROPRIATIONS)
    return {treasury, treasury + total(line for line in lines if line.fund == _SPECIAL_ACCOUNT)}


def _totals(target: PerformanceTarget) -> tuple[Decimal, Decimal]:
    """资金总额 of the term and of the year."""
    return target.term_funding.total(), target.year_funding.total()


def _costs(target: PerformanceTarget) -> Iterator[tuple[str, list[tuple[Decimal, Decimal]], Decimal]]:
    """Where the money stands, the cost indicators in 元 with what rounding may hide, and the money.

    A year's indicators count where they are given; else they are the term's, which is compared already.
    """
    costs = [indicator for indicator in target.indicators if "成本" in indicator.second]
    term, year = _totals(target)
    yield "实施期资金", _amounts(indicator.term_value for indicator in costs), term
    if any(indicator.year_value for indicator in costs):
        yield "年度资金", _amounts(indicator.year_value or indicator.term_value for indicator in costs), year


def _amounts(values: Iterator[str]) -> list[tuple[Decimal, Decimal]]:
    amounts = []
    for match in filter(None, map(_WHOLE_AMOUNT.fullmatch, values)):
        unit, decimals = _YUAN[match[3]], match[2] or ""
        amount = Decimal(f"{match[1].replace(',', '')}.{decimals or 0}") * unit
        amounts.append((amount, unit / 10 ** len(decimals) / 2 if unit > 1 else ZERO))
    return amounts


def _slip(values: list[tuple[Decimal, Decimal]], funding: Decimal, near: Parameters) -> Decimal | None:
    """The amount that should be the funding and is not."""
    claims = [*values, (_sum(values), sum((hidden for _, hidden in values), ZERO))]
    if not (values and funding) or any(abs(amount - funding) <= hidden for amount, hidden in claims):
        return None
    for amount, _ in claims:
        if near["接近下限"] <= amount * 100 / funding <= near["接近上限"] or _is_shifted(amount, funding):
            return amount
    return None


def _sum(values: list[tuple[Decimal, Decimal]]) -> Decimal:
    return sum((amount for amount, _ in values), ZERO)


def _is_shifted(amount: Decimal, known: Decimal) -> bool:
    """Whether two amounts have the same digits and differ by a power of ten."""
    if not (amount and known) or amount == known:
        return False
    return amount.normalize().as_tuple().digits == known.normalize().as_tuple().digits and _tells(known)


def _tells(amount: Decimal) -> bool:
    """Whether an amount has enough digits to be known again."""
    return len(amount.normalize().as_tuple().digits) >= _TELLING_DIGITS
