"""The bureau's lists written beside the units' folders, as a workbook and as a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ...disk import write_all
from ...model.ledger import LedgerSheet
from ...render.ledger_page import ledger_page
from ...write.workbook.ledger_book import ledger_book
from .summary import PAGE, TITLE, WORKBOOK

MOST_IN_A_SHEET: Final = 1_000_000
MOST_ON_A_PAGE: Final = 2_000


def write_lists(out: Path, sheets: Sequence[LedgerSheet]) -> list[Path]:
    """Write the lists in one stroke; the files. What is too long for a page, or for Excel, says so."""
    book = [sheet.cut(MOST_IN_A_SHEET, "") for sheet in sheets]
    page = [sheet.cut(MOST_ON_A_PAGE, f"，全部在{WORKBOOK}里") for sheet in sheets]
    files = {out / WORKBOOK: ledger_book(TITLE, book), out / PAGE: ledger_page(TITLE, page)}
    write_all(files)
    return list(files)
