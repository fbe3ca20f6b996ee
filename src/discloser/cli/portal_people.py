"""`discloser portal user` and `links`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .options import Command, Group
from .portal_server import ready

if TYPE_CHECKING:
    from ..web.bureau.models import Account

ROLES = {"单位": "unit", "主管部门": "department", "审核人": "reviewer", "财政局": "bureau", "检查人员": "auditor"}
"""What people are called → what the server calls them."""


class OnServer(Command):
    """A command that works on the server's database."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; what cannot be as asked is said."""
        ready()
        from ..web.bureau.accounts import NoSuch

        try:
            return super().invoke(ctx)
        except NoSuch as refused:
            raise click.UsageError(str(refused)) from refused


_username = click.argument("username", metavar="账号")


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 ...")
def user() -> None:
    """账号：开、停、给角色、发设密码的链接。"""


@user.command(cls=OnServer)
@_username
@click.option("--name", default="", metavar="姓名", help="谁的账号。")
@click.option("--role", required=True, type=click.Choice(list(ROLES)), help="做什么的。")
@click.option("--unit", default="", metavar="代码", help="单位、主管部门的账号属于哪个单位。")
def add(username: str, name: str, role: str, unit: str) -> None:
    """开一个账号，印出设密码的链接。"""
    tell_new_account(username, name, ROLES[role], unit)


def tell_new_account(username: str, name: str, role: str, code: str) -> None:
    """Open an account and print the link that lets its owner set a password."""
    from ..web.bureau import accounts

    try:
        account, token = accounts.added(username, name, role, code)
    except accounts.NoSuch as refused:
        raise click.UsageError(str(refused)) from refused
    _tell_link(account, token)


def _tell_link(account: Account, token: str) -> None:
    from ..web.bureau.accounts import address_of_link

    click.echo(f"账号 {account.username}（{account.name}）设密码的链接，7 天内有效，只能用一次：")
    click.echo(address_of_link(token))


@user.command(cls=OnServer)
@_username
def link(username: str) -> None:
    """忘了密码：发一个重新设密码的链接。"""
    from ..web.bureau import accounts, links

    account = accounts.account_of(username)
    _tell_link(account, links.issued(account=account)[1])


@user.command(cls=OnServer)
@_username
@click.option("--role", required=True, type=click.Choice(list(ROLES)), help="做什么的。")
@click.option("--unit", default="", metavar="代码", help="哪个单位的。")
def role(username: str, role: str, unit: str) -> None:
    """再给一个角色。"""
    from ..web.bureau import accounts

    accounts.given(accounts.account_of(username), ROLES[role], unit)


@user.command(cls=OnServer)
@_username
def close(username: str) -> None:
    """停用：登录着的马上退出，发出的链接收回；做过的都留着。"""
    from ..web.bureau import accounts

    accounts.closed(accounts.account_of(username))


@user.command("open", cls=OnServer)
@_username
def open_again(username: str) -> None:
    """重新启用。"""
    from ..web.bureau import accounts

    accounts.opened(accounts.account_of(username))


@user.command("list", cls=OnServer)
def list_accounts() -> None:
    """列出账号、角色、最近登录。"""
    from ..web.bureau.models import Account

    for one in Account.objects.prefetch_related("memberships__unit"):
        roles = "、".join(f"{m.get_role_display()}{f' {m.unit.code} {m.unit.name}' if m.unit else ''}"
                         for m in sorted(one.memberships.all(), key=lambda m: m.pk))
        seen = f"{one.last_login:%Y-%m-%d %H:%M}" if one.last_login else "没有登录过"
        click.echo(f"{one.username}　{one.name}　{roles or '没有角色'}　{seen}{'' if one.active else '　停用'}")
