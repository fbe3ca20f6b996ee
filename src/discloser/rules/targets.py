"""TGT: performance targets belong to projects of the form, once each, with the project's money."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.case import Case
from ..model.finding import Severity
from ..model.form.budget import every_row
from ..model.place import FormPath
from .catalogue import rule
from .doubted import doubted, slip_in_parts
from .rule import Beside, Hit, hit
from .tail import nearly
from .target_projects import matched, nearest_project
from .wording import guessed, money, unit_of

_OPEN_TARGETS = "《关于全面实施预算绩效管理的意见》：绩效目标与预算同步公开"
_PERSONAL = (("负责人", "head"), ("经办人", "preparer"), ("联系电话", "phone"))


@rule(
    "TGT001", "绩效目标表的项目在项目支出里", sort="budget",
    message="项目支出里没有“{found}”这个项目",
    hint="{advice}",
    basis=_OPEN_TARGETS,
)
def targets_belong_to_projects(case: Case) -> Iterator[Hit]:
    """A table for a project without money misleads whoever reads it."""
    for match in matched(case):
        if match.project is None:
            nearest = nearest_project(match.target.project, case)
            advice = f"名称最接近的是“{nearest}”；" if nearest else ""
            yield hit(*match.path, "项目", found=match.target.project,
                      advice=f"{advice}请改正项目名称，或者在“项目支出”里补上这个项目")


@rule(
    "TGT002", "不公开个人姓名和电话", sort="budget",
    message="第 {number} 张绩效目标表填了{fields}，{verdict}",
    hint="{advice}",
    severity=Severity.WARNING, basis="《中华人民共和国个人信息保护法》第二十五条",
)
def personal_data_stays_inside(case: Case) -> Iterator[Hit]:
    """Names and telephone numbers are printed only when the form asks for it, and then still deserve a look."""
    printed = case.budget.request.publish_personal_data
    for i, target in enumerate(case.budget.performance.targets):
        filled = [key for key, field in _PERSONAL if getattr(target, field)]
        if filled:
            yield hit(
                "绩效", "项目绩效目标", i, filled[0], number=i + 1, fields="、".join(filled),
                verdict="将会公开" if printed else "不会公开，报告里印成空白",
                advice="请确认本人同意公开；不公开的，把“报告 公开个人信息”改为否" if printed
                else "不必改；确实要公开的，在“报告”里写“公开个人信息: 是”",
            )


@rule(
    "TGT003", "公开绩效目标的项目都有绩效目标表", sort="budget",
    message="{projects}公开绩效目标，填报表里没有{its}绩效目标表",
    hint="请在“绩效 项目绩效目标”里填写，或者另附在报告后面；不公开的，在项目那一行写“公开绩效目标: 否”",
    severity=Severity.WARNING, basis=_OPEN_TARGETS,
)
def published_targets_are_there(case: Case) -> Iterator[Hit]:
    """The narrative counts the published targets, so a reader will look for them."""
    covered = {match.project for match in matched(case)}
    missing = {
        line.project: i for i, line in reversed(tuple(enumerate(case.budget.project_lines)))
        if line.target_published and line.amount and not line.carried_in and line.project not in covered
    }
    if missing and not case.budget.performance.targets:
        yield hit("项目支出", projects=f"{len(missing)} 个项目", its="一张")
        return
    for project, i in missing.items():
        yield hit("项目支出", i, "项目", found=project, projects=f"“{project}”", its="它的")


@rule(
    "TGT004", "绩效目标表的年度资金等于项目支出的金额", sort="budget",
    message="“{project}”的年度资金合计 {found}，项目支出里是 {expected}{guess}",
    hint="请核对两处的金额；资金没有全部列入本年预算的，不必改",
    severity=Severity.WARNING, basis=_OPEN_TARGETS,
)
def target_money_is_project_money(case: Case) -> Iterator[Hit]:
    """Both are printed, pages apart, for one project and one year."""
    unit, known = unit_of(case.form), doubted(case)
    for match in matched(case):
        stated = match.target.year_funding.total()
        rows = [((*path, "金额"), line) for path, line in every_row(case.budget) if line in match.lines]
        amounts = [(path, line.amount) for path, line in rows]
        if match.project is None or any(nearly(stated, one, case, amounts) for one in match.budgets):
            continue
        if {path[:2] for path, _ in rows} & {path[:2] for path in known}:
            continue
        parts = slip_in_parts(vars(match.target.year_funding).values(), *match.budgets)
        yield hit(*match.path, "年度资金", project=match.target.project, found=money(stated, unit),
                  expected=money(min(match.budgets, key=lambda one: abs(one - stated)), unit),
                  guess=guessed(stated, *match.budgets) or (f"，其中一种来源{parts}" if parts else ""),
                  ).beside(Beside(path, money(line.amount, unit), "项目支出的金额") for path, line in rows)


@rule(
    "TGT005", "一个项目一张绩效目标表", sort="budget",
    message="“{found}”已经有一张绩效目标表（{first}）",
    hint="请删去重复的一张，或者改正项目名称",
    basis=_OPEN_TARGETS,
)
def projects_have_one_target(case: Case) -> Iterator[Hit]:
    """Two tables for one project contradict each other sooner or later."""
    first: dict[str, FormPath] = {}
    for i, target in enumerate(case.budget.performance.targets):
        path = ("绩效", "项目绩效目标", i, "项目")
        if target.project in first:
            yield hit(*path, found=target.project, first=first[target.project])
        first.setdefault(target.project, path)


@rule(
    "TGT006", "绩效目标表的项目名称与项目支出一字不差", sort="budget",
    message="绩效目标表里叫“{found}”，项目支出里叫“{expected}”",
    hint="是同一个项目的，请把两处名称写成一样；不是同一个项目的，请在“项目支出”里补上",
    severity=Severity.WARNING, basis=_OPEN_TARGETS,
)
def target_names_are_project_names(case: Case) -> Iterator[Hit]:
    """A reader looks the project up by its name."""
    for match in matched(case):
        if match.project is not None and match.project != match.target.project:
            yield hit(*match.path, "项目", found=match.target.project, expected=match.project)
