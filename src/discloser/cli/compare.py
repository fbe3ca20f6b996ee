"""`discloser compare`."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from ..compare.comparison import Comparison
from ..compare.text import as_json as data_of
from ..compare.text import lines_of
from ..model.finding import has_errors
from ..usecases.compare import beside
from ..usecases.kind_faults import Library
from ..usecases.redline import REDLINE_FORMATS, NoReports, write_redline
from ..usecases.statement import STATEMENT_FORMATS, NoDate, write_statement
from .encoding import echo_json
from .options import FORM, Command, library_option
from .outcome import is_unreadable


@click.command(cls=Command)
@click.argument("old", type=FORM, metavar="原来的")
@click.argument("new", type=FORM, metavar="现在的")
@click.option("--json", "as_json", is_flag=True, help="把结果印成 JSON。")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
              metavar="更正说明.docx|.pdf|对照.docx|.pdf|.html",
              help=".docx、.pdf 是更正说明；.html 和名字里有“对照”的 .docx、.pdf 是标出了改动的报告。")
@click.option("--reason", metavar="原因", help="为什么更正，印在更正说明里；不写就在终端里问。")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="年-月-日",
              help="更正说明的日期；不写就用填报表的公开日期。")
@library_option
def compare(
    old: Path, new: Path, as_json: bool, output: Path | None, reason: str | None, date: dt.datetime | None,
    library: Library,
) -> int:
    """比较两份填报表（或两份报告 JSON）：填的有哪些不同，报告里哪些表格、句子、图跟着变。"""
    if output is not None:
        _is_a_paper(output)
    comparison, before, side = beside(old, new, library)
    if as_json:
        echo_json(data_of(comparison))
    else:
        for line in lines_of(comparison):
            click.echo(line)
    if comparison.unread:
        return 2 if _has_an_unreadable(comparison) else 1
    if output is not None:
        if has_errors(side.findings):
            paper = "对照稿" if _is_redline(output) else "更正说明"
            click.echo(f"没有写{paper}：{new} 里有错误，生成不了报告；请先改正，再写一次。", err=True)
            return 1
        try:
            if _is_redline(output):
                write_redline(comparison, before, side, output, library)
            else:
                write_statement(
                    comparison, side, output, reason or _asked_reason(), date.date() if date else None, library)
        except (NoDate, NoReports) as missing:
            raise click.UsageError(str(missing)) from missing
        click.echo(f"已写好：{output}", err=as_json)
    return 0


def _is_a_paper(output: Path) -> None:
    if _is_redline(output) and _ending(output) not in REDLINE_FORMATS:
        raise click.UsageError("对照稿的文件名要以 .html、.docx 或 .pdf 结尾。")
    if _ending(output) not in (*STATEMENT_FORMATS, *REDLINE_FORMATS):
        raise click.UsageError("更正说明的文件名要以 .docx 或 .pdf 结尾，对照稿的以 .html 结尾。")


def _is_redline(output: Path) -> bool:
    """Whether the marked report is wanted, not the statement of what was corrected."""
    return "对照" in output.name or _ending(output) in set(REDLINE_FORMATS) - set(STATEMENT_FORMATS)


def _ending(output: Path) -> str:
    return output.suffix.lower().removeprefix(".")


def _asked_reason() -> str:
    """The reason, from the person at the terminal; a script has to give it."""
    if not sys.stdin.isatty():
        raise click.UsageError("更正说明要写明原因，请加上 --reason，例如 --reason 录入时多写了一位。")
    return str(click.prompt("为什么更正", err=True))


def _has_an_unreadable(comparison: Comparison) -> bool:
    found = (*comparison.appeared, *comparison.vanished)
    return any(is_unreadable(finding) for finding in found)
