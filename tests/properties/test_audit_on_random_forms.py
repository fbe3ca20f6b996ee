"""Whatever a body hands in, the report made of it does not contradict itself: the audit never blames our own work."""

from __future__ import annotations

from helpers import neutral_of
from hypothesis import given
from random_forms import forms

from discloser.model.form.budget import Form
from discloser.usecases.self_check import check_own


@given(forms())
def test_the_report_of_any_form_passes_its_own_check(form: Form):
    check_own(neutral_of(form))
