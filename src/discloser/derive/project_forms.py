"""What the forms that a report has once a project have in common: labels with what was typed for them."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.form.base import Block, key_of
from ..model.form.terms import PERSONAL
from ..model.place import FormPath
from ..model.report.sourced import Sourced, source_path

Pairs = tuple[tuple[str, str], ...]


def typed(block: Block, field: str, place: FormPath) -> Sourced:
    """A text of the form with its place there."""
    return Sourced(getattr(block, field), source_path((*place, key_of(type(block), field))))


def labelled(labels: Mapping[str, str], values: Mapping[str, str]) -> Pairs:
    """Label and value of every field that a kind has a label for."""
    return tuple((label, values[field]) for field, label in labels.items())


def typed_texts(labels: Mapping[str, str], block: Block, place: FormPath) -> Pairs:
    """Label and typed text of every field that a kind has a label for."""
    return labelled(labels, {field: typed(block, field, place) for field in labels})


def signature(labels: Mapping[str, str], block: Block, place: FormPath, *, published: bool) -> Pairs:
    """Who answers for a form, and when; persons only where the form publishes them."""
    return tuple(
        (label, typed(block, field, place) if published or field not in PERSONAL else "")
        for field, label in labels.items()
    )
