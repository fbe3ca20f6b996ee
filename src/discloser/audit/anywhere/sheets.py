"""Published tables laid out for judging: blocks of labels and amounts side by side, codes put together, rows named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Final

from ...model.money import ZERO
from ...model.publication import PublishedTable
from ..read.printed import plain
from .amounts import YUAN, PrintedAmount, amount_in, finest_of

_IGNORED = re.compile("行次|栏次|序号")
_CODES = re.compile("编码|代码|^类$|^款$|^项$")
_LABELS = re.compile("名称|^项目$|备注|科目$|^单位$|^部门$|^内容$|^说明$|功能分类$|经济分类$")
_TOTAL = re.compile(r"(20\d\d年)?(本年)?(收入|支出)?(合计|小计|总计)")
_KINDS: Final = (
    ("JX", "绩效"), ("SG", "三公"), ("JG", "机关运行"), ("XM", "项目支出"), ("JJ", "政府性基金"), ("GZ", "国有资本"),
    ("JB", "基本支出"), ("YBE", "一般公共预算.*明细"), ("YB", "一般公共预算.*支出"),
    ("CZ", "财政拨款.*(收支|收入支出|总表)"), ("ZB", "收支|收入支出"), ("CG", "采购|信息统计"),
    ("SR", "收入"), ("ZC", "支出"),
)
"""What a table is, by the first words that its title holds."""
_NUMBERED = re.compile(
    r"^([一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[、.．]|其中[:：])|[(（](类|款|项)[)）]$"
)
_GLUED = re.compile(r"(\d{3}|\d{5}|\d{7})[-—:：]?([\u4e00-\u9fff“（].*)")
_UNCODED = ("ZB", "CZ", "SG", "JG", "JX", "CG")
"""Sorts of tables that list no codes."""
_WHOSE = re.compile(r"(19|20)\d\d年?度?|部门|预算单位|单位|[“”\"‘’《》]")
_ONLY_INCOME = re.compile("收入(?!支出)")


@dataclass(eq=False, slots=True)
class ColumnBlock:
    """Columns that share labels. `codes`: of the parts of a code in their order."""

    codes: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    amounts: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Code:
    """A row's code as it is meant, and the parts as printed. `short`: a part lost its zero."""

    text: str
    printed: str
    short: bool = False


@dataclass(eq=False)
class KnownTable:
    """A table laid out. `kind`: what sort of table it is, "" for one that no relation is known of.

    `factor`: what its unit of money is in 元; 1 where that is not known, which `in_doubt` says.
    """

    table: PublishedTable
    kind: str
    factor: Decimal
    blocks: list[ColumnBlock]
    in_doubt: bool = False
    _made: dict[tuple[int, int], PrintedAmount] = field(default_factory=dict)
    _codes: dict[tuple[int, ColumnBlock], Code | None] = field(default_factory=dict)
    _labels: dict[tuple[int, ColumnBlock], str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The table as a message names it."""
        return f"《{self.table.title}》"

    @cached_property
    def rows(self) -> range:
        """The numbers of its rows."""
        return range(len(self.table.rows))

    @cached_property
    def is_empty(self) -> bool:
        """Whether it prints no amount, or nothing but zeros."""
        return not any(self.value(i, j) for b in self.blocks for j in b.amounts for i in self.rows)

    @cached_property
    def finest(self) -> Decimal:
        """What the last digit is worth where the table is most exact, in 元."""
        return finest_of(self.amount(i, b, j) for b in self.blocks for j in b.amounts for i in self.rows)

    def text(self, row: int, column: int) -> str:
        """A cell as printed."""
        return self.table.rows[row][column].text

    def value(self, row: int, column: int) -> Decimal:
        """What a cell prints, nothing for blanks and words."""
        return amount_in(self.text(row, column)) or ZERO

    def amount(self, row: int, block: ColumnBlock, column: int) -> PrintedAmount:
        """A cell as an amount, each made once."""
        if (row, column) not in self._made:
            cell, label, head = self.table.rows[row][column], self.shown_row(row, block), self.leaf(column)
            self._made[row, column] = PrintedAmount(
                plain(cell.text), self.value(row, column), self.factor, self._named(label, head), cell.place,
                self.table.no, label, head)
        return self._made[row, column]

    def _named(self, label: str, head: str) -> str:
        only = len(self.rows) == 1
        return f"{self.name}{'' if only else f'“{label}”行'}“{head}”栏"

    def leaf(self, column: int) -> str:
        """The last head of a column, or the whole where others end alike."""
        return self._leaves[column]

    @cached_property
    def _leaves(self) -> list[str]:
        heads = [head.rsplit("/", 1)[-1] for head in self.table.columns]
        return [head if heads.count(head) == 1 else whole
                for head, whole in zip(heads, self.table.columns, strict=True)]

    def code(self, row: int, block: ColumnBlock) -> Code | None:
        """The code of a row; a part that begins with what stands before it replaces that."""
        if (row, block) not in self._codes:
            self._codes[row, block] = self._code(row, block)
        return self._codes[row, block]

    def _code(self, row: int, block: ColumnBlock) -> Code | None:
        parts = [plain(self.text(row, column)) for column in block.codes]
        parts = [part for part in parts if part]
        if glued := self._glued(row, block, parts):
            return Code(glued[1], glued[1])
        if not parts or not all(part.isdecimal() for part in parts):
            return None
        code, short = "", False
        for depth, part in enumerate(parts):
            if depth and len(part) == 1:
                part, short = f"0{part}", True
            code = part if code and part.startswith(code) else code + part
        return Code(code, " ".join(parts), short)

    def _glued(self, row: int, block: ColumnBlock, parts: Sequence[str]) -> re.Match[str] | None:
        """A code and a name in one cell, where the table has no cells for codes alone."""
        if self.kind in _UNCODED or len(parts) > 1:
            return None
        cells = parts if block.codes else [plain(self.text(row, column)) for column in block.labels[:1]]
        return _GLUED.fullmatch(cells[0]) if cells else None

    def label(self, row: int, block: ColumnBlock) -> str:
        """The name of a row; where only a code cell is filled (合计), that."""
        if (row, block) not in self._labels:
            texts = [plain(self.text(row, column)) for column in (*block.labels, *block.codes)]
            found = next((text for text in texts if text and not text.isdecimal()), "")
            glued = None if self.kind in _UNCODED else _GLUED.fullmatch(found)
            self._labels[row, block] = glued[2] if glued else found
        return self._labels[row, block]

    def reached(self, row: int, block: ColumnBlock) -> ColumnBlock:
        """The block where a row's amounts stand: a label reaches over the next ones until one says something else."""
        label = self.label(row, block)
        for other in self.blocks[self.blocks.index(block):]:
            if other is not block and (self.code(row, other) or self.label(row, other) not in ("", label)):
                break
            if any(self.text(row, column) for column in other.amounts):
                return other
        return block

    def shown_row(self, row: int, block: ColumnBlock) -> str:
        """A row as a person finds it: by its own words, else by those that reach over from the left."""
        for own in reversed(self.blocks[:self.blocks.index(block) + 1]):
            code, label = self.code(row, own), self.label(row, own)
            if found := " ".join(filter(None, (code.text if code else "", label))):
                return found
        return f"第{row + 1}行"

    def is_total(self, row: int, block: ColumnBlock) -> bool:
        """Whether a row is a total of all."""
        return _TOTAL.fullmatch(self.label(row, block)) is not None

    def total_row(self, block: ColumnBlock) -> int | None:
        """The row of the table's total in a block that lists codes; the only one, or none."""
        found = [i for i in self.rows if self.is_total(i, block) and not self.code(i, block)]
        return found[0] if len(found) == 1 else None

    def column(self, *words: str, block: ColumnBlock | None = None) -> int | None:
        """The only column of amounts whose last head, without a year, is one of some words."""
        columns = block.amounts if block else [j for b in self.blocks for j in b.amounts]
        for word in words:
            found = [j for j in columns if _bare(self.table.columns[j].rsplit("/", 1)[-1]) == word]
            if len(found) == 1:
                return found[0]
        return None

    def find(self, block: ColumnBlock, *patterns: str) -> int | None:
        """The only row of a block whose label, without its number, fits one of some patterns."""
        for pattern in patterns:
            found = [i for i in self.rows if re.fullmatch(pattern, bare(self.label(i, block)))]
            if len(found) == 1:
                return found[0]
        return None


def laid_out(tables: Sequence[PublishedTable], unit: str) -> list[KnownTable]:
    """The tables of a report laid out. `unit`: of money, for tables that print none where most print this one."""
    printed = [table.unit for table in tables if table.columns]
    usual = unit if not any(printed) or printed.count(unit) * 2 > len(printed) else ""
    return [
        KnownTable(table, kind_of(table.title), YUAN.get(table.unit or usual, Decimal(1)),
              list(_blocks(table)) or [ColumnBlock()], (table.unit or usual) not in YUAN)
        for table in tables if table.columns
    ]


def kind_of(title: str) -> str:
    """What sort of table a title stands for."""
    shown = _WHOSE.sub("", plain(title))
    kind = next((kind for kind, words in _KINDS if re.search(words, shown)), "")
    return "JJS" if kind == "JJ" and _ONLY_INCOME.search(shown) else kind


def bare(label: str) -> str:
    """A label without number and brackets of its level: 一、教育支出（类） → 教育支出."""
    return _NUMBERED.sub("", label)


def level(label: str) -> int:
    """1 for 一、, 2 for 1、 or （一）, 0 for others."""
    if re.match(r"[一二三四五六七八九十]+、", label):
        return 1
    return 2 if re.match(r"\d{1,2}[、.．](?!\d)|[(（][一二三四五六七八九十\d]+[)）]|其中[:：]", label) else 0


def is_total_name(name: str) -> bool:
    """Whether a head or label is that of a total."""
    return _TOTAL.fullmatch(plain(name)) is not None


def _bare(head: str) -> str:
    return re.sub(r"^(19|20)\d\d年?度?", "", plain(head))


def _blocks(table: PublishedTable) -> Iterator[ColumnBlock]:
    block = ColumnBlock()
    for index, head in enumerate(table.columns):
        leaf = plain(head.rsplit("/", 1)[-1])
        if _IGNORED.search(leaf):
            continue
        code, label = _CODES.search(leaf) is not None, _LABELS.search(leaf) is not None
        if not code and not label and not _holds_amounts(table, index):
            label = True
        if (code or label) and block.amounts:
            yield block
            block = ColumnBlock()
        (block.codes if code else block.labels if label else block.amounts).append(index)
    if block.amounts:
        yield block


def _holds_amounts(table: PublishedTable, column: int) -> bool:
    """Whether any cell of a column is an amount, or all are blank."""
    texts = [row[column].text for row in table.rows if row[column].text]
    return not texts or any(amount_in(text) is not None for text in texts)
