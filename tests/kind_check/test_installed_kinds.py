"""The kinds that come with the program pass the check of kinds, and print every invented form."""

from __future__ import annotations

from pathlib import Path

import pytest

from discloser.usecases.kinds import check_kind_folder

TEMPLATES = Path(__file__).parents[2] / "templates"
KINDS = sorted(head.parent for head in TEMPLATES.glob("*/*/kind.yaml"))


@pytest.mark.parametrize("folder", KINDS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_an_installed_kind_has_no_fault(folder: Path):
    assert [finding.line() for finding in check_kind_folder(folder)] == []


def test_there_are_kinds_to_check():
    assert len(KINDS) >= 2
