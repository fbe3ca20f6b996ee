"""Lists for whoever keeps them in Excel."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.ledger import LedgerSheet
from ..write.workbook.ledger_book import ledger_book


def ledger_workbook(title: str, sheets: Iterable[LedgerSheet]) -> bytes:
    """The workbook of some lists; no text becomes a formula."""
    return ledger_book(title, sheets)
