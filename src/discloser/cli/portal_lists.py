"""`discloser portal roster` and `links`."""

from __future__ import annotations

from pathlib import Path

import click

from ..disk import read_file, write_all
from .options import Group
from .portal_people import OnServer

_BOOK = click.Path(dir_okay=False, path_type=Path)
_LARGEST = 8 * 2**20


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 ...")
def roster() -> None:
    """单位名录：导入、导出。与 batch 用的是同一个工作簿。"""


@roster.command("import", cls=OnServer)
@click.argument("book", metavar="名录.xlsx", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--take", is_flag=True, help="照列出的改；不写只列出会改什么。")
def import_roster(book: Path, take: bool) -> int:
    """导入名录：先列出会新增、改动、撤销哪些单位，看过再加 --take。"""
    from ..web import store
    from ..web.bureau import rosters, trail
    from ..web.models import HandedIn

    content = store.kept(read_file(book, _LARGEST))
    handed = HandedIn.objects.create(what=rosters.HANDED, name=book.name, blob=content)
    plan = rosters.plan(handed)
    for line in plan.lines:
        click.echo(f"{line.sort}　{line.code}　{line.name}　{line.told}".rstrip("　"))
    if plan.not_taken:
        click.echo(f"{plan.not_taken}。")
    if not take:
        click.echo("还没有改。看过没有错，再加 --take 运行一次。")
        return 0
    try:
        taken = rosters.take(handed, plan.mark, [line.code for line in plan.may_be_taken], trail.MACHINE)
    except (rosters.OtherRoster, rosters.DepartmentLeftOut) as refused:
        raise click.UsageError(f"没有导入：{refused or '名录刚刚被别人改过，请再运行一次'}") from refused
    click.echo("、".join(f"{sort} {count} 个" for sort, count in taken.counts.items()) + "。")
    return 0


@roster.command("export", cls=OnServer)
@click.argument("book", metavar="名录.xlsx", type=_BOOK)
def export_roster(book: Path) -> None:
    """导出名录和各年的期限。"""
    from ..web.bureau import rosters

    write_all({book: rosters.workbook()})


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 ...")
def links() -> None:
    """一次性链接：给没有账号的单位发、列出、收回。"""


_units = click.option("--unit", "codes", multiple=True, metavar="代码", help="只给这个单位，可以写几次；不写就是全部。")


@links.command(cls=OnServer)
@click.option("--year", required=True, type=int, metavar="年度", help="哪一年的。")
@click.option("--sort", required=True, type=click.Choice(["预算", "决算"]), help="预算还是决算。")
@click.option("-o", "--output", required=True, type=_BOOK, metavar="链接.xlsx", help="写到哪里；分发以后请删去。")
@click.option("--no-submit", is_flag=True, help="只能填报，不能提交。")
@_units
def new(year: int, sort: str, output: Path, no_submit: bool, codes: tuple[str, ...]) -> None:
    """给要报的单位各发一个链接：7 天内有效，只能用一次，打开以后 4 小时。"""
    from ..web.bureau.handing_out import handed_out, season_named

    count, book = handed_out(season_named(year, sort), codes, may_submit=not no_submit)
    write_all({output: book})
    click.echo(f"发了 {count} 个链接，写在 {output}。")


@links.command("list", cls=OnServer)
def list_links() -> None:
    """列出发过的链接和用没用过；链接本身只在发的时候说一次。"""
    from ..web.bureau.handing_out import issued_so_far

    for one in issued_so_far():
        click.echo("　".join(one))


@links.command(cls=OnServer)
@_units
def revoke(codes: tuple[str, ...]) -> None:
    """收回链接：还没用的不能再用，正在用的马上退出。"""
    from ..web.bureau.handing_out import taken_back

    click.echo(f"收回 {taken_back(codes)} 个链接。")
