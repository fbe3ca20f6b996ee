"""The good form, changed here and there, and what is then found in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_pages import GOOD

from discloser.usecases.check import check


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Codes and lines found in the good form after some replacements."""
    monkeypatch.chdir(tmp_path)

    def run(*changes: tuple[str, str], form: str = GOOD) -> list[str]:
        for old, new in changes:
            assert old in form
            form = form.replace(old, new)
        Path("表.yaml").write_text(form, encoding="utf-8")
        return [f"{finding.place.line} {finding.code}" for finding in check(Path("表.yaml")).findings]

    return run
