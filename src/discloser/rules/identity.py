"""IDN: the texts speak of the unit, the year and the level that the form is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.case import Case
from ..model.finding import Severity
from ..model.place import FormPath, written
from ..model.text.names import county_of, near_names, one_off_names, short_name
from ..model.text.slips import plans_for, words_of_other_level, years_named
from .catalogue import rule
from .free_texts import each_text, first_slips, free_texts, is_of_target, is_reason
from .rule import Beside, Hit, hit
from .years import ABOUT_THE_YEAR, another_year

_SHORTEST_NAME = 6
_SHORTEST_PART = 8
_CODE_IN_FRONT = re.compile(r"^[\d\s]*[-—－]\s*")
_LEVELS = ("部门", "单位")
_BODIES = tuple("局站所队室处科院校馆厅委办会部社团园厂心")
"""Ends of bodies' names: 水务站 under 水务局 is a body of its own."""


@rule(
    "IDN001", "文字里的单位名称与填报的一致",
    message="{what}“{found}”，{other}“{expected}”",
    hint="是同一个单位的，请改成单位全称；是另一个单位的，不必改",
    severity=Severity.WARNING,
)
def the_unit_has_one_name(case: Case) -> Iterator[Hit]:
    """Two names for one unit make a reader ask whose report it is; the department's name may be like the unit's.

    A name that the form spells otherwise in several places, and nowhere as it was typed, was itself mistyped.
    """
    name, department = case.form.unit.name, _CODE_IN_FRONT.sub("", case.form.unit.department)
    if len(name) < _SHORTEST_NAME:
        return
    if others := _other_spelling(case, department):
        (_, spelling), *_ = others
        yield hit("单位", "名称", found=name, expected=spelling, what="单位名称填的是",
                  other=f"文字和主管部门里有 {len(others)} 处写的是").beside(
                      Beside(path, text, "另一种写法") for path, text in others)
        return
    for path, text in each_text(case.form):
        wrong = [found for found in near_names(text, name) if found != department]
        if wrong:
            yield hit(*path, found=wrong[0], expected=name, what="文字里写的是", other="单位名称是")


def _other_spelling(case: Case, department: str) -> list[tuple[FormPath, str]]:
    """Where the form spells the unit's name otherwise by one character, if always alike and more than once."""
    name = case.form.unit.name
    named: list[tuple[FormPath, str]] = [(("单位", "主管部门"), department), *free_texts(case.form)]
    if any(name in text for _, text in named):
        return []
    spelt = [(path, found) for path, text in named for found in one_off_names(text, name)[:1]]
    alone = len(spelt) == 1 and spelt[0][0] == ("单位", "主管部门") and not name.endswith(_BODIES)
    return spelt if (len(spelt) > 1 or alone) and len({found for _, found in spelt}) == 1 else []


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
    if another_year(case):
        return
    for path, text in each_text(case.form):
        named = {one for one in years_named(text) if str(one) not in _project(path, case)}
        if named and max(named) < year and _is_outdated(path, text, max(named), year):
            yield hit(*path, found=max(named), expected=year, key=written(path))


def _is_outdated(path: FormPath, text: str, latest: int, year: int) -> bool:
    """Whether a text that names no later year should be about this year; a reason may name the year before."""
    if is_reason(path):
        return latest < year - 1
    return path[-1] in ABOUT_THE_YEAR or bool(plans_for(text, latest) and not is_of_target(path))


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


@rule(
    "IDN005", "报告年度与日期、文字一致",
    message="报告年度填的是 {found}，{witnesses}都是 {expected} 年度的",
    hint="请核对“报告 年度”：年度决定用哪一年的版式，填错了会照另一年的版式生成；年度没有错的，请改日期和文字",
    severity=Severity.WARNING,
)
def the_year_is_that_of_dates_and_texts(case: Case) -> Iterator[Hit]:
    """A year typed one off silently chooses another year's kind; dates and texts that all agree give it away."""
    other = another_year(case)
    if other:
        named = "、".join(dict.fromkeys(f"“{written(path[:2])}”" for path, _ in other))
        yield hit("报告", "年度", found=case.form.request.year, expected=other[0][1], witnesses=named).beside(
            Beside(path, str(year), "说的是这一年度") for path, year in other)


@rule(
    "IDN006", "财政区划与单位名称里的地名一致",
    message="财政区划填的是“{found}”，单位名称里是“{expected}”",
    hint="财政区划印在绩效目标表的标题里，请核对两处的地名；确实不在一处的，不必改",
    severity=Severity.WARNING,
)
def the_division_is_the_units_own(case: Case) -> Iterator[Hit]:
    """A county's unit reports to its own county."""
    division, name = case.form.request.division, case.form.unit.name
    own, told = county_of(name), county_of(division)
    if own and told and own not in division and told not in name:
        yield hit("报告", "财政区划", found=division, expected=own)


def _project(path: FormPath, case: Case) -> str:
    """The name of the project that a text belongs to; money of an earlier year is rightly called so."""
    if is_of_target(path) and isinstance(path[2], int):
        return case.budget.performance.targets[path[2]].project
    return ""


@rule(
    "IDN011", "级次是版式里有的",
    message="级次填的是“{found}”，这种报告的级次是：{expected}",
    hint="请照版式的叫法填写",
)
def the_level_is_one_of_the_kinds(case: Case) -> Iterator[Hit]:
    """The level stands in titles, sentences and terms."""
    typed, levels = case.form.request.level, case.kind.levels
    if typed and levels and typed not in levels:
        yield hit("报告", "级次", found=typed, expected="、".join(levels))
