"""Any form file → `Source`: the reader is chosen by what the file is, else by what its name promises."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ...disk import Document, Given
from ...model.finding import has_errors
from ...model.form.remarks import Remarks
from ...model.place import Place, Places
from .. import problems
from ..foreign import foreign_sort
from ..given_forms import given_form
from ..source import Source
from ..xlsx.package import holds_workbook
from ..yaml.reader import text_in, yaml_in

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


def read_form(form: Document) -> Source:
    """The form in a document."""
    return form_in(given_form(form))


def form_in(file: Given, only: Collection[str] = ()) -> Source:
    """The form in a file, YAML or workbook; whatever goes wrong is a finding, never an exception.

    `only`: the top keys that are wanted, none for all; of a workbook the sheets of others are not read.
    """
    if foreign := foreign_sort(file.content, file.path.suffix):
        place = Place(str(file.path))
        finding = problems.FILE_OF_ANOTHER_SORT.at(place, found=foreign.name, advice=foreign.advice)
        return Source(None, Places(str(file.path)), (finding,))
    if not holds_workbook(file):
        return yaml_in(file)
    from ..xlsx.reader import filled_workbook_in  # a YAML form is read without loading what workbooks need

    return filled_workbook_in(file, only).source


def form_and_remarks_in(file: Given) -> tuple[Source, Remarks]:
    """The form in a file and what was noted beside it; no remarks where the file could not be read without errors."""
    from ..xlsx.reader import filled_workbook_in
    from ..yaml.remarks import yaml_remarks

    if holds_workbook(file) and foreign_sort(file.content, file.path.suffix) is None:
        filled = filled_workbook_in(file)
        return filled.source, filled.remarks
    source, text = form_in(file), text_in(file)
    if source.raw is None or has_errors(source.findings) or not isinstance(text, str):
        return source, {}
    return source, yaml_remarks(text, source.places)
