"""`discloser explain`."""

from __future__ import annotations

import click

from ..usecases.explain import explain as page_of
from .options import Command


@click.command(cls=Command)
@click.argument("code", metavar="编号")
def explain(code: str) -> int:
    """说明一条提示的来由和改法，例如：discloser explain AMT001。"""
    page = page_of(code)
    if page is None:
        raise click.BadParameter(f"没有 {code} 这个编号；编号印在每条提示的前面，例如 AMT001。", param_hint="编号")
    click.echo(page)
    return 0
