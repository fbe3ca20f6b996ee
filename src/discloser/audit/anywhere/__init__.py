"""Relations that hold in any report, of whatever kind and place: used where no kind is installed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...model.finding import Finding, Severity
from ...model.place import Place
from ...model.publication import Publication
from . import problems
from .between import TablesBySort
from .coding import YearCodes
from .layout import judge_contents
from .lexicon import Lexicon, lexicon_of
from .problems import ANYWHERE_PROBLEMS
from .sentences import LONGEST, paragraphs_of
from .sheets import laid_out
from .tables import judge_tables
from .tally import Tally
from .telling import finding
from .texts import judge_texts
from .wording import judge_wording, placeholders

__all__ = ["ANYWHERE_PROBLEMS", "Tally", "YearCodes", "judge", "lexicon_of"]

_UNFILLED = 20


def judge(publication: Publication, year: YearCodes, lexicon: Lexicon) -> tuple[list[Finding], Tally]:
    """What is wrong with a report, in the order of its pages, and how much could be judged."""
    tally = Tally()
    sheets = laid_out(publication.tables, publication.currency_unit)
    texts = paragraphs_of(publication)
    waiting = placeholders(texts, lexicon)
    if len(texts) < sum(1 for _ in publication.texts):
        tally.left_out("用词和年度", f"超过 {LONGEST} 字的一段没有核对")
    if waiting > _UNFILLED and all(sheet.is_empty for sheet in sheets):
        return [finding(problems.UNFILLED, Place(publication.file), found=waiting)], tally
    book = TablesBySort(sheets, publication.kind != "final", lexicon.old_names)
    for sheet in sheets:
        if sheet.in_doubt:
            tally.left_out("文字与表", f"{sheet.name}没有印金额单位")
    blamed: dict[int, Decimal | None] = {}
    found = [
        *judge_tables(book, year, lexicon, tally, blamed),
        *judge_texts(book.in_known_units, texts, publication.year, tally, blamed),
        *judge_wording(publication, texts, lexicon, tally), *judge_contents(publication),
        *_untested(publication, tally),
    ]
    return list(_filed(found, publication.file)), tally


def _untested(publication: Publication, tally: Tally) -> Iterator[Finding]:
    if not tally.figures:
        what = "没有认出表" if not publication.tables else "表里没有能互相核对的数，文字里也没有"
        yield finding(problems.UNTESTED, Place(publication.file), what=what)


def _filed(found: list[Finding], file: str) -> Iterator[Finding]:
    """The findings in the order of the file, filed under its name."""
    own = [one._replace(place=one.place._replace(file=file)) for one in found]
    gravity = list(Severity)
    yield from sorted(own, key=lambda one: (
        one.place.page or one.place.sheet_number, one.place.paragraph or one.place.line or 0,
        one.place.box[1] if one.place.box else 0, gravity.index(one.severity), one.code, one.message))
