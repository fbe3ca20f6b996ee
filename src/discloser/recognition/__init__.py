"""Recognition: loose blocks of any format → one published report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model.finding import Finding
from ..model.publication import LooseBlock, LooseText, Publication, PublishedBlock, PublishedText
from .headings import contents_of, level_of, marks_of, with_contents
from .identity import currency_of, identity_of
from .tables import TableDraft, tables_in

__all__ = ["recognised"]


def recognised(
    blocks: Sequence[LooseBlock], file: str, *, pages: int = 0, findings: Iterable[Finding] = (),
) -> Publication:
    """The report in the blocks of a document."""
    drafts = tables_in(with_contents(blocks))
    found = list(_published(drafts))
    unit, year, kind = identity_of(found, file)
    contents = contents_of(drafts)
    return Publication(
        file, unit, year, kind, currency_of(found), tuple(found), contents, pages, tuple(findings),
    )


def _published(parts: Iterable[TableDraft | LooseText]) -> Iterable[PublishedBlock]:
    number, several = 0, list(parts)
    marks = marks_of(part for part in several if isinstance(part, LooseText) and not part.listed)
    for part in several:
        if isinstance(part, TableDraft):
            number += 1
            yield part.table(number)
        elif not part.listed:
            level = level_of(part, marks)
            yield PublishedText(part.text.replace("\t", ""), part.place, level, part.small, part.full)
