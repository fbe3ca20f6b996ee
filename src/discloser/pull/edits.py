"""What was edited, passage by passage: new texts by source, and everything else that differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ..compare.word_changes import cuts


class SourcedStretch(Protocol):
    """A stretch of a text that comes from one source."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def source(self) -> str: ...  # noqa: D102


class UnseenWords(Protocol):
    """Words that a reader overlooks, and why."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def why(self) -> str: ...  # noqa: D102


class EditedWords(Protocol):
    """A paragraph or cell with its stretches. `whole`: its text with what a reader overlooks."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def stretches(self) -> Sequence[SourcedStretch]: ...  # noqa: D102
    @property
    def heading(self) -> bool: ...  # noqa: D102
    @property
    def numbered(self) -> bool: ...  # noqa: D102
    @property
    def unseen(self) -> Sequence[UnseenWords]: ...  # noqa: D102
    @property
    def whole(self) -> str: ...  # noqa: D102


UNNAMED = "?"
"""The source of a control that lost its name."""

Typed = Callable[[str], bool]
"""Whether a source is a text that an officer typed."""


@dataclass
class Edits:
    """Found so far. `texts`: source → (as it was, as it is) of every place that prints it; `parts`: the same for
    texts of several paragraphs, in order. `figures`, `wording`, `added`: (where, was, is). `matched`: how many
    passages had to be found without their control. `clashes`: source → (what the form says now, as it is), for texts
    that the form changed, too. `unseen`: (where, why, text) of words that a reader overlooks; `covered`: sources of
    passages among them, which are not deleted when nothing else is left. `numbered`: where lists got numbers of Word's.
    """

    texts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    parts: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)
    figures: list[tuple[str, str, str]] = field(default_factory=list)
    wording: list[tuple[str, str, str]] = field(default_factory=list)
    added: list[tuple[str, str, str]] = field(default_factory=list)
    matched: int = 0
    clashes: dict[str, tuple[str, str]] = field(default_factory=dict)
    unseen: list[tuple[str, str, str]] = field(default_factory=list)
    covered: set[str] = field(default_factory=set)
    numbered: list[str] = field(default_factory=list)

    def new_texts(self) -> dict[str, list[str]]:
        """Source → its new text, more than one where the places that print it disagree."""
        found: dict[str, list[str]] = {}
        for source, (before, after) in self.parts.items():
            if before != after and (after or source not in self.covered):
                found.setdefault(source, []).append("\n".join(after))
        for source, pairs in self.texts.items():
            for was, now in pairs:
                is_new = was != now and (now.strip() or source not in self.covered)
                if is_new and now.strip() not in found.setdefault(source, []):
                    found[source].append(now.strip())
        return found

    def overlook(self, where: str, new: EditedWords, sources: Iterable[str] = ()) -> None:
        """Gather what a reader overlooks of a passage; `sources`: what stood there as the report was made."""
        if new.unseen:
            self.unseen += [(where, one.why, one.text.strip()) for one in new.unseen]
            self.covered.update(sources)


def whole_source(words: EditedWords, typed: Typed) -> str:
    """The typed text that a paragraph or cell consists of; "" for any other."""
    if len(words.stretches) != 1:
        return ""
    only = words.stretches[0]
    return only.source if (only.start, only.end) == (0, len(words.text)) and typed(only.source) else ""


def compare_words(where: str, old: EditedWords, new: EditedWords, typed: Typed, edits: Edits) -> None:
    """Gather what differs between a paragraph as it was made and as it is now."""
    edits.overlook(where, new, (stretch.source for stretch in old.stretches))
    edits.numbered += [where] if new.numbered and not old.numbered else []
    if new.unseen:
        _overlooking(where, old, new, typed, edits)
    else:
        _differences(where, old, new, typed, edits)


def _overlooking(where: str, old: EditedWords, new: EditedWords, typed: Typed, edits: Edits) -> None:
    """The same for words some of which a reader overlooks: to typed texts they no longer belong, but none is gone."""
    seen, whole = Edits(), Edits()
    _differences(where, old, new, typed, seen)
    _by_words(where, old, new.whole, typed, whole)
    for source, pairs in seen.texts.items():
        edits.texts.setdefault(source, []).extend(pairs)
    edits.figures += [figure for figure in seen.figures if figure[-1].strip()]
    edits.wording += whole.wording


def _differences(where: str, old: EditedWords, new: EditedWords, typed: Typed, edits: Edits) -> None:
    if old.text == new.text:
        edits.matched += 0 if _same_controls(old, new) else len(old.stretches)
    elif old.stretches and _same_controls(old, new):
        _by_controls(where, old, new, typed, edits)
    else:
        edits.matched += len(old.stretches)
        _by_words(where, old, new.text, typed, edits)


def _same_controls(old: EditedWords, new: EditedWords) -> bool:
    """Whether the controls are all there, in order, whether or not they still have their names."""
    return len(old.stretches) == len(new.stretches) and all(
        after.source in (before.source, UNNAMED) for before, after in zip(old.stretches, new.stretches, strict=True))


def _by_controls(where: str, old: EditedWords, new: EditedWords, typed: Typed, edits: Edits) -> None:
    for before, after in zip(old.stretches, new.stretches, strict=True):
        was, now = old.text[before.start:before.end], new.text[after.start:after.end]
        if was != now:
            _passage(where, before.source, was, now, typed, edits)
    if list(_outside(old)) != list(_outside(new)):
        edits.wording.append((where, old.text, new.text))


def _outside(words: EditedWords) -> Iterator[str]:
    """The words between the stretches."""
    end = 0
    for stretch in words.stretches:
        yield words.text[end:stretch.start]
        end = stretch.end
    yield words.text[end:]


def _by_words(where: str, old: EditedWords, new: str, typed: Typed, edits: Edits) -> None:
    """Each difference belongs to the passage in which it lies; what lies in none, or across, is wording."""
    now = [""] * len(old.stretches)
    changed = [False] * len(now)
    at, outside = 0, False
    for piece in cuts(old.text, new):
        end = at + len(piece.old)
        if piece.stayed:
            for number, stretch in enumerate(old.stretches):
                low, high = max(at, stretch.start), min(end, stretch.end)
                now[number] += piece.old[low - at:high - at] if low < high else ""
        elif (home := _home(old.stretches, at, end, typed)) is None:
            outside = True
        else:
            now[home] += piece.new
            changed[home] = True
        at = end
    if outside:
        edits.wording.append((where, old.text, new))
    for number, stretch in enumerate(old.stretches):
        if changed[number] and not (outside and not typed(stretch.source)):
            was = old.text[stretch.start:stretch.end]
            _passage(where, stretch.source, was, now[number], typed, edits)


def _home(stretches: Sequence[SourcedStretch], start: int, end: int, typed: Typed) -> int | None:
    """The passage in which a difference lies; of two that touch it the typed one."""
    inside = [n for n, stretch in enumerate(stretches) if stretch.start <= start and end <= stretch.end]
    return min(inside, key=lambda n: not typed(stretches[n].source), default=None)


def _passage(where: str, source: str, was: str, now: str, typed: Typed, edits: Edits) -> None:
    if typed(source):
        edits.texts.setdefault(source, []).append((was, now))
    else:
        edits.figures.append((where, was, now))
