"""`discloser rules`."""

from __future__ import annotations

import click

from ..model.families import FAMILIES, by_family
from ..usecases.explain import catalogue
from .options import Command


@click.command(cls=Command)
@click.argument("families", metavar="[类别]...", nargs=-1)
def rules(families: tuple[str, ...]) -> int:
    """列出全部核对规则；写了类别（例如 TGT TXT）就只列这些。每条的说明见 discloser explain。"""
    wanted = {family.upper() for family in families}
    if unknown := wanted - set(FAMILIES):
        raise click.BadParameter(f"没有 {'、'.join(sorted(unknown))} 这个类别。", param_hint="类别")
    for family, problems in by_family(catalogue()).items():
        if not wanted or family in wanted:
            click.echo(f"{family}　{FAMILIES[family]}")
            for problem in problems:
                click.echo(f"    {problem.code}　{problem.severity.label}　{problem.title}")
    return 0
