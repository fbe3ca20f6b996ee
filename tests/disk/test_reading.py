"""A file is read once, up to a limit; what is no file is told at once and never waited for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from discloser.disk import Trouble, Unreadable, read_file


def trouble(path: Path) -> Trouble:
    with pytest.raises(Unreadable) as refused:
        read_file(path, 100)
    return refused.value.trouble


def test_a_file_is_read_up_to_one_byte_over_the_limit(tmp_path: Path):
    (tmp_path / "表.yaml").write_bytes(b"0123456789")
    assert read_file(tmp_path / "表.yaml", 100) == b"0123456789"
    assert read_file(tmp_path / "表.yaml", 3) == b"0123"


def test_what_is_no_file_is_told(tmp_path: Path):
    os.mkfifo(tmp_path / "管道")
    (tmp_path / "圈").symlink_to(tmp_path / "圈")
    (tmp_path / "表.yaml").write_bytes(b"")
    assert trouble(tmp_path / "没有.yaml") is Trouble.MISSING
    assert trouble(tmp_path / "表.yaml" / "下面.yaml") is Trouble.MISSING
    assert trouble(tmp_path) is Trouble.FOLDER
    assert trouble(tmp_path / "管道") is Trouble.SPECIAL
    assert trouble(Path("/dev/zero")) is Trouble.SPECIAL
    assert trouble(tmp_path / "圈") is Trouble.BROKEN
    assert trouble(tmp_path / f"{'长' * 90}.yaml") is Trouble.NAME_TOO_LONG
    assert trouble(tmp_path / "a\0b.yaml") is Trouble.BROKEN


@pytest.mark.parametrize("name", ["~$预算.xlsx", "~$预算.docx", ".~预算.et", ".~lock.预算.xlsx#"])
def test_the_lock_file_of_an_office_program_is_called_that(name: str, tmp_path: Path):
    (tmp_path / name).write_bytes(b"\x05admin")
    assert trouble(tmp_path / name) is Trouble.LOCK_FILE
