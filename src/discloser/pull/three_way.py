"""What people edited in a report whose form was changed after the report was made: theirs told from the form's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .differences import EditedDocument
from .edits import EditedWords, Edits, Typed

Printed = dict[str, list[tuple[str, str]]]
"""Source → where it is printed (the title of a table) and as what, in order."""
Edit = tuple[str, str, str]


def since_built(edits: Edits, today: Edits, built: EditedDocument, made: EditedDocument, typed: Typed) -> Edits:
    """Edits of the report as it was built, to go into a form that gives another one by now.

    `today`: how the edited report differs from `made`, the report that the form gives now. A text that the form
    changed, too, is a clash; a text or figure that both changed alike is settled.
    """
    before, now = _printed(built, typed), _printed(made, typed)
    changed = {source: new for source, new in edits.new_texts().items() if not _is_same(source, before, now)}
    clashes = {
        source: ("\n".join(dict.fromkeys(_texts(now, source))), "；".join(new))
        for source, new in changed.items() if not _is_there(new, _texts(now, source))
    }
    return replace(
        edits, clashes=clashes, figures=list(_figures(edits, today)),
        texts={source: pairs for source, pairs in edits.texts.items() if source not in changed},
        parts={source: pair for source, pair in edits.parts.items() if source not in changed},
    )


def _figures(edits: Edits, today: Edits) -> Iterator[Edit]:
    """Figures typed over, with what the form gives now; one that the form gives by now is settled."""
    given = {(_without_row(where), typed): figure for where, figure, typed in today.figures}
    unclear = {_title(where) for where, _, _ in (*today.wording, *today.added)}
    for where, was, typed in edits.figures:
        figure = given.get((_without_row(where), typed))
        if figure is not None or _title(where) in unclear:
            yield where, figure or was, typed


def _title(where: str) -> str:
    return where.split(" 第")[0]


def _without_row(where: str) -> str:
    """A place in a table without the number of its row, which moves when lines come or go."""
    title, _, rest = where.partition(" 第")
    return f"{title}（{rest.partition('（')[2]}" if rest else title


def _is_there(new: list[str], printed: list[str]) -> bool:
    return all(text in (*printed, "\n".join(printed)) for text in new)


def _is_same(source: str, before: Printed, now: Printed) -> bool:
    """Whether the form still says what the report was built with, in a row that still is the same one."""
    rows = list(_rows(source))
    return (
        _texts(before, source) == _texts(now, source) and _is_of_one_table(source, before, now)
        and [_name(before, row) for row in rows] == [_name(now, row) for row in rows]
    )


def _is_of_one_table(source: str, before: Printed, now: Printed) -> bool:
    """Whether the table is the same; a title that is new, in the place of one that is gone, is its new name."""
    old, new = ([title for title, _ in printed.get(source, ())] for printed in (before, now))
    return old == new or not ({*old} & _titles(now) or {*new} & _titles(before))


def _titles(printed: Printed) -> set[str]:
    return {title for places in printed.values() for title, _ in places}


def _texts(printed: Printed, source: str) -> list[str]:
    return [text for _, text in printed.get(source, ())]


def _rows(source: str) -> Iterator[str]:
    """The beginnings of a source that name a row of a list: `绩效/项目绩效目标/0/` of `绩效/项目绩效目标/0/概况`."""
    parts = source.split("/")
    for number, part in enumerate(parts, start=1):
        if part.isdecimal():
            yield "/".join(parts[:number]) + "/"


def _name(printed: Printed, row: str) -> list[str]:
    """What is printed first of a row."""
    return next((_texts(printed, source) for source in printed if source.startswith(row)), [])


def _printed(document: EditedDocument, typed: Typed) -> Printed:
    found: Printed = {}
    for title, words in _all(document):
        for stretch in words.stretches:
            if typed(stretch.source):
                found.setdefault(stretch.source, []).append((title, words.text[stretch.start:stretch.end]))
    return found


def _all(document: EditedDocument) -> Iterator[tuple[str, EditedWords]]:
    for words in document.paragraphs:
        yield "", words
    for table in document.tables:
        for row in table.rows:
            for words in row:
                yield table.title, words
