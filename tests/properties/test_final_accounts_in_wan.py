"""Final accounts typed in 万元 from approved sheets: what rounding parted agrees again, and no row says otherwise."""

from __future__ import annotations

from helpers import case_of_form, classification_of, kind_named, neutral_of_case
from hypothesis import assume, given
from in_wan import amounts, in_wan, rounded
from random_final_forms import RandomFinalDepartment, final_departments, final_forms, telling

from discloser.derive.case import case_of, case_of_department
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
    typed = in_wan(form)
    assert [rounded(amount) for amount in amounts(case_of_form(typed).form)] == amounts(typed)


@given(final_forms(telling))
def test_nothing_moves_in_a_form_in_yuan(form: FinalForm):
    assert case_of_form(form).tails == ()


@given(final_departments(telling))
def test_nor_does_rounding_stop_a_departments_report(department: RandomFinalDepartment):
    kind = kind_named("shanxi/final-2022")
    units = [case_of(in_wan(without_lost(unit)), kind, classification_of()).form for unit in department.units]
    whole = case_of_department(
        department.own, frozenset(), units, kind_named("shanxi/department-final-2022"), classification_of())
    assert not has_errors(judge(whole, Places("部门")))
    check_own(neutral_of_case(whole))
