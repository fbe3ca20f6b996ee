"""Additions to an officer's own workbook; whatever is not touched keeps its bytes."""
