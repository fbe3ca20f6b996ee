"""Stages and acts, all of them: what may be done when, where it leads, and what is said otherwise."""

from __future__ import annotations

import pytest

from discloser.web.bureau.flow import STEPS, Act, Hindered, Stage, may_be_done, stage_after
from discloser.web.bureau.missing import Draft, missing_to_submit

LED = """
hand_in       absent→drafting drafting→drafting returned→drafting correcting→drafting
sum           absent→drafting drafting→drafting returned→drafting correcting→drafting
build         drafting→drafting returned→returned correcting→correcting
sign          drafting→drafting returned→returned correcting→correcting
answer        drafting→drafting returned→returned correcting→correcting
submit        drafting→submitted returned→submitted correcting→submitted
withdraw      submitted→drafting
begin_review  submitted→reviewing
fill          reviewing→reviewing
send_back     reviewing→returned
approve       reviewing→approved
recall        approved→reviewing
publish       approved→published
correct       published→correcting
exempt        absent→exempt drafting→exempt returned→exempt
restore       exempt→absent
"""
"""Every act that moves a report or waits for a stage; whatever is not here is refused."""


def table() -> dict[str, dict[str, str]]:
    rows = (line.split() for line in LED.strip().splitlines())
    return {act: dict(step.split("→") for step in steps) for act, *steps in rows}


@pytest.mark.parametrize("act", table())
def test_an_act_leads_where_the_table_says_and_is_refused_elsewhere(act: str):
    for stage in Stage:
        led = table()[act].get(stage.value)
        assert may_be_done(Act[act.upper()], stage) == (led is not None)
        if led is not None:
            assert stage_after(Act[act.upper()], stage) == led
        else:
            with pytest.raises(Hindered, match=f"现在是“{stage.label}”，不能"):
                stage_after(Act[act.upper()], stage)


def test_every_act_on_a_report_is_in_the_table():
    assert {act.value for act in STEPS} - {"assign"} == set(table())


@pytest.mark.parametrize(("act", "stage"), [
    (Act.HAND_IN, Stage.CORRECTING), (Act.HAND_IN, Stage.RETURNED), (Act.WITHDRAW, Stage.SUBMITTED),
])
def test_what_was_published_once_is_corrected_and_never_drafted_anew(act: Act, stage: Stage):
    assert stage_after(act, stage, public=True) is Stage.CORRECTING


def test_what_was_published_once_is_not_freed():
    with pytest.raises(Hindered):
        stage_after(Act.EXEMPT, Stage.RETURNED, public=True)


def test_what_was_handed_in_before_a_unit_was_freed_is_there_when_it_is_asked_again():
    assert stage_after(Act.RESTORE, Stage.EXEMPT, has_form=True) is Stage.DRAFTING


def draft(**known: object) -> Draft:
    good = {"is_newest": True, "errors": 0, "warnings": 0, "by_present_engine": True, "built": True, "building": False}
    return Draft(**{**good, **known})  # type: ignore[arg-type]


@pytest.mark.parametrize(("known", "where"), [
    ({}, []), ({"is_newest": False}, ["newest"]), ({"errors": None, "built": False}, ["check"]),
    ({"by_present_engine": False}, ["check"]), ({"errors": 2, "built": False}, ["errors"]),
    ({"warnings": 1}, ["warnings"]),
    ({"misfits": ["别的单位"]}, ["fit"]), ({"unanswered": 1}, ["replies"]), ({"built": False}, ["report"]),
    ({"building": True, "built": False}, ["report"]), ({"statement_missing": True}, ["statement"]),
    ({"unsigned": ["保密审查"]}, ["signs"]),
    ({"errors": 1, "warnings": 2, "unsigned": ["保密审查"]}, ["errors", "warnings", "signs"]),
])
def test_the_guard_of_submitting_says_all_that_is_missing_at_once(known: dict[str, object], where: list[str]):
    assert [one.what for one in missing_to_submit(draft(**known))] == where
