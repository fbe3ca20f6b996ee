"""Reads the pages of the audit's rules in docs/rules and runs their examples.

An example is a fenced block `json 报告.json` (a budget) or `json 决算.json` (final accounts) and, if something is to be
found, a block `text` with the findings. A fragment holds only what differs from the good report beside this module:

    objects of a list are found by no, heading, 项目名称, term or title, rows by their first filled cell;
    one that says nothing but what it is found by is taken out; one that is not found is added at the end.

Words after the file name change how the file is made:

    改=甲→乙,丙→丁  words of the good report are exchanged first
    次序=2,1,3    the tables stand in this order
    整份          the fragment is the file
    编码=gb18030, 补足=17000000, 不存在, 文件夹
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pages import Example

from discloser.model.finding import Finding
from discloser.usecases.audit import audit, place_of

ROOT = Path(__file__).parents[2]
GOOD = {
    "报告.json": Path(__file__).with_name("good.json").read_text(encoding="utf-8"),
    "决算.json": Path(__file__).with_name("good-final.json").read_text(encoding="utf-8"),
}
_FOUND_BY = ("no", "heading", "项目名称", "term", "title")


def findings(example: Example) -> list[Finding]:
    """What is found in an example's file, made in the current folder."""
    path = Path(example.name)
    if "文件夹" in example.options:
        path.mkdir()
    elif "不存在" not in example.options:
        content = written(example).encode(example.options.get("编码", "utf-8"))
        path.write_bytes(content + b" " * (int(example.options.get("补足", 0)) - len(content)))
    return audit([path])[str(path)]


def shown(finding: Finding) -> str:
    """A finding on one line, with its place in the report."""
    inside = finding.table is not None or finding.section is not None
    return f"{finding.place}{f' {place_of(finding)}' if inside else ''}: {finding.code} {finding.message}"


def written(example: Example) -> str:
    """The text of an example's file."""
    if "整份" in example.options:
        return example.content
    base = GOOD[example.name]
    if words := example.options.get("改"):
        for exchange in words.split(","):
            old, _, new = exchange.partition("→")
            assert old in base
            base = base.replace(old, new)
    report = merged(json.loads(base), json.loads(example.content))
    if order := example.options.get("次序"):
        by_number = {str(table["no"]): table for table in report["tables"]}
        report["tables"] = [by_number[number] for number in order.split(",")]
    return json.dumps(report, ensure_ascii=False)


def merged(base: Any, change: Any) -> Any:
    """A report with what a fragment says of it."""
    if isinstance(base, dict) and isinstance(change, dict):
        return {**base, **{key: merged(base.get(key), value) for key, value in change.items()}}
    if isinstance(base, list) and isinstance(change, list) and any(_identity(entry) for entry in change):
        entries = list(base)
        for entry in change:
            _merge_entry(entries, entry)
        return entries
    return change


def _merge_entry(entries: list[Any], entry: Any) -> None:
    at = next((i for i, other in enumerate(entries) if _identity(other) == _identity(entry)), None)
    if at is None:
        entries.append(entry)
    elif len(entry) == 1:
        del entries[at]
    else:
        entries[at] = merged(entries[at], entry) if isinstance(entry, dict) else entry


def _identity(entry: Any) -> object:
    """What an object or a row is found by; nothing for a plain text."""
    if isinstance(entry, dict):
        return next(((key, entry[key]) for key in _FOUND_BY if key in entry), None)
    if isinstance(entry, list):
        return next((cell for cell in entry if cell), None)
    return None
