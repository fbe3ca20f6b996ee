"""A report of a later year than the kind or the code book that it is made with: either may have changed since."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Finding, Severity
from ...model.kind.report_kind import ReportKind
from ...model.place import Places
from ..problems import FORM_PROBLEMS

LATER = FORM_PROBLEMS.declare(
    "IDN009", "版式和科目表是当年的",
    message="报告的年度是 {found}，{older}",
    hint="照样可以生成。请问清财政部门：{found} 年的公开表样、说明和《政府收支分类科目》有没有变；没有变的，不必改",
    severity=Severity.INFO,
)


def later_year(year: int, kind: ReportKind, places: Places) -> Iterator[Finding]:
    """Told once for a form, not again for the forms that it names."""
    books = (("版式", kind.year), ("科目表", int(kind.codes_year) if kind.codes_year.isdecimal() else year))
    older = [f"{what}是 {since} 年的" for what, since in books if since < year]
    if older:
        yield LATER.at(places.of(("报告", "年度")), field="报告 年度", found=year, older="，".join(older))
