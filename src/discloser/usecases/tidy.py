"""A form's texts freed from slips of typing and pasting: proposed first, written where an officer agrees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..disk import Document, Given, write_all
from ..model.finding import Finding
from ..model.place import FormPath
from ..read.form.files import form_in
from ..read.given_forms import given_form
from . import manifest
from .tidyings import Tidying, tidyings
from .write_back import written_back


@dataclass(frozen=True)
class TidyProposal:
    """What would be mended in a form. `content`: its new bytes, None when nothing is to be written.

    `findings`: why the form can't be read. `homeless`: changes for which the file has no place.
    """

    form: Given
    changes: tuple[Tidying, ...] = ()
    content: bytes | None = None
    findings: tuple[Finding, ...] = ()
    homeless: frozenset[FormPath] = frozenset()


def propose(document: Document) -> TidyProposal:
    """What would be mended in a form's texts; its other faults don't matter. Nothing is written yet."""
    form = given_form(document)
    source = form_in(form)
    if source.raw is None:
        return TidyProposal(form, findings=source.findings)
    changes = tuple(tidyings(source))
    content, homeless = written_back(form, source, {change.path: change.new for change in changes})
    return TidyProposal(form, changes, content, homeless=frozenset(homeless))


def carry_out(proposal: TidyProposal) -> Path | None:
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
