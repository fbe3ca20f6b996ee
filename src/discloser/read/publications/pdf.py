"""A PDF → loose blocks in the order of its pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model.place import Place
from ...model.publication import LooseBlock, LooseGrid, PublishedCell
from ...model.text.squeezing import squeezed
from .counting import amounts_in, differences
from .lines import TextLine, cell_text, divided, lines_of
from .page_measures import PageLines, measured, without_running_heads
from .pages import Glyph, PdfPage
from .paragraphs import Joiner
from .ruling import Area, Ruling, rulings_of
from .unruled import unruled

_PAIR = 2
_MOSTLY = 0.3
"""Of a page that is covered by pictures: such a page without text is a scan."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A page with its grids and the lines outside of them. `beyond`: characters that lie off the page."""

    page: PdfPage
    rulings: tuple[Ruling, ...]
    cells: tuple[dict[Area, list[Glyph]], ...]
    lines: tuple[TextLine, ...]
    beyond: int


def laid_out(page: PdfPage) -> LaidOut:
    """A page laid out."""
    rulings = rulings_of(page.across, page.down)
    cells, outside, beyond = divided(page.glyphs, rulings, page.width, page.height)
    if more := unruled(outside):
        rulings = sorted([*rulings, *more], key=lambda ruling: (ruling.ys[0], ruling.xs[0]))
        cells, outside, beyond = divided(page.glyphs, rulings, page.width, page.height)
    kept = [(ruling, own) for ruling, own in zip(rulings, cells, strict=True) if _is_table(own)]
    outside += [g for own in cells if not _is_table(own) for glyphs in own.values() for g in glyphs]
    return LaidOut(page, tuple(r for r, _ in kept), tuple(c for _, c in kept), tuple(lines_of(outside)), beyond)


def _is_table(cells: dict[Area, list[Glyph]]) -> bool:
    """Drawings of boxes and charts hold no words to speak of; a total alone on its page has two cells."""
    words = ["".join(glyph.text for glyph in glyphs).strip() for glyphs in cells.values()]
    filled = [word for word in words if word]
    return len(filled) > _PAIR or (len(filled) == _PAIR and any(word[-1].isdigit() for word in filled))


def blocks_of(pages: Sequence[LaidOut], file: str) -> list[LooseBlock]:
    """The blocks of a document."""
    lined = without_running_heads([
        PageLines(p.page.number, p.page.width, p.page.height, p.lines, tuple(r.ys[0] for r in p.rulings)) for p in pages
    ])
    joiner = Joiner(file, measured(lined))
    found: list[LooseBlock] = []
    for laid, lines in zip(pages, lined, strict=True):
        found += _of_page(laid, lines, joiner, file)
    return [*found, *joiner.end()]


def remarks_on(pages: Sequence[LaidOut], blocks: Sequence[LooseBlock]) -> list[tuple[str, int, str]]:
    """(what, page, words) for pages that were not read whole, that hold no text, or print a line only in part."""
    read: dict[int, list[str]] = defaultdict(list)
    for laid in pages:
        read[laid.page.number] += [line.text for line in laid.lines]
    for block in blocks:
        if isinstance(block, LooseGrid) and block.place.page:
            read[block.place.page] += [cell.text for row in block.rows for cell in row if cell.text]
    return [remark for laid in pages for remark in _remarks(laid, read[laid.page.number])]


def _remarks(laid: LaidOut, texts: list[str]) -> Iterator[tuple[str, int, str]]:
    page = laid.page
    running = "".join(line.text.strip() for line in laid.lines)
    if odd := differences(
        amounts_in(texts), Counter(page.amounts), running, page.closed, beyond=laid.beyond > 0,
    ):
        yield "differs", page.number, "、".join(odd[:5])
    if not page.unmapped and not any(text.strip() for text in texts):
        yield ("picture" if page.pictures > _MOSTLY else "blank"), page.number, "空格子" if laid.rulings else ""
    if page.unmapped:
        yield "unmapped", page.number, f"{page.unmapped}/{len(page.glyphs)}"
    for line in page.cut:
        yield "cut", page.number, line


def _of_page(laid: LaidOut, lines: PageLines, joiner: Joiner, file: str) -> Iterator[LooseBlock]:
    joiner.new_page(lines)
    rest = list(lines.lines)
    for ruling, cells in zip(laid.rulings, laid.cells, strict=True):
        above = [line for line in rest if line.middle < ruling.ys[0] + 1]
        rest = [line for line in rest if line.middle >= ruling.ys[0] + 1]
        yield from joiner.page(lines, above)
        yield from joiner.end()
        yield _grid(ruling, cells, Place(file, page=laid.page.number, box=_rounded(ruling.box)))
    yield from joiner.page(lines, rest)


def _grid(ruling: Ruling, cells: dict[Area, list[Glyph]], place: Place) -> LooseGrid:
    rows, columns = len(ruling.ys) - 1, len(ruling.xs) - 1
    firsts = {area[:2]: area for area in ruling.cells.values()}

    def cell(i: int, j: int) -> PublishedCell:
        area = firsts.get((i, j))
        box = ruling.box_of(area or ruling.cells.get((i, j), (i, j, i + 1, j + 1)))
        text = squeezed(cell_text(cells[area])) if area and area in cells else ""
        return PublishedCell(text, Place(place.file, page=place.page, box=_rounded(box)))

    width = ruling.xs[-1] - ruling.xs[0]
    return LooseGrid(
        tuple(tuple(cell(i, j) for j in range(columns)) for i in range(rows)), place,
        tuple(sorted({area for area in ruling.cells.values() if area[2] - area[0] > 1 or area[3] - area[1] > 1})),
        edges=tuple(round((x - ruling.xs[0]) / width, 3) for x in ruling.xs),
    )


def _rounded(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)
