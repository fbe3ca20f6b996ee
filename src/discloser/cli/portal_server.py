"""`discloser portal init`, `worker`, `backup`, `restore`, `verify` and `tidy`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from ..web.bureau.hosting import UnsafeServer
from ..web.bureau.preparing import founded, migrated, prepared, refuse_other_shape
from .options import Command

_FOLDER = click.Path(file_okay=False, path_type=Path)


@contextmanager
def refusals() -> Iterator[None]:
    """What the server refuses, as misuse of a command."""
    try:
        yield
    except UnsafeServer as refused:
        raise click.UsageError(str(refused)) from refused


def ready() -> None:
    """Get the server's database ready for a command."""
    with refusals():
        prepared()
        refuse_other_shape()


def _of_server(command: Callable[..., None]) -> Callable[..., None]:
    """Options that tell what server it is."""
    return click.option(
        "--host", "hosts", multiple=True, metavar="网址",
        help="浏览器里用的网址，不带 https://，例如 gongkai.example.gov.cn；可以写几次。",
    )(click.option(
        "--database", default="", metavar="地址",
        help="用 PostgreSQL 时它的地址：postgresql://用户:密码@主机/数据库。不写就用数据文件夹里的 SQLite。",
    )(command))


@click.command(cls=Command)
@_of_server
@click.option("--admin", metavar="账号", help="开一个财政局的账号，印出设密码的链接。")
@click.option("--name", default="", metavar="姓名", help="这个账号是谁的。")
def init(hosts: tuple[str, ...], database: str, admin: str | None, name: str) -> None:
    """开办：建数据文件夹、密钥和数据库，开第一个账号。升级程序以后也运行它；已有的都不动。"""
    with refusals():
        founded(hosts, database)
        prepared()
        migrated()
    click.echo("服务器准备好了。")
    if admin:
        from .portal_people import tell_new_account

        tell_new_account(admin, name, "bureau", "")


@click.command(cls=Command)
def worker() -> None:
    """第二台机器：替服务器做排队的核对和生成。要用 PostgreSQL，数据文件夹两台机器共用。"""
    from ..web.bureau.hosted import serve_workers

    with refusals():
        serve_workers(click.echo)


@click.command(cls=Command)
@click.argument("folder", metavar="文件夹", type=_FOLDER)
@click.option("--keep", type=click.IntRange(1), metavar="N", help="只留最近几份；文件只存一份，不受影响。")
def backup(folder: Path, keep: int | None) -> int:
    """备份到一个文件夹：服务器不用停，只抄新的文件。同一个文件夹可以一直用，最好在另一块磁盘上。"""
    ready()
    from ..web.bureau import backup

    try:
        kept = backup.made(folder)
    except backup.NotCopied as refused:
        raise click.UsageError(str(refused)) from refused
    click.echo(f"备份好了：{kept.folder}。文件 {kept.files} 个，新抄 {kept.new} 个；操作记录 {kept.head.number} 条。")
    if keep and (gone := backup.thinned(folder, keep)):
        click.echo(f"删去 {gone} 份旧的备份。")
    for one in kept.broken:
        click.echo(f"没有备份到（文件没有了，或者已经损坏）：{one.whose}（{one.digest[:8]}）", err=True)
    return 1 if kept.broken else 0


@click.command(cls=Command)
@click.argument("folder", metavar="文件夹", type=_FOLDER)
@_of_server
def restore(folder: Path, hosts: tuple[str, ...], database: str) -> None:
    """由备份恢复到一个空的地方（可以是另一台机器）：逐个文件验证，验证操作记录，重新生成一份报告比较。"""
    with refusals():
        founded(hosts, database)
        prepared()
    from ..web.bureau.backup import NoBackup, NotCopied
    from ..web.bureau.restoring import restored

    try:
        with refusals():
            done = restored(folder, click.echo)
    except (NoBackup, NotCopied) as refused:
        raise click.UsageError(str(refused)) from refused
    click.echo(f"{done.report}\n恢复好了：{done.moment} 的备份。")


@click.command(cls=Command)
@click.option("--backup", type=_FOLDER, metavar="文件夹", help="和这个文件夹里的备份比：操作记录有没有被从头改写。")
@click.option("--heads", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="文件",
              help="和另外保管的 heads.txt 比。")
def verify(backup: Path | None, heads: Path | None) -> int:
    """验证操作记录（说出第一条不对的）和全部文件；把操作记录现在的末尾记进 heads.txt，请另外保管一份。"""
    ready()
    from ..web.bureau import soundness, trail
    from ..web.bureau.backup import NoBackup, heads_in

    try:
        known = [*soundness.noted_heads(), *(soundness.noted_heads(heads) if heads else ()),
                 *(heads_in(backup) if backup else ())]
    except NoBackup as refused:
        raise click.UsageError(str(refused)) from refused
    told = trail.verified(known)
    if told:
        click.echo(f"操作记录第 {told.number} 条（编号 {told.event}）不对：{told.words}。", err=True)
    else:
        head = soundness.head_noted()
        click.echo(f"操作记录 {head.number} 条，从头到尾对得上。末尾 {head.digest}")
    broken = list(soundness.broken_files())
    for one in broken:
        click.echo(f"文件没有了，或者已经损坏：{one.whose}（{one.digest[:8]}）。请由备份恢复。", err=True)
    if not broken:
        click.echo("文件都在，都没有变。")
    return 1 if told or broken else 0


@click.command(cls=Command)
@click.option("--drafts", is_flag=True, help="从没提交过、两年没动过的填报表也删去；操作记录里留着它们的指纹。")
def tidy(drafts: bool) -> None:
    """收拾：删去没有用到的文件、过期的登录。提交过的一直都留着。"""
    ready()
    from ..web.bureau.retention import tidied

    gone = tidied(drafts=drafts)
    click.echo(f"删去没有用到的文件 {gone.files} 个，没有提交过的填报表 {gone.drafts} 份，"
               f"核对别处报告的旧文件 {gone.handed} 份。")
