"""Any form file → `Source`: the reader is chosen by what the file is, else by what its name promises."""

from __future__ import annotations

from pathlib import Path

from ...model.finding import has_errors
from ...model.form.remarks import Remarks
from ..source import Source
from ..xlsx.package import is_workbook
from ..yaml.reader import read_yaml

WORKBOOK = ".xlsx"
TEXTS = (".yaml", ".yml")


class UnknownFormat(ValueError):  # noqa: N818  the condition is an answer to the officer, not a fault
    """A form can't be written under a file name of this sort."""


def is_text(target: Path) -> bool:
    """Whether a form is to be written as YAML, not as a workbook. Raises `UnknownFormat` for any other name."""
    suffix = target.suffix.lower()
    if suffix not in (*TEXTS, WORKBOOK):
        raise UnknownFormat(f"填报表的文件名应当以 {WORKBOOK} 或 {TEXTS[0]} 结尾，这里是“{target.name}”")
    return suffix in TEXTS


def read_form(path: Path) -> Source:
    """The form in a file, YAML or workbook; whatever goes wrong is a finding, never an exception."""
    if not is_workbook(path):
        return read_yaml(path)
    from ..xlsx.reader import read_workbook  # a YAML form is read without loading what workbooks need

    return read_workbook(path)


def read_form_and_remarks(path: Path) -> tuple[Source, Remarks]:
    """The form in a file and what was noted beside it; no remarks where the file could not be read without errors."""
    from ..xlsx.reader import read_filled_workbook
    from ..yaml.remarks import yaml_remarks

    if is_workbook(path):
        filled = read_filled_workbook(path)
        return filled.source, filled.remarks
    source = read_yaml(path)
    if source.raw is None or has_errors(source.findings):
        return source, {}
    return source, yaml_remarks(path.read_text(encoding="utf-8-sig"), source.places)
