"""`discloser status`."""

from __future__ import annotations

from pathlib import Path

import click

from ..usecases.status import status as status_of
from .encoding import echo_json
from .options import Command


@click.command(cls=Command)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="文件夹")
@click.option("--json", "as_json", is_flag=True, help="把结果印成 JSON。")
def status(folder: Path, as_json: bool) -> int:
    """看一个文件夹里的报告：哪些是最新的，哪些要重新生成，哪些生成以后被改动过。"""
    found = status_of(folder)
    if as_json:
        echo_json(found)
    elif not found:
        click.echo(f"{folder} 里没有 discloser build 生成的报告。")
    for report, outputs in found.items() if not as_json else ():
        click.echo(report + ("：版本记录读不出来，请重新生成" if not outputs else ""))
        for name, state in outputs.items():
            click.echo(f"  {name}：{state}")
    return 0 if all(outputs and set(outputs.values()) == {"最新"} for outputs in found.values()) else 1
