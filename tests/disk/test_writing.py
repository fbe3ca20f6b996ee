"""Files are written whole or not at all, whatever lies where they are to go and whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from discloser.disk import ChangedMeanwhile, SpecialFile, write_all, written


def contents(folder: Path) -> dict[str, bytes]:
    """Everything below a folder, also what begins with a dot."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def when_replacing(name: str, happens: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let something happen just before a file of this name is replaced by new bytes for the first time."""
    replace, waiting = Path.replace, [happens]

    def replacing(self: Path, target: Path) -> Path:
        if Path(target).name == name and waiting:
            waiting.pop()()
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", replacing)


def raises(error: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


def test_files_are_written_with_their_folders_and_nothing_else(tmp_path: Path):
    write_all({tmp_path / "新" / "甲.docx": b"a", tmp_path / "新" / "历史" / "第1版" / "甲.docx": b"b"})
    assert contents(tmp_path) == {"新/甲.docx": b"a", "新/历史/第1版/甲.docx": b"b"}


@pytest.mark.parametrize("error", [
    PermissionError(errno.EACCES, "in use"), OSError(errno.EIO, "broken"), KeyboardInterrupt(), MemoryError(),
])
def test_whatever_stops_the_writing_leaves_all_as_it_was(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
):
    (tmp_path / "a.docx").write_bytes(b"old a")
    (tmp_path / "c.pdf").write_bytes(b"old c")
    before, so_far = contents(tmp_path), written()
    when_replacing("c.pdf", raises(error), monkeypatch)
    with pytest.raises(type(error)):
        write_all({
            tmp_path / "历史" / "a.docx": b"old a", tmp_path / "a.docx": b"new a", tmp_path / "b.json": b"new b",
            tmp_path / "c.pdf": b"new c",
        })
    assert contents(tmp_path) == before
    assert not (tmp_path / "历史").exists()
    assert written() == so_far


def test_a_new_folder_does_not_stay_when_nothing_is_written_into_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    when_replacing("a.docx", raises(KeyboardInterrupt()), monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        write_all({tmp_path / "新" / "更新" / "a.docx": b"a"})
    assert list(tmp_path.iterdir()) == []


def test_what_was_written_is_known(tmp_path: Path):
    write_all({tmp_path / "a.docx": b"a"})
    assert written()[-1] == tmp_path / "a.docx"


def test_a_link_stays_a_link_and_what_it_leads_to_is_written(tmp_path: Path):
    (tmp_path / "别处").mkdir()
    real, link = tmp_path / "别处" / "表.yaml", tmp_path / "表.yaml"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_all({link: b"new"})
    assert link.is_symlink()
    assert contents(tmp_path) == {"别处/表.yaml": b"new", "表.yaml": b"new"}


def test_another_name_of_a_file_keeps_what_it_held(tmp_path: Path):
    """Backups keep a file's older bytes by a second name; only the name that was given is written."""
    form, backup = tmp_path / "填报表.yaml", tmp_path / "备份.yaml"
    form.write_bytes(b"old")
    backup.hardlink_to(form)
    write_all({form: b"new"})
    assert contents(tmp_path) == {"填报表.yaml": b"new", "备份.yaml": b"old"}


def test_a_file_keeps_its_mode_and_a_new_one_follows_the_umask(tmp_path: Path):
    (tmp_path / "旧.yaml").write_bytes(b"old")
    (tmp_path / "旧.yaml").chmod(0o640)
    before = os.umask(0o027)
    try:
        write_all({tmp_path / "旧.yaml": b"new", tmp_path / "新.yaml": b"new"})
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"旧.yaml": 0o640, "新.yaml": 0o640}


def a_folder(path: Path) -> None:
    path.mkdir()
    (path / "我的.txt").write_bytes(b"precious")


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_protected_file(path: Path) -> None:
    path.write_bytes(b"old")
    path.chmod(0o444)


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("lies_there", "error"),
    [(a_folder, IsADirectoryError), (a_pipe, SpecialFile), (a_protected_file, PermissionError),
     (a_link_to_itself, OSError)],
)
def test_what_is_no_file_to_be_written_is_refused_before_anything_is(
    lies_there: Callable[[Path], None], error: type[OSError], tmp_path: Path,
):
    (tmp_path / "a.docx").write_bytes(b"old a")
    lies_there(tmp_path / "b.json")
    before = contents(tmp_path)
    with pytest.raises(error) as refused:
        write_all({tmp_path / "a.docx": b"new a", tmp_path / "b.json": b"new b", tmp_path / "新" / "c.pdf": b"c"})
    assert refused.value.filename == str(tmp_path / "b.json")
    assert contents(tmp_path) == before
    assert not (tmp_path / "新").exists()


def test_a_device_is_refused():
    with pytest.raises(SpecialFile):
        write_all({Path("/dev/null"): b"lost"})


def test_a_file_in_the_way_of_a_folder_is_named(tmp_path: Path):
    (tmp_path / "历史").write_bytes(b"mine")
    with pytest.raises(NotADirectoryError) as refused:
        write_all({tmp_path / "a.docx": b"new", tmp_path / "历史" / "第1版" / "a.docx": b"old"})
    assert refused.value.filename == str(tmp_path / "历史")
    assert contents(tmp_path) == {"历史": b"mine"}


def test_a_name_too_long_is_refused_before_anything_is_written(tmp_path: Path):
    with pytest.raises(OSError, match="too long") as refused:
        write_all({tmp_path / "a.docx": b"new", tmp_path / f"{'长' * 90}.docx": b"new"})
    assert refused.value.errno == errno.ENAMETOOLONG
    assert contents(tmp_path) == {}


def test_a_disk_that_is_full_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.docx").write_bytes(b"old")
    fsync = os.fsync
    full = iter([False, True])

    def flushing(handle: int) -> None:
        if next(full, False):
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", flushing)
    with pytest.raises(OSError, match="space") as refused:
        write_all({tmp_path / "a.docx": b"new"})
    assert refused.value.filename == str(tmp_path / "a.docx")
    assert contents(tmp_path) == {"a.docx": b"old"}


def test_only_what_was_expected_is_replaced(tmp_path: Path):
    form = tmp_path / "表.yaml"
    form.write_bytes(b"changed by somebody")
    with pytest.raises(ChangedMeanwhile):
        write_all({form: b"new"}, {form: b"as read"})
    with pytest.raises(FileExistsError):
        write_all({form: b"new"}, {form: None})
    assert contents(tmp_path) == {"表.yaml": b"changed by somebody"}
    write_all({form: b"new"}, {form: b"changed by somebody"})
    assert contents(tmp_path) == {"表.yaml": b"new"}


def test_a_change_at_the_last_moment_is_kept_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Somebody saves the second file while the first one is being replaced."""
    (tmp_path / "a.docx").write_bytes(b"old a")
    (tmp_path / "b.docx").write_bytes(b"old b")
    when_replacing("a.docx", lambda: (tmp_path / "b.docx").write_bytes(b"edited") and None, monkeypatch)
    with pytest.raises(ChangedMeanwhile):
        write_all({tmp_path / "a.docx": b"new a", tmp_path / "b.docx": b"new b"})
    assert contents(tmp_path) == {"a.docx": b"old a", "b.docx": b"edited"}


def test_a_file_that_has_these_bytes_already_is_left_alone(tmp_path: Path):
    (tmp_path / "a.json").write_bytes(b"same")
    before = (tmp_path / "a.json").stat().st_ino
    write_all({tmp_path / "a.json": b"same", tmp_path / "b.json": b"new"})
    assert (tmp_path / "a.json").stat().st_ino == before
    assert contents(tmp_path) == {"a.json": b"same", "b.json": b"new"}


def test_two_names_of_one_file_are_not_written_one_over_the_other(tmp_path: Path):
    (tmp_path / "b.json").symlink_to(tmp_path / "a.json")
    with pytest.raises(FileExistsError):
        write_all({tmp_path / "a.json": b"a", tmp_path / "b.json": b"b"})
