"""`discloser import`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from ..disk import write_all
from ..model.place import written
from ..usecases.import_form import Imported, TakenValue, as_last_year, begin, content_of, is_form, where_told
from ..usecases.import_into import FilledBlanks, OtherSort, fill_blanks
from ..usecases.import_list import OpenedList, begin_from_list, mapping_in, mapping_path, mapping_text, open_list
from ..usecases.kind_faults import Library
from ..usecases.new import is_new_text, write_next_year
from .encoding import echo_json
from .import_json import data_of
from .options import FORM, Command, library_option
from .outcome import exit_status, print_findings

_MOST_TOLD = 20
_LISTS = (".xlsx", ".xls", ".csv")


@click.command(cls=Command, name="import")
@click.argument("sources", type=FORM, nargs=-1, required=True, metavar="来源...")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="文件",
              help="填报表写到哪里：.xlsx 是工作簿，.yaml 是文本；已有的文件不会被覆盖。")
@click.option("--kind", "kind_id", default="", metavar="版式", help="填哪种版式的填报表；不写就按来源印的表认。")
@click.option("--as", "as_year", type=click.Choice(["本年", "上年"]), default="本年",
              help="来源是哪一年的：上年的报告，用来开下一年度的填报表，取上年数，文字带过来待确认。")
@click.option("--into", "form", type=FORM, metavar="填报表",
              help="在这份填报表的基础上，只填空着的地方，不一样的列出来；结果写到 -o 的文件，原来的不动。")
@click.option("--unit", default="", metavar="单位", help="清单里有几个单位的，取哪一个：写编码或者名称。")
@click.option("--accept", is_flag=True, help="推算的行一律当作已经核对，不标“待核”（给脚本用）。")
@click.option("--json", "as_json", is_flag=True, help="把结果印成 JSON。")
@library_option
def import_(
    sources: tuple[Path, ...], output: Path, kind_id: str, as_year: str, form: Path | None, unit: str, accept: bool,
    as_json: bool, library: Library,
) -> int:
    """从公开的报告（PDF、Word、Excel、网页）、财务系统的清单、上年的填报表取数，开一份填报表。

    公开的表不印“功能科目 × 经济科目”，各行由合计推算：只有一种可能的是“确定”；其余是“建议”，在“待核”里写明依据，
    核对以后才能生成报告。
    """
    as_text = is_new_text(output)
    if len(sources) == 1 and is_form(sources[0]):
        return _from_form(sources[0], output, kind_id, library, as_json=as_json)
    opened = _opened_list(sources, library)
    if opened is not None and opened.columns is not None:
        stopped = _list_in_doubt(opened, sources[0], unit)
        if stopped is not None:
            return stopped
        imported = begin_from_list(opened, library, kind_id, unit=unit)
    else:
        imported = begin(sources, library, kind_id, accept=accept or as_year == "上年",
                         suffix=output.suffix)
    for source in sources if not as_json else ():
        print_findings(str(source), [one for one in imported.findings if one.place.file == str(source)])
    if (refusal := _refusal(imported)) is not None:
        if as_json:
            echo_json(data_of(imported, None, opened))
        click.echo(refusal, err=True)
        return exit_status({"": list(imported.findings)}) or 1
    lines = list(_lines_of_list(opened) if opened and opened.listed else _lines_of_report(imported))
    imported = as_last_year(imported, library) if as_year == "上年" else imported
    filled = None
    if form is not None:
        try:
            filled = fill_blanks(form, imported)
        except OtherSort as wrong:
            raise click.BadParameter(f"{wrong}。", param_hint="--into") from wrong
        if filled.raw is None:
            imported = replace(imported, findings=filled.findings, missing=())
            if as_json:
                echo_json(data_of(imported, None, opened))
            else:
                print_findings(str(form), list(filled.findings))
            return exit_status({str(form): list(filled.findings)}) or 1
        imported = replace(imported, raw=filled.raw, remarks=filled.remarks, missing=())
        lines += _lines_of_blanks(filled)
    write_all({output: content_of(imported, library, as_text=as_text)}, {output: None})
    if as_json:
        echo_json(data_of(imported, output, opened, filled))
        return 0
    kind = imported.kind.id if imported.kind else ""
    click.echo("\n".join([f"已写好填报表：{output}（版式 {kind}）", *lines, *_not_taken(imported)]))
    return 0


def _refusal(imported: Imported) -> str | None:
    """Why no form is written of sources, None where one is."""
    if imported.raw is None:
        return "没有写填报表：来源读不了。"
    if imported.begun is not None and imported.begun.is_blank:
        return "没有写填报表：来源里的表都没有金额，像是还没有填的空白表样。"
    return None


def _from_form(form: Path, output: Path, kind_id: str, library: Library, *, as_json: bool) -> int:
    """Last year's form is rolled on."""
    checked = write_next_year(kind_id, form, output, library)
    if as_json:
        echo_json(data_of(Imported(tuple(checked.findings)), output if checked.case else None))
        return 0 if checked.case else exit_status({str(form): checked.findings}) or 1
    if checked.case is None:
        print_findings(str(form), checked.findings, checked.waiting)
        click.echo("没有写填报表：请先改正上年填报表里的错误。", err=True)
        return exit_status({str(form): checked.findings}) or 1
    click.echo(f"已写好填报表：{output}。沿用上年的文字，每一块开头有“请确认或修改”，看过这一块以后删去这几个字。")
    return 0


def _opened_list(sources: tuple[Path, ...], library: Library) -> OpenedList | None:
    if len(sources) != 1 or sources[0].suffix.lower() not in _LISTS:
        return None
    mapping = mapping_path(sources[0])
    told = mapping_in(mapping.read_text(encoding="utf-8")) if mapping.is_file() else None
    return open_list(sources[0], library, told)


def _list_in_doubt(opened: OpenedList, source: Path, unit: str) -> int | None:
    """What has to be asked before a list can be taken: what its columns are, and which of its units is meant."""
    columns, listed = opened.columns, opened.listed
    mapping = mapping_path(source)
    if columns is not None and listed is None:
        if not mapping.exists():
            write_all({mapping: mapping_text(columns).encode()}, {mapping: None})
        click.echo(f"认不出清单里哪一列是{'、'.join(f'“{name}”' for name in columns.missing)}。"
                   f"请在 {mapping} 里写明各列的表头，再运行一次；以后不再问。", err=True)
        return 1
    if listed is not None and len(listed.units) > 1 and not unit:
        units = "；".join(listed.units)
        click.echo(f"清单里有 {len(listed.units)} 个单位，请用 --unit 写明取哪一个：{units}", err=True)
        return 1
    if listed is not None and unit and not listed.of_unit(unit):
        click.echo(f"清单里没有单位“{unit}”；有的是：{'；'.join(listed.units)}", err=True)
        return 1
    return None


def _lines_of_list(opened: OpenedList) -> Iterator[str]:
    listed = opened.listed
    if listed is None:
        return
    yield f"清单：取到 {len(listed.lines)} 行，核对了清单自己的合计、小计 {len(listed.sums)} 处"
    for total in listed.sums:
        if not total.holds:
            yield (f"  {total.place.inside}“{total.name}”：清单印 {total.printed:,.2f} 元，各行相加 "
                   f"{total.lines:,.2f} 元，请核对")
    if listed.left:
        yield f"没有取的 {len(listed.left)} 行："
        yield from (f"  {row.place.inside}：{row.reason}（{_short(row.text)}）" for row in listed.left)


def _lines_of_report(imported: Imported) -> Iterator[str]:
    """What was taken from where, and whether the form gives back the source's figures."""
    begun = imported.begun
    if begun is None:
        return
    if imported.kind is not None and imported.kind.units_kind:
        yield from _lines_of_department(imported)
        return
    grades = imported.graded()
    yield "各行：" + "，".join(f"{grade} {len(lines)} 行" for grade, lines in grades.items())
    for grade, lines in grades.items():
        for path, line in lines:
            reason = f"（{line.reason}）" if line.reason else ""
            yield f"  {grade} {written(path)}：{line.amount / 100:,.2f} 元{reason}，{where_told(line)}"
    yield from _lines_of_taken("其他内容", begun.taken)
    if begun.solved.contradiction is not None:
        left_out = begun.solved.left_out
        doubtful = dict.fromkeys(f"{one.at.name.partition('》')[0]}》的“{one.at.field}”栏" for one in left_out)
        yield f"报告自己前后不一致，各行都不作“确定”；没有用的：{'、'.join(doubtful)}"
    if begun.unread or begun.without_table:
        yield "没有用到的："
        yield from (f"  {table}的“{column}”栏" for table, column in begun.unread)
        yield from (f"  《{title}》认不出是哪种表" for title in begun.without_table)
    yield from _returned(imported)


def _lines_of_department(imported: Imported) -> Iterator[str]:
    """What a department's own form has, and what its units have to do."""
    units = (imported.raw or {}).get("所属单位", [])
    taken = imported.begun.taken if imported.begun else ()
    yield "部门的报告由各单位的填报表汇总：各行和各项金额、数量由各单位填，没有写进部门的填报表。"
    if units:
        yield (f"报告列了 {len(units)} 个单位，已写进“所属单位”。请各单位用自己的报告 import 一份填报表，"
               "按下面的文件名放在部门填报表的文件夹里；文件名可以改，两处一致即可：")
        yield from (f"  {name}" for name in units)
    else:
        yield ("报告没有列出是哪些单位。请各单位（含本级）用自己的报告 import 一份填报表，放在部门填报表的文件夹里，"
               "把文件名写进“所属单位”。")
    yield from _lines_of_taken("部门自己的内容", [one for one in taken if one.path[0] != "所属单位"])


def _lines_of_taken(title: str, taken: Sequence[TakenValue]) -> Iterator[str]:
    yield f"{title}：取到 {len(taken)} 处"
    yield from (f"  {written(one.path)}：{_short(one.text)}{_from(one.place.inside)}" for one in taken)


def _not_taken(imported: Imported) -> Iterator[str]:
    if not imported.missing:
        return
    yield f"没有取到、要自己填的 {len(imported.missing)} 处："
    alike = Counter(tuple("各行" if isinstance(part, int) else part for part in path) for path in imported.missing)
    yield from (f"  {written(path)}{f'（{count} 行）' if count > 1 else ''}" for path, count in alike.items())


def _lines_of_blanks(filled: FilledBlanks) -> Iterator[str]:
    yield f"填了空着的 {len(filled.filled)} 处；填报表里已有的都没有动"
    if filled.conflicts:
        yield f"填报表与来源不一样的 {len(filled.conflicts)} 处："
        yield from (f"  {one.place}: {written(one.path)}：填报表 {_short(one.typed)}，来源 {_short(one.taken)}"
                    for one in filled.conflicts)


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
