"""Selections and changes as a finance officer says them."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.fact import Selection


def said(selections: Iterable[Selection]) -> str:
    """`口径为支出，支出性质为基本支出`; nothing selected is everything."""
    parts = [
        f"{name}{'在' if name in ('功能科目', '经济科目', '政府经济科目') else '为'}{_values(wanted)}"
        for selection in selections for name, wanted in selection.items()
    ]
    return "，".join(dict.fromkeys(parts)) or "全部"


def _values(wanted: str | tuple[str, ...]) -> str:
    return wanted if isinstance(wanted, str) else "、".join(wanted)
