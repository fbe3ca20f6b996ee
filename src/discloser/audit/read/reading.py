"""Reading the sentences: every figure that a kind's patterns find in a report, with what it must agree with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ...model.money import CENT
from .book import Book, SectionPage
from .claims import ChangeClaim, ListClaim, MissingSentence, Readings, ShareClaim
from .figure_index import FigureIndex
from .figures import Figure, FigurePlace, in_unit, step_of
from .formulas import Operand
from .layout import bare
from .patterns import CHANGES, LISTS, JoinedWords, Nothing, Phrases, Sentence, Slot, compiled, shortened
from .printed import PrintedReport, plain_sentence
from .relations import Equal
from .years import TOKEN, years_in

_SENTENCE_END = re.compile(r"[。;\n]")
_MEASURE = re.compile("个|辆|批次|人次|共接待.*")
_GARBLED = r"[^。;]{0,30}?(?:\d[OoIl]|[OoIl]\d)"
"""A letter in a number: the sentence is there, and its number is not."""
_OPENING_YEAR = re.compile("^" + TOKEN)


def section_texts(report: PrintedReport) -> dict[str, str]:
    """First-level heading → all that stands below it, one paragraph a line, ready to be read for figures."""
    texts: dict[str, list[str]] = {}
    for section in report.sections:
        texts.setdefault(section.top, []).extend(plain_sentence(paragraph) for paragraph in section.paragraphs)
    return {heading: "\n".join(lines) for heading, lines in texts.items()}


def matching_heading(wanted: str, headings: Mapping[str, str]) -> str | None:
    """The heading of a report that a kind's heading stands for: the same, or the same words, or the same ordinal."""
    forms: tuple[Callable[[str], str], ...] = (plain_sentence, bare, lambda text: plain_sentence(text).split("、")[0])
    for form in forms:
        if found := next((heading for heading in headings if form(heading) == form(wanted)), None):
            return found
    return None


def read(book: Book, desk: FigureIndex) -> Readings:
    """What the sentences of a report say."""
    readings, texts = Readings(), section_texts(desk.report)
    for section in book.sections:
        page = section._replace(heading=section.heading.replace("{年度}", str(desk.report.year)))
        heading = matching_heading(page.heading, texts)
        if heading is None:
            readings.missing_sections += [page] if not page.optional else []
        else:
            readings.found_sections[page.heading] = heading
            _SectionReader(book, desk, readings, heading, texts[heading]).read(page)
    return readings


@dataclass(eq=False)
class _SectionReader:
    """Reads one section."""

    book: Book
    desk: FigureIndex
    readings: Readings
    heading: str
    text: str

    def read(self, page: SectionPage) -> None:
        if self._says(page.nothing):
            return
        for sentence in page.sentences:
            told = sentence._replace(optional=sentence.optional or self._says(sentence.nothing))
            for text in self._texts(sentence):
                self._sentence(told, text)

    def _says(self, nothing: Nothing | None) -> bool:
        """Whether the section says so in short; several sentences with one short form are judged once."""
        if nothing is None or not nothing.words or nothing.words not in self.text:
            return False
        self.readings.nothing[self.heading, nothing] = None
        return True

    def _texts(self, sentence: Sentence) -> Iterator[str]:
        """The section, or those of its paragraphs that begin as the sentence does."""
        if not sentence.start:
            yield self.text
        start = sentence.start.replace("{年度}", str(self.desk.report.year))
        yield from (line for line in self.text.split("\n") if sentence.start and line.startswith(start))

    def _sentence(self, sentence: Sentence, text: str) -> None:
        position, before = 0, None
        for piece in sentence.pieces:
            end = len(text)
            if piece.is_change and (stop := _SENTENCE_END.search(text, position)):
                end = stop.start()
            found = compiled(piece, self.book.phrases).search(text, position, end)
            if found is None:
                self._not_found(sentence, piece, text)
                if position == 0:
                    return
                continue
            if position == 0:
                self._opening(text, found.start(), piece)
            before = self._piece(sentence, piece, found, before)
            position = found.end()

    def _not_found(self, sentence: Sentence, piece: JoinedWords, text: str) -> None:
        without_number = piece.label and re.search(re.escape(piece.label) + "(?:万元|元|%)", text)
        garbled = piece.label and re.search(re.escape(piece.label) + _GARBLED, text)
        if garbled or not (sentence.optional or without_number):
            self.readings.gaps.append(MissingSentence(self.heading, piece.label or "与上年相比的增减"))

    def _opening(self, text: str, position: int, piece: JoinedWords) -> None:
        """A sentence that opens with a year opens with the report's."""
        start = max(text.rfind(stop, 0, position) for stop in "。\n") + 1
        year = next(years_in(text[start:position], self.desk.report.year, _OPENING_YEAR), None)
        if year and year.value is not None:
            place = FigurePlace(section=self.heading, field=piece.label)
            self.readings.years.append((place, year.text, year.value))

    def _piece(self, sentence: Sentence, piece: JoinedWords, found: re.Match[str],
               before: Figure | None) -> Figure | None:
        for number, slot in enumerate(piece.slots):
            spot = FigurePlace(section=self.heading, field=self._label(piece, number))
            if slot.kind in CHANGES:
                self._change(spot._replace(field=f"{sentence.pieces[0].label}增减"), slot, found)
            elif slot.kind in ("占", "完成率"):
                self._share(slot, found, number, before)
            elif slot.kind in LISTS:
                self.readings.lists.append(ListClaim(spot, slot, found[f"s{number}"]))
            else:
                before = self._figure(sentence, slot, found, number, spot)
        return before

    def _label(self, piece: JoinedWords, number: int) -> str:
        """The words before a slot, or else the row that it names; a number after a mere measure has its own name."""
        words, seen = "", -1
        for token in piece.tokens:
            if isinstance(token, str):
                words = shortened(token)
            elif (seen := seen + 1) == number:
                if token.name and _MEASURE.fullmatch(words):
                    return token.name
                return words or (bare(token.term.row) if token.term else "")
        return words

    def _figure(self, sentence: Sentence, slot: Slot, found: re.Match[str], number: int, spot: FigurePlace) -> Figure:
        text = found[f"s{number}"]
        counts = slot.kind in ("数", "个数")
        unit = "" if counts else found[f"u{number}"] or ""
        figure = text_figure(text, unit, spot, self.desk.report.currency_unit)
        self.readings.figures.append(figure)
        if sentence.severity:
            self.readings.lenient[id(figure)] = sentence
        if not unit and not counts:
            self.readings.unitless.append(figure)
        self._bind(slot, figure)
        return figure

    def _bind(self, slot: Slot, figure: Figure) -> None:
        if slot.name:
            self.desk.variables.setdefault(slot.name, figure)
        if (slot.term and slot.term.counted) or (slot.term and slot.term.summed):
            self.readings.counted.append((figure, slot.term))
        elif slot.term and (others := self.desk.find(slot.term)):
            self.readings.equalities.append(Equal(others[0], figure))

    def _share(self, slot: Slot, found: re.Match[str], number: int, before: Figure | None) -> None:
        text, signed = found[f"s{number}"], bool(found[f"u{number}"])
        part, whole = before, slot.term
        if slot.kind == "完成率" and slot.term:
            done = self.desk.find(slot.term)
            part, whole = done[0] if done else None, slot.whole
        if part is not None and whole is not None:
            words = "占比" if slot.kind == "占" else "完成率"
            spot = FigurePlace(section=self.heading, field=f"{(before or part).spot.field}{words}")
            self.readings.shares.append(
                ShareClaim(spot, part, whole, number_of(text), text, signed, slot.kind == "完成率")
            )

    def _change(self, spot: FigurePlace, slot: Slot, found: re.Match[str]) -> None:
        if slot.term is None:
            return
        claim = change_claim(found, spot, slot.term, self.book.phrases, self.desk.report.currency_unit,
                             needs_rate=slot.kind == "比上年及比例")
        self.readings.changes.append(claim)
        if claim.by:
            self.readings.figures.append(claim.by)
            if not found["byunit"]:
                self.readings.unitless.append(claim.by)
        if slot.name:
            by = claim.by.value if claim.by and claim.way != "持平" else Decimal(0)
            signed = by if claim.way == "增加" else -by
            # A change is the difference of two rounded figures and may be off by twice as much as one.
            self.desk.variables[slot.name] = Figure(spot, f"{signed:.2f}", signed, CENT * 2, "text")


def change_claim(
    found: re.Match[str], spot: FigurePlace, current: Operand, phrases: Phrases, report_unit: str, *, needs_rate: bool
) -> ChangeClaim:
    """A comparison with last year, from the words of it that `Phrases.pattern` found."""
    rate = found["rate"]
    return ChangeClaim(
        spot, current, "持平" if found["same"] else "增加" if found["more"] else "减少",
        text_figure(found["by"], found["byunit"] or "", spot, report_unit) if found["by"] else None,
        number_of(rate) if rate else None, (phrases.rates or {}).get(found["word"] or "", ""),
        bool(found["sign"]) or not rate, needs_rate,
    )


def text_figure(text: str, unit: str, spot: FigurePlace, report_unit: str) -> Figure:
    """A figure in running text, in the report's unit."""
    if not unit:
        return Figure(spot, text, number_of(text), source="text")
    value = in_unit(number_of(text), unit, report_unit)
    return Figure(spot, f"{text}{unit}", value, step_of(text, unit, report_unit), source="text")


def number_of(text: str) -> Decimal:
    """A number in running text, stray separators left out."""
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return Decimal(0)

