"""TGT: what a 绩效目标表 says in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..model.case import Case
from ..model.finding import Severity
from ..model.form.targets import PerformanceTarget
from ..model.place import FormPath
from ..model.text.likeness import bare
from .catalogue import rule
from .rule import Hit, hit
from .target_projects import text_of

_OPEN_TARGETS = "《关于全面实施预算绩效管理的意见》：绩效目标与预算同步公开"
_DESCRIPTIONS = ("概况", "立项依据", "必要性", "制度措施", "实施计划")
_COPIED = ("概况", "立项依据", "必要性", "制度措施", "实施计划", "实施期目标", "年度目标")
_ALIKE = 0.9
_OF_ITS_OWN = 15
_RATE = r"率|度|比例|比重|覆盖|达标|满意"
_MAY_EXCEED = re.compile(
    r"增长|增幅|增速|提高|提升|倍|超额|回报|投入产出|完成率|利用率|执行|速度|温度|长度|湿度|密度|强度|进度|年度|季度"
)
_AT_LEAST_ALL = re.compile(r"\s*(?:≥|>=|＞|>|不低于|大于)\s*100\s*[%％]\s*")
_ALL = 100
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")


@rule(
    "TGT011", "绩效目标表的各栏各写各的", sort="budget",
    message="“{project}”的{keys}写的是同一段话",
    hint="请分别写明项目做什么、依据什么、为什么做、怎样保证、怎样安排；无误则不必改",
    severity=Severity.INFO, basis=_OPEN_TARGETS,
)
def descriptions_of_a_project_differ(case: Case) -> Iterator[Hit]:
    """Five questions have five answers; one text pasted five times answers none."""
    for path, target in _targets(case):
        texts = {key: bare(text_of(target, key)) for key in _DESCRIPTIONS if text_of(target, key)}
        groups: list[list[str]] = []
        for key, text in texts.items():
            group = next((group for group in groups if _nearly_equal(texts[group[0]], text)), None)
            if group is None:
                groups.append([key])
            else:
                group.append(key)
        for group in groups:
            if len(group) > 1:
                yield hit(*path, group[0], project=target.project, keys="、".join(group))


@rule(
    "TGT012", "各个项目的文字各写各的", sort="budget",
    message="“{project}”的{key}与{first}一字不差：“{found}”",
    hint="请核对是否照抄了另一个项目的；无误则不必改",
    severity=Severity.INFO, basis=_OPEN_TARGETS,
)
def projects_have_texts_of_their_own(case: Case) -> Iterator[Hit]:
    """A text long enough to be about something is about one project; of a copied table one finding tells."""
    first: dict[tuple[str, str], FormPath] = {}
    for path, target in _targets(case):
        told = False
        for key in _COPIED:
            text = bare(text_of(target, key))
            if len(text) < _OF_ITS_OWN:
                continue
            known = first.setdefault((key, text), (*path, key))
            if known[2] != path[2] and not told:
                told = True
                yield hit(*path, key, project=target.project, key=key, found=text_of(target, key), first=known)


@rule(
    "TGT013", "比率的目标不超过 100%", sort="budget",
    message="“{indicator}”的目标是“{found}”，比率最高是 100%",
    hint="请写成 100%，或者写一个能够衡量的目标；可以超过 100% 的，不必改",
    severity=Severity.INFO, basis=_OPEN_TARGETS,
)
def rates_stay_within_a_hundred(case: Case) -> Iterator[Hit]:
    """Nobody can be satisfied by more than all of a hundred per cent; told once for each table."""
    for path, target in _targets(case):
        for i, indicator in enumerate(target.indicators):
            name = f"{indicator.second}{indicator.third}"
            values = {"实施期值": indicator.term_value, "年度值": indicator.year_value or ""}
            key = next((key for key, value in values.items() if _is_beyond_all(name, value)), None)
            if key is not None:
                yield hit(*path, "指标", i, key, found=values[key], indicator=indicator.third or indicator.second)
                break


def _targets(case: Case) -> Iterator[tuple[FormPath, PerformanceTarget]]:
    for i, target in enumerate(case.budget.performance.targets):
        yield ("绩效", "项目绩效目标", i), target


def _nearly_equal(a: str, b: str) -> bool:
    """Whether two texts begin alike and go on so almost to the end of the longer."""
    longer = max(len(a), len(b))
    same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return longer > 0 and same >= longer * _ALIKE


def _is_beyond_all(name: str, value: str) -> bool:
    if _MAY_EXCEED.search(name):
        return False
    more = any(Decimal(number) > _ALL for number in _PERCENT.findall(value))
    return bool(_AT_LEAST_ALL.fullmatch(value)) or (more and bool(re.search(_RATE, name)))
