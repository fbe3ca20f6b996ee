"""The items by function that a report explains one by one, against the table of outlay of the general budget."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ...model.finding import Finding
from . import problems
from .amounts import PrintedAmount
from .between import TablesBySort, classes_of, folded, whole_column
from .differing import TEXT_FAMILY, differing, in_words
from .facts import Items, fold, items_of
from .sentences import MONEY, JudgedParagraph, money_at
from .sheets import KnownTable, bare
from .tally import Tally
from .telling import at_text

_NAME = r"([^，。；：、（）“”《》\d.．]{2,40}(?:（(?!类|款|项|\d)[^（）]{1,8}）[^，。；：、（）“”\d]{0,20})?)"
_SUBJECT = re.compile(rf"{_NAME}（(?:\d{{3}})?类）-?{_NAME}（(?:\d\d)?款）-?{_NAME}（(?:\d\d)?项）")
_DASHED = re.compile(r"“([^“”—\-]{2,40})[-—]{1,2}([^“”—\-]{2,40})[-—]{1,2}([^“”—\-]{2,40})”(?:科目|（项）)")
_CLASS = re.compile(
    rf"(?:“([^“”（）\-]{{2,30}}支出)”科目|([^，。；：、（）“”\d]{{2,30}}支出)（(?:\d{{3}})?类）(?:支出)?){MONEY}")
_DIRECT = re.compile(rf"[”）]?(?:科目)?(?:支出)?(?:预算|决算)?(?:数)?(?:为|安排)?{MONEY}")
_ARRANGED = re.compile(rf"(\d{{4}})年(?:年初)?预算(?:数)?(?:安排|为){MONEY}")
_FINAL = re.compile(rf"支出决算(?:数)?(?:为)?{MONEY}")

Meant = Callable[[PrintedAmount], PrintedAmount]


def items(
    book: TablesBySort, texts: Sequence[JudgedParagraph], year: int, tally: Tally, meant: Meant,
) -> Iterator[Finding]:
    """What is wrong with the explained items. `meant`: a cell as it should be printed."""
    general = book.get("YB")
    if general is None or not general.blocks:
        tally.left_out(TEXT_FAMILY, "没有一般公共预算支出表，逐项说明没有对照")
        return
    rows = items_of(general)
    others = [sheet for kind in ("ZC", "JJ", "GZ") if (sheet := book.get(kind)) and sheet.blocks]
    elsewhere = {key for sheet in others for key in items_of(sheet)}
    column = general.column("合计", block=general.blocks[0])
    seen: Counter[tuple[int, int]] = Counter()
    for paragraph in texts:
        yield from _classes(paragraph, general, [sheet for sheet in (book.get("ZC"), book.get("CZ")) if sheet], tally)
        for found in _named(paragraph):
            path = fold(_opened(found[1])), fold(found[2]), fold(found[3])
            place = rows.get(path)
            tally.add(TEXT_FAMILY, 1, int(place is not None or path in elsewhere))
            if path in elsewhere and place is None:
                continue
            if place is None:
                yield _unknown(paragraph, found, rows, general)
                place = next((row for key, row in rows.items() if key[1:] == path[1:]), None)
            if place is not None and column is not None:
                seen[place[0], id(place[1])] += 1
                yield from _item(paragraph, found, meant(general.amount(*place, column)), year, tally)
    yield from _complete(book, texts, rows, seen, tally)


def _named(paragraph: JudgedParagraph) -> list[re.Match[str]]:
    """Where a paragraph names items with class and section."""
    return [*_SUBJECT.finditer(paragraph.text), *_DASHED.finditer(paragraph.text)]


def _classes(
    paragraph: JudgedParagraph, general: KnownTable, wider: Sequence[KnownTable], tally: Tally,
) -> Iterator[Finding]:
    """A sentence about a whole class of outlay: of the general budget, or of more money, as `wider` tables print it."""
    rows, column = classes_of(general), general.column("合计", block=general.blocks[0])
    for found in _CLASS.finditer(paragraph.text):
        name, money = folded(_opened(found[1] or found[2])), money_at(paragraph, found, 3)
        row = rows.get(name)
        if row is None or money is None or column is None:
            continue
        others = [fact for sheet in wider for fact in _of_class(sheet, name)]
        fits = any(abs(money.yuan - fact.yuan) <= money.half + fact.step / 2 for fact in others)
        if fits:
            tally.add(TEXT_FAMILY, 1, 1)
        else:
            yield from differing(paragraph, money, general.amount(row, general.blocks[0], column), tally)


def _of_class(sheet: KnownTable, name: str) -> Iterator[PrintedAmount]:
    """What a table prints for a class in any of its columns of totals."""
    for block in sheet.blocks:
        column = whole_column(sheet, block)
        for row in sheet.rows if column is not None else ():
            if column is not None and folded(bare(sheet.label(row, block))) == name:
                yield sheet.amount(row, block, column)


def _opened(name: str) -> str:
    """A name without what stands before it: numbers, quotation marks."""
    return re.sub(r"^[“\"\d、.．]+", "", name)


def _unknown(paragraph: JudgedParagraph, found: re.Match[str], rows: Items, general: KnownTable) -> Finding:
    others = ""
    for key, (row, block) in rows.items():
        if key[2] == fold(found[3]) and key[1] == fold(found[2]):
            code = general.code(row, block)
            others = f"，{code.text if code else ''} {key[2]}的类是“{key[0]}”"
    return at_text(problems.SUBJECT, paragraph.source, paragraph.section, found=found[0][:60], others=others)


def _item(
    paragraph: JudgedParagraph, found: re.Match[str], fact: PrintedAmount, year: int, tally: Tally,
) -> Iterator[Finding]:
    """An item's own amount, and that it is the same further on."""
    end = min((other.start() for other in _named(paragraph) if other.start() > found.start()),
              default=len(paragraph.text))
    rest = paragraph.text[: end]
    direct = _DIRECT.match(rest, found.end())
    money = money_at(paragraph, direct) if direct else None
    final = _FINAL.search(rest, found.end())
    for one in (money, money_at(paragraph, final) if final else None):
        if one is not None:
            yield from differing(paragraph, one, fact, tally)
    for arranged in _ARRANGED.finditer(rest, found.end()):
        other = money_at(paragraph, arranged, 2)
        if other and money and int(arranged[1]) == year:
            same = abs(other.yuan - money.yuan) <= max(other.half, money.half)
            tally.add(TEXT_FAMILY, 1, int(same))
            if not same:
                yield at_text(problems.INSIDE, paragraph.source, paragraph.section, field=f"{year}年预算安排",
                              what=f"{year}年预算安排", found=in_words(other), expected=in_words(money))


def _complete(
    book: TablesBySort, texts: Sequence[JudgedParagraph], rows: Items, seen: Counter[tuple[int, int]], tally: Tally,
) -> Iterator[Finding]:
    """Where a budget explains its items one by one, each has one sentence."""
    general = book.get("YB")
    if general is None or not book.budget or len(seen) * 2 < len(rows) or len(seen) < 2:
        return
    column = general.column("合计", block=general.blocks[0])
    first = next(paragraph for paragraph in texts if _named(paragraph))
    for (_, _, name), (row, block) in rows.items():
        times = seen[row, id(block)]
        money = column is not None and general.value(row, column) != 0
        tally.add(TEXT_FAMILY, 1, int(times == 1 or (not times and not money)))
        if times > 1:
            yield at_text(problems.ITEMS, first.source, first.section, what=f"“{name}”说明了 {times} 次")
        elif not times and money:
            yield at_text(problems.ITEMS, first.source, first.section,
                          what=f"{general.name}里的“{name}”有数，没有说明")
