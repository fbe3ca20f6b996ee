"""The commands for corrections: what one change moves, and what became of it in print."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import FORM, Command, templates_option
from .telling import lines_of_check

if TYPE_CHECKING:
    from ..app import Checked
    from ..compare.model import Comparison
    from ..core.place import Path as FormPath
    from ..corrections import Reached
    from ..pulling import Proposal
    from ..trace.model import Traced


@click.command(cls=Command)
@click.argument("old", type=FORM, metavar="原来的")
@click.argument("new", type=FORM, metavar="现在的")
@click.option("--json", "as_json", is_flag=True, help="把结果印成 JSON。")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="更正说明.docx|.pdf",
              help="写一份更正说明，写到这里。")
@click.option("--reason", metavar="原因", help="为什么更正，印在更正说明里；不写就在终端里问。")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="年-月-日",
              help="更正说明的日期；不写就用填报表的公开日期。")
@templates_option
def compare(
    old: Path, new: Path, as_json: bool, output: Path | None, reason: str | None, date: dt.datetime | None,
    templates: Path | None,
) -> int:
    """比较两份填报表（或两份报告 JSON）：填的有哪些不同，报告里哪些表格、句子、图跟着变。"""
    from .. import corrections
    from ..compare.telling import as_json as data_of
    from ..compare.telling import lines_of
    from ..core.finding import has_errors

    if output is not None:
        _is_a_paper(output)
    comparison, side = corrections.compare(old, new, templates)
    if as_json:
        click.echo(json.dumps(data_of(comparison), ensure_ascii=False, indent=1))
    else:
        for line in lines_of(comparison):
            click.echo(line)
    if comparison.unread:
        return 2 if _is_unreadable(comparison) else 1
    if output is not None:
        if has_errors(side.findings):
            click.echo(f"没有写更正说明：{new} 里有错误，生成不了报告；请先改正，再写一次。", err=True)
            return 1
        try:
            corrections.write_statement(
                comparison, side, output, reason or _asked_reason(), date.date() if date else None, templates)
        except corrections.NoDate as missing:
            raise click.UsageError(str(missing)) from missing
        click.echo(f"已写好：{output}", err=as_json)
    return 0


def _is_a_paper(output: Path) -> None:
    from ..corrections import STATEMENT_FORMATS

    if output.suffix.lower().removeprefix(".") not in STATEMENT_FORMATS:
        raise click.UsageError("更正说明的文件名要以 .docx 或 .pdf 结尾。")


def _asked_reason() -> str:
    """The reason, from the person at the terminal; a script has to give it."""
    if not sys.stdin.isatty():
        raise click.UsageError("更正说明要写明原因，请加上 --reason，例如 --reason 录入时多写了一位。")
    return str(click.prompt("为什么更正", err=True))


def _is_unreadable(comparison: Comparison) -> bool:
    found = (*comparison.appeared, *comparison.vanished)
    return any(finding.code.startswith(("FIL", "RPT", "XLS00")) for finding in found)


@click.command(cls=Command)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="文件夹")
@click.option("--json", "as_json", is_flag=True, help="把结果印成 JSON。")
def status(folder: Path, as_json: bool) -> int:
    """看一个文件夹里的报告：哪些是最新的，哪些要重新生成，哪些生成以后被改动过。"""
    from .. import corrections

    found = corrections.status(folder)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    elif not found:
        click.echo(f"{folder} 里没有 discloser build 生成的报告。")
    for report, outputs in found.items() if not as_json else ():
        click.echo(report + ("：版本记录读不出来，请重新生成" if not outputs else ""))
        for name, state in outputs.items():
            click.echo(f"  {name}：{state}")
    return 0 if all(outputs and set(outputs.values()) == {"最新"} for outputs in found.values()) else 1


@click.command(cls=Command)
@click.argument("form", type=FORM, metavar="填报表")
@click.option("--to", type=int, metavar="年度", help="结转到哪一年度，只能是下一年；不写就是下一年。")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="文件",
              help="写到哪里；不写就写在原来的旁边，文件名里的年度换成新的。已有的文件不会被覆盖。")
@templates_option
def roll(form: Path, to: int | None, output: Path | None, templates: Path | None) -> int:
    """结转到下一年：单位和项目带过来，今年的数成为上年数，文字带过来待确认，点出还写着旧年度的文字。"""
    from .. import corrections
    from ..core.place import written

    try:
        rolled = corrections.roll(form, output, to, templates)
    except corrections.NotNextYear as wrong:
        raise click.BadParameter(f"{wrong}。", param_hint="--to") from wrong
    if rolled.target is None:
        for line in lines_of_check(str(form), rolled.checked.findings):
            click.echo(line)
        click.echo("没有写填报表：请先改正上面的错误。", err=True)
        return 1
    click.echo(f"已写好填报表：{rolled.target}。沿用的文字前面有“请确认或修改”，看过以后删去这几个字；公开日期等请填新的。")
    if rolled.dated:
        click.echo("下面的文字里写着以前的年度，请改：")
    for path, (place, years) in rolled.dated.items():
        click.echo(f"  {place}: {written(path)}：{'、'.join(f'{named}年' for named in years)}")
    return 0


@click.command(cls=Command)
@click.argument("form", type=FORM, metavar="填报表")
@click.argument("asked", required=False, metavar="[表:行:列|句子里的数]")
@click.option("--from", "place", metavar="位置",
              help="反过来：填报表的这一处（基本支出!C7、行号，或 基本支出/1/金额）印到哪些格、哪些句子里。")
@click.option("--json", "as_json", is_flag=True, help="把结果印成 JSON。")
@templates_option
def trace(form: Path, asked: str | None, place: str | None, as_json: bool, templates: Path | None) -> int:
    """报告里的一个数从哪里来：怎么算的，由填报表的哪几行得来；用 --from 反过来查。

    例如 discloser trace 填报表.xlsx 3:2080505:基本支出，或者 discloser trace 填报表.xlsx 收入总计。
    """
    from .. import corrections
    from ..trace.model import NotFound

    if (asked is None) == (place is None):
        raise click.UsageError("请写要查的数（表:行:列，或者句子里的数），或者用 --from 写填报表里的位置，两样写一样。")
    try:
        if place is None:
            checked, lines, data = _traced(corrections.trace(form, asked or "", templates))
        else:
            checked, lines, data = _reached(corrections.reach(form, place, templates))
    except NotFound as missing:
        raise click.UsageError(f"{missing}。") from missing
    if not data:
        for line in lines_of_check(str(form), checked.findings):
            click.echo(line)
        return 1
    click.echo(json.dumps(data, ensure_ascii=False, indent=1) if as_json else "\n".join(lines))
    return 0


def _traced(found: tuple[Checked, list[Traced]]) -> tuple[Checked, list[str], Any]:
    from ..trace.telling import lines_of_trace, trace_json

    checked, traced = found
    lines = [line for one in traced for line in lines_of_trace(one, checked.places)]
    return checked, lines, [trace_json(one, checked.places) for one in traced]


def _reached(found: tuple[Checked, dict[FormPath, Reached]]) -> tuple[Checked, list[str], Any]:
    from ..core.place import written
    from ..trace.telling import lines_of_reach

    checked, reached = found
    told = {path: (one.cells_told(), one.others_told()) for path, one in reached.items()}
    lines = [line for path, (cells, others) in told.items() for line in lines_of_reach(path, cells, others)]
    data = {
        written(path): {"cells": [list(cell) for cell in cells], "others": [list(other) for other in others]}
        for path, (cells, others) in told.items()
    }
    return checked, lines, data


@click.command(cls=Command)
@click.argument("report", type=FORM, metavar="报告.docx")
@click.argument("form", type=FORM, metavar="填报表")
@click.option("--yes", is_flag=True, help="不再询问，直接写回填报表。")
@templates_option
def pull(report: Path, form: Path, yes: bool, templates: Path | None) -> int:
    """把在 Word、WPS 里改过的文字收回填报表；改过的数字和固定句子只指出，不收回。

    收不回的内容另存在报告旁边的“…未收回.txt”里。
    """
    from .. import pulling

    proposal = pulling.propose(report, form, templates)
    if proposal.checked.case is None:
        for line in lines_of_check(str(form), proposal.checked.findings):
            click.echo(line)
        return 1
    _tell(proposal)
    if not proposal.pulled.changes:
        _tell_written(pulling.save_left(proposal, report))
        return _status_of(proposal)
    if not yes and not sys.stdin.isatty():
        _tell_written(pulling.save_left(proposal, report))
        raise click.UsageError("看过上面的改动，请加上 --yes 写回填报表。")
    if not yes and not click.confirm("把上面的文字写回填报表", err=True):
        _tell_written(pulling.save_left(proposal, report))
        return 1
    _tell_written(pulling.carry_out(proposal, report, form))
    return _status_of(proposal)


def _tell(proposal: Proposal) -> None:
    """What would go back into the form, then what would not."""
    from ..compare.words import marked
    from ..core.place import written

    changes = proposal.pulled.changes
    click.echo(f"收回填报表的文字：{len(changes)} 处" if changes else "没有要收回的文字。")
    for change in changes:
        click.echo(f"  {written(change.path)}（{proposal.checked.places.of(change.path)}）")
        click.echo(f"    {' '.join(marked(change.old.strip(), change.new).split())}")
    for finding in proposal.pulled.findings:
        click.echo(f"{finding.severity.label} {finding.code} {finding.message}")
        click.echo(f"    改法：{finding.hint}")


def _tell_written(files: list[Path]) -> None:
    for path in files:
        click.echo(f"已写好：{path}")


def _status_of(proposal: Proposal) -> int:
    if any(finding.code == "PUL001" for finding in proposal.pulled.findings):
        return 2
    return 1 if any(finding.severity.value == "error" for finding in proposal.pulled.findings) else 0


COMMANDS = (compare, status, roll, trace, pull)
