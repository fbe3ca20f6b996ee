"""The new report with what changed marked in its texts, tables and forms: 对照稿, for leaders and reviewers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ..model.report.marks import with_marks
from ..model.report.project_form import EvaluationForm, ProjectForm
from ..model.report.report import Block, Chart, Cover, Heading, Paragraph, Part, Report, Slice, Table, TargetForm, Term
from .marked_tables import gone_table, marked_table, new_table
from .marked_values import deep, deep_struck, marked, struck
from .pairing import in_order

_FormKey = tuple[type[ProjectForm], str]
_ALIKE = 0.4
_HEADING_ALIKE = 0.3
_TEXTS = (Heading, Paragraph, Term)
_FORMS = (TargetForm, EvaluationForm)
_CHART, _NEW_CHART, _GONE_CHART = "（对照稿：", "原来没有这张图。）", "（对照稿：现在没有这张图："
_NEW_FORM, _GONE_FORM = "（对照稿：原来没有这张表。）", "（对照稿：现在没有这张表。）"


class _Before(NamedTuple):
    """What stood in the old report, and who is called otherwise now: old project name → new."""

    tables: Mapping[int, Table]
    forms: Mapping[_FormKey, ProjectForm]
    charts: Mapping[str, Chart]
    renames: Mapping[str, str]


def redlined(old: Report, new: Report, renames: Mapping[str, str]) -> Report:
    """The new report, marked. `renames`: old project name → new. What changed in a chart is told below it."""
    before = _Before({table.no: table for table in old.tables()}, _forms(old, renames),
                     {block.title: block for block in old.blocks() if isinstance(block, Chart)}, renames)
    pairs = in_order([part.heading for part in old.parts], [part.heading for part in new.parts], _HEADING_ALIKE)
    still = _Before({table.no: table for table in new.tables()}, _forms(new, {}),
                    {block.title: block for block in new.blocks() if isinstance(block, Chart)}, {})
    parts = [_part(old.parts[i] if i is not None else None, new.parts[j] if j is not None else None, before, still)
             for i, j in pairs]
    return replace(new, cover=_cover(old.cover, new.cover), parts=tuple(parts), shows_digest=False)


def _forms(report: Report, renames: Mapping[str, str]) -> dict[_FormKey, ProjectForm]:
    return {(type(form), renames.get(form.project, form.project)): form
            for form in report.blocks() if isinstance(form, ProjectForm)}


def _cover(old: Cover, new: Cover) -> Cover:
    lines = (*(marked(was, now) for was, now in zip(old.lines, new.lines, strict=False)), *new.lines[len(old.lines):],
             *map(struck, old.lines[len(new.lines):]))
    return Cover(marked(old.unit, new.unit), marked(old.title, new.title), marked(old.date, new.date), lines)


def _part(old: Part | None, new: Part | None, before: _Before, still: _Before) -> Part:
    """A part, marked; one that is gone, struck."""
    if new is None and old is not None:
        return replace(old, heading=struck(old.heading), blocks=tuple(map(_gone, old.blocks)))
    assert new is not None
    heading = marked(old.heading, new.heading) if old else new.heading
    return replace(new, heading=heading, blocks=tuple(_blocks(old, new, before, still)))


def _blocks(old: Part | None, new: Part, before: _Before, still: _Before) -> Iterator[Block]:
    texts = _texts([block for block in old.blocks if isinstance(block, _TEXTS)] if old else [],
                   [block for block in new.blocks if isinstance(block, _TEXTS)])
    missing = [block for block in old.blocks if _is_missing(block, before, still)] if old else []
    for block in new.blocks:
        if isinstance(block, _TEXTS):
            yield from next(texts)
            continue
        if isinstance(block, Table):
            earlier = [one for one in missing if isinstance(one, Table) and one.no < block.no]
            yield from map(_gone, earlier)
            missing = [one for one in missing if one not in earlier]
        yield from _marked_block(block, before)
    yield from (block for rest in texts for block in rest)
    yield from map(_gone, missing)


def _is_missing(block: Block, before: _Before, still: _Before) -> bool:
    """Whether a table, form or chart of the old report has none in the new one."""
    if isinstance(block, Table):
        return block.no not in still.tables
    if isinstance(block, ProjectForm):
        return (type(block), before.renames.get(block.project, block.project)) not in still.forms
    return isinstance(block, Chart) and block.title not in still.charts


def _gone(block: Block) -> Block:
    """A block of the old report that is no longer there."""
    match block:
        case Table():
            return gone_table(block)
        case Chart():
            return Paragraph(f"{_GONE_CHART}{struck(f'{block.title}，{block.alternative}')}）", "note")
        case ProjectForm():
            changing = {name: deep_struck(getattr(block, name)) for name in block.changing}
            return replace(block, title=struck(block.title), note=_GONE_FORM, **changing)
        case Heading() | Paragraph() | Term():
            return Paragraph(struck(_text(block)))
    return block


def _marked_block(block: Block, before: _Before) -> Iterator[Block]:
    if isinstance(block, Table):
        was = before.tables.get(block.no)
        yield marked_table(was, block, before.renames) if was else new_table(block)
    elif isinstance(block, _FORMS):
        form = before.forms.get((type(block), block.project))
        changing: dict[str, Any] = {
            name: deep(getattr(form, name, None), getattr(block, name)) for name in block.changing}
        yield replace(block, **changing) if form else replace(block, **changing | {"note": _NEW_FORM})
    elif isinstance(block, Chart):
        yield block
        yield from _beside_chart(before.charts.get(block.title), block)
    else:
        yield block


def _beside_chart(old: Chart | None, new: Chart) -> Iterator[Paragraph]:
    """What changed in a chart, in words below it: a drawing cannot be struck. In Word it may float behind them."""
    if old is None:
        yield Paragraph(f"{_CHART}“{new.title}”{_NEW_CHART}", "note")
        return
    was, now = ({part.name: _told(part) for part in _slices(chart)} for chart in (old, new))
    moved = [f"{name}{with_marks(was.get(name, ''), now.get(name, ''))}" for name in dict.fromkeys((*now, *was))
             if was.get(name) != now.get(name)]
    if moved:
        yield Paragraph(f"{_CHART}“{new.title}”里改了{'；'.join(moved)}）", "note")


def _slices(chart: Chart) -> Iterable[Slice]:
    return (*chart.slices, *([chart.total] if chart.total else ()))


def _told(part: Slice) -> str:
    return "，".join(filter(None, (part.amount_text, part.share_text, part.prior_text, part.change_text)))


def _texts(
    before: Sequence[Heading | Paragraph | Term], after: Sequence[Heading | Paragraph | Term],
) -> Iterator[list[Block]]:
    """For each new text: those struck before it, and itself, marked; then those struck behind the last."""
    waiting: list[Block] = []
    for i, j in in_order(list(map(_text, before)), list(map(_text, after)), _ALIKE):
        if j is None:
            waiting.append(Paragraph(struck(_text(before[i or 0]))))
            continue
        yield [*waiting, _with_text(after[j], marked(_text(before[i]) if i is not None else "", _text(after[j])))]
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
