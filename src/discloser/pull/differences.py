"""A report as it was made beside the same report after people edited it in Word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from ..compare.pairing import Pair, in_order
from .edits import EditedWords, Edits, Typed, compare_words, whole_source

DRAWN = frozenset({"图片", "图表"})
EVERYWHERE = frozenset({"页眉", "页脚", "图表里的文字"})
"""What every report has: a report as an earlier program kept it may tell nothing of them."""
NUMBERS = "自动编号或者项目符号（{}段），请把编号打成文字"
_ALIKE = 0.3
_ROWS_ALIKE = 0.4
_NEW_TABLE = "另加的表"
_SIGNS_OF_FIGURES = str.maketrans("", "", ",.%-")


class EditedTable(Protocol):
    """A table with its title and cells."""

    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def rows(self) -> Sequence[Sequence[EditedWords]]: ...  # noqa: D102


class ExtraWords(Protocol):
    """What stands beside the text: a note, a picture; what it is, its words, and the heading under which it stands."""

    @property
    def what(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def where(self) -> str: ...  # noqa: D102


class EditedDocument(Protocol):
    """All words of a document."""

    @property
    def paragraphs(self) -> Sequence[EditedWords]: ...  # noqa: D102
    @property
    def tables(self) -> Sequence[EditedTable]: ...  # noqa: D102
    @property
    def others(self) -> Sequence[ExtraWords]: ...  # noqa: D102


def read_edits(made: EditedDocument, edited: EditedDocument, typed: Typed,
               blanks: Mapping[int, str] | None = None) -> Edits:
    """Everything that differs. `blanks`: paragraph → the text, left blank in the form, for which it stands (无)."""
    edits = Edits()
    _paragraphs(made.paragraphs, edited.paragraphs, typed, blanks or {}, edits)
    _tables(made.tables, edited.tables, typed, edits)
    added, gone = drawings(made.others, edited.others)
    known = {(one.what, one.text) for one in made.others}
    untold = DRAWN | (EVERYWHERE - {one.what for one in made.others})
    others = [one for one in edited.others if one.what not in untold and (one.what, one.text) not in known]
    edits.added += [(one.where or one.what, "", _named(one)) for one in dict.fromkeys((*others, *added))]
    edits.wording += [(one.where, _named(one), "") for one in gone]
    edits.added += [(where, "", NUMBERS.format(count)) for where, count in Counter(edits.numbered).items()]
    return edits


def _named(extra: ExtraWords) -> str:
    """What stands beside the text, in words: of notes what they say."""
    if not extra.where:
        return extra.text
    return f"{extra.what}：{extra.text}" if extra.text else extra.what


def drawings(made: Sequence[ExtraWords], edited: Sequence[ExtraWords]) -> tuple[list[ExtraWords], list[ExtraWords]]:
    """Drawings put in and taken out. Programs drop the words that describe them, so place and number tell, too."""
    gone = [one for one in made if one.what in DRAWN]
    added = [one for one in edited if one.what in DRAWN]
    for alike in (lambda one: one, lambda one: (one.what, one.where), lambda one: one.what):
        left = []
        for one in added:
            same = next((other for other in gone if alike(other) == alike(one)), None)
            if same is None:
                left.append(one)
            else:
                gone.remove(same)
        added = left
    return added, gone


def blanks_of(made: EditedDocument, filled: EditedDocument, typed: Typed) -> dict[int, str]:
    """Paragraph → text of the form, for paragraphs that read otherwise once blank texts are filled in."""
    before, after = [words.text for words in made.paragraphs], [words.text for words in filled.paragraphs]
    found: dict[int, str] = {}
    for tag, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace" and end - start == last - first:
            for i, j in zip(range(start, end), range(first, last), strict=True):
                if source := whole_source(filled.paragraphs[j], typed):
                    found[i] = source
    return found


def blanks_in(built: EditedDocument, made: EditedDocument, blanks: Mapping[int, str]) -> dict[int, str]:
    """The same for an earlier report: its paragraphs that read like those of this one."""
    pairs = in_order([words.text for words in built.paragraphs], [words.text for words in made.paragraphs], _ALIKE)
    return {i: blanks[j] for i, j in pairs if i is not None and j is not None and j in blanks
            and built.paragraphs[i].text == made.paragraphs[j].text}


def _paragraphs(
    made: Sequence[EditedWords], edited: Sequence[EditedWords], typed: Typed, blanks: Mapping[int, str], edits: Edits,
) -> None:
    pairs = in_order([words.text for words in made], [words.whole for words in edited], _ALIKE)
    wholes = [blanks.get(number) or whole_source(words, typed) for number, words in enumerate(made)]
    places = _places(made)
    for source, words in zip(wholes, made, strict=True):
        if source:
            edits.parts.setdefault(source, ([], []))[0].append(words.text)
    homes = _Homes(wholes, {wholes[i] for i, j in pairs if i is not None and j is None}, _followers(pairs, len(made)))
    last = -1
    for number, (i, j) in enumerate(pairs):
        if j is None:
            if i is not None and not wholes[i]:
                edits.wording.append((places[i], made[i].text, ""))
            last = i if i is not None else last
            continue
        home = homes.of(number, i, edited[j], last, typed)
        last = i if i is not None else last
        where = places[last] if last >= 0 else "开头"
        if home:
            _overlook(where, edited[j], edits, [home])
            edits.parts[home][1].extend(filter(None, [edited[j].text]))
            edits.matched += i is not None and bool(made[i].stretches) and not edited[j].stretches
        elif i is None:
            _overlook(where, edited[j], edits)
            edits.added += [(where, "", edited[j].text)] if edited[j].text else []
        else:
            compare_words(where, made[i], edited[j], typed, edits)


def _overlook(where: str, words: EditedWords, edits: Edits, sources: Sequence[str] = ()) -> None:
    """What of a paragraph or cell a reader overlooks, and a number that Word puts before it."""
    edits.overlook(where, words, sources)
    edits.numbered += [where] if words.numbered else []


@dataclass(frozen=True)
class _Homes:
    """To which typed texts paragraphs belong. `missing`: texts of which a paragraph is gone.

    `wholes`: the text that each paragraph of the report consists of; `followers`: of each pair, the next paragraph.
    """

    wholes: Sequence[str]
    missing: set[str]
    followers: Sequence[int]

    def of(self, number: int, i: int | None, words: EditedWords, last: int, typed: Typed) -> str:
        """The text that a paragraph belongs to: by its control, by its pair, by what stands around it.

        A control far from its text is a copy, unless the text is gone from where it stood.
        """
        tagged = {stretch.source for stretch in words.stretches if typed(stretch.source)} & {*self.wholes} - {""}
        tag = tagged.pop() if len(tagged) == 1 else ""
        if i is not None:
            return self.wholes[i] and (tag or self.wholes[i])
        around = (last, self.followers[number])
        near = [source for at in around if 0 <= at < len(self.wholes) and (source := self.wholes[at])]
        return tag if tag in near or tag in self.missing else next(iter(near), "")


def _followers(pairs: Sequence[Pair], count: int) -> list[int]:
    """The next paragraph of the report as it was made, for each pair."""
    found, following = [], count
    for i, _ in reversed(pairs):
        found.append(following)
        following = i if i is not None else following
    return found[::-1]


def _places(made: Sequence[EditedWords]) -> list[str]:
    """The heading under which each paragraph stands."""
    places, heading = [], "封面"
    for words in made:
        heading = words.text if words.heading else heading
        places.append(heading)
    return places


def _tables(made: Sequence[EditedTable], edited: Sequence[EditedTable], typed: Typed, edits: Edits) -> None:
    pairs = in_order([_signature(table) for table in made], [_signature(table) for table in edited], _ALIKE)
    for i, j in pairs:
        if i is None and j is not None:
            _added(_NEW_TABLE, edited[j].rows, edits)
        elif j is None and i is not None:
            edits.wording.append((made[i].title, "\n".join(map(_row_text, made[i].rows)), ""))
        elif i is not None and j is not None:
            _rows(made[i], edited[j], typed, edits)


def _added(where: str, rows: Sequence[Sequence[EditedWords]], edits: Edits) -> None:
    """Rows that the report did not have."""
    for words in (words for row in rows for words in row):
        _overlook(where, words, edits)
    edits.added.append((where, "", "\n".join("\t".join(words.text for words in row) for row in rows)))


def _rows(made: EditedTable, edited: EditedTable, typed: Typed, edits: Edits) -> None:
    before, after = [_row_text(row) for row in made.rows], [_row_text(row) for row in edited.rows]
    same_shape = [len(row) for row in made.rows] == [len(row) for row in edited.rows]
    pairs: list[Pair] = [(n, n) for n in range(len(before))] if same_shape else in_order(before, after, _ROWS_ALIKE)
    for i, j in pairs:
        if i is None and j is not None:
            _added(made.title, [edited.rows[j]], edits)
        elif j is None and i is not None:
            edits.wording.append((f"{made.title} 第{i + 1}行", before[i], ""))
        elif i is not None and j is not None:
            _cells(f"{made.title} 第{i + 1}行", made.rows[i], edited.rows[j], typed, edits)


def _cells(where: str, made: Sequence[EditedWords], edited: Sequence[EditedWords], typed: Typed, edits: Edits) -> None:
    if len(made) != len(edited):
        for words in edited:
            _overlook(where, words, edits)
        edits.wording.append((where, _row_text(made), _row_text(edited)))
        return
    label = next((words.text for words in made if words.text), "")
    for n, (old, new) in enumerate(zip(made, edited, strict=True), start=1):
        here = where if n == 1 or not label else f"{where}（{label}）第{n}格"
        _cell(here, old, new, typed, edits)


def _cell(where: str, old: EditedWords, new: EditedWords, typed: Typed, edits: Edits) -> None:
    source = whole_source(old, typed)
    if not source and not (old.text and new.text and _is_figure(old.text)):
        compare_words(where, old, new, typed, edits)
        return
    _overlook(where, new, edits, [source] if source else ())
    if source:
        edits.matched += not new.stretches and bool(new.text)
        edits.texts.setdefault(source, []).append((old.text, new.text))
    elif old.text != new.text:
        edits.figures.append((where, old.text, new.text))


def _is_figure(text: str) -> bool:
    digits = text.translate(_SIGNS_OF_FIGURES)
    return digits.isascii() and digits.isdigit()


def _signature(table: EditedTable) -> str:
    return "\n".join(_row_text(row) for row in table.rows)[:300]


def _row_text(row: Sequence[EditedWords]) -> str:
    return "\t".join(words.whole for words in row)
