"""The workbook form: which key of the form stands on which sheet, in which table, under which heading.

Told from the models in `form`. The writer of workbooks and the reader both follow it, so the layout is known in one
place; a new key of the form finds its cell by itself. What a heading means is the key's own description.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ..place import FormPath
from .areas import Area, AskedCell, Fields, FormSheet, FreeRows, Matrix, MatrixRow, Repeated, Section
from .base import Block
from .budget import Form
from .common import CommonForm
from .outline import Asked, FormKey, asked_entries, canonical_key, keys_of
from .sorts import Sort, sort_of
from .values import choices_of, value_of

GUIDE_SHEET = "填报说明"
CHECK_SHEET = "核对"
LISTS_SHEET = "下拉列表"
RESULT_SHEET = "检查结果"
MADE_FOR = "discloser "
"""Before the year that a workbook was made for, among the keywords of its properties."""

_HOMES: Mapping[Sort, Mapping[str, tuple[str, ...]]] = {
    "budget": {
        "单位信息": ("报告", "单位", "金额单位", "科目名称", "所属单位"),
        "基本支出": ("基本支出",),
        "项目支出": ("项目支出",),
        "科目用途": ("科目用途",),
        "三公经费": ("三公经费", "机关运行经费"),
        "采购与资产": ("政府采购", "国有资产"),
        "绩效目标": ("绩效",),
        "上年与原因": ("上年", "变动原因"),
        "文字说明": ("概况", "其他说明", "附件"),
        "控制数": ("控制数", "确认"),
    },
    "final": {
        "单位信息": ("报告", "单位", "金额单位", "科目名称", "所属单位"),
        "收入": ("收入",),
        "基本支出": ("基本支出",),
        "项目支出": ("项目支出",),
        "其他性质支出": ("其他性质支出",),
        "年初结转和结余": ("年初结转和结余",),
        "年末结转和结余": ("年末结转和结余",),
        "预算与结余": ("年初预算", "使用非财政拨款结余", "结余分配"),
        "分类预算": ("分类预算",),
        "分项预算": ("分项预算",),
        "三公经费": ("三公经费", "机关运行经费"),
        "采购与资产": ("政府采购", "国有资产"),
        "绩效自评": ("绩效",),
        "上年与原因": ("上年", "变动原因"),
        "文字说明": ("概况", "附件"),
        "控制数": ("控制数", "确认"),
    },
}
_FIRST = ("项目", "功能科目", "经济科目", "金额", "类别", "来源", "上年结转", "公开绩效目标")
_EVENT = "事项"


@cache
def sheets(form: type[CommonForm] = Form, asked: Asked = None) -> tuple[FormSheet, ...]:
    """All sheets to be filled in, in the order in which an officer fills them."""
    layout = _Layout(form, asked)
    return tuple(layout.sheet(name, keys) for name, keys in _HOMES[sort_of(form)].items() if layout.has_any(keys))


def sort_by_sheets(names: Collection[str]) -> Sort:
    """The sort of report whose form has most of some sheets."""
    return max(_HOMES, key=lambda sort: sum(canonical_key(name) in names for name in _HOMES[sort]))


class _Layout(NamedTuple):
    """Where the keys of a form stand, those that are asked for."""

    form: type[CommonForm]
    asked: Asked

    def has_any(self, keys: tuple[str, ...]) -> bool:
        """Whether any of some top keys is asked for."""
        return any(entry.key in keys for entry in asked_entries(self.form, (), self.asked))

    def sheet(self, name: str, keys: tuple[str, ...]) -> FormSheet:
        """A sheet with its tables."""
        known = {entry.key: entry for entry in asked_entries(self.form, (), self.asked)}
        parts = [part for key in keys if key in known for part in self.parts(known[key], (key,), self.form)]
        sections = tuple(part for part in parts if isinstance(part, Section))
        fields = (Fields(name, sections),) if sections else ()
        elsewhere = all(key in self.form.of_some_kinds for key in keys)
        return FormSheet(name, keys, (*fields, *(p for p in parts if not isinstance(p, Section))), elsewhere)

    def parts(self, entry: FormKey, path: FormPath, home: type[Block]) -> Iterator[Section | Area]:
        """What a key becomes: fields, a matrix, lines or a repeated block, and what is nested in it."""
        if entry.sort == "lines" and entry.block:
            yield self._lines(entry, path, home, entry.block)
        elif entry.sort == "names":
            yield FreeRows(entry.key, path, _name_items(entry), entry.description, of_names=True)
        elif entry.sort == "block" and entry.block:
            yield from self._block(entry, path, entry.block)
        else:
            yield Section("", path[:-1], (_item(home, entry, (entry.key,)),))

    def _block(self, entry: FormKey, path: FormPath, block: type[Block]) -> Iterator[Section | Area]:
        inner = asked_entries(block, path, self.asked)
        if _is_compared(block):
            yield Matrix(entry.key, path, _EVENT, (_compared(entry, (), block),))
        elif all(part.block and _is_compared(part.block) for part in inner):
            rows = (_compared(part, (part.key,), part.block) for part in inner if part.block)
            yield Matrix(entry.key, path, _EVENT, tuple(rows))
        else:
            yield Section(entry.key, path, tuple(item for part in inner for item in self._items(block, part, path)))
            for part in inner:
                if part.sort == "lines" and part.block:
                    yield self._lines(part, (*path, part.key), block, part.block)

    def _items(
        self, block: type[Block], entry: FormKey, base: FormPath, above: FormPath = (), *, wanted: bool = True,
        elsewhere: bool = False,
    ) -> Iterator[AskedCell]:
        """The items of a key: itself, or those of a block of keys nested in it; rows have a table of their own."""
        path, elsewhere = (*above, entry.key), elsewhere or entry.key in block.of_some_kinds
        if entry.block is None:
            yield _item(block, entry, path, required=entry.required and wanted, elsewhere=elsewhere)
        elif entry.sort == "block":
            for inner in asked_entries(entry.block, (*base, *path), self.asked):
                required = wanted and entry.required
                yield from self._items(entry.block, inner, base, path, wanted=required, elsewhere=elsewhere)

    def _lines(self, entry: FormKey, path: FormPath, home: type[Block], block: type[Block]) -> FreeRows | Repeated:
        """Rows of a block, or a block of tables for each of them; `home`: the block that the rows' key belongs to."""
        if any(part.sort == "lines" for part in asked_entries(block, path, self.asked)):
            return Repeated(entry.key, path, tuple(self._repeated(block, path)), entry.description,
                            entry.key in home.of_some_kinds)
        return FreeRows(entry.key, path, self._of_lines(block, path), entry.description,
                        elsewhere=entry.key in home.of_some_kinds)

    def _of_lines(self, block: type[Block], path: FormPath) -> tuple[AskedCell, ...]:
        own = asked_entries(block, path, self.asked)
        items = [item for part in own for item in self._items(block, part, path)]
        return tuple(sorted(
            items, key=lambda item: _FIRST.index(item.heading) if item.heading in _FIRST else len(_FIRST)))

    def _repeated(self, block: type[Block], path: FormPath) -> Iterator[Fields | Matrix | FreeRows]:
        inner = asked_entries(block, path, self.asked)
        yield Fields("", (Section("", (), tuple(_item(block, p, (p.key,)) for p in inner if not p.block)),))
        if blocks := [part for part in inner if part.sort == "block"]:
            yield self._side_by_side(blocks, path)
        for part in inner:
            if part.sort == "lines" and part.block:
                yield FreeRows("", (part.key,), self._of_lines(part.block, (*path, part.key)), part.description)

    def _side_by_side(self, blocks: list[FormKey], path: FormPath) -> Matrix:
        """Blocks of the same keys as columns of one matrix, a row for each key that any of them is asked for."""
        kinds = [part.block for part in blocks if part.block]
        wanted = {entry.key for part in blocks if part.block
                  for entry in asked_entries(part.block, (*path, part.key), self.asked)}
        rows = (
            MatrixRow(row.key, row.description, tuple(
                _item(kinds[0], row, (block.key, row.key), heading=block.key, description=block.description)
                for block in blocks
            ))
            for row in keys_of(kinds[0]) if row.key in wanted
        )
        return Matrix("", (), "资金来源", tuple(rows))


def _is_compared(block: type[Block]) -> bool:
    return any(part.sort == "amounts" for part in keys_of(block))


def _compared(entry: FormKey, below: FormPath, block: type[Block]) -> MatrixRow:
    """A row with amounts by source: this year's, last year's, and the texts beside them."""
    items: list[AskedCell] = []
    for part in keys_of(block):
        funds = keys_of(part.block) if part.sort == "amounts" and part.block else []
        for i, fund in enumerate(funds):
            items.append(AskedCell(
                (*below, part.key, fund.key), f"{part.key} {fund.key}", f"{part.description}。{fund.description}",
                part.required and i == 0, "amount",
            ))
        if not funds:
            items.append(_item(block, part, (*below, part.key), heading=part.key))
    return MatrixRow(entry.key, entry.description, tuple(items))


def _item(
    block: type[Block], entry: FormKey, path: FormPath, *, heading: str = "", description: str = "",
    required: bool | None = None, elsewhere: bool = False,
) -> AskedCell:
    value, choices = value_of(block, entry), choices_of(block, entry)
    return AskedCell(
        path, heading or "".join(str(key) for key in path), description or entry.description,
        entry.required if required is None else required, "choice" if value == "text" and choices else value, choices,
        entry.key in block.later, elsewhere or entry.key in block.of_some_kinds,
    )


def _name_items(entry: FormKey) -> tuple[AskedCell, ...]:
    return (
        AskedCell(("编码",), "编码", entry.description, True, "code"),
        AskedCell(("名称",), "名称", entry.description, True, "text"),
    )
