"""Summing a department up: its form names its units' forms, and beside it lie those that were approved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ....usecases.batch.names import folder_name
from ... import engine, store
from ... import flow as forms
from ...handed_papers import paper_of
from ...models import BesideFile, Blob, FormVersion
from ..actor import Actor
from ..flow import Act, Hindered
from ..in_force import paper_of_review, review_in_force
from ..models import DueReport, SummedUnit, VersionMaker
from ..readiness import kind_of
from ..sums import UnitOfSum, units_of
from .holding import by, held, tell

HOW = "汇总"
_FORM = "填报表"


@dataclass(frozen=True)
class _Gathered:
    """Units' approved forms as they will lie beside their department's. `beside`: name → bytes in the store."""

    units: Sequence[tuple[UnitOfSum, str]]
    beside: Mapping[str, Blob]

    @property
    def names(self) -> list[str]:
        """The units' forms, in the units' order."""
        return [name for _, name in self.units]


def sum_up(actor: Actor, due_id: int) -> FormVersion:
    """The next version of a department's form, with the approved versions of its units and nothing else.

    A department without a form gets a blank one that names its units. What was typed in it stays.
    """
    department = DueReport.objects.select_related("unit__department", "season", "form").get(pk=due_id)
    gathered = _gathered(department)
    content = store.kept(_content(department, gathered.names))
    with held(actor, Act.SUM, due_id) as due:
        if [(one.due.pk, one.approved) for one, _ in gathered.units] != [
                (one.due.pk, one.approved) for one in _approved(due)]:
            raise Hindered("刚才又有单位的一版通过了，请再汇总一次")
        newest = due.form.newest if due.form else None
        name = newest.name if newest else f"{due.unit.name}{due.season}.xlsx"
        version = forms.new_version(newest, name, store.content_of(content), HOW) if newest else forms.new_form(
            name, store.content_of(content), {}, HOW)
        due.form = version.form
        due.save(update_fields=["form"])
        _lay_beside(version, gathered)
        VersionMaker.objects.create(version=version, **by(actor))
        tell(actor, Act.SUM, due, version=version.number, file=version.blob_id,
             units={one.due.unit.code: gathered.beside[path].digest for one, path in gathered.units})
    return version


def _approved(department: DueReport) -> list[UnitOfSum]:
    units = units_of([department]).get(department.pk, [])
    return [one for one in units if one.approved is not None]


def _gathered(department: DueReport) -> _Gathered:
    if department.scope != DueReport.Scope.DEPARTMENT:
        raise Hindered("只有部门的报告要汇总")
    units = _approved(department)
    if not units:
        raise Hindered("还没有哪个单位的报告通过，不能汇总")
    found: list[tuple[UnitOfSum, str]] = []
    beside: dict[str, Blob] = {}
    for one in units:
        review = review_in_force(one.due)
        if review is None:
            continue
        paper = paper_of_review(review)
        folder = folder_name(one.due.unit.code, "" if one.due.scope != DueReport.Scope.OWN else "本级")
        path = f"{folder}/{_FORM}.{paper.name.rpartition('.')[2]}"
        found.append((one, path))
        beside |= {f"{folder}/{name}": store.kept(content) for name, content in paper.beside.items()}
        beside[path] = review.version.blob
    return _Gathered(found, beside)


def _content(department: DueReport, names: Sequence[str]) -> bytes:
    newest = department.form.newest if department.form else None
    if newest is not None:
        named = engine.with_units(paper_of(newest), names)
        if isinstance(named, str):
            raise Hindered(f"部门的填报表读不出来：{named}")
        return named
    if not department.season.department_kind:
        raise Hindered("这个年度没有写部门汇总用的版式，请财政局在“期限”里写上")
    unit = department.unit
    known = {("单位", "名称"): unit.name, ("单位", "性质"): unit.nature}
    try:
        return engine.department_form(
            kind_of(department), department.season.year, {path: text for path, text in known.items() if text}, names)
    except engine.REFUSED_BLANK as refused:
        raise Hindered(str(refused)) from refused


def _lay_beside(version: FormVersion, gathered: _Gathered) -> None:
    """What lay beside of an earlier sum goes; the files of this one come. Only sums put files into folders."""
    BesideFile.objects.filter(form=version.form, name__contains="/").delete()
    BesideFile.objects.bulk_create(
        BesideFile(form=version.form, name=name, blob=blob) for name, blob in gathered.beside.items())
    SummedUnit.objects.filter(form=version.form).delete()
    SummedUnit.objects.bulk_create(
        SummedUnit(form=version.form, due=one.due, version_id=one.approved, name=name) for one, name in gathered.units)
