"""A form's texts freed from slips of typing and pasting: proposed first, written where an officer agrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from ..disk import Given, write_all
from ..model.finding import Finding
from ..model.form.base import Block, field_of
from ..model.form.common import CommonForm
from ..model.form.flat import flat
from ..model.form.outline import entries, entry_at
from ..model.form.scalars import Text
from ..model.place import FormPath, Place
from ..model.text.tidying import tidied
from ..read.form.files import form_in
from ..read.given_forms import given_form
from ..read.source import Source
from ..rules.free_texts import NO_TEXTS, is_reason
from . import manifest
from .write_back import written_back

__all__ = ["Proposal", "Source", "Tidying", "carry_out", "propose", "tidyings"]

_FIGURES = frozenset({"实施期值", "年度值", "整体得分"})
_SENTENCES = frozenset({"三级"})
_TEXT = get_args(Text)[1:]
"""What marks a text; names and choices are marked otherwise."""


@dataclass(frozen=True, slots=True)
class Tidying:
    """A text before and after, where it stands, and what was mended, in words."""

    path: FormPath
    place: Place
    old: str
    new: str
    mended: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """What would be mended in a form. `content`: its new bytes, None when nothing is to be written.

    `findings`: why the form can't be read. `homeless`: changes for which the file has no place.
    """

    form: Given
    changes: tuple[Tidying, ...] = ()
    content: bytes | None = None
    findings: tuple[Finding, ...] = ()
    homeless: frozenset[FormPath] = frozenset()


def propose(path: Path) -> Proposal:
    """What would be mended in a form's texts; its other faults don't matter. Nothing is written yet."""
    form = given_form(path)
    source = form_in(form)
    if source.raw is None:
        return Proposal(form, findings=source.findings)
    changes = tuple(tidyings(source))
    content, homeless = written_back(form, source, {change.path: change.new for change in changes})
    return Proposal(form, changes, content, homeless=frozenset(homeless))


def tidyings(source: Source) -> Iterator[Tidying]:
    """Every text of a form that has a slip of one right spelling, in its order."""
    for path, old in flat(source.raw or {}, source.form).items():
        if _is_text(path, source.form):
            better = tidied(old, one_line=is_reason(path) or path[-1] in _SENTENCES)
            if better.mended:
                yield Tidying(path, source.places.of(path), old, better.text, better.mended)


def carry_out(proposal: Proposal) -> Path | None:
    """Write the form with its texts mended; the folder in which it is kept as it was.

    Raises `ChangedMeanwhile` for a form that was changed since it was read: nothing is written.
    """
    if proposal.content is None:
        return None
    path = proposal.form.path
    was: Mapping[Path, bytes] = {path: proposal.form.content}
    kept = manifest.kept({path: proposal.content}, was, None, path.parent, path)
    write_all({**kept.copies, path: proposal.content}, {**dict.fromkeys(kept.copies), **was})
    return kept.folder


def _is_text(path: FormPath, form: type[CommonForm]) -> bool:
    """Whether a path leads to words of an officer's own: no amount, code, name, choice, value of a target."""
    if any(part in NO_TEXTS or part in _FIGURES for part in path):
        return False
    entry = entry_at(path[:-1], form)
    block: type[Block] | None = entry.block if entry is not None else None
    key = path[-1]
    if block is None or not isinstance(key, str) or key not in entries(block):
        return False
    return any(mark in _TEXT for mark in block.model_fields[field_of(block, key)].metadata)
