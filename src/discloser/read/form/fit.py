"""Whether the forms that a form names are those that it should name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...model.case import Case
from ...model.finding import Finding, Severity
from ...model.form.common import LAST_YEARS_FORM, CommonForm
from ...model.form.sorts import LINES_OF_UNITS
from ...model.kind.report_kind import ReportKind
from ...model.place import FormPath, Places, written
from . import references

_SEVERAL = 2


def own_lines(department: CommonForm, places: Places) -> Iterator[Finding]:
    """Lines of the department's own: they would stand beside those of its units, under no unit's name."""
    for path in LINES_OF_UNITS["final" if department.final else "budget"]:
        if department.at(path):
            yield references.OWN_LINES.at(places.of_key(path), field=written(path), found=written(path))


def faulty(places: Places, name: str, at: FormPath, findings: Iterable[Finding]) -> Finding:
    """That a form which is named has errors."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    return references.FAULTY.at(places.of(at), field=str(at[0]), found=name, errors=errors)


def unlike_department(department: CommonForm, kind: ReportKind, unit: Case, places: Places) -> Iterator[Finding]:
    """Whether a unit's form is about another year, region or sort of report. `places`: of the unit's form."""
    own, request = department.request, unit.form.request
    wanted = kind.units_kind or (request.kind if unit.kind.sort == kind.sort else own.kind)
    for key, found, expected in (
        ("年度", request.year, own.year), ("地区", request.region, own.region), ("类型", _kind_of(unit, kind), wanted),
    ):
        if found != expected:
            path = ("报告", key)
            yield references.OTHER_REPORT.at(
                places.of(path), field=written(path), found=found, expected=expected, key=key,
                unit=unit.form.unit.name)


def at_department(unlike: Sequence[Finding], units: int, department: CommonForm, places: Places) -> Iterator[Finding]:
    """What is unlike in units; where all of several have the same, it is the department's own form that is wrong."""
    alike = {(found.field, found.found) for found in unlike}
    for field, value in sorted(alike, key=str):
        same = [found for found in unlike if (found.field, found.found) == (field, value)]
        if len(same) < max(units, _SEVERAL) or field is None:
            yield from same
            continue
        path = tuple(field.split())
        yield references.OTHER_REPORT.at(
            places.of(path), field=field, key=path[-1], found=value, expected=department.at(path),
            unit=f"全部 {units} 个所属单位")


def not_last_year(form: CommonForm, kind: ReportKind, last_year: Case, places: Places) -> Iterator[Finding]:
    """Whether last year's form is another than it should be."""
    request, wanted, name = last_year.form.request, form.request, form.prior_year.form
    place, sort = places.of(LAST_YEARS_FORM), _kind_of(last_year, kind)
    if (request.year, request.region, sort) != (wanted.year - 1, wanted.region, wanted.kind):
        yield references.NOT_LAST_YEAR.at(
            place, field=written(LAST_YEARS_FORM), found=name, wrong=f"{request.region}{request.year}年{sort}",
            expected=f"{wanted.region}{wanted.year - 1}年{wanted.kind}")
    elif last_year.form.unit.name != form.unit.name:
        yield references.OTHER_BODY.at(
            place, field=written(LAST_YEARS_FORM), found=name, wrong=last_year.form.unit.name,
            expected=form.unit.name)


def _kind_of(named: Case, kind: ReportKind) -> str:
    """The 类型 of a form that is named: as it says, unless its kind is for another sort of report."""
    return named.form.request.kind if named.kind.sort == kind.sort else named.kind.kind
