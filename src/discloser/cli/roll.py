"""`discloser roll`."""

from __future__ import annotations

from pathlib import Path

import click

from ..model.place import written
from ..usecases.kind_faults import Library
from ..usecases.roll import NotNextYear
from ..usecases.roll import roll as roll_form
from .options import FORM, Command, library_option
from .text import lines_of_check


@click.command(cls=Command)
@click.argument("form", type=FORM, metavar="填报表")
@click.option("--to", type=int, metavar="年度", help="结转到哪一年度，只能是下一年；不写就是下一年。")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="文件",
              help="写到哪里；不写就写在原来的旁边，文件名里的年度换成新的。已有的文件不会被覆盖。")
@library_option
def roll(form: Path, to: int | None, output: Path | None, library: Library) -> int:
    """结转到下一年：单位和项目带过来，今年的数成为上年数，文字带过来待确认，点出还写着旧年度的文字。"""
    try:
        rolled = roll_form(form, output, to, library)
    except NotNextYear as wrong:
        raise click.BadParameter(f"{wrong}。", param_hint="--to") from wrong
    if rolled.target is None:
        for line in lines_of_check(str(form), rolled.checked.findings):
            click.echo(line)
        click.echo("没有写填报表：请先改正上面的错误。", err=True)
        return 1
    click.echo(f"已写好填报表：{rolled.target}。沿用的文字，每一块开头有“请确认或修改”，看过这一块以后删去这几个字；公开日期等请填新的。")
    if rolled.dated:
        click.echo("下面的文字里写着以前的年度，请改：")
    for path, (place, years) in rolled.dated.items():
        click.echo(f"  {place}: {written(path)}：{'、'.join(f'{named}年' for named in years)}")
    return 0
