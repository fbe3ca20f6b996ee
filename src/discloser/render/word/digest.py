"""一图读懂 on a page of its own before the parts: boxes of large figures with their change, native charts, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ...model.report.digest import REASON_LENGTHS, Digest, DigestFigure, DigestReason, Reference
from ...model.report.report import Chart
from ...model.text.clipping import clipped
from . import charts, styles
from .markup import attribute, bookmark, field, paragraph, run
from .page import DIGEST, twips
from .paginate import ContentsEntry, OwnPages, Place

_SLOTS = (16.0, 14.0, 12.0, 10.0)
"""The room of a bar, in points; closer where the page would not hold all."""

_AROUND_BARS = 6.0
_IN_A_ROW, _BOX = 3, styles.DIGEST_BOX
_BETWEEN = (DIGEST.text_width - _IN_A_ROW * _BOX) / (_IN_A_ROW - 1)
_BAR, _BELOW_BARS = styles.DIGEST_BAR.pitch, styles.DIGEST_GAP
_RULE = '<w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
_NO_MARGINS = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
_PAGE, _QUIET = "{页码}", "DigestPages"


class _Line(NamedTuple):
    """A paragraph or row of the page and its height."""

    markup: str
    height: float


class ToldPages(NamedTuple):
    """Where the report says what a digest tells: block → its line in the contents, and the pages of these."""

    entries: Mapping[Place, ContentsEntry]
    numbers: Mapping[ContentsEntry, int]

    def pages(self, digest: Digest, places: Iterable[Reference]) -> str:
        """第1、12页, each number a field that Word keeps true; "" where the contents list none of them."""
        known = (self.entries.get((place.part, place.block)) for place in places)
        listed = {self.numbers[entry]: entry for entry in known if entry is not None}
        before, _, after = digest.page.partition(_PAGE)
        numbers = run("、", _QUIET).join(
            field(f"PAGEREF {entry.anchor} \\h", run(str(number), _QUIET), _QUIET) for number, entry in listed.items())
        return run(before, _QUIET) + numbers + run(after, _QUIET) if numbers else ""


def reserved(entry: ContentsEntry) -> OwnPages:
    """The digest's page before it is known on which pages the report says the same."""
    return OwnPages(DIGEST, "", 1, (entry,))


def sheet(digest: Digest, entry: ContentsEntry, places: ToldPages) -> str:
    """The digest's page."""
    heading = paragraph("DigestTitle", bookmark(entry.anchor, entry.number, run(digest.title)), page_break=True)
    above = styles.DIGEST_TITLE.lines(digest.title, DIGEST.text_width).most * styles.DIGEST_TITLE.pitch
    lines = [_Line(heading, above), _legend(digest), *_boxes(digest, places)]
    room = DIGEST.text_height - styles.SMALLEST.pitch - sum(line.height for line in lines)
    ways: list[tuple[int | None, float]] = [(None, slot) for slot in _SLOTS]
    ways += [(length, _SLOTS[-1]) for length in REASON_LENGTHS]
    for length, slot in ways:
        pictures, reasons = list(_charts(digest, places, slot)), list(_reasons(digest, places, length))
        if sum(line.height for line in (*pictures, *reasons)) <= room:
            break
    return "".join(line.markup for line in (*lines, *pictures, *reasons))


def _legend(digest: Digest) -> _Line:
    """Whose figures these are, in what, and how the bars of both years look."""
    years = "　".join(f"■{year}" for year in digest.years)
    looks = zip(("DigestNow", "DigestPast"), digest.years, strict=True)
    now, was = (run("■", look) + run(year) for look, year in looks)
    content = run(f"{digest.unit}　{digest.currency_unit}　") + now + run("　") + was
    lines = styles.DIGEST_SMALL.lines(f"{digest.unit}　{digest.currency_unit}　{years}", DIGEST.text_width).most
    return _Line(paragraph("DigestInfo", content), lines * styles.DIGEST_SMALL.pitch + styles.DIGEST_GAP)


def _boxes(digest: Digest, places: ToldPages) -> Iterator[_Line]:
    """The large figures, three in a row."""
    boxes = [_box(one, digest, places) for one in digest.figures]
    rows = [boxes[start:start + _IN_A_ROW] for start in range(0, len(boxes), _IN_A_ROW)]
    heights = [max(one.height for one in row) + styles.DIGEST_BELOW for row in rows]
    markup = "".join(_row([one.markup for one in row], height) for row, height in zip(rows, heights, strict=True))
    yield _Line(_table(digest.title, markup), sum(heights))


def _box(one: DigestFigure, digest: Digest, places: ToldPages) -> _Line:
    """A figure: its name and page, itself, its bars, its change and why."""
    named = paragraph("DigestName", run(one.name) + run("\t") + places.pages(digest, one.places))
    told = list(filter(None, (one.change, one.share, *digest.parts_of(one))))
    lines = [paragraph("DigestTold", run(text, "" if number else "DigestLead")) for number, text in enumerate(told)]
    if reason := digest.brief_reason(one):
        told.append(reason)
        lines.append(paragraph("DigestTold", run(reason)))
    words = sum(styles.DIGEST_TOLD.lines(text, _BOX - 1).most for text in told) * styles.DIGEST_TOLD.pitch
    names = styles.DIGEST_NAME.lines(one.name + _PAGES_OF_ONE, _BOX).most
    high = names * styles.DIGEST_NAME.pitch + styles.DIGEST_AMOUNT.pitch + 2 * _BAR + 2 * _BELOW_BARS + words
    return _Line(named + paragraph("DigestAmount", run(one.amount_text)) + _bars(one) + "".join(lines), high)


def _bars(one: DigestFigure) -> str:
    """This year's bar above last year's; or how much of the whole the largest part is, above all of it."""
    longest = max(one.figure, one.prior or Decimal(0))
    part = one.parts[0].figure / one.figure if one.parts and one.figure else None
    if one.prior is not None and longest:
        shares = one.figure / longest, one.prior / longest
    elif (whole := part if part is not None else one.share_of_whole and one.share_of_whole / 100) is not None:
        shares = whole, Decimal(1)
    else:
        shares = Decimal(0), Decimal(0)
    looks = ("DigestBar", "DigestBarPast")
    return "".join(_bar(look, float(share)) for look, share in zip(looks, shares, strict=True))


def _bar(style: str, share: float) -> str:
    """A line of colour, as long as its share of the box."""
    if share <= 0:
        return paragraph("DigestNoBar", "")
    right = f'<w:ind w:right="{twips(_BOX * (1 - share))}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{right}</w:pPr></w:p>'


def _row(boxes: list[str], height: float) -> str:
    between = _cell(_BETWEEN, "", paragraph("DigestNoBar", ""))
    left = [_cell(_BOX, "", paragraph("DigestNoBar", ""))] * (_IN_A_ROW - len(boxes))
    cells = between.join([*(_cell(_BOX, f"<w:tcBorders>{_RULE}</w:tcBorders>", box) for box in boxes), *left])
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/></w:trPr>{cells}</w:tr>'


def _cell(width: float, rule: str, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{rule}</w:tcPr>{content}</w:tc>'


def _table(title: str, rows: str) -> str:
    widths = [twips(_BETWEEN if number % 2 else _BOX) for number in range(2 * _IN_A_ROW - 1)]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{_NO_MARGINS}'
        f"<w:tblCaption w:val={attribute(title)}/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _section(title: str, pages: str) -> _Line:
    """A title within the page, its pages at the right."""
    return _Line(paragraph("DigestSection", run(title) + run("\t") + pages),
                 styles.DIGEST_SECTION.pitch + styles.DIGEST_ABOVE + styles.DIGEST_GAP)


def _charts(digest: Digest, places: ToldPages, slot: float) -> Iterator[_Line]:
    for number, one in enumerate(digest.charts, start=1):
        yield _section(one.chart.title, places.pages(digest, one.places))
        yield _picture(one.chart, number, slot)


def _picture(chart: Chart, number: int, slot: float) -> _Line:
    height = len(chart.slices) * slot + _AROUND_BARS
    picture = charts.drawing(chart, number, f"chart{number}", height)
    return _Line(paragraph("Chart", picture), height + styles.SMALLEST.pitch)


def _reasons(digest: Digest, places: ToldPages, length: int | None) -> Iterator[_Line]:
    """Why figures changed, under a title of its own, if any reason was given; cut to a length where one is said."""
    if digest.reasons:
        yield _section(digest.reasons_title, "")
    for one in digest.reasons:
        shown, more = _cut(one, digest, places, length)
        told = shown + (_WIDE if more else "")
        lines = styles.DIGEST_REASON.lines(told, DIGEST.text_width - styles.DIGEST_NAMES).most
        yield _Line(paragraph("DigestReason", run(f"{one.name}\t{shown}") + more), lines * styles.DIGEST_REASON.pitch)


_PAGES_OF_ONE = " 第00页"
_WIDE = "（全文见第000、000页）"
"""As wide as what follows a reason that was cut."""


def _cut(one: DigestReason, digest: Digest, places: ToldPages, length: int | None) -> tuple[str, str]:
    """A reason, whole or as far as there is room, and where it is read whole."""
    shown = one.reason if length is None else clipped(one.reason, length)
    pages = places.pages(digest, one.places) if shown != one.reason else ""
    before, _, after = digest.whole_reason.partition("{页}")
    return shown, run(before) + pages + run(after) if pages else ""
