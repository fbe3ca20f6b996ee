"""What changed between two report kinds: tables, columns, rows, sentences, terms, figures, rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from ..model.kind.evaluation_form import EvaluationFormSpec
from ..model.kind.report_kind import ReportKind
from ..model.kind.tables import RowSpec, Spec, TableSpec
from ..model.kind.target_form import TargetFormSpec
from ..model.text.likeness import likeness

Way = Literal["增加", "删去", "改为"]
_SAME_TABLE = 0.5
_SAME_ROW = 0.6
_APART = frozenset({"id", "tables", "figures", "changes", "charts", "glossary", "target_form", "evaluation_form",
                    "texts", "rules", "same_as", "without"})


@dataclass(frozen=True, slots=True)
class KindChange:
    """One change. `part`: which table, text or file; `what`: what in it; `old`, `new`: empty where there is none."""

    part: str
    what: str
    old: str = ""
    new: str = ""

    @property
    def way(self) -> Way:
        """Whether something was added, removed or changed."""
        return "改为" if self.old and self.new else "增加" if self.new else "删去"

    def as_json(self) -> dict[str, str]:
        """The change as a JSON object."""
        return {"part": self.part, "way": self.way, "what": self.what, "old": self.old, "new": self.new}


def compare_kinds(old: ReportKind, new: ReportKind) -> list[KindChange]:
    """Every change from one kind to another, file by file."""
    return [
        *_fields("kind.yaml", old, new, skip=_APART), *_named("kind.yaml 规则", old.rules, new.rules),
        *_tables(old, new), *_texts(old.texts, new.texts),
        *_named("取数", old.figures, new.figures), *_named("增减", old.changes, new.changes),
        *_named("图", old.charts, new.charts), *_terms(old, new),
        *_forms("绩效目标表", old.target_form, new.target_form),
        *_forms("绩效自评表", old.evaluation_form, new.evaluation_form),
    ]


def _forms(
    name: str, old: TargetFormSpec | EvaluationFormSpec | None, new: TargetFormSpec | EvaluationFormSpec | None,
) -> Iterator[KindChange]:
    """Changes of a form that a report has once a project, which a kind may do without."""
    if old and new:
        yield from _fields(name, old, new)
    elif old or new:
        yield KindChange(name, "", *(form.title if form else "" for form in (old, new)))


def lines_of(changes: Sequence[KindChange]) -> Iterator[str]:
    """The changes for a terminal, part by part."""
    part = ""
    for change in changes:
        if change.part != part:
            part = change.part
            yield part
        value = f"{change.old} → {change.new}" if change.way == "改为" else change.old or change.new
        yield f"  {change.way} {change.what}：{value}" if change.what else f"  {change.way} {value}"
    yield f"共 {len(changes)} 处不同。" if changes else "没有不同。"


def _fields(
    part: str, old: Spec, new: Spec, what: str = "", skip: frozenset[str] = frozenset()
) -> Iterator[KindChange]:
    """Changes of the keys of one piece."""
    for name, info in type(old).model_fields.items():
        before, after = getattr(old, name), getattr(new, name)
        if name not in skip and before != after:
            key = " ".join(filter(None, (what, str(info.alias))))
            yield KindChange(part, key, _shown(before) or "（空）", _shown(after) or "（空）")


def _named(part: str, old: Mapping[str, Spec], new: Mapping[str, Spec]) -> Iterator[KindChange]:
    for name in dict.fromkeys((*old, *new)):
        if name not in new:
            yield KindChange(part, name, old=_shown(old[name]))
        elif name not in old:
            yield KindChange(part, name, new=_shown(new[name]))
        else:
            yield from _fields(part, old[name], new[name], name)


def _tables(old: ReportKind, new: ReportKind) -> Iterator[KindChange]:
    pairs = dict(_pairs(old.tables, new.tables))
    for table in old.tables:
        if table.no not in pairs:
            yield KindChange("表格", "", old=f"表{table.no} {table.title}")
    kept = set(pairs.values())
    for table in new.tables:
        if table.no not in kept:
            yield KindChange("表格", "", new=f"表{table.no} {table.title}")
    after = {table.no: table for table in new.tables}
    for table in old.tables:
        if table.no in pairs:
            yield from _table(table, after[pairs[table.no]])


def _pairs(old: Sequence[TableSpec], new: Sequence[TableSpec]) -> Iterator[tuple[int, int]]:
    """Numbers of the tables that are the same: by their titles, the likest first, and where equal by their numbers."""
    ranked = sorted(
        ((likeness(a.title, b.title), a.no == b.no, -a.no, -b.no) for a in old for b in new), reverse=True,
    )
    left, right = {table.no for table in old}, {table.no for table in new}
    for like, _, a, b in ranked:
        if like >= _SAME_TABLE and -a in left and -b in right:
            left.discard(-a)
            right.discard(-b)
            yield -a, -b


def _table(old: TableSpec, new: TableSpec) -> Iterator[KindChange]:
    part = f"表{old.no} {old.title}"
    yield from _fields(part, old, new, skip=frozenset({"blocks", "bands", "empty"}))
    before = {(block.id, column.id): column for block in old.blocks for column in block.columns}
    after = {(block.id, column.id): column for block in new.blocks for column in block.columns}
    for key in dict.fromkeys((*before, *after)):
        if key not in after:
            yield KindChange(part, "列", old=before[key].heading)
        elif key not in before:
            yield KindChange(part, "列", new=after[key].heading)
        else:
            yield from _fields(part, before[key], after[key], f"“{before[key].heading}”列")
    yield from _rows(part, _all_rows(old), _all_rows(new))
    yield from _empty(part, old, new)


def _empty(part: str, old: TableSpec, new: TableSpec) -> Iterator[KindChange]:
    before, after = (table.empty.note if table.empty else "" for table in (old, new))
    if before != after:
        yield KindChange(part, "空表说明", before, after)


def _all_rows(table: TableSpec) -> list[RowSpec]:
    blocks = [block.id for block in table.blocks]
    return [row for block in blocks for band in table.bands for row in band.get(block, ())]


def _rows(part: str, old: Sequence[RowSpec], new: Sequence[RowSpec]) -> Iterator[KindChange]:
    names = [_row_name(row) for row in old], [_row_name(row) for row in new]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        renamed = tag == "replace" and i2 - i1 == j2 - j1 and all(
            likeness(a, b) >= _SAME_ROW for a, b in zip(names[0][i1:i2], names[1][j1:j2], strict=True))
        if tag == "equal" or renamed:
            for a, b in zip(old[i1:i2], new[j1:j2], strict=True):
                yield from _fields(part, a, b, f"“{_row_name(a)}”行")
        else:
            yield from (KindChange(part, "行", old=name) for name in names[0][i1:i2])
            yield from (KindChange(part, "行", new=name) for name in names[1][j1:j2])


def _row_name(row: RowSpec) -> str:
    if row.maker:
        return f"逐行: {row.maker}"
    return f"空行: {row.blanks}" if row.blanks else row.label or "（没有名称）"


def _texts(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[KindChange]:
    for name in sorted({*old, *new}):
        part = f"文稿 {name}"
        before, after = (_sentences(texts.get(name, "")) for texts in (old, new))
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if tag == "replace" and i2 - i1 == j2 - j1:
                yield from (
                    KindChange(part, "", a, b) for a, b in zip(before[i1:i2], after[j1:j2], strict=True))
            elif tag != "equal":
                yield from (KindChange(part, "", old=line) for line in before[i1:i2])
                yield from (KindChange(part, "", new=line) for line in after[j1:j2])


def _sentences(text: str) -> list[str]:
    """The lines of a text, and inside a line its clauses: where a few words changed, only these are shown."""
    clauses = text.replace("；", "；\n").replace("。", "。\n").splitlines()
    return [clause.strip() for clause in clauses if clause.strip()]


def _terms(old: ReportKind, new: ReportKind) -> Iterator[KindChange]:
    before, after = ({term.term: term.definition for term in kind.glossary} for kind in (old, new))
    for word in dict.fromkeys((*before, *after)):
        if before.get(word) != after.get(word):
            yield KindChange("名词解释", word, before.get(word, ""), after.get(word, ""))


def _shown(value: Any) -> str:
    """A value as the kind's files write it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Spec):
        keys = ((info.alias, getattr(value, name), info.default) for name, info in type(value).model_fields.items())
        return "，".join(f"{key}: {_shown(own)}" for key, own, default in keys if own != default)
    if isinstance(value, Mapping):
        return "{" + "，".join(f"{key}: {_shown(own)}" for key, own in value.items()) + "}" if value else ""
    if isinstance(value, tuple | list):
        return "[" + "，".join(_shown(own) for own in value) + "]" if value else ""
    return "" if value is None else str(value)
