"""`discloser new`."""

from __future__ import annotations

from pathlib import Path

import click

from ..usecases.kind_faults import Library
from ..usecases.new import NotOfYear, write_blank, write_next_year
from .options import FORM, Command, library_option
from .outcome import exit_status, print_findings


@click.command(cls=Command)
@click.argument("kind", metavar="版式")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="文件",
              help="写到哪里：.xlsx 是工作簿，.yaml 是文本；已有的文件不会被覆盖。")
@click.option("--from", "last_year", type=FORM, metavar="上年填报表",
              help="从上年的填报表开头：单位、科目、项目名称、上年数带过来，文字带过来待确认。")
@click.option("--year", type=int, metavar="年度",
              help="做哪一年度的报告，记在填报表里；不写就是版式自己的年度（从上年开头的，是下一年）。")
@library_option
def new(kind: str, output: Path, last_year: Path | None, year: int | None, library: Library) -> int:
    """写一份带说明的空白填报表。版式名称见 discloser kinds。"""
    try:
        return _write(kind, output, last_year, year, library)
    except NotOfYear as wrong:
        raise click.BadParameter(f"{wrong}。", param_hint="--year") from wrong


def _write(kind: str, output: Path, last_year: Path | None, year: int | None, library: Library) -> int:
    if last_year is None:
        write_blank(kind, output, library, year)
        click.echo(f"已写好空白填报表：{output}")
        return 0
    checked = write_next_year(kind, last_year, output, library, year)
    if checked.case is not None:
        click.echo(f"已写好填报表：{output}。沿用上年的文字，每一块开头有“请确认或修改”，看过这一块以后删去这几个字。")
        return 0
    print_findings(str(last_year), checked.findings, checked.waiting)
    click.echo("没有写填报表：请先改正上年填报表里的错误。", err=True)
    return exit_status({str(last_year): checked.findings})
