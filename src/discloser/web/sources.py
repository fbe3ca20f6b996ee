"""What is made of files that are no version of a form: last year's form, an edited Word report, any report to audit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..compare.word_changes import pieces
from ..model.finding import Finding, Severity
from ..model.place import FormPath, written
from ..usecases.audit import audit_each, place_of
from ..usecases.import_form import begin, content_of
from ..usecases.mark import marked_report, marks_reports
from ..usecases.new import next_year
from ..usecases.page_pictures import page_pictures
from ..usecases.pull import propose
from ..usecases.record import audit_paper, checklist
from ..usecases.refusals import REFUSALS
from .engine import Paper
from .kinds_at_hand import library

JSON = dict[str, Any]

_FORMS = (".xlsx", ".xlsm", ".yaml", ".yml")


@dataclass(frozen=True)
class BegunForm:
    """A form begun from another file: its bytes, or what keeps it from being begun; what is to be looked at.

    `summary`: what was read of a report, in words; "" for a form that was begun from last year's form.
    """

    content: bytes
    told: tuple[JSON, ...]
    year: int = 0
    summary: tuple[str, ...] = ()


def begun_from(source: Paper) -> BegunForm:
    """This year's form, begun from last year's; or the form of a published report or a list of a finance system."""
    if not source.name.lower().endswith(_FORMS):
        return _imported(source, ())
    begun = next_year(source.handed(), library())
    errors = tuple(_finding(one) for one in begun.checked.findings if one.severity is Severity.ERROR)
    if begun.content:
        year = begun.checked.case.form.request.year + 1 if begun.checked.case else 0
        return BegunForm(begun.content, tuple(_dated(path, *told) for path, told in begun.dated.items()), year)
    return BegunForm(b"", errors) if begun.checked.source.raw is not None else _imported(source, errors)


def _imported(source: Paper, errors: tuple[JSON, ...]) -> BegunForm:
    """The form that a report prints; `errors`: why the file is no form, told where it is no report either."""
    imported = begin([source.handed()], library())
    if imported.raw is None:
        return BegunForm(b"", errors or tuple(_finding(one) for one in imported.findings))
    grades = "，".join(f"{grade} {len(lines)} 行" for grade, lines in imported.graded().items())
    if imported.kind is not None and imported.kind.units_kind:
        summary = ["部门的各项金额、数量由各单位的填报表相加，没有写进部门的填报表；请各单位各开一份填报表，放在一起"]
    else:
        summary = [f"各行由报告里的合计推算：{grades}；依据写在每行的“备注”里，建议的请逐行核对"]
    if imported.returned and imported.returned.cells:
        summary.append(f"用它生成的表，与报告相同的有 {imported.returned.same} 格，共 {imported.returned.cells} 格")
    missing = tuple({"where": "", "message": f"要您填：{written(path)}"} for path in imported.missing)
    return BegunForm(content_of(imported, library(), as_text=False), missing, imported.year, tuple(summary))


def _dated(path: FormPath, place: str, years: list[str]) -> JSON:
    return {"where": place.partition(":")[2] or place, "message": f"{written(path)}里还写着{'、'.join(years)}"}


def pulled_from(report: Paper, form: Paper) -> JSON:
    """What was edited in a Word report: texts that may go back, what may not, what is told besides."""
    proposal = propose(report.handed(), form.handed(), library())
    found = proposal.pulled
    return {
        "changes": [
            {"path": list(one.path), "where": _where(proposal.checked.places.of(one.path).inside, one.path),
             "old": one.old, "new": one.new, "words": _words(one.old, one.new)} for one in found.changes],
        "left": [{"where": where, "old": old, "new": new, "words": _words(old, new)} for where, old, new in found.left],
        "findings": [_finding(one) for one in found.findings],
        "readable": proposal.checked.case is not None,
    }


def _where(cell: str, path: FormPath) -> str:
    return f"{cell}　{written(path)}" if "!" in cell else written(path)


def _words(old: str, new: str) -> list[JSON]:
    return [{"same": one.new} if one.stayed else {"old": one.old, "new": one.new} for one in pieces(old, new)]


def audited(report: Paper) -> JSON:
    """What an audit found in a report, how much it could try, and the official checklist filled in."""
    one = audit_each([report.handed()], library())[str(report.handed().path)]
    return {
        "unit": str(one.data.get("unit") or ""), "year": one.data.get("year"),
        "judged": list(one.judged), "read": bool(one.data),
        "markable": bool(one.data) and marks_reports(one.file.path),
        "findings": [{**_finding(finding), **_on_paper(finding)} for finding in one.findings],
        "checklist": [
            {"category": row.item.category, "name": row.item.name, "verdict": row.verdict, "places": row.places,
             "remarks": row.remarks} for row in checklist(one, library())],
    }


def pictures_of(report: Paper, pages: Collection[int]) -> Mapping[int, bytes]:
    """Page → its picture, of the pages that are asked for."""
    drawn = page_pictures(report.handed()) if pages else []
    return {number: one.content for number, one in enumerate(drawn, start=1) if number in pages}


def marked_audit(report: Paper) -> bytes | str:
    """A report with what was found marked in it, or the words of what keeps it from being."""
    try:
        return marked_report(audit_each([report.handed()], library())[str(report.handed().path)])
    except REFUSALS as hindered:
        return str(hindered)


def paper_of_audit(report: Paper, ending: str) -> bytes:
    """What an audit found, as a document to be signed or as a workbook with the checklist."""
    return audit_paper(audit_each([report.handed()], library()).values(), ending, library())


def _finding(finding: Finding) -> JSON:
    return {
        "code": finding.code, "severity": finding.severity.value, "label": finding.severity.label,
        "message": finding.message, "hint": finding.hint, "where": finding.place.inside, "confirmed": None,
    }


def _on_paper(finding: Finding) -> JSON:
    where = "，".join(dict.fromkeys(filter(None, (place_of(finding), finding.place.inside))))
    return {"where": where, "page": finding.place.page, "box": list(finding.place.box or ())}
