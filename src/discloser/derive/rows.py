"""Row makers: what a table spec may name under 逐行. Each turns facts into rows, parents before children."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from ..model.codes import Classification, ancestry
from ..model.fact import Facts
from ..model.form.budget import Line as BudgetLine
from ..model.form.common import CommonForm
from ..model.kind.report_kind import ReportKind, fill
from ..model.kind.tables import RowSpec
from ..model.money import CurrencyUnit, printed
from ..model.report.report import RowRole
from ..model.text.numerals import chinese_numeral


class RowFacts(NamedTuple):
    """A row before its columns: what it may show, the facts it adds up, and where it stands among totals.

    A fixed row (合计) has its label in the first column of its block, whatever that column shows of other rows.
    `counted`: a number that is no money, printed where other rows have their amount.
    """

    name: str = ""
    code: str = ""
    government_name: str = ""
    facts: Facts | None = None
    level: int | None = None
    indent: int = 0
    role: RowRole = "plain"
    fixed: bool = False
    counted: int = 0
    numbered: bool = True


class RowMaterial(NamedTuple):
    """What row makers draw on. `facts` are already narrowed to the table; `unit`: of its amounts.

    `by_government`: the table prints government economic names, so a section has a row for each.
    """

    facts: Facts
    form: CommonForm
    kind: ReportKind
    classification: Classification
    words: Mapping[str, object]
    unit: CurrencyUnit
    by_government: bool = False


RowMaker = Callable[[RowMaterial, RowSpec], Iterator[RowFacts]]

_LEVEL_ROLES: Mapping[int, RowRole] = {3: "category", 5: "section", 7: "item"}


def _by_category(source: RowMaterial, row: RowSpec) -> Iterator[RowFacts]:
    """Every 类 the kind lists, with money or, unless those are left out, without."""
    categories = [c for c in source.kind.categories if not row.skip_zero or _prints(source.facts.under(c.code), source)]
    for number, category in enumerate(categories, start=1):
        words = {**source.words, "序号": chinese_numeral(number), "名称": category.name}
        yield RowFacts(fill(row.label, words), category.code, facts=source.facts.under(category.code), level=row.level)


def _by_function(source: RowMaterial, row: RowSpec) -> Iterator[RowFacts]:
    """类, 款 and 项 that carry money, in code order."""
    first = row.level or 1
    for code in ancestry(fact.function for fact in source.facts):
        level = (len(code) - 3) // 2
        yield RowFacts(
            source.classification.function.name(code), code, facts=source.facts.under(code), level=first + level,
            indent=level, role=_LEVEL_ROLES.get(len(code), "item"),
        )


def _by_economic(source: RowMaterial, row: RowSpec) -> Iterator[RowFacts]:
    """Department economic 类, then its 款, in code order; beside its government economic 款 where that is printed."""
    first = row.level or 1
    department, government = source.classification.department_economic, source.classification.government_economic
    by_section = source.facts.grouped("department_economic")
    for category in sorted({code[:3] for code in by_section}):
        yield RowFacts(
            department.name(category), category, facts=source.facts.where({"经济科目": category}), level=first,
            role="category",
        )
        for code in sorted(code for code in by_section if code.startswith(category)):
            if not source.by_government:
                yield RowFacts(department.name(code), code, "", by_section[code], first + 1, indent=1, role="item")
                continue
            for government_code, facts in sorted(by_section[code].grouped("government_economic").items()):
                name = government.name(government_code)
                yield RowFacts(department.name(code), code, name, facts, first + 1, indent=1, role="item")


def _by_project(source: RowMaterial, row: RowSpec) -> Iterator[RowFacts]:
    """Projects in the order of the form."""
    for name, facts in source.facts.grouped("project").items():
        yield RowFacts(name, facts=facts, level=row.level, indent=row.indent, role="item")


def _by_unit(source: RowMaterial, row: RowSpec) -> Iterator[RowFacts]:
    """Units in the order of the form."""
    for name, facts in source.facts.grouped("unit").items():
        yield RowFacts(name, facts=facts, level=row.level, indent=row.indent, role="category")


def _by_unit_and_project(source: RowMaterial, row: RowSpec) -> Iterator[RowFacts]:
    """Every unit, followed by its projects."""
    level = row.level or 0
    for number, (unit, facts) in enumerate(source.facts.grouped("unit").items(), start=1):
        words = {**source.words, "序号": chinese_numeral(number), "名称": unit}
        yield RowFacts(fill(row.label, words), facts=facts, level=level, indent=row.indent, role="category")
        for name, own in facts.grouped("project").items():
            yield RowFacts(name, facts=own, level=level + 1, indent=row.indent + 1, role="item")


def _by_revenue_subject(source: RowMaterial, row: RowSpec) -> Iterator[RowFacts]:
    """Revenue subjects (收入科目) in code order; a rule asks for the subject where a line has none."""
    names = {
        line.revenue_subject.code: line.revenue_subject.name
        for line in (*source.form.basic_lines, *source.form.project_lines)
        if isinstance(line, BudgetLine) and line.revenue_subject
    }
    for code, facts in sorted(source.facts.grouped("revenue_subject").items()):
        yield RowFacts(names.get(code, ""), code, facts=facts, level=row.level, role="item")


MAKERS: Mapping[str, RowMaker] = {
    "支出类别": _by_category, "功能科目": _by_function, "经济科目": _by_economic, "项目": _by_project,
    "单位": _by_unit, "各单位项目": _by_unit_and_project, "收入科目": _by_revenue_subject,
}


def lines_of(source: RowMaterial, row: RowSpec) -> Iterator[RowFacts]:
    """The rows one row spec stands for."""
    if row.maker:
        chosen = source if row.where is None else source._replace(
            facts=source.facts.where(source.kind.expanded(row.where)))
        yield from (line for line in MAKERS[row.maker](chosen, row) if not _left_out(line, row, source))
    elif row.blanks:
        yield from (RowFacts(role="blank") for _ in range(row.blanks))
    else:
        line = _fixed(source, row)
        if not _left_out(line, row, source):
            yield line


def _left_out(line: RowFacts, row: RowSpec, source: RowMaterial) -> bool:
    return row.skip_zero and line.facts is not None and not _prints(line.facts, source)


def _prints(facts: Facts, source: RowMaterial) -> bool:
    """Whether an amount is left when it is printed in the report's unit."""
    return bool(printed(facts.total(), source.unit))


def _fixed(source: RowMaterial, row: RowSpec) -> RowFacts:
    where = {"经济科目": row.code} if row.code and row.where is None else row.where
    facts = None if where is None else source.facts.where(source.kind.expanded(where))
    role: RowRole = "total" if facts is not None and (row.level is None or row.level <= 0) else "plain"
    indent = row.indent
    if row.code:
        role = _LEVEL_ROLES.get(len(row.code), "item")
        indent = indent or (len(row.code) - 3) // 2
    return RowFacts(
        fill(row.label, source.words), row.code, facts=facts, level=row.level, indent=indent, role=role,
        fixed=not row.code, counted=source.form.at(tuple(row.counted.split("/"))) if row.counted else 0,
        numbered=row.numbered,
    )
