"""`discloser trace`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..model.place import FormPath, written
from ..trace.text import lines_of_reach, lines_of_traces, trace_json
from ..trace.traced import NotFound, Traced
from ..usecases.check import Checked
from ..usecases.kind_faults import Library
from ..usecases.trace import Reached, reach
from ..usecases.trace import trace as trace_figure
from ..usecases.trace_published import published
from .encoding import echo_json
from .options import FORM, Command, library_option
from .text import lines_of_check


@click.command(cls=Command)
@click.argument("form", type=FORM, metavar="填报表")
@click.argument("asked", required=False, metavar="[表:行:列|句子里的数]")
@click.option("--from", "place", metavar="位置",
              help="反过来：填报表的这一处（基本支出!C7、行号，或 基本支出/1/金额）印到哪些格、哪些句子里。")
@click.option("--in", "report", type=FORM, metavar="报告",
              help="再到公开的报告（PDF、Word、Excel、网页）里找同一个数：在哪一页、哪一格，是不是一样。")
@click.option("--json", "as_json", is_flag=True, help="把结果印成 JSON。")
@library_option
def trace(
    form: Path, asked: str | None, place: str | None, report: Path | None, as_json: bool, library: Library,
) -> int:
    """报告里的一个数从哪里来：怎么算的，由填报表的哪几行得来；用 --from 反过来查。

    例如 discloser trace 填报表.xlsx 3:2080505:基本支出，或者 discloser trace 填报表.xlsx 收入总计。
    """
    if (asked is None) == (place is None):
        raise click.UsageError("请写要查的数（表:行:列，或者句子里的数），或者用 --from 写填报表里的位置，两样写一样。")
    try:
        if place is None:
            checked, lines, data = _traced(trace_figure(form, asked or "", library), report, library)
        else:
            checked, lines, data = _reached(reach(form, place, library))
    except NotFound as missing:
        raise click.UsageError(f"{missing}。") from missing
    if not data:
        for line in lines_of_check(str(form), checked.findings):
            click.echo(line)
        return 1
    if as_json:
        echo_json(data)
    else:
        click.echo("\n".join(lines))
    return 0


def _traced(
    found: tuple[Checked, list[Traced]], report: Path | None, library: Library,
) -> tuple[Checked, list[str], Any]:
    checked, traced = found
    lines = list(lines_of_traces(traced, checked.places))
    data = [trace_json(one, checked.places) for one in traced]
    if report is not None:
        figures, findings = published(traced, report, library)
        lines += [finding.line() for finding in findings]
        lines += dict.fromkeys(figure.line() if figure else "  公开的报告里没有找到这个数" for figure in figures)
        data = [{**one, "published": figure.as_json() if figure else None}
                for one, figure in zip(data, figures, strict=True)]
    return checked, lines, data


def _reached(found: tuple[Checked, dict[FormPath, Reached]]) -> tuple[Checked, list[str], Any]:
    checked, reached = found
    told = {path: (one.cells_told(), one.others_told()) for path, one in reached.items()}
    lines = [line for path, (cells, others) in told.items() for line in lines_of_reach(path, cells, others)]
    data = {
        written(path): {"cells": [list(cell) for cell in cells], "others": [list(other) for other in others]}
        for path, (cells, others) in told.items()
    }
    return checked, lines, data
