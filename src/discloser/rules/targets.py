"""TGT: performance targets belong to projects of the form, once each, with the project's money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher

from ..core.case import Case
from ..core.finding import Severity
from ..core.form import PerformanceTarget
from ..core.money import ZERO
from ..core.place import Path
from .rule import Hit, hit, rule
from .wording import money, unit_of

_OPEN_TARGETS = "《关于全面实施预算绩效管理的意见》：绩效目标与预算同步公开"
_NEARLY = 0.75
_PERSONAL = (("负责人", "head"), ("经办人", "preparer"), ("联系电话", "phone"))


@rule(
    "TGT001", "绩效目标表的项目在项目支出里",
    message="项目支出里没有“{found}”这个项目",
    hint="{advice}",
    basis=_OPEN_TARGETS,
)
def targets_belong_to_projects(case: Case) -> Iterator[Hit]:
    """A table for a project without money misleads whoever reads it."""
    projects = _projects(case)
    for i, target in enumerate(case.form.performance.targets):
        if _project_of(target, projects) is None:
            nearest = max(projects, key=lambda name: _likeness(name, target.project), default="")
            advice = f"名称最接近的是“{nearest}”；" if nearest else ""
            yield hit("绩效", "项目绩效目标", i, "项目", found=target.project,
                      advice=f"{advice}请改正项目名称，或者在“项目支出”里补上这个项目")


@rule(
    "TGT002", "不公开个人姓名和电话",
    message="第 {number} 张绩效目标表填了{fields}，{verdict}",
    hint="{advice}",
    severity=Severity.WARNING, basis="《中华人民共和国个人信息保护法》第二十五条",
)
def personal_data_stays_inside(case: Case) -> Iterator[Hit]:
    """Names and telephone numbers are printed only when the form asks for it, and then still deserve a look."""
    printed = case.form.request.publish_personal_data
    for i, target in enumerate(case.form.performance.targets):
        filled = [key for key, field in _PERSONAL if getattr(target, field)]
        if filled:
            yield hit(
                "绩效", "项目绩效目标", i, filled[0], number=i + 1, fields="、".join(filled),
                verdict="将会公开" if printed else "不会公开，报告里印成空白",
                advice="请确认本人同意公开；不公开的，把“报告 公开个人信息”改为否" if printed
                else "不必改；确实要公开的，在“报告”里写“公开个人信息: 是”",
            )


@rule(
    "TGT003", "公开绩效目标的项目都有绩效目标表",
    message="{projects}公开绩效目标，填报表里没有{its}绩效目标表",
    hint="请在“绩效 项目绩效目标”里填写，或者另附在报告后面；不公开的，在项目那一行写“公开绩效目标: 否”",
    severity=Severity.WARNING, basis=_OPEN_TARGETS,
)
def published_targets_are_there(case: Case) -> Iterator[Hit]:
    """The narrative counts the published targets, so a reader will look for them."""
    projects = _projects(case)
    covered = {_project_of(target, projects) for target in case.form.performance.targets}
    missing = {
        line.project: i for i, line in reversed(tuple(enumerate(case.form.project_lines)))
        if line.target_published and line.amount and not line.carried_in and line.project not in covered
    }
    if missing and not case.form.performance.targets:
        yield hit("项目支出", projects=f"{len(missing)} 个项目", its="一张")
        return
    for project, i in missing.items():
        yield hit("项目支出", i, "项目", found=project, projects=f"“{project}”", its="它的")


@rule(
    "TGT004", "绩效目标表的年度资金等于项目支出的金额",
    message="“{project}”的年度资金合计 {found}，项目支出里是 {expected}",
    hint="请核对两处的金额；资金没有全部列入本年预算的，不必改",
    severity=Severity.WARNING, basis=_OPEN_TARGETS,
)
def target_money_is_project_money(case: Case) -> Iterator[Hit]:
    """Both are printed, pages apart, for one project and one year."""
    projects, unit = _projects(case), unit_of(case.form)
    for i, target in enumerate(case.form.performance.targets):
        project = _project_of(target, projects)
        if project is None or target.year_funding.total() in _budgets(project, case):
            continue
        yield hit("绩效", "项目绩效目标", i, "年度资金", project=target.project,
                  found=money(target.year_funding.total(), unit), expected=money(max(_budgets(project, case)), unit))


@rule(
    "TGT005", "一个项目一张绩效目标表",
    message="“{found}”已经有一张绩效目标表（{first}）",
    hint="请删去重复的一张，或者改正项目名称",
    basis=_OPEN_TARGETS,
)
def projects_have_one_target(case: Case) -> Iterator[Hit]:
    """Two tables for one project contradict each other sooner or later."""
    first: dict[str, Path] = {}
    for i, target in enumerate(case.form.performance.targets):
        path = ("绩效", "项目绩效目标", i, "项目")
        if target.project in first:
            yield hit(*path, found=target.project, first=first[target.project])
        first.setdefault(target.project, path)


@rule(
    "TGT006", "绩效目标表的项目名称与项目支出一字不差",
    message="绩效目标表里叫“{found}”，项目支出里叫“{expected}”",
    hint="是同一个项目的，请把两处名称写成一样；不是同一个项目的，请在“项目支出”里补上",
    severity=Severity.WARNING, basis=_OPEN_TARGETS,
)
def target_names_are_project_names(case: Case) -> Iterator[Hit]:
    """A reader looks the project up by its name."""
    projects = _projects(case)
    for i, target in enumerate(case.form.performance.targets):
        project = _project_of(target, projects)
        if project is not None and project != target.project:
            yield hit("绩效", "项目绩效目标", i, "项目", found=target.project, expected=project)


def _projects(case: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.project for line in case.form.project_lines))


def _project_of(target: PerformanceTarget, projects: tuple[str, ...]) -> str | None:
    """The project a target is about: the one of its name, else the one whose name is nearly the same."""
    if target.project in projects:
        return target.project
    nearest = max(projects, key=lambda name: _likeness(name, target.project), default=None)
    return nearest if nearest is not None and _likeness(nearest, target.project) >= _NEARLY else None


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _budgets(project: str, case: Case) -> tuple[Decimal, Decimal]:
    """The project's money of this year, and with what was carried in."""
    lines = [line for line in case.form.project_lines if line.project == project]
    return (
        sum((line.amount for line in lines if not line.carried_in), ZERO),
        sum((line.amount for line in lines), ZERO),
    )
