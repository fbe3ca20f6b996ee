"""The year that a workbook form was made for, as its properties keep it whatever is typed in its cells."""

from __future__ import annotations

import re

from ...model.form.workbook import MADE_FOR
from .package import Package, RefusedWorkbook
from .parts import Relations, root

_KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
_YEAR = re.compile(re.escape(MADE_FOR) + r"(20[0-9]{2})")


def made_for(package: Package) -> int | None:
    """The year; None for a workbook that was not made here, or whose properties were taken away or are damaged."""
    try:
        part = Relations(package, "").only("core-properties") if package.has("_rels/.rels") else ""
        keywords = root(package, part).findtext(_KEYWORDS) if part and package.has(part) else None
    except RefusedWorkbook:
        return None
    match = _YEAR.search(keywords or "")
    return int(match[1]) if match else None
