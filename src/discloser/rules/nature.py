"""ORG: what the nature of the unit implies."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.case import Case
from ..model.finding import Severity
from ..model.mistyped import slip
from .catalogue import rule
from .doubted import doubted, operating_lines, operating_parts, slip_in_parts
from .natures import agency_operating, has_agency_operating, other_nature
from .rule import Beside, Hit, hit
from .tail import nearly
from .wording import guessed, money, unit_of

_BUDGET_LAW_14 = "《中华人民共和国预算法》第十四条：公开时对机关运行经费的安排、使用情况作出说明"


@rule(
    "ORG001", "没有机关运行经费的单位不填机关运行经费",
    message="单位性质是{nature}，不应当有机关运行经费，这里填了 {found}",
    hint="机关运行经费只属于行政单位和参公事业单位：请改为 0，或者核对“单位 性质”",
    basis=_BUDGET_LAW_14,
)
def institutions_have_no_agency_operating(case: Case) -> Iterator[Hit]:
    """A public institution's operating money is not 机关运行经费; the report says that it has none."""
    key, amount = agency_operating(case)
    if amount and not has_agency_operating(case) and other_nature(case) is None:
        yield hit("机关运行经费", key, found=money(amount, unit_of(case.form)), nature=case.form.unit.nature)


@rule(
    "ORG002", "有机关运行经费的单位填机关运行经费",
    message="单位性质是{nature}，机关运行经费却是 0",
    hint="请填写本年的机关运行经费（一般是财政拨款安排的公用经费）；性质填错的，请改“单位 性质”；确实没有的，不必改",
    severity=Severity.WARNING, basis=_BUDGET_LAW_14,
)
def agencies_have_agency_operating(case: Case) -> Iterator[Hit]:
    """An administrative unit can hardly run without operating money."""
    key, amount = agency_operating(case)
    if has_agency_operating(case) and not amount and other_nature(case) is None:
        yield hit("机关运行经费", key, found="0", nature=case.form.unit.nature)


@rule(
    "ORG003", "机关运行经费是基本支出的公用经费",
    message="机关运行经费是 {found}，基本支出里财政拨款安排的公用经费合计 {expected}{guess}",
    hint="两者一般相等：请核对机关运行经费；包含项目支出里的运行经费、或者批复另有口径的，不必改",
    severity=Severity.INFO, basis=_BUDGET_LAW_14,
)
def agency_operating_is_operating_expenditure(case: Case) -> Iterator[Hit]:
    """Nearly always so where the bureau's system derives it; told, because some regions count otherwise."""
    if not has_agency_operating(case) or other_nature(case) is not None:
        return
    key, stated = agency_operating(case)
    mistyped = any(path[0] == "基本支出" for path in doubted(case))
    possible = operating_lines(case)
    parts = slip_in_parts(operating_parts(case), *possible)
    told_here = not mistyped or parts or any(slip(stated, one) for one in possible)
    if stated and told_here and not any(nearly(stated, one, case) for one in possible):
        unit, guess = unit_of(case.form), guessed(stated, *possible) or (f"，其中一种来源的{parts}" if parts else "")
        told = hit("机关运行经费", key, found=money(stated, unit), expected=money(possible[0], unit), guess=guess)
        yield told._replace(severity=Severity.WARNING if guess else None)


@rule(
    "ORG004", "单位性质与功能科目、机关运行经费一致",
    message="单位性质填的是{found}，{count} 行基本支出用的却是 {code} {used}{operating}",
    hint="请核对“单位 性质”，应当是{expected}；性质没有错的，请核对功能科目{also}",
    severity=Severity.WARNING, basis=_BUDGET_LAW_14,
)
def the_nature_fits_the_running_money(case: Case) -> Iterator[Hit]:
    """行政运行 pays agencies, 事业运行 institutions: a wrong nature shows in codes and amounts, and is told once."""
    wrong = other_nature(case)
    if wrong is None:
        return
    amount = agency_operating(case)[1]
    told = hit(
        "单位", "性质", found=case.form.unit.nature, expected=wrong.fitting.replace("、", "或"), count=len(wrong.lines),
        code=wrong.lines[0][1], used=wrong.used, also="和机关运行经费" if amount else "",
        operating=f"，还填了机关运行经费 {money(amount, unit_of(case.form))}" if amount else "，也没有机关运行经费"
        if has_agency_operating(case) else "",
    ).beside(Beside(path, code, wrong.used) for path, code in wrong.lines)
    yield told._replace(severity=Severity.ERROR if wrong.certain else None)
