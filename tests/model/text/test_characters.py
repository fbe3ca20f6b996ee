"""What no reader can see goes, what only looks odd stays and is told."""

from __future__ import annotations

import pytest
from helpers import SAMPLES

from discloser.model.text.characters import is_private, standard_of, visible
from discloser.usecases.build import build
from discloser.usecases.check import check

SAMPLE = SAMPLES / "fenyang-2025-budget.yaml"


@pytest.mark.parametrize(("text", "left"), [
    ("云\ue863岭", "云\ue863岭"), ("\U000f0001", "\U000f0001"), ("甲\u200b乙\ufeff", "甲乙"), ("甲\u202e乙", "甲乙"),
    ("甲\u200c乙\u200d", "甲乙"), ("\u200d甲", "甲"), ("👩\u200d🌾", "👩\u200d🌾"), ("ab\u200ccd", "ab\u200ccd"),
    ("甲\u2028乙\x85丙\x0b丁\r\n戊", "甲\n乙\n丙\n丁\n戊"), ("甲\x07乙\ufdd0", "甲乙"),
])
def test_only_what_nobody_can_see_is_left_out(text: str, left: str):
    assert visible(text) == left


@pytest.mark.parametrize(("old", "standard"), [
    ("\ue863", "䶮"), ("\ue815", "⺁"), ("\ue816", "𠂇"), ("\ue81e", "龴"), ("\ue843", "龹"), ("\ue844", "䜣"),
    ("\ue864", "龻"), ("\ue900", ""),
])
def test_an_old_code_stood_for_a_character(old: str, standard: str):
    assert is_private(old)
    assert standard_of(old) == standard


def test_a_name_keeps_its_rare_character_and_it_is_told_at_its_place(tmp_path):
    form = tmp_path / "表.yaml"
    text = SAMPLE.read_text(encoding="utf-8")
    name = next(line.split(": ")[1] for line in text.split("\n") if line.startswith("  名称: "))
    form.write_text(text.replace(name, "云岭县\ue863家镇中心"), encoding="utf-8")
    [found] = [finding for finding in check(form).findings if finding.code == "TXT017"]
    assert (found.place.line, "“䶮”" in found.hint) == (text[:text.index(name)].count("\n") + 1, True)
    built = build(form, tmp_path, ("json",))
    assert "云岭县\ue863家镇中心" in built.files[0].name
    assert "云岭县\ue863家镇中心" in built.files[0].read_text(encoding="utf-8")
