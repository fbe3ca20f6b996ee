"""COD: classification codes fit the expenditure and the unit they are used for."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.case import Case
from ..model.codes import Classification, Level
from ..model.finding import Severity
from ..model.form.budget import Line, every_row
from ..model.form.common import SpendingLine
from ..model.place import FormPath
from .catalogue import rule
from .gaps import blamed
from .natures import other_nature
from .rule import Hit, each, hit

_PROJECTS_ONLY = ("309", "311", "313")
"""基本建设 and subsidies to funds are planned project by project; basic expenditure has none."""

_WITH_SUBJECTS = ("政府性基金预算", "国有资本经营预算")
_YEARLY_BOOK = "当年《政府收支分类科目》"
_REFORM = "《支出经济分类科目改革方案》：部门预算经济分类与政府预算经济分类对应"


@rule(
    "COD007", "基本支出不用项目支出的经济科目",
    message="基本支出用了经济科目 {found} {name}，它属于{category}，只用于项目支出",
    hint="请核对经济科目；是项目的，请移到“项目支出”",
    severity=Severity.WARNING, basis=_YEARLY_BOOK,
)
def basic_lines_use_sections_of_basic_expenditure(case: Case) -> Iterator[Hit]:
    """Basic expenditure keeps a unit running; capital construction does not belong to it."""
    lists = case.classification.department_economic

    def judged(i: int, line: SpendingLine) -> Iterator[Hit]:
        category = line.department_economic[:Level.CATEGORY.digits]
        if line.amount and category in _PROJECTS_ONLY and lists.get(line.department_economic):
            yield hit("基本支出", i, "经济科目", found=line.department_economic,
                      name=lists.name(line.department_economic), category=lists.name(category))

    return each(case.form.basic_lines, judged)


@rule(
    "COD008", "政府经济科目合于单位性质", sort="budget",
    message="单位性质是{nature}，政府经济科目 {found} {name} 属于{category}",
    hint="一般应当用 {expected}：请核对政府经济科目和“单位 性质”；财政批复如此的，不必改",
    severity=Severity.WARNING, basis=_REFORM,
)
def government_classes_fit_the_nature_of_the_unit(case: Case) -> Iterator[Hit]:
    """A class of the same name as the section was chosen on purpose: approvals do so, whatever the unit's nature."""
    lists, nature = case.classification, case.form.unit.nature
    foreign = _classes_of_others(lists, nature)

    def judged(_: int, row: tuple[FormPath, Line]) -> Iterator[Hit]:
        path, line = row
        code, section = line.government_economic, line.department_economic
        name = lists.government_economic.name(code)
        usual = lists.government_for(nature, section)
        if code[:Level.CATEGORY.digits] in foreign and name != lists.department_economic.name(section):
            yield hit(*path, "政府经济科目", found=code, name=name, nature=nature,
                      category=lists.government_economic.name(code[:Level.CATEGORY.digits]),
                      expected=f"{usual} {lists.government_economic.name(usual)}" if usual else "本单位性质的科目")

    return each(tuple(every_row(case.budget)), judged) if other_nature(case) is None else iter(())


@rule(
    "COD010", "政府性基金、国有资本经营预算的行有收入科目", sort="budget",
    message="“{key}”有 {count} 行来源是{fund}，没有填收入科目：{rows}；报告的{fund}收入会有一行没有编码和名称",
    hint="请对照批复填这几行的收入科目编码和名称；来源填错的请改来源",
    severity=Severity.WARNING, basis=_YEARLY_BOOK,
)
def revenue_of_funds_has_its_subject(case: Case) -> Iterator[Hit]:
    """The tables of these budgets list revenue by its subject; told once for the lines of a list and a fund."""
    wanting: dict[tuple[str, str], list[int]] = {}
    known = blamed(case)
    for (key, row), line in every_row(case.budget):
        wanted = line.fund in _WITH_SUBJECTS and line.amount and not line.carried_in
        if wanted and line.revenue_subject is None and (key, row, "来源") not in known:
            wanting.setdefault((str(key), line.fund), []).append(int(row))
    for (key, fund), rows in wanting.items():
        shown = "、".join(f"第{row + 1}行" for row in rows)
        yield hit(key, rows[0], "来源", key=key, fund=fund, count=len(rows), rows=shown)


def _classes_of_others(lists: Classification, nature: str) -> set[str]:
    """The government classes that only units of another nature use."""
    own: set[str] = set()
    others: set[str] = set()
    for (of, _), code in lists.government_by_nature.items():
        (own if of == nature else others).add(code[:Level.CATEGORY.digits])
    return others - own
