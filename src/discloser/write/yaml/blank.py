"""The blank YAML form, written from the form's own descriptions: every key, what it means, what must be filled."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping

from ...model.form.base import Block
from ...model.form.budget import Form
from ...model.form.common import CommonForm
from ...model.form.outline import Asked, FormKey, asked_entries, entry_at, homes, keys_of
from ...model.place import FormPath

_GUIDE = (
    "填报表：每个数只填一次，合计、占比、增减都由程序计算。",
    "写法：每行是“栏目: 内容”，冒号用英文冒号，后面空一格；下一层栏目的行首多空两格。",
    "“#”后面是说明，不是内容，可以留着，也可以删去。注明“必填”的一定要填，其他的没有就空着。",
    "一行一行填写的，每行以“- ”开头，照所附的样子写（去掉样子行首的“# ”）。",
    "大段文字可以在栏目后面写“|”，从下一行起写正文，每行比栏目名称多空两格。",
    "文字里有英文冒号、井号、引号的，整段文字用英文双引号括起来。",
    "填好以后用 discloser check 核对，再用 discloser build 生成报告。",
)
_COMMENT_AT = 40
_PLAIN = re.compile(r"[^\W_]([^\W_]|[ ()（）·-])*")


def blank_yaml(
    values: Mapping[FormPath, str], form: type[CommonForm] = Form, asked: Asked = frozenset(),
) -> str:
    """A blank form with the given values filled in: `{("报告", "年度"): "…"}`."""
    lines = [*(f"# {line}" for line in (*_GUIDE, *_by_source(form))), ""]
    for entry in asked_entries(form, (), asked):
        lines += [*_entry(entry, (), values, asked), ""]
    return "\n".join(lines)


def _by_source(form: type[CommonForm]) -> Iterator[str]:
    """How an amount is given by source, told once for all amounts that may be."""
    for paths in homes(form).values():
        for path in paths:
            entry = entry_at(path, form)
            if entry and entry.sort == "amounts" and entry.block:
                yield f"可以分来源写的金额，写一个数，或者写成 {_keys_in_braces(entry.block)}。"
                return


def _entry(entry: FormKey, path: FormPath, values: Mapping[FormPath, str], asked: Asked) -> Iterator[str]:
    """The lines of one key, with what stands below it."""
    here = (*path, entry.key)
    indent = "  " * len(path)
    value = _written(values[here]) if here in values else ""
    yield _commented(f"{indent}{entry.key}: {value}".rstrip(), _explained(entry))
    if entry.sort == "block" and entry.block:
        for inner in asked_entries(entry.block, here, asked):
            yield from _entry(inner, here, values, asked)
    elif entry.sort == "lines" and entry.block:
        yield from (f"{indent}  # {line}" for line in _sample_row(entry.block, here, asked))
    elif entry.sort == "names":
        yield f"{indent}  # 编码: 名称"


def _sample_row(block: type[Block], path: FormPath, asked: Asked) -> Iterator[str]:
    """A row to copy: on one line with its required keys where a line can hold it, else key by key."""
    own = asked_entries(block, path, asked)
    if any(entry.sort == "lines" or (entry.sort == "block" and entry.required) for entry in own):
        yield from _sample_block(own, "- ", path, asked)
        return
    yield "- {" + ", ".join(f"{entry.key}: " for entry in own if entry.required) + "}"
    for entry in own:
        yield f"    {_padded(entry.key, 16)} {_explained(entry)}"
        for inner in asked_entries(entry.block, (*path, entry.key), asked) if entry.block else ():
            yield f"      {_padded(inner.key, 14)} {_explained(inner)}"


def _sample_block(own: list[FormKey], lead: str, path: FormPath, asked: Asked) -> Iterator[str]:
    for entry in own:
        here = (*path, entry.key)
        yield _commented(f"{lead}{entry.key}:", _explained(entry))
        lead = " " * len(lead)
        if entry.sort == "block" and entry.block:
            yield from _sample_block(asked_entries(entry.block, here, asked), lead + "  ", here, asked)
        elif entry.sort == "lines" and entry.block:
            for line in _sample_row(entry.block, here, asked):
                yield f"{lead}  {'' if line.startswith('- ') else '# '}{line}"


def _explained(entry: FormKey) -> str:
    must = entry.required and entry.sort == "value"
    meaning = "" if entry.description == entry.key and entry.sort != "block" else entry.description
    return "。".join(part for part in ("必填" if must else "", meaning) if part)


def _keys_in_braces(block: type[Block]) -> str:
    return "{" + ", ".join(f"{entry.key}: …" for entry in keys_of(block)) + "}"


def _commented(line: str, comment: str) -> str:
    return f"{_padded(line, _COMMENT_AT)}  # {comment}" if comment else line


def _padded(text: str, width: int) -> str:
    """A text filled with blanks to a width, Chinese characters counting two."""
    taken = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    return text + " " * (width - taken)


def _written(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
