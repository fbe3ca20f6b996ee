"""Where a form uses codes: on which lines, from which list, at which level, with which names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..model.case import Case
from ..model.codes import Classification, CodeList, Level
from ..model.form.budget import Line
from ..model.form.common import SpendingLine
from ..model.place import FormPath
from ..model.unknown import while_known

if TYPE_CHECKING:
    from ..model.form.final import BalanceLine, CategoryBudget, FinalForm, ItemBudget, OtherLine, RevenueLine

    _RowWithItem = RevenueLine | OtherLine | BalanceLine | ItemBudget


class Use(NamedTuple):
    """A code typed on a line: where, in which list it belongs, and at which level."""

    path: FormPath
    code: str
    codes: CodeList
    level: Level


def is_exchanged(line: SpendingLine, lists: Classification) -> bool:
    """Whether each of the two codes of a line is one of the other's list."""
    return (
        lists.department_economic.get(line.function) is not None
        and lists.function.get(line.department_economic) is not None
    )


def uses(case: Case) -> Iterator[Use]:
    """Every code that was typed on a line."""
    for uses in _by_line(case):
        yield from uses


def each_use(case: Case) -> Iterator[Use]:
    """The same for rules that judge each code by itself: on every line those before one that is not known."""
    for uses in _by_line(case):
        yield from while_known(uses)


def _by_line(case: Case) -> Iterator[Iterator[Use]]:
    for i, basic in enumerate(case.form.basic_lines):
        yield _line_uses(("基本支出", i), basic, case.classification)
    for i, project in enumerate(case.form.project_lines):
        yield _line_uses(("项目支出", i), project, case.classification)
    if final := case.form.final:
        yield from _final_uses(final, case.classification)


def _line_uses(path: FormPath, line: SpendingLine, lists: Classification) -> Iterator[Use]:
    exchanged = is_exchanged(line, lists)  # told once for all such lines, by a rule of its own
    if line.function and not exchanged:
        yield Use((*path, "功能科目"), line.function, lists.function, Level.ITEM)
    if line.department_economic and not exchanged:
        yield Use((*path, "经济科目"), line.department_economic, lists.department_economic, Level.SECTION)
    if isinstance(line, Line) and line.government_economic:
        yield Use((*path, "政府经济科目"), line.government_economic, lists.government_economic, Level.SECTION)


def _final_uses(form: FinalForm, lists: Classification) -> Iterator[Iterator[Use]]:
    """Codes on the lines that only final accounts have; a balance may be told without one."""
    rows: dict[str, Sequence[_RowWithItem]] = {
        "收入": form.revenue_lines, "其他性质支出": form.other_lines, "年初结转和结余": form.opening,
        "年末结转和结余": form.closing, "分项预算": form.item_budgets,
    }
    for key, lines in rows.items():
        for i, line in enumerate(lines):
            yield _final_use((key, i, "功能科目"), line, lists)
    for i, category in enumerate(form.category_budgets):
        yield _category_use(("分类预算", i, "类"), category, lists)


def _final_use(path: FormPath, line: _RowWithItem, lists: Classification) -> Iterator[Use]:
    if line.function:
        yield Use(path, line.function, lists.function, Level.ITEM)


def _category_use(path: FormPath, line: CategoryBudget, lists: Classification) -> Iterator[Use]:
    yield Use(path, line.category, lists.function, Level.CATEGORY)


def supplied(case: Case) -> Iterator[tuple[FormPath, str, str]]:
    """Names of codes that the officer supplied: on lines, then in the list at the form's end."""
    for key, lines in (("基本支出", case.form.basic_lines), ("项目支出", case.form.project_lines)):
        for i, line in enumerate(lines):
            if line.function_name:
                yield (key, i, "科目名称"), line.function, line.function_name
    used = {use.code for use in uses(case)}
    for code, name in case.form.code_names.items():
        if code in used:
            yield ("科目名称", code), code, name


def comparable(name: str) -> str:
    """A name as it is compared: brackets and blanks differ from book to book."""
    return name.replace("(", "（").replace(")", "）").replace(" ", "")
