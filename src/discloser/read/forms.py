"""Any form file → `Source`: the reader is chosen by what the file is, else by what its name promises."""

from __future__ import annotations

from pathlib import Path

from ..core.finding import has_errors
from ..core.remarks import Remarks
from .excel_form import read_filled_workbook
from .source import Source
from .xlsx_package import is_workbook
from .yaml_remarks import yaml_remarks
from .yaml_source import read_yaml


def read_form(path: Path) -> Source:
    """The form in a file, YAML or workbook; whatever goes wrong is a finding, never an exception."""
    return read_filled_workbook(path).source if is_workbook(path) else read_yaml(path)


def read_form_and_remarks(path: Path) -> tuple[Source, Remarks]:
    """The form in a file and what was noted beside it; no remarks where the file could not be read without errors."""
    if is_workbook(path):
        filled = read_filled_workbook(path)
        return filled.source, filled.remarks
    source = read_yaml(path)
    if source.raw is None or has_errors(source.findings):
        return source, {}
    return source, yaml_remarks(path.read_text(encoding="utf-8-sig"), source.places)
