"""`discloser portal`: looking after a bureau's server, on its machine."""

from __future__ import annotations

from importlib import import_module

import click

from .options import Group, data_option

_PARTS = {
    "init": "portal_server", "user": "portal_people", "roster": "portal_lists", "links": "portal_lists",
    "backup": "portal_server", "restore": "portal_server",
    "verify": "portal_server", "tidy": "portal_server", "worker": "portal_server",
}


class _Portal(Group):
    """The commands, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_PARTS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _PARTS:
            return None
        try:
            command: click.Command = getattr(import_module(f".{_PARTS[cmd_name]}", __package__), cmd_name)
        except ModuleNotFoundError as missing:
            raise click.UsageError('服务器要另外安装：pip install "discloser[web]"') from missing
        return command


@click.group(cls=_Portal, options_metavar="[选项]...", subcommand_metavar="命令 ...")
@data_option
def portal() -> None:
    """财政局的服务器：开办、账号、链接、名录、备份、恢复、验证。在服务器上运行；见 docs/bureau-server.md。"""
