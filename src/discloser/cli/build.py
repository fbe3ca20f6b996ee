"""`discloser build`."""

from __future__ import annotations

import time
from pathlib import Path

import click

from ..render import FORMATS
from ..usecases.build import build as build_report
from ..usecases.kind_faults import Library
from .options import FORM, Command, library_option
from .outcome import exit_status, print_findings
from .text import lines_of_build

_USUAL = tuple(name for name, one in FORMATS.items() if one.usual)


@click.command(cls=Command)
@click.argument("form", type=FORM, metavar="填报表")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path(), metavar="文件夹",
              help="报告放在哪个文件夹，缺省为当前文件夹。")
@click.option("-f", "--format", "formats", type=click.Choice(list(FORMATS)), multiple=True, default=_USUAL,
              help=f"要哪种格式，可以写几次；缺省为 {'、'.join(_USUAL)}。")
@click.option("--sources", is_flag=True,
              help="自己核对用：HTML 里鼠标指到（或按 Tab 键到）一个数，就说它由填报表哪几处得来。")
@click.option("--embed-form", is_flag=True, help="把填报表原样附在 PDF 里，连同里面的控制数、确认和备注。")
@click.option("--open-data", is_flag=True, help="另外把各表写成 CSV（附 datapackage.json）和一个 Excel。")
@click.option("--pdf-engine", type=click.Choice(list(FORMATS["pdf"].engines)),
              help="PDF 由谁排版，缺省为 typst；weasyprint 按 HTML 和 CSS 排版，要另外装 Pango。")
@click.option("--force", is_flag=True, help="同名的报告是由另一份填报表生成的，也换成这一份的；原来的存到“历史”里。")
@library_option
def build(
    form: Path, output: Path, formats: tuple[str, ...], sources: bool, embed_form: bool, open_data: bool,
    pdf_engine: str | None, force: bool, library: Library,
) -> int:
    """核对填报表，无误后生成整份报告。有错误时什么都不写。"""
    if embed_form and "pdf" not in formats:
        raise click.UsageError("--embed-form 只用于 PDF，请加上 -f pdf。")
    if sources and "html" not in formats:
        raise click.UsageError("--sources 只用于 HTML，请加上 -f html。")
    built = build_report(
        form, output, formats, library, _Steps(), sources=sources, embed_form=embed_form, with_data=open_data,
        pdf_engine=pdf_engine, replace_others=force)
    print_findings(str(form), built.checked.findings, built.checked.waiting)
    if not built.checked.buildable:
        click.echo("没有生成报告：请先改正上面的错误。", err=True)
    for path in built.files:
        click.echo(f"已生成：{path}")
    for name, reason in built.left_out.items():
        click.echo(f"没有生成 {name.upper()}：{reason}其他格式照样生成了。", err=True)
    for line in lines_of_build(built.history, built.edited, built.moved, built.other_form):
        click.echo(line)
    return exit_status({str(form): built.checked.findings}) or bool(built.left_out)


class _Steps:
    """Says on the error stream what a build is doing, and how long the step before took, so that piping stays clean."""

    def __init__(self) -> None:
        self._begun = time.monotonic()

    def __call__(self, step: str) -> None:
        click.echo(f"[{time.monotonic() - self._begun:5.1f} 秒] {step}……", err=True)
