"""Finds the tie-outs that a printed report is to be judged by: those of its kind, as the kind's folder says them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from ...model.kind.report_kind import KindError

FILE = "tie_outs.yaml"
_HEAD = "适用"
_WORDS = "标题含"


def tie_outs_for(report: Mapping[str, Any], roots: list[Path]) -> tuple[str, Mapping[str, Any]] | None:
    """(id, data) of the tie-outs of the kind that a report names; None when it is not installed or has none.

    A report that names no kind: the newest not later than its year, of the same sort and the same currency unit; of two
    the one that names words which stand in a heading of it.
    """
    folders = dict(_folders(roots))
    named = report.get("template")
    if named:  # never judged by another kind's
        return (str(named), read_tie_outs(folders[named])) if named in folders else None
    heads = {kind_id: read_tie_outs(path) for kind_id, path in folders.items()}
    fitting = [
        (int(data[_HEAD]["年度"]), _WORDS in data[_HEAD], kind_id)
        for kind_id, data in heads.items() if _fits(data.get(_HEAD), report)
    ]
    newest = max(fitting, default=None)
    return (newest[-1], heads[newest[-1]]) if newest else None


def _folders(roots: list[Path]) -> Iterator[tuple[str, Path]]:
    """(id, file) of every kind with tie-outs; where two roots have the same id the first root wins."""
    seen: set[str] = set()
    for root in roots:
        for path in sorted(root.glob(f"*/*/{FILE}")):
            kind_id = path.parent.relative_to(root).as_posix()
            if kind_id not in seen:
                seen.add(kind_id)
                yield kind_id, path


def _fits(head: Any, report: Mapping[str, Any]) -> bool:
    if not isinstance(head, Mapping):
        return False
    same = (head.get("报告种类"), head.get("金额单位")) == (report.get("kind"), report.get("currency_unit"))
    words = str(head.get(_WORDS, ""))
    spoken = not words or any(words in heading for heading in _headings(report))
    return same and spoken and int(head.get("年度", 0)) <= int(report.get("year", 0))


def _headings(report: Mapping[str, Any]) -> Iterator[str]:
    for section in report.get("narrative") or ():
        if isinstance(section, Mapping):
            yield str(section.get("heading", ""))


def read_tie_outs(path: Path) -> Mapping[str, Any]:
    """The data of a file of tie-outs. Raises `KindError`."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise KindError(f"{path} 写法有误：{error}") from None
    if not isinstance(data, Mapping) or _HEAD not in data:
        raise KindError(f"{path}：没有“{_HEAD}”")
    return data
