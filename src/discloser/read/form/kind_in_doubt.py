"""A report made with a kind that may not be this year's: an earlier year's, or a draft that nobody has verified."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Finding, Severity
from ...model.kind.report_kind import ReportKind
from ...model.place import FormPath, Places, written
from ..problems import FORM_PROBLEMS

_YEAR: FormPath = ("报告", "年度")
LATER = FORM_PROBLEMS.declare(
    "IDN009", "版式和科目表是当年的",
    message="报告的年度是 {found}，{older}",
    hint="照样可以生成。请问清财政部门：{found} 年的公开表样、说明和《政府收支分类科目》有没有变；没有变的，不必改",
    severity=Severity.INFO,
)
UNVERIFIED = FORM_PROBLEMS.declare(
    "IDN010", "版式已经核实",
    message="版式“{kind}”未经核实，有 {found} 处还没有问清",
    hint="照样可以生成；公开以前请先问清：{questions}",
    severity=Severity.INFO,
)


def kind_in_doubt(year: int, kind: ReportKind, places: Places) -> Iterator[Finding]:
    """Told once for a form, not again for the forms that it names."""
    at, field = places.of(_YEAR), written(_YEAR)
    books = (("版式", kind.year), ("科目表", int(kind.codes_year) if kind.codes_year.isdecimal() else year))
    older = [f"{what}是 {since} 年的" for what, since in books if since < year]
    if older:
        yield LATER.at(at, field=field, found=year, older="，".join(older))
    if kind.open_questions:
        yield UNVERIFIED.at(at, field=field, kind=kind.description, found=len(kind.open_questions),
                            questions="".join(one.told(i) for i, one in enumerate(kind.open_questions, start=1)))
