"""The fixed texts of papers beside the report, from `templates/statements/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ...model.kind.report_kind import KindError
from .ordinary import data_of


def read_statement(folder: Path, name: str) -> dict[str, Any]:
    """The texts of one paper. Raises `KindError` for a file that is missing or is not a list of texts."""
    texts = data_of(folder / f"{name}.yaml")
    if not isinstance(texts, dict):
        raise KindError(f"{name}.yaml 里没有文字")
    return texts
