"""The free texts of a form: what an officer wrote in words and the report prints.

Names of people and telephone numbers have keys of their own and stay unprinted; they are no free text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from ..model.form.base import Block, field_of
from ..model.form.common import CommonForm
from ..model.form.outline import entries
from ..model.place import FormPath
from ..model.unknown import NotKnown
from .once import once

NO_TEXTS = frozenset({
    "报告", "单位", "金额单位", "基本支出", "控制数", "确认", "功能科目", "经济科目", "政府经济科目", "科目名称",
    "收入科目", "来源", "类别", "属性", "项目期", "负责人", "经办人", "联系电话", "填报日期", "一级", "二级",
})
"""Keys of what is typed, but is no text of an officer's own: codes, choices, names, dates, blocks of them."""
_PROJECT = "项目"
_NOT_KNOWN = "\0"
"""Stands for a text or a block that is not known; no text of a form is this."""

_OF_TARGETS = ("绩效", "项目绩效目标")


Texts = Iterable[tuple[FormPath, str]]


def free_texts(form: CommonForm) -> Iterator[tuple[FormPath, str]]:
    """Path and text of every free text that is filled, in the order of the form; a project's name once."""
    told: set[str] = set()
    for path, text in _every_text(form):
        if text == _NOT_KNOWN:
            raise NotKnown(path[-1])
        if path[-1] != _PROJECT or text not in told:
            told.add(text)
            yield path, text


@once
def each_text(form: CommonForm) -> tuple[tuple[FormPath, str], ...]:
    """The same texts for a rule that judges each by itself: those not known are passed over.

    Behind something not known a project's name may stand for the second time.
    """
    texts: list[tuple[FormPath, str]] = []
    told: set[str] = set()
    sure = True
    for path, text in _every_text(form):
        if text == _NOT_KNOWN:
            sure = False
        elif path[-1] != _PROJECT:
            texts.append((path, text))
        elif sure and text not in told:
            told.add(text)
            texts.append((path, text))
    return tuple(texts)


def first_slips(texts: Texts, check: Callable[[str], list[str]]) -> Iterator[tuple[FormPath, str, str]]:
    """Path, first slip and text of every text in which a check finds something."""
    for path, text in texts:
        if found := check(text):
            yield path, found[0], text


def is_reason(path: FormPath) -> bool:
    """Whether a text at this path says why something changed."""
    return path[-1] == "原因" or path[0] == "变动原因"


def is_of_target(path: FormPath) -> bool:
    """Whether a text at this path belongs to a 绩效目标表."""
    return path[:2] == _OF_TARGETS


@once
def _every_text(form: CommonForm) -> tuple[tuple[FormPath, str], ...]:
    return tuple(_texts(form, ()))


def _texts(block: Block, path: FormPath) -> Iterator[tuple[FormPath, str]]:
    texts, below = _keys(type(block))
    for field, key in texts:
        if text := _if_known(block, field):
            yield (*path, key), text
    for field, key in below:
        inner = _if_known(block, field)
        if isinstance(inner, tuple):
            for i, row in enumerate(inner):
                yield from _texts(row, (*path, key, i))
        elif isinstance(inner, Block):
            yield from _texts(inner, (*path, key))
        elif inner is not None:
            yield (*path, key), inner


def _if_known(block: Block, field: str) -> Any:
    try:
        return getattr(block, field)
    except NotKnown:
        return _NOT_KNOWN


@cache
def _keys(block: type[Block]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Fields and keys of a block that hold a text, and those that hold blocks with texts."""
    texts, below = [], []
    for entry in dict.fromkeys(entries(block).values()):
        field = field_of(block, entry.key)
        if entry.key in NO_TEXTS or entry.sort in ("amount", "amounts", "names"):
            continue
        if entry.block is not None:
            below.append((field, entry.key))
        elif block.model_fields[field].annotation in (str, str | None):
            texts.append((field, entry.key))
    return texts, below
