"""Texts and plain values of a report with marks in them: what was struck, what was put in."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from ..model.report.marks import with_marks, without_marks
from ..model.report.project_form import FormColumn
from .word_changes import pieces


def marked(old: str, new: str) -> str:
    """A text with what changed in it marked."""
    return "".join(piece.new if piece.stayed else with_marks(piece.old, piece.new)
                   for piece in pieces(without_marks(old), without_marks(new)))


def struck(text: str) -> str:
    """A text that is gone."""
    return with_marks(without_marks(text), "")


def deep(old: Any, new: Any) -> Any:
    """Plain values marked text by text; of lists of unlike lengths what is over on one side is put in or left out."""
    if isinstance(new, str):
        return marked(old if isinstance(old, str) else "", new)
    if isinstance(new, tuple):
        known = (*old, *(None,) * len(new)) if isinstance(old, tuple) else (None,) * len(new)
        return tuple(deep(was, now) for was, now in zip(known, new, strict=False))
    if is_dataclass(new) and not isinstance(new, FormColumn | type):
        return replace(new, **{one.name: deep(getattr(old, one.name, None), getattr(new, one.name))
                               for one in fields(new)})
    return new


def deep_struck(value: Any) -> Any:
    """Plain values of which every text is gone."""
    if isinstance(value, str):
        return struck(value)
    if isinstance(value, tuple):
        return tuple(map(deep_struck, value))
    if is_dataclass(value) and not isinstance(value, FormColumn | type):
        return replace(value, **{one.name: deep_struck(getattr(value, one.name)) for one in fields(value)})
    return value
