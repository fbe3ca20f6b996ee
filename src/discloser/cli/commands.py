"""The command line. Commands read arguments, call one use case of `app` and print; nothing is decided here."""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .corrections import COMMANDS as CORRECTIONS
from .kinds import COMMANDS as KINDS
from .options import FORM, Group, templates_option
from .telling import lines_of_audit, lines_of_build, lines_of_check, lines_of_kind

if TYPE_CHECKING:
    from ..core.finding import Finding

FORMATS = ("docx", "pdf", "html", "json")
UNREADABLE = ("FIL", "RPT", "XLS00")
"""Findings whose codes begin so say that a file can't be read at all."""

_RARELY = 500_000
"""New objects between two searches for garbage. In so short a life there is next to none, and loading makes many."""

_strict = click.option("--strict", is_flag=True, help="有提醒也算不通过。")


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 ...",
             context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="discloser", prog_name="discloser", message="%(prog)s %(version)s",
                      help="显示版本号。")
def cli() -> None:
    """单位预算、决算公开报告：填一张表，生成整份报告（Word 和 PDF）。"""


@cli.command()
@click.argument("form", type=FORM, metavar="填报表")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path(), metavar="文件夹",
              help="报告放在哪个文件夹，缺省为当前文件夹。")
@click.option("-f", "--format", "formats", type=click.Choice(FORMATS), multiple=True, default=("docx", "pdf"),
              help="要哪种格式，可以写几次；缺省为 docx 和 pdf。")
@click.option("--sources", is_flag=True,
              help="自己核对用：HTML 里鼠标指到（或按 Tab 键到）一个数，就说它由填报表哪几处得来。")
@click.option("--embed-form", is_flag=True, help="把填报表原样附在 PDF 里，连同里面的控制数、确认和备注。")
@click.option("--open-data", is_flag=True, help="另外把各表写成 CSV（附 datapackage.json）和一个 Excel。")
@templates_option
def build(
    form: Path, output: Path, formats: tuple[str, ...], sources: bool, embed_form: bool, open_data: bool,
    templates: Path | None,
) -> int:
    """核对填报表，无误后生成整份报告。有错误时什么都不写。"""
    from ..building import build as build_report  # not by way of the use cases, which take longer to load

    if embed_form and "pdf" not in formats:
        raise click.UsageError("--embed-form 只用于 PDF，请加上 -f pdf。")
    if sources and "html" not in formats:
        raise click.UsageError("--sources 只用于 HTML，请加上 -f html。")
    built = build_report(
        form, output, formats, templates, _Steps(), sources=sources, embed_form=embed_form, with_data=open_data)
    _print_findings(str(form), built.checked.findings, built.checked.waiting)
    if not built.checked.buildable:
        click.echo("没有生成报告：请先改正上面的错误。", err=True)
    for path in built.files:
        click.echo(f"已生成：{path}")
    for line in lines_of_build(built.history, built.edited, built.moved):
        click.echo(line)
    return _status({str(form): built.checked.findings}, strict=False)


@cli.command()
@click.argument("forms", type=FORM, nargs=-1, required=True, metavar="填报表...")
@click.option("--json", "as_json", is_flag=True, help="把结果印成 JSON。")
@click.option("-o", "--output", type=FORM, metavar="文件",
              help="把结果写成文件：.docx、.pdf 是可以签字存档的检查报告；.xlsx 是标出了问题的工作簿副本"
                   "（核对的是一份工作簿时），否则是问题清单。")
@_strict
@templates_option
def check(forms: tuple[Path, ...], as_json: bool, output: Path | None, strict: bool, templates: Path | None) -> int:
    """只核对填报表，不生成报告。可以一次核对几份。"""
    from .. import app

    if output is not None:
        _can_be_filed(forms, output)
    checked = {form: app.check(form, templates) for form in forms}
    findings = {str(form): one.findings for form, one in checked.items()}
    if output is not None:
        if _marks(forms, output):
            _mark(forms[0], output, findings[str(forms[0])])
        else:
            app.file_check(checked, output, templates)
            click.echo(f"已写好：{output}", err=True)
    if as_json:
        _print_json(findings)
    else:
        for form, one in checked.items():
            _print_findings(str(form), one.findings, one.waiting, all_clear=True)
    return _status(findings, strict=strict)


@cli.command()
@click.argument("kind", metavar="版式")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="文件",
              help="写到哪里：.xlsx 是工作簿，.yaml 是文本；已有的文件不会被覆盖。")
@click.option("--from", "last_year", type=FORM, metavar="上年填报表",
              help="从上年的填报表开头：单位、科目、项目名称、上年数带过来，文字带过来待确认。")
@templates_option
def new(kind: str, output: Path, last_year: Path | None, templates: Path | None) -> int:
    """写一份带说明的空白填报表。版式名称见 discloser kinds。"""
    from .. import app

    if last_year is None:
        app.write_blank(kind, output, templates)
        click.echo(f"已写好空白填报表：{output}")
        return 0
    checked = app.write_next_year(kind, last_year, output, templates)
    if checked.case is not None:
        click.echo(f"已写好填报表：{output}。沿用上年的文字前面有“请确认或修改”，看过以后删去这几个字。")
        return 0
    _print_findings(str(last_year), checked.findings, checked.waiting)
    click.echo("没有写填报表：请先改正上年填报表里的错误。", err=True)
    return _status({str(last_year): checked.findings}, strict=False)


@cli.command()
@click.argument("origin", type=FORM, metavar="填报表")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path), metavar="新文件")
@templates_option
def convert(origin: Path, target: Path, templates: Path | None) -> int:
    """把工作簿（.xlsx）写成文本（.yaml），或者反过来；说明和备注也带过去。"""
    from .. import app

    found = app.convert(origin, target, templates)
    _print_findings(str(origin), found)
    status = _status({str(origin): found}, strict=False)
    if status:
        click.echo("没有转换：请先改正上面的错误。", err=True)
    else:
        click.echo(f"已写好：{target}")
    return status


@cli.command()
@click.argument("reports", type=FORM, nargs=-1, required=True, metavar="报告.json...")
@click.option("--json", "as_json", is_flag=True, help="把结果印成 JSON。")
@click.option("-o", "--output", type=FORM, metavar="文件",
              help="把结果写成文件：.docx、.pdf 是可以签字存档的检查报告，.xlsx 是问题清单。")
@_strict
@templates_option
def audit(
    reports: tuple[Path, ...], as_json: bool, output: Path | None, strict: bool, templates: Path | None
) -> int:
    """核对印好的报告：表与表、表与文字、文字本身。可以一次核对几份。

    报告是 build -f json 生成的，或者别处的报告按同样格式录入的。
    """
    from ..auditing import audit_files  # not by way of the use cases of forms, which take longer to load

    if output is not None:
        _can_be_filed(reports, output)
    findings = audit_files(reports, templates)
    if output is not None:
        from .. import app

        app.file_audit(findings, output, templates)
        click.echo(f"已写好：{output}", err=True)
    if as_json:
        _print_json(findings)
    else:
        _print_audit(findings)
    return _status(findings, strict=strict)


@cli.command()
@click.argument("families", metavar="[类别]...", nargs=-1)
def rules(families: tuple[str, ...]) -> int:
    """列出全部核对规则；写了类别（例如 TGT TXT）就只列这些。每条的说明见 discloser explain。"""
    from .. import app
    from ..core.families import FAMILIES, by_family

    wanted = {family.upper() for family in families}
    if unknown := wanted - set(FAMILIES):
        raise click.BadParameter(f"没有 {'、'.join(sorted(unknown))} 这个类别。", param_hint="类别")
    for family, problems in by_family(app.catalogue()).items():
        if not wanted or family in wanted:
            click.echo(f"{family}　{FAMILIES[family]}")
            for problem in problems:
                click.echo(f"    {problem.code}　{problem.severity.label}　{problem.title}")
    return 0


@cli.command()
@click.argument("code", metavar="编号")
def explain(code: str) -> int:
    """说明一条提示的来由和改法，例如：discloser explain AMT001。"""
    from .. import app

    page = app.explain(code)
    if page is None:
        raise click.BadParameter(f"没有 {code} 这个编号；编号印在每条提示的前面，例如 AMT001。", param_hint="编号")
    click.echo(page)
    return 0


for _command in (*KINDS, *CORRECTIONS):
    cli.add_command(_command)


def _can_be_filed(files: tuple[Path, ...], output: Path) -> None:
    """Refuse a name that no outcome can be written under, or that is a file being checked."""
    from .. import app

    if any(output.resolve() == file.resolve() for file in files):
        raise click.UsageError(f"-o 不能与要核对的文件同名：{output}")
    if not _marks(files, output) and output.suffix.lower() not in app.filed_as():
        raise click.UsageError(f"-o 的文件名要以 {'、'.join(app.filed_as())} 结尾，现在是“{output.name}”。")


def _marks(forms: tuple[Path, ...], output: Path) -> bool:
    """Whether the outcome is to be marked in a copy of the one workbook that is checked."""
    from .. import app

    same = len(forms) == 1 and output.suffix.lower() == forms[0].suffix.lower()
    return same and app.is_workbook(forms[0])


def _mark(form: Path, output: Path, found: list[Finding]) -> None:
    from .. import app

    if any(finding.code.startswith(UNREADABLE) for finding in found):
        return
    app.write_marked(form, output, found)
    click.echo(f"已标出问题：{output}", err=True)


class _Steps:
    """Says on the error stream what a build is doing, and how long the step before took, so that piping stays clean."""

    def __init__(self) -> None:
        self._begun = time.monotonic()

    def __call__(self, step: str) -> None:
        click.echo(f"[{time.monotonic() - self._begun:5.1f} 秒] {step}……", err=True)


def _print_json(findings: dict[str, list[Finding]]) -> None:
    shown = {name: [finding.as_json() for finding in found] for name, found in findings.items()}
    click.echo(json.dumps(shown, ensure_ascii=False, indent=1))


def _print_findings(name: str, found: list[Finding], waiting: int = 0, *, all_clear: bool = False) -> None:
    """Print what was found in a form; `all_clear`: say it, too, when nothing was found."""
    if found or all_clear:
        click.echo("\n".join(lines_of_check(name, found, waiting)))


def _print_audit(findings: dict[str, list[Finding]]) -> None:
    from ..auditing import place_of

    for name, found in findings.items():
        click.echo("\n".join(lines_of_audit(name, found, {finding: place_of(finding) for finding in found})))


def _status(findings: dict[str, list[Finding]], *, strict: bool) -> int:
    everything = [finding for found in findings.values() for finding in found]
    if any(finding.code.startswith(UNREADABLE) for finding in everything):
        return 2
    errors = any(finding.severity.value == "error" for finding in everything)
    return 1 if errors or (strict and any(finding.open_warning for finding in everything)) else 0


def main(arguments: list[str] | None = None) -> None:
    """Run the command line: exit status 0 no errors, 1 errors found, 2 wrong usage or unreadable, 3 our own fault."""
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
    from ..disk import ChangedMeanwhile, written
    from ..messages import speak_chinese
    from .refusals import words_of, written_by_then

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
    from .. import app

    if isinstance(fault, app.KindFaults):
        click.echo("\n".join(lines_of_kind("版式", fault.findings)))
        told("版式有误：请先改正上面的错误。")
        return 3
    if isinstance(fault, app.CannotEnclose | app.CannotRender | app.NoSuchKind | app.UnknownFormat):
        click.echo(f"错误：{fault}", err=True)
        return 2
    if os.environ.get("DISCLOSER_DEBUG"):
        raise fault
    what = "版式有误" if isinstance(fault, app.KindError) else f"程序本身出错（{type(fault).__name__}）"
    told(f"{what}：{fault}\n这不是填报表的问题。请把填报表和这段话发给维护人员。")
    return 3
