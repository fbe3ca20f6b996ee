"""The page started with a folder of kinds of one's own: it lists them, checks and builds by them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from desk import Officer

from discloser.web import desk, engine
from discloser.web.kinds_at_hand import VARIABLE, library

OWN = Path(__file__).parents[1] / "own_kind"


def forget() -> None:
    library.cache_clear()
    engine.engine_of_today.cache_clear()


@pytest.fixture
def own_kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(VARIABLE, str(OWN))
    forget()
    yield
    monkeypatch.undo()
    forget()


def test_without_it_a_form_of_such_a_kind_finds_no_kind(officer: Officer):
    assert "FRM011" in officer.reads(officer.begins((OWN / "form.yaml").read_bytes(), "form.yaml"))


def test_blank_forms_checks_and_reports_go_by_the_kinds_of_the_folder(own_kinds: None, officer: Officer):
    assert "云岭" in officer.reads("/?begin=blank")
    address = officer.begins((OWN / "form.yaml").read_bytes(), "form.yaml")
    assert "FRM011" not in officer.reads(address)
    officer.browser.post(f"{address}report/")
    officer.work()
    word = officer.browser.get(f"{address}output/docx/")
    assert BytesIO(word.getvalue()).read(2) == b"PK"


def test_another_folder_of_kinds_is_another_engine(own_kinds: None, monkeypatch: pytest.MonkeyPatch):
    mine = engine.engine_of_today()
    monkeypatch.delenv(VARIABLE)
    forget()
    assert engine.engine_of_today() != mine


@contextmanager
def answering() -> Iterator[BytesIO]:
    yield BytesIO(b"discloser")


def test_a_page_that_is_open_with_other_kinds_is_not_taken_for_the_one_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("DISCLOSER_WEB_DATA", str(tmp_path))
    monkeypatch.setattr(desk, "urlopen", lambda *_, **__: answering())
    (tmp_path / "running.json").write_text(json.dumps({"port": 8766, "templates": str(OWN)}))
    with pytest.raises(desk.OtherKinds, match="另一套版式"):
        desk.serve(browser=False)
