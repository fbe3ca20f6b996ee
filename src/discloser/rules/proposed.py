"""EST: lines that were worked out from somebody's report have been looked at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..model.case import Case
from ..model.form.common import ProposedLine
from ..model.place import FormPath
from .catalogue import rule
from .rule import Hit, each, hit


@rule(
    "EST001", "推算出来的行已经核对",
    message="这一行是从别处的报告推算出来的，还没有核对：{found}",
    hint="请与批复、指标文件核对科目和金额，属实或者改好以后，删去这一行“待核”里的字",
)
def proposed_lines_are_verified(case: Case) -> Iterator[Hit]:
    """What margins leave open was chosen among several; a wrong choice would be printed as if somebody knew it."""
    for path, lines in _lists(case):
        yield from each(lines, partial(_unverified, path))


def _lists(case: Case) -> Iterator[tuple[FormPath, tuple[ProposedLine, ...]]]:
    yield ("基本支出",), case.form.basic_lines
    yield ("项目支出",), case.form.project_lines
    if final := case.form.final:
        yield ("收入",), final.revenue_lines
        yield ("其他性质支出",), final.other_lines
        yield ("年初结转和结余",), final.opening
        yield ("年末结转和结余",), final.closing


def _unverified(lines: FormPath, number: int, line: ProposedLine) -> Iterator[Hit]:
    if line.unverified:
        yield hit(*lines, number, "待核", found=line.unverified)
