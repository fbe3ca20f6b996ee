"""`discloser pull`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..compare.word_changes import marked
from ..model.place import written
from ..usecases.kind_faults import Library
from ..usecases.pull import PullProposal, WrittenFiles, carry_out, propose, save_left
from .options import FORM, Command, library_option
from .outcome import is_unreadable
from .text import lines_of_check


@click.command(cls=Command)
@click.argument("report", type=FORM, metavar="报告.docx")
@click.argument("form", type=FORM, metavar="填报表")
@click.option("--yes", is_flag=True, help="不再询问，直接写回填报表。")
@library_option
def pull(report: Path, form: Path, yes: bool, library: Library) -> int:
    """把在 Word、WPS 里改过的文字收回填报表；改过的数字和固定句子只指出，不收回。

    收不回的内容另存在报告旁边的“…未收回.txt”里。
    """
    proposal = propose(report, form, library)
    if proposal.checked.case is None:
        for line in lines_of_check(str(form), proposal.checked.findings):
            click.echo(line)
        return 1
    _tell(proposal)
    if not proposal.pulled.changes:
        _tell_written(save_left(proposal, report))
        return _status_of(proposal)
    if not yes and not sys.stdin.isatty():
        _tell_written(save_left(proposal, report))
        raise click.UsageError("看过上面的改动，请加上 --yes 写回填报表。")
    if not yes and not click.confirm("把上面的文字写回填报表", err=True):
        _tell_written(save_left(proposal, report))
        return 1
    done = carry_out(proposal, report, form)
    _tell_written(done)
    if done.instead is not None:
        click.echo(
            f"没有写回：{form} 在读过以后被改动过，一个字也没有动它。收回了文字的另存为：{done.instead}"
            "（按改动以前的填报表做的）。请再收一次，或者对照着改。", err=True)
        return 1
    return _status_of(proposal)


def _tell(proposal: PullProposal) -> None:
    """What would go back into the form, then what would not."""
    changes = proposal.pulled.changes
    click.echo(f"收回填报表的文字：{len(changes)} 处" if changes else "没有要收回的文字。")
    for change in changes:
        click.echo(f"  {written(change.path)}（{proposal.checked.places.of(change.path)}）")
        click.echo(f"    {' '.join(marked(change.old.strip(), change.new).split())}")
    for finding in proposal.pulled.findings:
        click.echo(f"{finding.severity.label} {finding.code} {finding.message}")
        click.echo(f"    改法：{finding.hint}")


def _tell_written(done: WrittenFiles) -> None:
    for path in done.files:
        click.echo(f"已写好：{path}")
    if done.history is not None:
        click.echo(f"原来的填报表已存到：{done.history}")


def _status_of(proposal: PullProposal) -> int:
    if any(is_unreadable(finding) for finding in proposal.pulled.findings):
        return 2
    return 1 if any(finding.severity.value == "error" for finding in proposal.pulled.findings) else 0
