"""`discloser tidy`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..model.place import written
from ..usecases.tidy import TidyProposal, carry_out, propose
from .options import FORM, Command
from .outcome import print_findings


@click.command(cls=Command)
@click.argument("form", type=FORM, metavar="填报表")
@click.option("--yes", is_flag=True, help="不再询问，直接改填报表。")
def tidy(form: Path, yes: bool) -> int:
    """整理填报表里的文字：文号的括号、重复的标点、粘贴带来的空格和换行、“其它”。

    逐处列出，问过再改，原来的填报表存到“历史”里；金额、编码、名称一概不动。
    """
    proposal = propose(form)
    if proposal.findings:
        print_findings(str(form), list(proposal.findings))
        return 2
    if not proposal.changes:
        click.echo("没有要整理的文字。")
        return 0
    _tell(proposal)
    if proposal.content is None:
        click.echo("没有写：这份填报表的写法特殊，改不进去。请照上面的，自己改。", err=True)
        return 1
    if not yes and not sys.stdin.isatty():
        raise click.UsageError("看过上面的改动，请加上 --yes 改填报表。")
    if not yes and not click.confirm("照上面的改填报表", err=True):
        return 1
    history = carry_out(proposal)
    click.echo(f"已写好：{form}")
    click.echo(f"原来的填报表已存到：{history}")
    return 0


def _tell(proposal: TidyProposal) -> None:
    click.echo(f"要整理的文字：{len(proposal.changes)} 处")
    for change in proposal.changes:
        left = "（改不进去，请自己改）" if change.path in proposal.homeless else ""
        click.echo(f"  {written(change.path)}（{change.place}）：{'、'.join(change.mended)}{left}")
        click.echo(f"    原：{_shown(change.old)}")
        click.echo(f"    改：{_shown(change.new)}")


def _shown(text: str) -> str:
    """A text on one line, with the marks that can't be seen."""
    return text.strip().replace("\t", "→").replace("\n", "↵")
