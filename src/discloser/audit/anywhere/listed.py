"""主要包括: the economic items that a sentence lists, against the table of basic outlay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model.finding import Finding
from . import problems
from .between import TablesBySort, folded
from .differing import TEXT_FAMILY
from .facts import fold
from .sentences import JudgedParagraph
from .sheets import KnownTable
from .tally import Tally
from .telling import at_text

_LIST = re.compile(r"(人员经费|公用经费)[^，。；：]{0,20}，主要(?:包括|用于)[：]?([^。；]*)")
_CLASSES = {"人员经费": ("301", "303"), "公用经费": ("302", "307", "309", "310", "311", "312", "313", "399")}
_MOST_TOLD = 6


def listed_items(book: TablesBySort, texts: Sequence[JudgedParagraph], tally: Tally) -> Iterator[Finding]:
    """Items that are listed and have no money, and, in a list without 等, items with money that are not listed."""
    basic = book.get("JB")
    if basic is None or basic.is_empty:
        return
    for paragraph in texts:
        for found in _LIST.finditer(paragraph.text):
            names = [name for name in re.split("[、，]", found[2]) if name]
            own = _with_money(basic, _CLASSES[found[1]])
            if len(names) < 3 or not own:
                continue
            whole = not names[-1].endswith("等") and not re.search("等(支出|费用|方面)?$", found[2])
            yield from _list(paragraph, found[1], [_bare(name) for name in names], own, tally, whole=whole)


def _bare(name: str) -> str:
    return folded(fold(re.sub("等(支出|费用|方面)?$", "", name)))


def _with_money(basic: KnownTable, classes: Sequence[str]) -> dict[str, str]:
    """Name as it is told from others → printed name, of the sections with money."""
    return {
        folded(fold(basic.label(row, block))): basic.label(row, block) for block in basic.blocks for row in basic.rows
        if (code := basic.code(row, block)) and len(code.text) == 5 and code.text.startswith(tuple(classes))
        and any(basic.value(row, column) for column in block.amounts)
    }


def _list(
    paragraph: JudgedParagraph, whose: str, names: Sequence[str], own: dict[str, str], tally: Tally, *, whole: bool,
) -> Iterator[Finding]:
    without = [name for name in names if name and name not in own]
    left_out = [shown for name, shown in own.items() if name not in names] if whole else []
    tally.add(TEXT_FAMILY, 1, int(not without and not left_out))
    if without or left_out:
        what = "；".join(filter(None, (
            f"“{'、'.join(without[:_MOST_TOLD])}”在表里没有数" if without else "",
            f"表里有数的“{'、'.join(left_out[:_MOST_TOLD])}”没有列出" if left_out else "")))
        yield at_text(problems.LISTED_ITEMS, paragraph.source, paragraph.section, found=whose, what=what)
