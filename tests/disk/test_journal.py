"""What a process that died left in a folder is finished or undone by whoever comes next; a living one is left alone."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from discloser.disk import journal as journals
from discloser.disk import read_file, settle, write_all
from discloser.disk.journal import ExchangedFile, Journal


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def an_exchange(folder: Path, new: dict[str, bytes]) -> Journal:
    """An exchange that is ready: new bytes and copies of the old ones staged, nothing replaced yet."""
    journal = Journal.take(folder)
    journal.begin([])
    entries = []
    for number, (name, content) in enumerate(new.items()):
        old = (folder / name).read_bytes() if (folder / name).exists() else b""
        journal.staged(number, "new").write_bytes(content)
        if old:
            journal.staged(number, "old").write_bytes(old)
        info = journal.staged(number, "new").stat()
        digests = [sha256(content).hexdigest(), sha256(old).hexdigest() if old else ""]
        entries.append(ExchangedFile(name, *digests, info.st_dev, info.st_ino))
    journal.ready(entries)
    return journal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.docx").write_bytes(b"old a")
    return tmp_path


def test_what_was_ready_is_finished(folder: Path):
    an_exchange(folder, {"a.docx": b"new a", "b.json": b"new b"}).leave()
    settle(folder)
    assert contents(folder) == {"a.docx": b"new a", "b.json": b"new b"}


def test_reading_any_file_of_the_folder_settles_it(folder: Path):
    an_exchange(folder, {"a.docx": b"new a"}).leave()
    assert read_file(folder / "a.docx", 100) == b"new a"
    assert contents(folder) == {"a.docx": b"new a"}


def test_what_was_not_ready_is_undone(folder: Path):
    journal = Journal.take(folder)
    journal.begin(["历史"])
    (folder / "历史").mkdir()
    journal.staged(0, "new").write_bytes(b"half of a n")
    journal.leave()
    settle(folder)
    assert contents(folder) == {"a.docx": b"old a"}
    assert not (folder / "历史").exists()


def test_a_journal_cut_off_is_undone(folder: Path):
    journal = an_exchange(folder, {"a.docx": b"new a"})
    journal.leave()
    path = folder / journals.NAME
    path.write_bytes(path.read_bytes()[:-9])
    settle(folder)
    assert contents(folder) == {"a.docx": b"old a"}


def test_what_was_being_undone_is_undone_to_its_end(folder: Path):
    journal = an_exchange(folder, {"a.docx": b"new a", "b.json": b"new b"})
    journal.staged(0, "new").replace(folder / "a.docx")
    journal.staged(1, "new").replace(folder / "b.json")
    journal._say(journals.ExchangeState.UNDONE)
    journal.leave()
    settle(folder)
    assert contents(folder) == {"a.docx": b"old a"}


def test_what_somebody_changed_since_is_not_replaced(folder: Path):
    an_exchange(folder, {"a.docx": b"new a", "b.json": b"new b"}).leave()
    (folder / "a.docx").write_bytes(b"edited since")
    settle(folder)
    assert contents(folder) == {"a.docx": b"edited since", "b.json": b"new b"}


def test_the_exchange_of_a_living_process_is_left_alone(folder: Path):
    living = an_exchange(folder, {"a.docx": b"new a"})
    before = contents(folder)
    settle(folder)
    assert contents(folder) == before
    living.undo()
    assert contents(folder) == {"a.docx": b"old a"}


def test_who_wants_to_write_beside_a_living_process_waits_and_then_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(journals, "_PATIENCE", 0)
    living = an_exchange(folder, {"a.docx": b"new a"})
    before = contents(folder)
    with pytest.raises(BlockingIOError):
        write_all({folder / "c.pdf": b"c"})
    assert contents(folder) == before
    living.undo()


def test_the_next_one_to_write_settles_first(folder: Path):
    an_exchange(folder, {"a.docx": b"new a"}).leave()
    write_all({folder / "c.pdf": b"c"})
    assert contents(folder) == {"a.docx": b"new a", "c.pdf": b"c"}


def test_a_journal_that_came_with_somebodys_files_moves_nothing(folder: Path):
    """Copied or unpacked files have other numbers on this disk than those that the journal tells."""
    journal = an_exchange(folder, {"a.docx": b"forged"})
    journal.leave()
    staged = journal.staged(0, "new")
    copy = folder / "copy"
    copy.write_bytes(staged.read_bytes())
    copy.replace(staged)
    settle(folder)
    assert contents(folder) == {"a.docx": b"old a"}


@pytest.mark.parametrize("target", ["../外面.yaml", "/tmp/外面.yaml", "C:外面.yaml", "链接/外面.yaml"])
def test_a_journal_reaches_nothing_outside_its_folder(target: str, tmp_path: Path):
    home = tmp_path / "家"
    home.mkdir()
    (home / "链接").symlink_to(tmp_path)
    staged = home / ".discloser-0.new"
    staged.write_bytes(b"forged")
    info = staged.stat()
    entry = [target, sha256(b"forged").hexdigest(), "", info.st_dev, info.st_ino]
    (home / journals.NAME).write_text("finish[]\n" + json.dumps([entry]), encoding="utf-8")
    settle(home)
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("made", [
    lambda path: path.symlink_to(path.parent / "a.docx"), lambda path: os.mkfifo(path), lambda path: path.mkdir(),
])
def test_a_journal_that_is_no_file_is_neither_followed_nor_waited_for(made, folder: Path):
    made(folder / journals.NAME)
    settle(folder)
    with pytest.raises(OSError, match=r"journal|directory|device|symbolic|exists"):
        write_all({folder / "c.pdf": b"c"})
    assert (folder / "a.docx").read_bytes() == b"old a"
    assert not (folder / "c.pdf").exists()
