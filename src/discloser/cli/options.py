"""What all commands share: how they are shown in Chinese, and the options that several of them take."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ..usecases.kind_faults import Library

FORM = click.Path(path_type=Path)


def _opened(context: click.Context, option: click.Parameter, folder: Path | None) -> Library:
    from ..usecases.kind_faults import INSTALLED, Library  # whatever is large is loaded with a command

    return Library(folder) if folder else INSTALLED


library_option = click.option(
    "--templates", "library", callback=_opened, metavar="文件夹",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="另外的版式文件夹，优先于自带的版式。",
)


def _at_home(context: click.Context, option: click.Parameter, folder: Path | None) -> None:
    if folder:
        os.environ["DISCLOSER_WEB_DATA"] = str(folder)


data_option = click.option(
    "--data", callback=_at_home, expose_value=False, metavar="文件夹",
    type=click.Path(file_okay=False, resolve_path=True, path_type=Path),
    help="数据放在哪个文件夹；不写就用环境变量 DISCLOSER_WEB_DATA，再就是这个用户的。",
)


class Command(click.Command):
    """A command whose usage line speaks Chinese."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **{"options_metavar": "[选项]...", **settings})


class Group(click.Group):
    """A group of such commands."""

    command_class = Command


def commands_of(group: click.Group) -> dict[str, click.Command]:
    """The commands of a group in its order, those loaded on demand included."""
    context = click.Context(group)
    found = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}
