"""`discloser audit`."""

from __future__ import annotations

from pathlib import Path

import click

from ..usecases.audit import Audited, audit_each, place_of
from ..usecases.kind_faults import Library
from .options import FORM, Command, library_option
from .outcome import exit_status, print_json, strict_option
from .text import lines_of_audit


@click.command(cls=Command)
@click.argument("reports", type=FORM, nargs=-1, required=True, metavar="报告...")
@click.option("--json", "as_json", is_flag=True, help="把结果印成 JSON。")
@click.option("-o", "--output", type=FORM, metavar="文件",
              help="把结果写成文件：.docx、.pdf 是可以签字存档的检查报告，.xlsx 是问题清单和公开检查表；"
                   "只核对一份 PDF、Word 或工作簿、文件名结尾又相同的，是标出了问题的副本。")
@strict_option
@library_option
def audit(
    reports: tuple[Path, ...], as_json: bool, output: Path | None, strict: bool, library: Library
) -> int:
    """核对印好的报告：表与表、表与文字、文字本身。可以一次核对几份。

    报告可以是 PDF、Word（.docx）、Excel（.xlsx、.xls）、网页，不论哪个软件生成的；也可以是 build -f json 生成的。
    """
    if output is not None:
        from .outcome_files import file_of_audit, refuse_unfit_name

        refuse_unfit_name(reports, output)
    audited = audit_each(reports, library)
    findings = {name: one.findings for name, one in audited.items()}
    if output is not None:
        file_of_audit(audited.values(), output, library)
    if as_json:
        print_json(findings)
    else:
        _print_audit(audited)
    return exit_status(findings, strict=strict)


def _print_audit(audited: dict[str, Audited]) -> None:
    for name, one in audited.items():
        places = {finding: place_of(finding) for finding in one.findings}
        click.echo("\n".join(lines_of_audit(name, one.findings, places, one.judged)))
