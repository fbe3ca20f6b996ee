"""PRI: a reason fits the change it stands for. Word lists hint; whether a reason is true, a person decides."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.case import Case
from ..model.finding import Nature, Severity
from ..model.place import FormPath, written
from ..model.text.likeness import bare
from ..model.text.reasons import only_repeats, other_topic, says_fall, says_rise
from .catalogue import rule
from .explained import explained
from .rule import Hit, hit

_OPEN_BUDGETS = "《地方预决算公开操作规程》：预算公开应当说明与上年相比的增减变化及原因"
_ITEMS = ("三公经费", "机关运行经费")


@rule(
    "PRI003", "原因与增减的方向一致",
    message="{name}比{base}{moved}，原因却说{told}：“{found}”",
    hint="请核对本年数、上年数是否填反，原因是否写错；无误则不必改",
    severity=Severity.WARNING, basis=_OPEN_BUDGETS,
    nature=Nature.ABOUT_CHANGES,
)
def reasons_go_the_way_of_the_change(case: Case) -> Iterator[Hit]:
    """A reason left from another year goes the wrong way; one that speaks of both ways is let be."""
    for path, changes in explained(case).items():
        directions = {change.change.direction for change in changes}
        reason = case.form.at(path)
        if directions == {"decrease"} and says_rise(reason):
            yield hit(*path, found=reason, name=changes[0].name, base=changes[0].base,
                      moved="减少", told="增加")
        elif directions == {"increase"} and says_fall(reason):
            yield hit(*path, found=reason, name=changes[0].name, base=changes[0].base,
                      moved="增加", told="减少")


@rule(
    "PRI004", "各项的原因各写各的",
    message="“{key}”与“{other}”的原因一字不差：“{found}”",
    hint="请核对是否照抄了另一项的原因；两项确是同一个原因的，不必改",
    severity=Severity.INFO, basis=_OPEN_BUDGETS,
    nature=Nature.ABOUT_CHANGES,
)
def different_items_have_reasons_of_their_own(case: Case) -> Iterator[Hit]:
    """A total may share the reason of its part; two items beside each other seldom do."""
    first: dict[str, FormPath] = {}
    for path in explained(case):
        reason = bare(case.form.at(path))
        if path[0] in _ITEMS and reason in first:
            yield hit(*path, found=case.form.at(path), key=written(path), other=written(first[reason]))
        elif path[0] in _ITEMS:
            first[reason] = path


@rule(
    "PRI005", "原因不只是重复增减",
    message="“{key}”填的是“{found}”，只说了增减，没有说为什么",
    hint="请写明为什么增减，例如人员变动、项目新增或到期、政策标准调整",
    severity=Severity.WARNING, basis=_OPEN_BUDGETS,
    nature=Nature.ABOUT_CHANGES,
)
def reasons_say_more_than_the_change(case: Case) -> Iterator[Hit]:
    """“支出增加” after “比上年增加” tells a reader nothing; a reason that is no reason at all is told by PRI002."""
    for path, changes in explained(case).items():
        reason = case.form.at(path)
        if (says_rise(reason) or says_fall(reason)) and only_repeats(reason, changes[0].name):
            yield hit(*path, found=reason, key=written(path))


@rule(
    "PRI006", "原因说的是这一项",
    message="“{key}”说的像是{other}：“{found}”",
    hint="请核对是否写到了别的栏目；无误则不必改",
    severity=Severity.WARNING, basis=_OPEN_BUDGETS,
    nature=Nature.ABOUT_CHANGES,
)
def reasons_are_about_their_own_item(case: Case) -> Iterator[Hit]:
    """Reasons slip a line up or down; then one about cars explains receptions."""
    for path in explained(case):
        if path[0] == "三公经费" and (other := other_topic(case.form.at(path), path[1])):
            yield hit(*path, found=case.form.at(path), key=written(path), other=other)
