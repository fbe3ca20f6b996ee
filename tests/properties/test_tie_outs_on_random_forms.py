"""On any form a body could hand in: sums hold in exact 元, figures agree wherever they are printed, text is clean."""

from __future__ import annotations

import pytest
from helpers import case_of_form, classification_of, report_of
from hypothesis import given
from random_forms import ECONOMICS, FUNCTIONS, forms
from tie_outs import TIE_OUTS, as_exact, as_printed, broken, has_tail

from discloser.model.finding import Severity
from discloser.model.form.budget import Form
from discloser.model.place import Places
from discloser.model.report.report import Chart
from discloser.render.neutral import neutral
from discloser.rules import judge

DOUBLED = ("。。", "；。", "，。", "；；", "，，", "，；", "。；", "。，")


@given(forms())
def test_parts_add_up_to_wholes_in_exact_yuan_in_every_table(form: Form) -> None:
    assert broken(as_exact(report_of(form))) == {}


@given(forms())
def test_every_tie_out_holds_as_printed(form: Form) -> None:
    report = report_of(form)
    assert broken(as_printed(neutral(report)), under=as_exact(report)) == {}


@given(forms())
def test_the_rounding_note_stands_exactly_where_a_printed_total_differs_from_its_parts(form: Form) -> None:
    seen = as_printed(neutral(report_of(form)))
    assert len(seen.notes) == has_tail(seen)


@given(forms())
def test_punctuation_is_never_doubled(form: Form) -> None:
    texts = "\n".join(as_printed(neutral(report_of(form))).sections.values())
    assert [mark for mark in DOUBLED if mark in texts] == []


@given(forms())
def test_charts_show_the_shares_that_the_sentences_state(form: Form) -> None:
    report = report_of(form)
    text = "\n".join(as_printed(neutral(report)).sections.values())
    charts = [block for block in report.blocks() if isinstance(block, Chart) and "三公" not in block.title]
    told = [f"{part.amount_text}，占{part.share_text}" for chart in charts for part in chart.slices]
    assert [words for words in told if words not in text] == []


@given(forms())
def test_the_rules_find_no_error_in_a_form_that_hangs_together(form: Form) -> None:
    findings = judge(case_of_form(form), Places("表"))
    assert [finding.line() for finding in findings if finding.severity is Severity.ERROR] == []


@given(forms())
def test_the_same_form_gives_an_equal_report(form: Form) -> None:
    assert report_of(form) == report_of(form.model_copy(deep=True))


@pytest.mark.parametrize("code", FUNCTIONS)
def test_random_forms_use_known_functional_codes(code: str) -> None:
    assert classification_of().function.get(code)


@pytest.mark.parametrize("code", ECONOMICS)
def test_random_forms_use_known_economic_codes_that_map_for_every_nature(code: str) -> None:
    codes = classification_of()
    assert codes.department_economic.get(code)
    assert all(codes.government_for(nature, code) for nature in ("行政单位", "参公事业单位", "事业单位"))


def test_no_relation_is_lost() -> None:
    assert len(TIE_OUTS) > 100
