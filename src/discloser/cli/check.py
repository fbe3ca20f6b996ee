"""`discloser check`."""

from __future__ import annotations

from pathlib import Path

import click

from ..usecases.check import check as check_form
from ..usecases.kind_faults import Library
from ..usecases.tidyings import Source, tidyings
from .options import FORM, Command, library_option
from .outcome import exit_status, print_findings, print_json, strict_option


@click.command(cls=Command)
@click.argument("forms", type=FORM, nargs=-1, required=True, metavar="填报表...")
@click.option("--json", "as_json", is_flag=True, help="把结果印成 JSON。")
@click.option("-o", "--output", type=FORM, metavar="文件",
              help="把结果写成文件：.docx、.pdf 是可以签字存档的检查报告；.xlsx 是标出了问题的工作簿副本"
                   "（核对的是一份工作簿时），否则是问题清单。")
@strict_option
@library_option
def check(forms: tuple[Path, ...], as_json: bool, output: Path | None, strict: bool, library: Library) -> int:
    """只核对填报表，不生成报告。可以一次核对几份。"""
    if output is not None:
        from .outcome_files import file_of_check, refuse_unfit_name

        refuse_unfit_name(forms, output)
    checked = {form: check_form(form, library) for form in forms}
    findings = {str(form): one.findings for form, one in checked.items()}
    if output is not None:
        file_of_check(checked, output, library)
    if as_json:
        print_json(findings)
    else:
        for form, one in checked.items():
            print_findings(str(form), one.findings, one.waiting, all_clear=True)
            _offer_to_tidy(form, one.source)
    return exit_status(findings, strict=strict)


def _offer_to_tidy(form: Path, source: Source) -> None:
    if count := sum(1 for _ in tidyings(source)):
        click.echo(f"另有 {count} 处文字可以自动整理（括号、标点、空格、换行）：discloser tidy {form}")
