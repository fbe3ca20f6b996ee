"""A report as it was made beside the same report after people edited it in Word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Protocol

from ..compare.pairing import Pair, in_order
from .edits import Edits, Typed, Words, compare_words, whole_source

_ALIKE = 0.3
_ROWS_ALIKE = 0.4


class Table(Protocol):
    """A table with its title and cells."""

    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def rows(self) -> Sequence[Sequence[Words]]: ...  # noqa: D102


class Document(Protocol):
    """All words of a document."""

    @property
    def paragraphs(self) -> Sequence[Words]: ...  # noqa: D102
    @property
    def tables(self) -> Sequence[Table]: ...  # noqa: D102
    @property
    def others(self) -> Sequence[tuple[str, str]]: ...  # noqa: D102


def read_edits(made: Document, edited: Document, typed: Typed, blanks: Mapping[int, str] | None = None) -> Edits:
    """Everything that differs. `blanks`: paragraph → the text, left blank in the form, for which it stands (无)."""
    edits = Edits()
    _paragraphs(made.paragraphs, edited.paragraphs, typed, blanks or {}, edits)
    _tables(made.tables, edited.tables, typed, edits)
    known = list(made.others)
    edits.added += [(what, "", text) for what, text in edited.others if (what, text) not in known]
    return edits


def blanks_of(made: Document, filled: Document, typed: Typed) -> dict[int, str]:
    """Paragraph → text of the form, for paragraphs that read otherwise once blank texts are filled in."""
    before, after = [words.text for words in made.paragraphs], [words.text for words in filled.paragraphs]
    found: dict[int, str] = {}
    for tag, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace" and end - start == last - first:
            for i, j in zip(range(start, end), range(first, last), strict=True):
                if source := whole_source(filled.paragraphs[j], typed):
                    found[i] = source
    return found


def blanks_in(built: Document, made: Document, blanks: Mapping[int, str]) -> dict[int, str]:
    """The same for an earlier report: its paragraphs that read like those of this one."""
    pairs = in_order([words.text for words in built.paragraphs], [words.text for words in made.paragraphs], _ALIKE)
    return {i: blanks[j] for i, j in pairs if i is not None and j is not None and j in blanks
            and built.paragraphs[i].text == made.paragraphs[j].text}


def _paragraphs(
    made: Sequence[Words], edited: Sequence[Words], typed: Typed, blanks: Mapping[int, str], edits: Edits,
) -> None:
    pairs = in_order([words.text for words in made], [words.text for words in edited], _ALIKE)
    wholes = [blanks.get(number) or whole_source(words, typed) for number, words in enumerate(made)]
    places = _places(made)
    for source, words in zip(wholes, made, strict=True):
        if source:
            edits.parts.setdefault(source, ([], []))[0].append(words.text)
    last = -1
    for number, (i, j) in enumerate(pairs):
        if j is None:
            if i is not None and not wholes[i]:
                edits.wording.append((places[i], made[i].text, ""))
            last = i if i is not None else last
            continue
        home = _home(i, edited[j], wholes, last, _next_made(pairs, number, len(made)), typed)
        if home:
            edits.parts[home][1].append(edited[j].text)
            edits.matched += i is not None and bool(made[i].stretches) and not edited[j].stretches
        elif i is None:
            edits.added.append((places[last] if last >= 0 else "开头", "", edited[j].text))
        else:
            compare_words(places[i], made[i], edited[j], typed, edits)
        last = i if i is not None else last


def _home(i: int | None, words: Words, wholes: Sequence[str], last: int, following: int, typed: Typed) -> str:
    """The typed text that a paragraph belongs to: by its control, by its pair, by what stands around it."""
    tagged = {stretch.source for stretch in words.stretches if typed(stretch.source)} & {*wholes} - {""}
    if len(tagged) == 1 and (i is None or wholes[i]):
        return tagged.pop()
    if i is not None:
        return wholes[i]
    before = wholes[last] if last >= 0 else ""
    after = wholes[following] if following < len(wholes) else ""
    return before or after


def _next_made(pairs: Sequence[Pair], number: int, count: int) -> int:
    """The next paragraph of the report as it was made."""
    return next((i for i, _ in pairs[number + 1:] if i is not None), count)


def _places(made: Sequence[Words]) -> list[str]:
    """The heading under which each paragraph stands."""
    places, heading = [], "封面"
    for words in made:
        heading = words.text if words.heading else heading
        places.append(heading)
    return places


def _tables(made: Sequence[Table], edited: Sequence[Table], typed: Typed, edits: Edits) -> None:
    pairs = in_order([_signature(table) for table in made], [_signature(table) for table in edited], _ALIKE)
    for i, j in pairs:
        if i is None and j is not None:
            edits.added.append(("另加的表", "", _text(edited[j])))
        elif j is None and i is not None:
            edits.wording.append((made[i].title, _text(made[i]), ""))
        elif i is not None and j is not None:
            _rows(made[i], edited[j], typed, edits)


def _rows(made: Table, edited: Table, typed: Typed, edits: Edits) -> None:
    before, after = [_row_text(row) for row in made.rows], [_row_text(row) for row in edited.rows]
    same_shape = [len(row) for row in made.rows] == [len(row) for row in edited.rows]
    pairs: list[Pair] = [(n, n) for n in range(len(before))] if same_shape else in_order(before, after, _ROWS_ALIKE)
    for i, j in pairs:
        if i is None and j is not None:
            edits.added.append((made.title, "", after[j]))
        elif j is None and i is not None:
            edits.wording.append((f"{made.title} 第{i + 1}行", before[i], ""))
        elif i is not None and j is not None:
            _cells(f"{made.title} 第{i + 1}行", made.rows[i], edited.rows[j], typed, edits)


def _cells(where: str, made: Sequence[Words], edited: Sequence[Words], typed: Typed, edits: Edits) -> None:
    if len(made) != len(edited):
        edits.wording.append((where, _row_text(made), _row_text(edited)))
        return
    label = next((words.text for words in made if words.text), "")
    for n, (old, new) in enumerate(zip(made, edited, strict=True), start=1):
        source = whole_source(old, typed)
        here = where if n == 1 or not label else f"{where}（{label}）第{n}格"
        if old.text == new.text:
            edits.matched += bool(source) and not new.stretches
        elif source:
            edits.matched += not new.stretches and bool(new.text)
            edits.texts.setdefault(source, []).append((old.text, new.text))
        elif old.text and new.text and _is_figure(old.text):
            edits.figures.append((here, old.text, new.text))
        else:
            compare_words(here, old, new, typed, edits)


def _is_figure(text: str) -> bool:
    return text.replace(",", "").replace(".", "").replace("%", "").isdigit()


def _signature(table: Table) -> str:
    return "\n".join(_row_text(row) for row in table.rows)[:300]


def _text(table: Table) -> str:
    return "\n".join(_row_text(row) for row in table.rows)


def _row_text(row: Sequence[Words]) -> str:
    return "\t".join(words.text for words in row)
