"""`discloser portal init` and `worker`."""

from __future__ import annotations

import click

from ..web.bureau.hosting import UnsafeServer
from .options import Command


@click.command(cls=Command)
@click.option("--host", "hosts", multiple=True, metavar="网址",
              help="浏览器里用的网址，不带 https://，例如 gongkai.example.gov.cn；可以写几次。")
@click.option("--database", default="", metavar="地址",
              help="用 PostgreSQL 时它的地址：postgresql://用户:密码@主机/数据库。不写就用数据文件夹里的 SQLite。")
@click.option("--admin", metavar="账号", help="开一个财政局的账号，印出设密码的链接。")
@click.option("--name", default="", metavar="姓名", help="这个账号是谁的。")
def init(hosts: tuple[str, ...], database: str, admin: str | None, name: str) -> int:
    """开办：建数据文件夹、密钥和数据库，开第一个账号。升级程序以后也运行它；已有的都不动。"""
    from ..web.bureau.preparing import founded

    try:
        founded(hosts, database)
    except UnsafeServer as refused:
        raise click.UsageError(str(refused)) from refused
    click.echo("服务器准备好了。")
    if admin:
        from .portal_people import tell_new_account

        tell_new_account(admin, name, "bureau", "")
    return 0


@click.command(cls=Command)
def worker() -> int:
    """第二台机器：替服务器做排队的核对和生成。要用 PostgreSQL，数据文件夹两台机器共用。"""
    from ..web.bureau.hosted import serve_workers

    try:
        serve_workers(click.echo)
    except UnsafeServer as refused:
        raise click.UsageError(str(refused)) from refused
    return 0
