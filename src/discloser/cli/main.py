"""The command line: every command is a module of its own, which reads arguments, calls one use case and prints."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword
from typing import Any

import click

from ..disk import ChangedMeanwhile, written
from .encoding import begin_in_utf8
from .messages import speak_chinese
from .options import Group
from .refusals import words_of, written_by_then
from .text import lines_of_kind

COMMANDS = (
    "build", "check", "new", "convert", "audit", "rules", "explain", "kinds", "compare", "status", "roll", "trace",
    "pull", "tidy", "import", "batch", "publish", "serve", "portal",
)

_RARELY = 500_000
"""New objects between two searches for garbage. In so short a life there is next to none, and loading makes many."""


class _Commands(Group):
    """The commands, each loaded when it is asked for: a check should start at once, and needs no renderer."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(f".{name}", __package__), name)
        return command


@click.group(cls=_Commands, options_metavar="", subcommand_metavar="命令 ...",
             context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="discloser", prog_name="discloser", message="%(prog)s %(version)s",
                      help="显示版本号。")
def cli() -> None:
    """单位预算、决算公开报告：填一张表，生成整份报告（Word 和 PDF）。"""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line. Exit status: 0 no errors, 1 errors in a form or kind, 2 wrong use, unreadable, 3 ours."""
    if arguments is None:
        begin_in_utf8()
    _set_up()
    status = _run(lambda: cli.main(arguments, prog_name="discloser", standalone_mode=False))
    gc.freeze()  # a laid-out report is a large web of objects; collecting it at the end would only cost time
    sys.exit(status)


def _set_up() -> None:
    """Before anything large is loaded: what a short-lived command that talks to officers wants of Python otherwise."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a name with a rare character must not stop a check on a GBK console
            stream.reconfigure(errors="replace")
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # nothing a stranger installed may change how a form is read
    gc.set_threshold(_RARELY)


def _run(command: Callable[[], Any]) -> int:
    speak_chinese()
    before = len(written())

    def told(what: str) -> None:
        click.echo(f"{what}{written_by_then(written()[before:])}", err=True)

    try:
        return int(command() or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        told("已中断。")
        return 2
    except click.ClickException as wrong:
        wrong.show()
        return 2
    except ChangedMeanwhile as changed:
        told(f"错误：{changed.path} 刚刚被改动过，没有覆盖它。请再试一次。")
        return 2
    except OSError as refused:
        told(f"错误：{words_of(refused)}。")
        return 2
    except MemoryError:
        told("错误：内存不够。请关掉一些程序再试。")
        return 2
    except Exception as fault:
        return _own_fault(fault, told)


def _own_fault(fault: Exception, told: Callable[[str], None]) -> int:
    from ..model.kind.report_kind import KindError, KindFaults  # only when something went wrong
    from ..usecases.refusals import REFUSALS

    if isinstance(fault, KindFaults):
        click.echo("\n".join(lines_of_kind("版式", fault.findings)))
        told("版式有误：请先改正上面的错误。")
        return 1
    if isinstance(fault, REFUSALS):
        click.echo(f"错误：{fault}", err=True)
        return 2
    if os.environ.get("DISCLOSER_DEBUG"):
        raise fault
    if isinstance(fault, KindError):
        told(f"版式有误：{fault}\n这不是填报表的问题，请把这段话发给维护版式的人。")
        return 1
    told(f"程序本身出错（{type(fault).__name__}）：{fault}\n这不是填报表的问题。请把填报表和这段话发给维护人员。")
    return 3
