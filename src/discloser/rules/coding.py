"""COD: classification codes exist, reach the level the law asks for, and carry the right names."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.case import Case
from ..model.codes import Classification, CodeList, CodeName, Level, Trust
from ..model.finding import Severity
from ..model.form.budget import Line
from .catalogue import rule
from .code_uses import Use, comparable, each_use, is_exchanged, supplied, uses
from .natures import other_nature
from .rule import Hit, each, hit
from .wording import named

_YEARLY_BOOK = "当年《政府收支分类科目》"
_BUDGET_LAW_46 = "《中华人民共和国预算法》第四十六条：支出按功能分类编列到项，基本支出按经济性质分类编列到款"
_SHOWN_BELOW = 5
_ROWS_NAMED = 5


@rule(
    "COD001", "科目编码在科目表里",
    message="{title}里没有编码 {found}{elsewhere}",
    hint="最接近的有：{nearest}。当年科目书里有这个科目的，请在“科目名称”（工作簿里在“单位信息”表）里写上"
         "“{found}: 科目的名称”；不写名称，报告里会把编码印成名称",
    severity=Severity.WARNING, basis=_YEARLY_BOOK,
)
def codes_are_in_the_lists(case: Case) -> Iterator[Hit]:
    """A code outside the list is mistyped, or one that the list lacks: no complete list can be had.

    Then the officer supplies its name. A code of a category that does not exist can only be mistyped.
    """
    nearest: dict[tuple[str, str], str] = {}  # looked for once: a code wrong on one line is wrong on many
    for use in each_use(case):
        if len(use.code) == use.level.digits and use.codes.get(use.code) is None:
            key = use.codes.title, use.code
            nearest[key] = nearest.get(key) or named(use.codes.nearest(use.code))
            unknown = hit(*use.path, found=use.code, title=use.codes.title, nearest=nearest[key],
                          elsewhere=_elsewhere(use, case.classification))
            known = use.codes.get(use.code[:Level.CATEGORY.digits]) is not None
            yield unknown if known else unknown._replace(severity=Severity.ERROR)


@rule(
    "COD002", "科目编码填到规定的级次",
    message="{title}应当填到“{level}”（{expected} 位数字），这里填的是 {found}（{count} 位）{elsewhere}",
    hint="{advice}",
    basis=_BUDGET_LAW_46,
)
def codes_reach_their_level(case: Case) -> Iterator[Hit]:
    """Functions are budgeted by 项, economic classes by 款; anything shorter can't be published."""
    for use in each_use(case):
        if len(use.code) != use.level.digits:
            yield hit(*use.path, found=use.code, expected=use.level.digits, count=len(use.code), level=use.level,
                      title=use.codes.title, elsewhere=_elsewhere(use, case.classification), advice=_below(use))


@rule(
    "COD003", "科目编码经过核实",
    message="{title} {found} {name} 编写程序的人还没有对照当年的科目书核实",
    hint="请对照当年的《政府收支分类科目》核对编码和名称；无误则不必改",
    severity=Severity.INFO, basis=_YEARLY_BOOK,
)
def codes_are_verified(case: Case) -> Iterator[Hit]:
    """Some rows of the lists were never seen in print; told once for each code."""
    told: set[tuple[str, str]] = set()
    for use in uses(case):
        row = use.codes.get(use.code)
        if row is not None and row.trust is Trust.RECALLED and (use.codes.title, row.code) not in told:
            told.add((use.codes.title, row.code))
            yield hit(*use.path, found=row.code, title=use.codes.title, name=row.name)


@rule(
    "COD004", "填报的科目名称被采用",
    message="科目 {code} 按填报的名称“{found}”公开",
    hint="请对照当年的《政府收支分类科目》核对这个名称；无误则不必改",
    severity=Severity.INFO, basis=_YEARLY_BOOK,
)
def supplied_names_are_used(case: Case) -> Iterator[Hit]:
    """A name the officer supplied reaches every table, so it is said once that it does."""
    told: set[str] = set()
    for path, code, name in supplied(case):
        if case.classification.function.name(code) == name and code not in told:
            told.add(code)
            yield hit(*path, found=name, code=code)


@rule(
    "COD005", "基本支出有对应的政府经济科目", sort="budget",
    message="{nature}的部门经济科目 {found} {name} 没有对应的政府经济科目",
    hint="请在这一行加上“政府经济科目: 五位编码”；如果部门经济科目选错了，请改正",
    basis="《支出经济分类科目改革方案》：部门预算经济分类与政府预算经济分类对应",
)
def basic_lines_have_a_government_class(case: Case) -> Iterator[Hit]:
    """The table of basic expenditure prints the government class beside each economic section."""
    classification, nature = case.classification, case.form.unit.nature

    def judged(i: int, line: Line) -> Iterator[Hit]:
        row = classification.department_economic.get(line.department_economic)
        printed = line.fund == "一般公共预算" and not line.carried_in and line.amount and not line.government_economic
        if printed and row and len(row.code) == Level.SECTION.digits and not classification.government_for(
                nature, row.code):
            yield hit("基本支出", i, "经济科目", found=row.code, name=row.name, nature=nature)

    return each(() if other_nature(case) is not None else case.budget.basic_lines, judged)


@rule(
    "COD006", "填报的科目名称与科目表一致",
    message="科目 {code} 在科目表里叫“{expected}”，这里填的是“{found}”",
    hint="报告里用科目表的名称。编码填错的请改编码；编码没有错的请删去这里的名称",
    severity=Severity.WARNING, basis=_YEARLY_BOOK,
)
def supplied_names_agree_with_the_lists(case: Case) -> Iterator[Hit]:
    """A code and a name that disagree: one of the two is wrong, or the list is. An old name is another rule's."""
    lists = case.classification.function
    for path, code, name in supplied(case):
        row = lists.get(code)
        known = [] if row is None else [row, *lists.others.get(code, ())]
        if row is not None and comparable(name) not in {comparable(one.name) for one in known}:
            yield hit(*path, found=name, expected=row.name, code=code)._replace(severity=_certainty(lists, row, name))


def _certainty(lists: CodeList, row: CodeName, name: str) -> Severity:
    """How sure it is that a name is not a code's: it is another's of the same section, it was read, it is recalled."""
    section = row.code[:Level.SECTION.digits]
    siblings = (other for code, other in lists.rows.items() if code.startswith(section) and len(code) == len(row.code))
    if row.verified and any(one.verified and comparable(one.name) == comparable(name) for one in siblings):
        return Severity.ERROR
    return Severity.WARNING if row.verified else Severity.INFO


@rule(
    "COD009", "功能科目和经济科目没有填反",
    message="“{key}”有 {count} 行的功能科目和经济科目填反了：{rows}",
    hint="请把这几行的两格对换：功能科目 7 位数字，经济科目 5 位数字",
    basis=_BUDGET_LAW_46,
)
def columns_are_not_exchanged(case: Case) -> Iterator[Hit]:
    """Two columns pasted in each other's place are one fault, however many lines they have."""
    for key, lines in (("基本支出", case.form.basic_lines), ("项目支出", case.form.project_lines)):
        rows = [i for i, line in enumerate(lines) if is_exchanged(line, case.classification)]
        if rows:
            shown = "、".join(f"第{i + 1}行" for i in rows[:_ROWS_NAMED]) + ("等" if len(rows) > _ROWS_NAMED else "")
            yield hit(key, rows[0], "功能科目", found=lines[rows[0]].function, key=key, count=len(rows), rows=shown)


def _elsewhere(use: Use, lists: Classification) -> str:
    """A remark when the code is one of another list, as when two columns were exchanged."""
    for other in (lists.function, lists.department_economic, lists.government_economic):
        row = other.get(use.code)
        if row is not None and other is not use.codes and use.codes.get(use.code) is None:
            return f"，它是{other.title}“{row.name}”"
    return ""


def _below(use: Use) -> str:
    below = [row for code, row in sorted(use.codes.rows.items())
             if len(code) == use.level.digits and code.startswith(use.code[:5])]
    if len(use.code) < use.level.digits and below:
        more = "等" if len(below) > _SHOWN_BELOW else ""
        return f"{use.code} 下面有：{named(below[:_SHOWN_BELOW])}{more}，请选一个"
    return f"最接近的有：{named(use.codes.nearest(use.code[: use.level.digits].ljust(use.level.digits, '0')))}"
