"""PRJ: a project is one thing, with one name and one class."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.case import Case
from ..model.finding import Severity
from ..model.place import FormPath
from ..model.text.likeness import bare
from .catalogue import rule
from .free_texts import free_texts
from .rule import Hit, hit

_FILLERS = re.compile(r"(?:专项|补助|补贴|资金|经费|费用|项目|款|费)+$")
_COUNTED = re.compile(
    r"纳入绩效(?:目标)?管理的(?:二级)?项目\s*(\d+)\s*个|(\d+)\s*个(?:二级)?项目(?:全部|均)?纳入绩效(?:目标)?管理|"
    r"(?:公开|编报)(?:项目)?绩效目标(?:的项目)?\s*(\d+)\s*个"
)


@rule(
    "PRJ001", "同一个项目的各行一致", sort="budget",
    message="“{found}”这一行的{key}是“{own}”，{first}是“{expected}”",
    hint="同一个项目只能有一种：请改成一样；是两个项目的，请用不同的名称",
)
def lines_of_a_project_agree(case: Case) -> Iterator[Hit]:
    """The report counts projects by class and by whether their targets are public: one of both would count twice."""
    first: dict[tuple[str, str], tuple[FormPath, str]] = {}
    for i, line in enumerate(case.budget.project_lines):
        own = {"类别": line.project_class, "公开绩效目标": "是" if line.target_published else "否"}
        for key, value in own.items():
            path = ("项目支出", i, key)
            known = first.setdefault((line.project, key), (path, value)) if value else (path, value)
            if known[1] != value:
                yield hit(*path, found=line.project, expected=known[1], key=key, own=value, first=known[0])


@rule(
    "PRJ002", "项目名称前后一致",
    message="“{found}”与{first}的“{expected}”只差几个字",
    hint="是同一个项目的，请把名称写成一样；是两个项目的，不必改",
    severity=Severity.WARNING,
)
def projects_have_one_name(case: Case) -> Iterator[Hit]:
    """Two spellings make two projects of one, each with half the money."""
    first: dict[str, tuple[FormPath, str]] = {}
    told: set[str] = set()
    for i, line in enumerate(case.form.project_lines):
        path = ("项目支出", i, "项目")
        known = first.setdefault(_core(line.project), (path, line.project))
        if known[1] != line.project and line.project not in told:
            told.add(line.project)
            yield hit(*path, found=line.project, expected=known[1], first=known[0])


@rule(
    "PRJ003", "文字里说的项目个数与填报的一致", sort="budget",
    message="文字里说{what}，项目支出里有 {expected} 个项目",
    hint="请核对个数；报告会自己数，文字里也可以不写",
    severity=Severity.WARNING,
)
def announced_numbers_of_projects_are_true(case: Case) -> Iterator[Hit]:
    """A project added late is seldom added to the sentence that counts."""
    lines = [line for line in case.budget.project_lines if line.amount]
    every = {line.project for line in lines}
    possible = {len(every), len({line.project for line in lines if not line.carried_in}),
                len({line.project for line in lines if line.target_published})}
    for path, text in free_texts(case.form):
        for match in _COUNTED.finditer(text):
            if int(match[1] or match[2] or match[3]) not in possible:
                yield hit(*path, found=match[0], expected=len(every), what=match[0])


def _core(name: str) -> str:
    """What is left of a project's name without signs and without 项目, 经费, 资金 at its end."""
    plain = bare(name)
    return _FILLERS.sub("", plain) or plain
