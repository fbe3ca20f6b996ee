"""`discloser import`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from ..disk import write_all
from ..model.place import written
from ..usecases.import_form import Imported, begin, content_of, where_told
from ..usecases.kind_faults import Library
from ..usecases.new import is_new_text
from .options import FORM, Command, library_option
from .outcome import exit_status, print_findings

_MOST_TOLD = 20


@click.command(cls=Command, name="import")
@click.argument("sources", type=FORM, nargs=-1, required=True, metavar="来源...")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="文件",
              help="填报表写到哪里：.xlsx 是工作簿，.yaml 是文本；已有的文件不会被覆盖。")
@click.option("--kind", "kind_id", default="", metavar="版式", help="填哪种版式的填报表；不写就按来源印的表认。")
@click.option("--accept", is_flag=True, help="推算的行一律当作已经核对，不标“待核”（给脚本用）。")
@library_option
def import_(sources: tuple[Path, ...], output: Path, kind_id: str, accept: bool, library: Library) -> int:
    """从公开的报告（PDF、Word、Excel、网页，不论哪个软件做的）取数，开一份填报表。

    公开的表不印“功能科目 × 经济科目”，各行由合计推算：只有一种可能的是“确定”；其余是“建议”，在“待核”里写明依据，
    核对以后才能生成报告。
    """
    as_text = is_new_text(output)
    imported = begin(sources, library, kind_id, accept=accept)
    for source in sources:
        print_findings(str(source), [one for one in imported.findings if one.place.file == str(source)])
    if imported.raw is None:
        click.echo("没有写填报表：来源读不了。", err=True)
        return exit_status({"": list(imported.findings)})
    write_all({output: content_of(imported, library, as_text=as_text)}, {output: None})
    click.echo("\n".join(lines_of_import(imported, output)))
    return 0


def lines_of_import(imported: Imported, target: Path) -> Iterator[str]:
    """What was taken from where, what was not, and whether the form gives back the source's figures."""
    begun, kind = imported.begun, imported.kind
    if begun is None or kind is None:
        return
    yield f"已写好填报表：{target}（版式 {kind.id}）"
    grades = imported.graded()
    yield "各行：" + "，".join(f"{grade} {len(lines)} 行" for grade, lines in grades.items())
    for grade, lines in grades.items():
        for path, line in lines:
            reason = f"（{line.reason}）" if line.reason else ""
            yield f"  {grade} {written(path)}：{line.amount / 100:,.2f} 元{reason}，{where_told(line)}"
    yield f"其他内容：取到 {len(begun.taken)} 处"
    for one in begun.taken:
        yield f"  {written(one.path)}：{_short(one.text)}{_from(one.place.inside)}"
    yield from _not_taken(imported)
    yield from _returned(imported)


def _not_taken(imported: Imported) -> Iterator[str]:
    if imported.missing:
        yield f"没有取到、要自己填的 {len(imported.missing)} 处："
        yield from (f"  {written(path)}" for path in imported.missing)
    begun = imported.begun
    if begun is not None and (begun.unread or begun.without_table):
        yield "没有用到的："
        yield from (f"  {table}的“{column}”栏" for table, column in begun.unread)
        yield from (f"  《{title}》认不出是哪种表" for title in begun.without_table)
    if begun is not None and begun.solved.contradiction is not None:
        yield f"报告自己前后不一致，各行都不作“确定”：{begun.solved.contradiction.at.name}与别处对不上"


def _returned(imported: Imported) -> Iterator[str]:
    begun, back = imported.begun, imported.returned
    if begun is None:
        return
    off = begun.solved.off
    yield f"用来推算的数：{begun.solved.met + len(off)} 处，填报表算得回来的 {begun.solved.met} 处"
    for margin in off[:_MOST_TOLD]:
        yield f"  {margin.at.place.inside}{margin.at.name}：印 {margin.at.text}，算不回来"
    if back is not None and back.cells:
        yield f"用这份填报表生成的表：与来源 {back.cells} 格相同的 {back.same} 格"
        for cell in back.others[:_MOST_TOLD]:
            where = f"《{cell.table}》“{cell.row}”行“{cell.column}”栏"
            yield f"  {where}：来源 {cell.printed or '空'}，生成 {cell.given or '空'}"


def _short(text: str) -> str:
    plain = "".join(text.split())
    return plain if len(plain) <= 30 else f"{plain[:30]}…"


def _from(where: str) -> str:
    return f"（{where}）" if where else ""
