"""Markdown (CommonMark with the tables of GFM), for editors of web sites who paste a report into their own pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ...model.report.project_form import EvaluationForm, FormRows, ProjectForm
from ...model.report.report import (
    Attachment,
    Block,
    Chart,
    Heading,
    Paragraph,
    Part,
    Report,
    Table,
    TableList,
    TargetForm,
    Term,
)
from ..format import Format
from ..markup import forbidden_removed

_MARKS = re.compile(r"[\\`*_\[\]<>#|~&$]|(?<=[A-Za-z0-9])[@:](?=[/\w])")
"""What would begin markup, or make an address a link, in any of the usual readers of Markdown."""
_BEGINS_A_BLOCK = re.compile(r"^(\s*)([-+=]|(\d+)([.)]))(?=\s|[-+=]|$)")

_FIELDS = ("栏目", "内容")
_OF_THE_YEAR = 4
"""Columns of indicators where a form tells those of the year alone."""

def _render(report: Report, fonts: Path) -> bytes:
    return ("\n\n".join(filter(None, _blocks(report))) + "\n").encode()


def _blocks(report: Report) -> Iterator[str]:
    yield f"# {_text(report.cover.unit)}{_text(report.cover.title)}"
    yield from map(_text, (*report.cover.lines, report.cover.date))
    if report.digest and report.shows_digest:
        yield f"## {_text(report.digest.title)}"
        yield "\n".join(f"- {_text(line)}" for line in report.digest.sentences())
    for part in report.parts:
        yield from _part(part)
    for attached in report.attachments:
        yield from _attachment(attached)


def _part(part: Part) -> Iterator[str]:
    yield f"## {_text(part.heading)}"
    for block in part.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (min(block.level, 4) + 2)} {_text(block.text)}"
        case Paragraph():
            yield _text(block.text)
        case Table():
            yield from _table(block)
        case Chart():
            yield f"**{_text(block.title)}**（{_text(block.unit)}）"
            yield _text(block.alternative)
        case TargetForm():
            yield from _target_form(block)
        case EvaluationForm():
            yield from _evaluation_form(block)
        case Term():
            yield f"**{_text(block.number)}、{_text(block.term)}**：{_text(block.definition)}"
        case TableList():
            yield "\n".join(f"- {_text(label)} {_text(title)}" for label, title in block.entries)


def _table(table: Table) -> Iterator[str]:
    yield f"### {_text(table.label)} {_text(table.title)}"
    yield _text(" ".join(filter(None, (table.owner_line, table.unit_line))))
    heads = ["／".join(column.path) for column in table.columns]
    rows = [["　" * cell.indent + cell.text for cell in row.cells] for row in table.rows]
    yield _grid(heads, rows, [column.show == "amount" for column in table.columns])
    yield from map(_text, table.note_lines)


def _form_opening(form: ProjectForm) -> Iterator[str]:
    yield f"### {_text(form.title)}"
    yield _text(form.year_line)
    yield _grid(_FIELDS, [*form.identity, *form.texts])


def _target_form(form: TargetForm) -> Iterator[str]:
    yield from _form_opening(form)
    yield f"**{_text(form.funding_label)}**"
    lines = [(each.heading, *line) for each in form.printed_funding() for line in each.lines]
    yield _grid(("期间", "来源", "金额"), lines)
    yield f"**{_text(form.goals_label)}**"
    yield _grid(("期间", "目标"), form.goals)
    yield f"**{_text(form.indicators_label)}**"
    whole = len(form.indicator_heads) > _OF_THE_YEAR
    indicators = [
        (each.first, each.second, *((each.term_name, each.term_value) if whole else ()), each.year_name,
         each.year_value)
        for each in form.printed_indicators()
    ]
    yield _grid(form.indicator_heads, indicators)
    yield _text(form.note)
    yield _signed(form)


def _evaluation_form(form: EvaluationForm) -> Iterator[str]:
    yield from _form_opening(form)
    yield from _form_rows(form.funding)
    yield f"**{_text(form.goals_label)}**"
    yield _grid(_FIELDS, form.goals)
    yield from _form_rows(form.indicators)
    if form.closing:
        yield _grid(_FIELDS, form.closing)
    yield _text(form.note)
    yield _signed(form)


def _form_rows(block: FormRows) -> Iterator[str]:
    yield f"**{_text(block.label)}**"
    yield _grid([column.head for column in block.columns], block.rows,
                [column.show == "amount" for column in block.columns])


def _signed(form: ProjectForm) -> str:
    return _text("　".join(f"{label}：{value}" for label, value in form.printed_signature()))


def _attachment(attached: Attachment) -> Iterator[str]:
    yield f"## {_text(attached.heading)}"
    yield "\n".join(f"- {_text(picture.alternative)}" for picture in attached.pages)


def _grid(heads: Sequence[str], rows: Iterable[Sequence[str]], amounts: Sequence[bool] = ()) -> str:
    """A table of GFM: one line of heads, amounts at the right."""
    sides = ["---:" if right else "---" for right in amounts] or ["---"] * len(heads)
    lines = ([_cell(text) for text in heads], sides, *([_cell(text) for text in row] for row in rows))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return "<br>".join(map(_line, text.split("\n")))


def _text(text: str) -> str:
    """Text of several lines as one paragraph that keeps them; blanks at their beginning could make code of them."""
    return "<br>\n".join(_BEGINS_A_BLOCK.sub(_as_text, _line(line.lstrip(" \t"))) for line in text.split("\n"))


def _line(line: str) -> str:
    return _MARKS.sub(lambda mark: f"\\{mark[0]}", forbidden_removed(line))


def _as_text(begun: re.Match[str]) -> str:
    """What would begin a list or underline a heading stays what was typed."""
    space, mark, number, dot = begun.groups()
    return f"{space}{number}\\{dot}" if number else f"{space}\\{mark}"


FORMAT = Format("md", "Markdown", "给网站编辑：贴进别的页面或发布系统，表格是 GFM 的表；附件只列名称", _render)
