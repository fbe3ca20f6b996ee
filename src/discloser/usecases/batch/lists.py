"""The bureau's lists written beside the units' folders, as a workbook and as a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...disk import write_all
from ...model.ledger import LedgerSheet
from ...render.ledger_page import ledger_page
from ...write.workbook.ledger_book import ledger_book
from .summary import PAGE, TITLE, WORKBOOK


def write_lists(out: Path, sheets: Sequence[LedgerSheet]) -> list[Path]:
    """Write the lists in one stroke; the files."""
    files = {out / WORKBOOK: ledger_book(TITLE, sheets), out / PAGE: ledger_page(TITLE, sheets)}
    write_all(files)
    return list(files)
