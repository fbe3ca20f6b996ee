"""From what a finding says of its place in a report to where that stands: page and box, paragraph, sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model.finding import Finding
from ..model.place import Place
from ..model.publication import Publication, PublishedTable, PublishedText
from ..model.text.squeezing import squeezed

_YEAR = re.compile(r"(19|20)\d\d年?度?")
_QUOTED = re.compile(r"[“‘](.+?)[”’]")


def located(finding: Finding, publication: Publication, tables: Sequence[PublishedTable]) -> Finding:
    """A finding with its place in the file. `tables`: those that its numbers of tables count."""
    if finding.place.page or finding.place.sheet or finding.place.paragraph:
        return finding
    place = (_of_table(finding, tables) if finding.table
             else _of_form(finding, publication) or _of_text(finding, publication))
    return finding._replace(place=place._replace(file=finding.place.file)) if place else finding


def _of_table(finding: Finding, tables: Sequence[PublishedTable]) -> Place | None:
    number = finding.table or 0
    if not 0 < number <= len(tables):
        return None
    table = tables[number - 1]
    rows = [row for row in table.rows if finding.row and _is_row(finding.row, [cell.text for cell in row])]
    if not rows:
        return table.place
    columns = list(_columns(finding.field, table))
    cells = [row[column] for row in rows for column in columns]
    wanted = next((cell for cell in cells if finding.found and _same(cell.text, finding.found)), None)
    return (wanted or (cells[0] if cells else rows[0][0])).place


def _is_row(label: str, texts: Sequence[str]) -> bool:
    """Whether a row is called so: by code and name, in any of the blocks side by side."""
    wanted = squeezed(label)
    labels = [text for text in texts if text]
    ends = range(1, 5)
    return any(wanted == squeezed("".join(labels[i: i + width])) for i in range(len(labels)) for width in ends)


def _columns(field: str | None, table: PublishedTable) -> Iterator[int]:
    wanted = _plain(field or "")
    for index, head in enumerate(table.columns):
        if wanted and (_plain(head) == wanted or _plain(head.rsplit("/", 1)[-1]) == wanted):
            yield index


def _plain(head: str) -> str:
    return squeezed(re.sub(r"\([左中右]\)", "", _YEAR.sub("", head)))


def _same(shown: str, found: str) -> bool:
    return shown.replace(",", "") == found.replace(",", "")


def _of_form(finding: Finding, publication: Publication) -> Place | None:
    """The cell of a form of a project that a finding quotes, else the form."""
    project = _QUOTED.search(finding.section or "") if "绩效" in (finding.section or "") else None
    forms = (table for table in publication.tables if not table.columns)
    form = next((one for one in forms if project and any(_is_row(project[1], row) for row in one.texts)), None)
    if form is None:
        return None
    cells = [cell for row in form.rows for cell in row if finding.found and _same(cell.text, finding.found)]
    return cells[0].place if cells else form.place


def _of_text(finding: Finding, publication: Publication) -> Place | None:
    texts = list(publication.texts)
    below = list(_section(texts, finding.section))
    words = [squeezed(word) for word in (finding.found, finding.field, *_QUOTED.findall(finding.message)) if word]
    for word in words:
        if found := next((text for text in (below or texts) if word in text.text), None):
            return found.place
    return below[0].place if below else None


def _section(texts: Sequence[PublishedText], heading: str | None) -> Iterator[PublishedText]:
    """A heading and the texts below it, up to the next of its level or above."""
    wanted, level = squeezed(heading or ""), None
    for text in texts:
        if level is None:
            if wanted and squeezed(text.text) == wanted:
                level = text.level
                yield text
        elif 0 < text.level <= level:
            return
        else:
            yield text
