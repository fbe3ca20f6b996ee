"""IDN: the texts speak of the unit, the year and the level that the form is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.case import Case
from ..model.finding import Severity
from ..model.place import FormPath, written
from ..model.text.slips import near_names, plans_for, short_name, words_of_other_level, years_named
from .catalogue import rule
from .free_texts import each_text, first_slips, free_texts, is_of_target, is_reason
from .rule import Hit, hit

_SHORTEST_NAME = 6
_SHORTEST_PART = 8
_CODE_IN_FRONT = re.compile(r"^[\d\s]*[-—－]\s*")
_OF_THIS_YEAR = frozenset({"年度目标", "年度值", "实施计划", "政府购买服务"})
_LEVELS = ("部门", "单位")


@rule(
    "IDN001", "文字里的单位名称与填报的一致",
    message="文字里写的是“{found}”，单位名称是“{expected}”",
    hint="是同一个单位的，请改成单位全称；是另一个单位的，不必改",
    severity=Severity.WARNING,
)
def the_unit_has_one_name(case: Case) -> Iterator[Hit]:
    """Two names for one unit make a reader ask whose report it is; the department's name may be like the unit's."""
    name, department = case.form.unit.name, _CODE_IN_FRONT.sub("", case.form.unit.department)
    if len(name) < _SHORTEST_NAME:
        return
    for path, text in each_text(case.form):
        wrong = [found for found in near_names(text, name) if found != department]
        if wrong:
            yield hit(*path, found=wrong[0], expected=name)


@rule(
    "IDN002", "单位名称写全称",
    message="文字里写的是“{found}”，单位全称是“{expected}”",
    hint="第一次提到本单位时请写全称；无误则不必改",
    severity=Severity.INFO,
)
def the_unit_has_its_full_name(case: Case) -> Iterator[Hit]:
    """A name without its city is no other body, only a shorter name; told once."""
    name = case.form.unit.name
    short = short_name(name)
    for path, text in free_texts(case.form):
        if len(short) >= _SHORTEST_PART and short in text.replace(name, ""):
            yield hit(*path, found=short, expected=name)
            return


@rule(
    "IDN003", "文字里的年份是报告的年度",
    message="“{key}”只提到 {found} 年，报告的年度是 {expected}",
    hint="这里说的应当是本年的安排：照抄上年报告的，请改成本年；确实是上年的事，不必改",
    severity=Severity.WARNING,
)
def texts_about_this_year_do_not_name_the_last(case: Case) -> Iterator[Hit]:
    """Texts are copied from last year's report; plans, targets and deadlines show it."""
    year = case.form.request.year
    for path, text in each_text(case.form):
        if str(year - 1) not in text or is_reason(path) or str(year - 1) in _project(path, case):
            continue
        named = years_named(text)
        about_this_year = path[-1] in _OF_THIS_YEAR and named and max(named) == year - 1
        if about_this_year or (plans_for(text, year - 1) and not is_of_target(path)):
            yield hit(*path, found=year - 1, expected=year, key=written(path))


@rule(
    "IDN004", "单位的报告说本单位，部门的报告说本部门",
    message="这是{kind}报告，文字里写的是“{found}”",
    hint="请改成“本{level}”；确实是指{other}的，不必改",
    severity=Severity.WARNING,
)
def texts_speak_at_the_level_of_the_report(case: Case) -> Iterator[Hit]:
    """Wording of another level is left over from another body's report."""
    kind = case.form.request.kind
    level = next((level for level in _LEVELS if level in kind), None)
    if level is None:
        return
    other = next(other for other in _LEVELS if other != level)
    for path, found, _ in first_slips(each_text(case.form), lambda text: words_of_other_level(text, level)):
        yield hit(*path, found=found, kind=kind, level=level, other=other)


def _project(path: FormPath, case: Case) -> str:
    """The name of the project that a text belongs to; money of an earlier year is rightly called so."""
    if is_of_target(path) and isinstance(path[2], int):
        return case.budget.performance.targets[path[2]].project
    return ""
