"""Kinds of Shanxi that nobody has verified: the last published form, and every open question told once."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from helpers import SAMPLES

from discloser.read.kind.library import INSTALLED
from discloser.usecases.build import build
from discloser.usecases.kinds import kinds

DRAFTS = {
    "shanxi/final-2025": ("fenyang-2022-final", "shanxi/final-2022"),
    "shanxi/budget-2026": ("fenyang-2025-budget", "shanxi/budget-2025"),
    "shanxi/budget-2027": ("fenyang-2025-budget", "shanxi/budget-2025"),
}
_YEAR = re.compile(r"(?<=年度: )20\d\d|20\d\d(?=年|-\d\d-\d\d)")


def test_drafts_are_those_with_open_questions():
    national = ("national/final-2025", "national/two-scopes-final-2025")
    assert {kind.id for kind in kinds() if kind.open_questions} == {*DRAFTS, *national}


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_draft_asks_each_question_once(draft: str):
    questions = INSTALLED.kind(draft).open_questions
    assert len({one.question for one in questions}) == len(questions) >= 5
    assert all(one.assumed and one.whom for one in questions)


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_form_of_the_year_is_printed_with_the_draft_as_the_last_published_kind_would(tmp_path: Path, draft: str):
    sample, published = DRAFTS[draft]
    later = int(draft[-4:]) - int(published[-4:])
    text = _YEAR.sub(lambda year: str(int(year[0]) + later), (SAMPLES / f"{sample}.yaml").read_text("utf-8"))
    named = re.sub(r"(\n  年度: \d+.*\n)", rf"\1  版式: {published}\n", text, count=1)
    chosen, as_published = (_printed(tmp_path / name, form) for name, form in (("选定", text), ("指定", named)))
    assert (chosen.pop("template"), as_published.pop("template")) == (draft, published)
    assert chosen == as_published
    assert f"{draft[-4:]}年" in json.dumps(chosen, ensure_ascii=False)


def _printed(folder: Path, text: str) -> dict[str, Any]:
    """The report of a form, in neutral form."""
    folder.mkdir()
    form = folder / "填报表.yaml"
    form.write_text(text, "utf-8")
    [report] = build(form, folder, ["json"]).files
    return dict(json.loads(report.read_text("utf-8")))
