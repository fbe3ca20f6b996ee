"""改了什么: what a comparison tells, in the order in which an officer reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

JSON = Mapping[str, Any]

_SENTENCES = ("sentence", "heading", "title")
_FIRST = 3
_MOST = 300


def told(comparison: JSON) -> dict[str, Any]:
    """What was typed, what was printed by table, the sentences as a red line, findings that came and went."""
    printed = [one for one in comparison["report"] if one["printed"] not in _SENTENCES]
    sentences = [one for one in comparison["report"] if one["printed"] in _SENTENCES]
    return {
        "typed": comparison["inputs"], "printed": len(comparison["report"]), "unread": comparison["unread"],
        "parts": _by_part(printed), "first": _by_part(sentences[:_FIRST]), "others": _by_part(sentences[_FIRST:]),
        "sentences": len(sentences), "appeared": comparison["appeared"], "vanished": comparison["vanished"],
    }


def _by_part(changes: Iterable[JSON]) -> list[dict[str, Any]]:
    parts: dict[str, list[JSON]] = {}
    for one in changes:
        parts.setdefault(one["part"], []).append(one)
    return [{"title": title, "count": len(inside), "changes": inside[:_MOST]} for title, inside in parts.items()]
