"""`discloser convert`."""

from __future__ import annotations

from pathlib import Path

import click

from ..usecases.convert import convert as convert_form
from ..usecases.kind_faults import Library
from .options import FORM, Command, library_option
from .outcome import exit_status, print_findings


@click.command(cls=Command)
@click.argument("origin", type=FORM, metavar="填报表")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path), metavar="新文件")
@library_option
def convert(origin: Path, target: Path, library: Library) -> int:
    """把工作簿（.xlsx）写成文本（.yaml），或者反过来；说明和备注也带过去。"""
    found = convert_form(origin, target, library)
    print_findings(str(origin), found)
    status = exit_status({str(origin): found})
    if status:
        click.echo("没有转换：请先改正上面的错误。", err=True)
    else:
        click.echo(f"已写好：{target}")
    return status
