"""`discloser kinds`: list report kinds, check a folder, compare two."""

from __future__ import annotations

from pathlib import Path

import click

from ..compare.kinds import lines_of
from ..usecases.clone_kind import clone_kind
from ..usecases.kind_faults import Library
from ..usecases.kinds import check_kind_folder, compare_kind_folders, freeze_kind, notes_on_kinds
from ..usecases.kinds import kinds as installed_kinds
from ..usecases.local_codes import local_differences
from .encoding import echo_json
from .options import Group, library_option
from .text import lines_of_kind, lines_of_questions

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group(cls=Group, invoke_without_command=True, options_metavar="[选项]...", subcommand_metavar="[命令 ...]")
@library_option
@click.pass_context
def kinds(context: click.Context, library: Library) -> int:
    """列出已安装的版式；也可以检查、比较版式。"""
    if context.invoked_subcommand is not None:
        return 0
    for kind in installed_kinds(library):
        draft = "（未经核实）" if kind.open_questions else ""
        click.echo(f"{kind.id}\t{kind.region}　{kind.kind}　{kind.year}年起　{kind.description}{draft}")
        for line in lines_of_questions(kind.open_questions):
            click.echo(line)
    return 0


@kinds.command("check")
@click.argument("folder", type=_FOLDER, metavar="版式文件夹")
@click.option("--json", "as_json", is_flag=True, help="把结果印成 JSON。")
@library_option
def check_kind(folder: Path, as_json: bool, library: Library) -> int:
    """检查一个版式文件夹：写法、名称、范围、文稿，再用几种虚构的填报表试印。"""
    found = check_kind_folder(folder, library)
    if as_json:
        echo_json([finding.as_json() for finding in found])
    else:
        click.echo("\n".join(lines_of_kind(str(folder), found)))
    return int(any(finding.severity.value == "error" for finding in found))


@kinds.command("clone")
@click.argument("source", metavar="原来的版式")
@click.argument("target", type=click.Path(path_type=Path), metavar="新的文件夹")
@library_option
def clone(source: str, target: Path, library: Library) -> int:
    """复制一个版式，改成自己的或者下一年的：文件夹的名称以年度结尾的，年度跟着改；列出要看的地方。"""
    click.echo("\n".join(clone_kind(source, target, library)))
    return 0


@kinds.command("codes")
@click.option("--json", "as_json", is_flag=True, help="把结果印成 JSON。")
@library_option
def local_codes(as_json: bool, library: Library) -> int:
    """核对本地的科目表：与程序的科目表有哪些不同。"""
    told = local_differences(library)
    if as_json:
        echo_json([one.as_json() for one in told])
    else:
        click.echo("\n".join(one.line() for one in told) if told else "没有本地的科目表，或者与程序的科目表完全相同。")
    return 0


@kinds.command("freeze")
@click.argument("folder", type=_FOLDER, metavar="版式文件夹")
def freeze(folder: Path) -> int:
    """定稿：把写了“同”的版式存成完整的一份，以后不随别的版式改变。"""
    written = freeze_kind(folder)
    click.echo("\n".join(f"已写好：{path}" for path in written) if written else "这个版式本来就是完整的一份。")
    return 0


@kinds.command("diff")
@click.argument("old", metavar="原来的版式")
@click.argument("new", metavar="现在的版式")
@click.option("--json", "as_json", is_flag=True, help="把结果印成 JSON。")
@library_option
def diff_kinds(old: str, new: str, as_json: bool, library: Library) -> int:
    """比较两个版式：表格、列、行、句子、名词解释、取数、规则有哪些不同。写版式名称或者文件夹。"""
    changes = compare_kind_folders(old, new, library)
    if as_json:
        echo_json([change.as_json() for change in changes])
    else:
        click.echo("\n".join((*lines_of(changes), *notes_on_kinds(old, new, library))))
    return 0
