"""A sample of `make fuzz`, and that it would notice."""

from __future__ import annotations

import pytest
from helpers import SAMPLES

from fuzz import running
from fuzz.__main__ import SUBJECTS, made
from fuzz.inputs import Input

SAMPLE = Input({"表.yaml": (SAMPLES / "fenyang-2025-budget.yaml").read_bytes()}, ("check", "表.yaml"), "表.yaml")
FEW = {"word": 2, "manifest": 2, "kind": 1, "attachment": 1}
SEED = 7


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_sample_of_spoilt_inputs_is_met_with_findings(subject: str):
    held = running.peak()
    outcomes = [running.outcome_of(made(subject, SEED, number), held) for number in range(FEW.get(subject, 6))]
    assert [wrong for outcome in outcomes for wrong in outcome.wrong] == []


def test_the_same_seed_gives_the_same_inputs():
    assert made("yaml", 1, 2) == made("yaml", 1, 2) != made("yaml", 1, 3)


def test_a_whole_run_has_ten_thousand_inputs():
    assert sum(count for _, count in SUBJECTS.values()) >= 10_000


def test_a_sound_form_is_met_with_nothing_wrong():
    assert running.outcome_of(SAMPLE, running.peak()).wrong == ()


def test_memory_beyond_the_limit_is_noticed_and_what_was_held_before_is_not(monkeypatch: pytest.MonkeyPatch):
    peaks = iter([(2_000_000, 0), (2_000_000 + running.LARGEST + 1024, 0), (2_000_000, 0), (2_000_001, 0)])
    monkeypatch.setattr("fuzz.running._peaks", lambda: next(peaks))
    assert running.outcome_of(SAMPLE, held=2_000_000).wrong == ("2454 MiB",)
    assert running.outcome_of(SAMPLE, held=2_000_000).wrong == ()


def test_an_amount_read_otherwise_is_noticed(monkeypatch: pytest.MonkeyPatch):
    flat = {("基本支出", 0, "金额"): "1"}
    monkeypatch.setattr("fuzz.amounts.flat", lambda raw, form: flat)
    [wrong] = running.outcome_of(SAMPLE, running.peak()).wrong
    assert wrong.startswith("amount: 基本支出/0/金额 ")


def test_a_crash_and_a_file_half_written_are_noticed(monkeypatch: pytest.MonkeyPatch):
    def crash(arguments: list[str]) -> None:
        with open("新.xlsx", "wb") as file:  # noqa: PTH123  as a command does that forgets everything
            file.write(b"PK")
        raise ZeroDivisionError

    monkeypatch.setattr("fuzz.running.main", crash)
    wrong = running.outcome_of(SAMPLE, running.peak()).wrong
    assert "ZeroDivisionError" in wrong[0]
    assert "half written: 新.xlsx" in wrong

