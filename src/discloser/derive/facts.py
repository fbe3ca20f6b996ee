"""Form → Facts. Every budget line is money coming in and the same money going out; in final accounts the two differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.codes import Classification
from ..model.fact import Fact, Facts
from ..model.form.base import key_of as key
from ..model.form.budget import BasicLine, Form, ProjectLine
from ..model.form.common import CommonForm, Procurement
from ..model.kind.report_kind import ReportKind
from .publics import amounts_determined


def facts_of(form: CommonForm, kind: ReportKind, classification: Classification) -> Facts:
    """All facts of a form, in its order; zero amounts are no facts."""
    if form.final:
        from .final_facts import final_facts  # a budget has none of these

        every = final_facts(form.final, lambda code: _expense_class(code, kind.expense_classes))
    elif form.budget:
        every = _budget_facts(form.budget, kind, classification)
    else:
        raise TypeError(f"no facts are known of {type(form).__name__}")
    return Facts(fact for fact in every if fact.amount)


def _budget_facts(form: Form, kind: ReportKind, classification: Classification) -> Iterator[Fact]:
    yield from _lines(form, kind, classification)
    yield from _three_publics(form)
    yield from _agency_operating(form)
    yield from _procurement(form)


def _lines(form: Form, kind: ReportKind, classification: Classification) -> Iterator[Fact]:
    for i, line in enumerate(form.basic_lines):
        yield from _both_sides(form, kind, classification, line, ("基本支出", i, "金额"))
    for i, project_line in enumerate(form.project_lines):
        yield from _both_sides(form, kind, classification, project_line, ("项目支出", i, "金额"))


def _both_sides(
    form: Form, kind: ReportKind, classification: Classification, line: BasicLine | ProjectLine,
    origin: tuple[str, int, str],
) -> Iterator[Fact]:
    project = line if isinstance(line, ProjectLine) else None
    government = line.government_economic or classification.government_for(form.unit.nature, line.department_economic)
    for measure in ("收入", "支出"):
        yield Fact(
            measure=measure, amount=line.amount, origin=origin, unit=form.unit.name, fund=line.fund,
            carried_in="是" if line.carried_in else "否", nature=origin[0], function=line.function,
            department_economic=line.department_economic, government_economic=government,
            expense_class=_expense_class(line.department_economic, kind.expense_classes),
            project=project.project if project else "",
            project_class=project.project_class if project else "",
            published_target="是" if project and project.target_published else "否",
            revenue_subject=line.revenue_subject.code if line.revenue_subject else "",
        )


def _expense_class(department_code: str, classes: Mapping[str, tuple[str, ...]]) -> str:
    return next((name for name, heads in classes.items() if department_code and department_code.startswith(heads)), "")


def _three_publics(form: Form) -> Iterator[Fact]:
    for field in type(form.three_publics).model_fields:
        item, stated = key(type(form.three_publics), field), getattr(form.three_publics, field)
        if not stated.is_typed("current"):
            for path, line in amounts_determined(form, item):
                yield Fact("三公经费", line.amount, path, unit=form.unit.name, fund=line.fund, item=item)
            continue
        for fund, amount in stated.current.by_fund().items():
            yield Fact("三公经费", amount, ("三公经费", item, "本年"), unit=form.unit.name, fund=fund, item=item)


def _agency_operating(form: Form) -> Iterator[Fact]:
    for fund, amount in form.agency_operating.current.by_fund().items():
        yield Fact("机关运行经费", amount, ("机关运行经费", "本年"), unit=form.unit.name, fund=fund)


def _procurement(form: Form) -> Iterator[Fact]:
    for field in Procurement.model_fields:
        item = key(type(form.procurement), field)
        yield Fact("政府采购", getattr(form.procurement, field), ("政府采购", item), unit=form.unit.name, item=item)
