"""Final accounts typed in 万元 from approved sheets: what rounding parted agrees again, and no row says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from helpers import FINAL_KIND, case_of_form, classification_of, final_form_from, kind_named, neutral_of_case
from hypothesis import assume, given
from in_wan import amounts, in_wan, rounded
from random_final_forms import DEPARTMENT, PLAIN, RandomFinalDepartment, final_departments, final_forms, telling

from discloser.derive.case import case_of, case_of_department
from discloser.derive.determined import with_determined
from discloser.model.case import Case
from discloser.model.finding import has_errors
from discloser.model.form.final import FinalForm
from discloser.model.place import Places
from discloser.rules import judge
from discloser.usecases.self_check import check_own


def without_lost(form: FinalForm) -> FinalForm:
    """A form in which no amount is too small to be told in 万元."""
    assume(all(amount == 0 or rounded(amount) for amount in amounts(form)))
    return form


@given(final_forms(telling))
def test_rounding_stops_no_report(form: FinalForm):
    case = case_of_form(in_wan(without_lost(form)))
    assert not has_errors(judge(case, Places("表")))
    check_own(neutral_of_case(case))


@given(final_forms(telling))
def test_every_row_still_rounds_to_what_was_typed(form: FinalForm):
    typed = with_determined(in_wan(form), kind_named(FINAL_KIND))
    assert [rounded(amount) for amount in amounts(case_of_form(typed).form)] == amounts(typed)


@given(final_forms(telling))
def test_nothing_moves_in_a_form_in_yuan(form: FinalForm):
    assert case_of_form(form).tails == ()


@given(final_departments(telling))
def test_nor_does_rounding_stop_a_departments_report(department: RandomFinalDepartment):
    kind = kind_named("shanxi/final-2022")
    in_yuan, typed = (
        [case_of(unit, kind, classification_of()).form for unit in units]
        for units in (department.units, [in_wan(without_lost(unit)) for unit in department.units]))
    whole = of_department(department.own, typed)
    assume(not has_errors(judge(of_department(department.own, in_yuan), Places("部门"))))
    assert not has_errors(judge(whole, Places("部门")))
    check_own(neutral_of_case(whole))


def of_department(own: FinalForm, units: Sequence[FinalForm]) -> Case:
    return case_of_department(own, frozenset(), units, kind_named("shanxi/department-final-2022"), classification_of())


def of_government_fund(**lines: tuple[str, int]) -> FinalForm:
    """A unit with lines of the government fund alone, typed in 万元: list → item and amount in 元."""
    rows = {where: {"功能科目": code, "来源": "政府性基金预算", "金额": Decimal(amount) / 10_000}
            for where, (code, amount) in lines.items()}
    rows["基本支出"] = {**rows["基本支出"], "经济科目": "30101"} if "基本支出" in rows else {}
    return final_form_from({**PLAIN, "金额单位": "万元", **{where: [row] for where, row in rows.items() if row}})


def test_items_that_were_never_equal_are_not_taken_for_rounded():
    """What was left over under one item is spent under another: the source agrees, and so little may look rounded."""
    spent = of_government_fund(年初结转和结余=("2120803", 200), 基本支出=("2070109", 200))
    left = of_government_fund(收入=("2120803", 600), 年末结转和结余=("2120803", 600))
    units = [case_of(unit, kind_named("shanxi/final-2022"), classification_of()).form for unit in (spent, left, left)]
    whole = of_department(DEPARTMENT, units)
    assert whole.tails == ()
    assert [finding.code for finding in judge(whole, Places("部门")) if finding.code == "FIN001"] == []
