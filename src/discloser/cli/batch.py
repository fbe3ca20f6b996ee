"""`discloser batch`."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path

import click

from ..render import FORMATS
from ..usecases.batch.cluster import cluster_hands
from ..usecases.batch.export import UnreadExport, open_export
from ..usecases.batch.finding_forms import forms_in
from ..usecases.batch.hands import crew_hands, desk_in
from ..usecases.batch.lists import write_lists
from ..usecases.batch.new_forms import NoKindFor, begin_forms
from ..usecases.batch.records import State
from ..usecases.batch.roster import Roster
from ..usecases.batch.run import Hands, Order, Run, run
from ..usecases.batch.summary import Bureau, summary
from ..usecases.batch.tls import Tls, refuse_open
from ..usecases.batch.unit import Wanted
from ..usecases.engine import engine_digest
from ..usecases.kind_faults import INSTALLED, Library
from ..usecases.new import NotOfYear
from ..usecases.rosters import RosterFile, read_roster
from .batch_progress import Progress
from .batch_text import json_of_unit, lines_of_new, lines_of_run
from .options import Command, Group, library_option
from .outcome import print_findings
from .stopping import gentle_stop

_USUAL = tuple(name for name, one in FORMATS.items() if one.usual)
_RUN = "run"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OWN_FAULTS = (State.FAULT, State.TIMEOUT, State.DIED)


class _Batch(Group):
    """`batch 文件夹…` runs; another command of the group has to be named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args if args[:1] and args[0] in self.commands else [_RUN, *args])


@click.group(cls=_Batch, options_metavar="", subcommand_metavar="文件夹... | new")
def batch() -> None:
    """一次做完许多单位：核对、生成、列出谁有问题、谁没有报。"""


@batch.command(_RUN, cls=Command)
@click.argument("folders", nargs=-1, required=True, metavar="文件夹...",
                type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="文件夹",
              help="结果放在哪个文件夹：每个单位一个文件夹，另有批量结果.xlsx、批量结果.html。")
@click.option("-f", "--format", "formats", type=click.Choice(list(FORMATS)), multiple=True, default=_USUAL,
              help=f"要哪种格式，可以写几次；缺省为 {'、'.join(_USUAL)}。")
@click.option("--check-only", is_flag=True, help="只核对，不生成报告。")
@click.option("--open-data", is_flag=True, help="另外把各表写成 CSV（附 datapackage.json）和一个 Excel。")
@click.option("--return-lists", is_flag=True, help="有问题的单位，在它的文件夹里写一份退回清单.xlsx。")
@click.option("--roster", type=click.Path(dir_okay=False, path_type=Path), metavar="名录.xlsx",
              help="单位名录：按代码给文件夹起名，列出没有报的单位和公开期限。")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="年-月-日", help="按哪一天算逾期，缺省为今天。")
@click.option("-j", "--processes", type=click.IntRange(1, 256), metavar="N",
              help="同时用几个进程，缺省为处理器的个数。")
@click.option("--scheduler", metavar="地址",
              help="在 Dask 集群上做，例如 tls://10.0.0.5:8786。能连上调度程序的人能在每台机器上运行任何代码：不在本机的必须用证书。")
@click.option("--tls-ca", type=_FILE, metavar="文件", help="发证机构的证书（PEM）。")
@click.option("--tls-cert", type=_FILE, metavar="文件", help="这一方的证书（PEM）。")
@click.option("--tls-key", type=_FILE, metavar="文件", help="这一方的密钥（PEM）。")
@click.option("--json", "as_json", is_flag=True, help="每个单位印一行 JSON。")
@library_option
def run_batch(
    folders: tuple[Path, ...], output: Path, formats: tuple[str, ...], check_only: bool, open_data: bool,
    return_lists: bool, roster: Path | None, date: dt.datetime | None, processes: int | None, as_json: bool,
    scheduler: str | None, tls_ca: Path | None, tls_cert: Path | None, tls_key: Path | None, library: Library,
) -> int:
    """核对并生成文件夹里所有单位的报告；没有变的跳过，中断了的接着做。"""
    if any(folder.resolve() == output.resolve() for folder in folders):
        raise click.UsageError("-o 不能就是放填报表的文件夹，请换一个，例如 -o 结果。")
    known = read_roster(roster) if roster else RosterFile()
    if roster and known.findings:
        print_findings(str(roster), list(known.findings))
    if roster and not known.units:
        return 2
    wanted = Wanted(
        () if check_only else formats, open_data=open_data, return_lists=return_lists,
        templates=() if library is INSTALLED else library.roots)
    forms = forms_in(folders, [output, *([roster] if roster else ())])
    if not forms:
        raise click.UsageError("这些文件夹里没有填报表（.xlsx、.yaml）。")
    order = Order(forms, output, wanted, engine_digest(library), Roster(known.units))
    workers = _Workers(processes or os.cpu_count() or 1, scheduler, Tls(tls_ca, tls_cert, tls_key))
    if scheduler:
        refuse_open(scheduler, workers.tls)
    done = _carried_out(order, workers, as_json=as_json)
    bureau = Bureau(order.roster, known.seasons, date.date() if date else dt.date.today())
    files = write_lists(output, summary(done, bureau))
    if not as_json:
        click.echo("\n".join(lines_of_run(done, bureau, files)))
    return _status(done)


@batch.command("new", cls=Command)
@click.option("--roster", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="名录.xlsx",
              help="单位名录：每个单位写一份填报表，免报的不写。")
@click.option("--kind", "kinds", multiple=True, required=True, metavar="版式",
              help="填报表的版式，见 discloser kinds；名录里有部门的，另写一次部门用的版式。")
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="文件夹",
              help="写到哪个文件夹，文件名是 代码-名称.xlsx；已有的文件不会被覆盖。")
@click.option("--from", "last_year", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="文件夹",
              help="上年的填报表在哪个文件夹：有上年填报表的单位，从它开头。")
@click.option("--export", "exported", type=_FILE, metavar="清单",
              help="财务系统导出的一份清单（一行一笔，各单位在一起）：每个单位取自己的行，按代码或者名称认。")
@click.option("--year", type=int, metavar="年度", help="做哪一年度的报告；不写就是版式自己的年度。")
@library_option
def new_batch(
    roster: Path, kinds: tuple[str, ...], output: Path, last_year: Path | None, exported: Path | None, year: int | None,
    library: Library,
) -> int:
    """按单位名录，给每个单位写一份填报表：有上年的从上年开头，有清单的取各自的行，没有的是空白表。"""
    known = read_roster(roster)
    if known.findings:
        print_findings(str(roster), list(known.findings))
    if not known.units:
        return 2
    try:
        listed = Roster(known.units)
        export = open_export(exported, listed, library) if exported else None
        begun = list(begin_forms(listed, output, kinds, library, last_year=last_year, year=year, export=export))
    except NotOfYear as wrong:
        raise click.BadParameter(f"{wrong}。", param_hint="--year") from wrong
    except NoKindFor as wrong:
        raise click.BadParameter(f"{wrong}。", param_hint="--kind") from wrong
    except UnreadExport as wrong:
        raise click.BadParameter(f"{wrong}。", param_hint="--export") from wrong
    click.echo("\n".join(lines_of_new(begun, export.doubts if export else ())))
    return 0


@dataclass(frozen=True)
class _Workers:
    """Who works: so many processes here, or the machines behind a scheduler."""

    processes: int
    scheduler: str | None
    tls: Tls

    def hands(self, order: Order, work: Path) -> AbstractContextManager[Hands]:
        if self.scheduler:
            return cluster_hands(self.scheduler, self.tls, order.engine, order.wanted.templates)
        return crew_hands(self.processes, work, checks=not order.wanted.formats)


def _carried_out(order: Order, workers: _Workers, *, as_json: bool) -> Run:
    progress = Progress(len(order.forms))
    with ExitStack() as stack:
        stopping = stack.enter_context(gentle_stop(progress.stopping))
        work = stack.enter_context(desk_in(order.out))
        hands = stack.enter_context(workers.hands(order, work))
        with progress:
            return run(order, hands, lambda one: progress.told(one, json_of_unit(one) if as_json else None), stopping)


def _status(done: Run) -> int:
    """3 for a fault that is no form's, 2 for a run that was stopped or hindered, 1 for errors in forms, else 0."""
    states = {one.record.state for one in done.units.values()}
    if states & set(_OWN_FAULTS):
        return 3
    return 2 if done.left or State.HELD in states else 1 if states & {State.ERRORS, State.UNREADABLE, State.KIND} else 0
