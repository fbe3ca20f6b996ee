"""The new report with what changed marked in its texts, tables and forms: 对照稿, for leaders and reviewers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from ..model.report.marks import with_marks, without_marks
from ..model.report.project_form import EvaluationForm, ProjectForm
from ..model.report.report import Block, Cell, Heading, Paragraph, Part, Report, Row, Table, TargetForm, Term
from .pairing import in_order
from .tables import paired_rows
from .word_changes import pieces

_FormKey = tuple[type[ProjectForm], str]
_ALIKE = 0.4
_HEADING_ALIKE = 0.3
_TEXTS = (Heading, Paragraph, Term)
_NEW_TABLE = "（对照稿：原来没有这张表，表里没有标改动。）"
_OTHER_COLUMNS = "（对照稿：这张表的栏数变了，表里没有标改动。）"


def redlined(old: Report, new: Report, renames: Mapping[str, str]) -> Report:
    """The new report, marked. `renames`: old project name → new. Charts and pages appended are not marked."""
    tables = {table.no: table for table in old.tables()}
    forms: dict[_FormKey, ProjectForm] = {
        (type(form), renames.get(form.project, form.project)): form
        for form in old.blocks() if isinstance(form, ProjectForm)}
    pairs = in_order([part.heading for part in old.parts], [part.heading for part in new.parts], _HEADING_ALIKE)
    was = {j: old.parts[i] for i, j in pairs if i is not None and j is not None}
    parts = tuple(
        replace(part, blocks=tuple(_blocks(was.get(number), part, tables, forms, renames)))
        for number, part in enumerate(new.parts))
    return replace(new, parts=parts, shows_digest=False)


def _blocks(
    old: Part | None, new: Part, tables: Mapping[int, Table], forms: Mapping[_FormKey, ProjectForm],
    renames: Mapping[str, str],
) -> Iterator[Block]:
    before = [block for block in old.blocks if isinstance(block, _TEXTS)] if old else []
    after = [block for block in new.blocks if isinstance(block, _TEXTS)]
    marked = iter(_texts(before, after))
    for block in new.blocks:
        if isinstance(block, _TEXTS):
            yield from next(marked)
        elif isinstance(block, Table):
            yield _table(tables[block.no], block, renames) if block.no in tables else _unmarked(block, _NEW_TABLE)
        elif isinstance(block, TargetForm | EvaluationForm) and (type(block), block.project) in forms:
            was = forms[type(block), block.project]
            yield replace(block, **{name: _deep(getattr(was, name), getattr(block, name)) for name in block.changing})
        else:
            yield block
    yield from (block for rest in marked for block in rest)


def _texts(
    before: Sequence[Heading | Paragraph | Term], after: Sequence[Heading | Paragraph | Term],
) -> Iterator[list[Block]]:
    """For each new text: those struck before it, and itself, marked; then those struck behind the last."""
    waiting: list[Block] = []
    for i, j in in_order(list(map(_text, before)), list(map(_text, after)), _ALIKE):
        if j is None:
            waiting.append(Paragraph(_marked(_text(before[i or 0]), "")))
            continue
        yield [*waiting, _with_text(after[j], _marked(_text(before[i]) if i is not None else "", _text(after[j])))]
        waiting = []
    yield waiting


def _text(block: Heading | Paragraph | Term) -> str:
    return block.definition if isinstance(block, Term) else block.text


def _with_text(block: Heading | Paragraph | Term, text: str) -> Block:
    if isinstance(block, Term):
        return replace(block, definition=text)
    if isinstance(block, Paragraph) and text != block.text:  # passages stand where they stood in the text without marks
        return replace(block, text=text, passages=())
    return replace(block, text=text)


def _marked(old: str, new: str) -> str:
    return "".join(piece.new if piece.stayed else with_marks(piece.old, piece.new)
                   for piece in pieces(without_marks(old), without_marks(new)))


def _deep(old: Any, new: Any) -> Any:
    """Plain values marked text by text; of lists of unlike lengths what is over on one side is put in or left out."""
    if isinstance(new, str):
        return _marked(old if isinstance(old, str) else "", new)
    if isinstance(new, tuple):
        known = (*old, *(None,) * len(new)) if isinstance(old, tuple) else (None,) * len(new)
        return tuple(_deep(was, now) for was, now in zip(known, new, strict=False))
    if is_dataclass(new) and not isinstance(new, type):
        return replace(new, **{one.name: _deep(getattr(old, one.name, None), getattr(new, one.name))
                               for one in fields(new)})
    return new


def _unmarked(table: Table, why: str) -> Table:
    """A table whose cells bear no marks, and below it the reason."""
    return replace(table, note="\n".join((*table.note_lines, why)))


def _table(old: Table, new: Table, renames: Mapping[str, str]) -> Table:
    """A table, its cells marked; rows that went stand struck behind the row that they followed."""
    if len(old.columns) != len(new.columns):
        return _unmarked(new, _OTHER_COLUMNS)
    cells = [list(row.cells) for row in new.rows]
    gone: dict[int, list[Row]] = {}
    behind = -1
    for columns, i, j in paired_rows(old.texts(), new.texts(), renames):
        behind = j if j is not None else behind
        for column in columns if j is not None else ():
            was = old.rows[i].cells[column].text if i is not None else ""
            cell = cells[j or 0][column]
            if was != cell.text:
                cells[j or 0][column] = replace(cell, text=with_marks(without_marks(was), without_marks(cell.text)))
        if j is None and i is not None:
            struck = tuple(replace(cell, text=with_marks(cell.text, "")) if c in columns else Cell()
                           for c, cell in enumerate(old.rows[i].cells))
            gone.setdefault(behind, []).append(Row(struck))
    rows = [*gone.get(-1, ())]
    for number, row in enumerate(cells):
        rows += [Row(tuple(row)), *gone.get(number, ())]
    return replace(new, rows=tuple(rows))
