"""Backups: made while the server runs, checked when they are made, put back only into an empty place.

A folder of backups holds the store once, to which each backup adds what is new, and a folder for every backup: the copy
of the database, and `manifest.json` with all hashes and the head of the trail.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from ...disk import digest_at, write_all
from .. import store
from ..models import Blob
from . import trail
from .database_copy import NotCopied, copied, put_in_place
from .deeds import Deed
from .soundness import BrokenFile, whose

MANIFEST, _BLOBS, _PART = "manifest.json", "blobs", ".part"
_MOMENT = "%Y-%m-%d-%H%M%S"


class NoBackup(Exception):  # noqa: N818  an answer to whoever asks, not a fault
    """A folder that holds no backup, or one that is not whole; the message says in Chinese what is wrong."""


@dataclass(frozen=True)
class BackupMade:
    """A backup that was made: its folder, how many files it names and how many were new; those that are broken."""

    folder: Path
    files: int
    new: int
    head: trail.Head
    broken: tuple[BrokenFile, ...]


def made(folder: Path) -> BackupMade:
    """A new backup in a folder of backups. Raises `NotCopied`."""
    if folder.resolve().is_relative_to(Path(settings.DATA).resolve()):
        raise NotCopied(f"备份不能放在数据文件夹 {settings.DATA} 里：磁盘坏了会一起丢。请换成另一块磁盘上的文件夹")
    moment = _free_name(folder, timezone.localtime().strftime(_MOMENT))
    part, final = folder / f"{_PART}-{moment}", folder / moment
    part.mkdir(parents=True)
    try:
        trail.append(trail.MACHINE, Deed.BACKUP, moment)
        head = trail.head()  # taken before the copy, which holds at least all up to here
        copy = copied(part)
        digests = sorted(Blob.objects.values_list("digest", flat=True))  # after it: none that it names is missing
        new, broken = _blobs_kept(digests, folder / _BLOBS)
        manifest = {
            "made": moment, "program": version("discloser"), "database": {copy.name: digest_at(copy)},
            "head": {"number": head.number, "digest": head.digest}, "blobs": digests,
        }
        write_all({part / MANIFEST: json.dumps(manifest, indent=1).encode()})
        part.rename(final)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return BackupMade(final, len(digests), new, head, tuple(broken))


def _free_name(folder: Path, moment: str) -> str:
    names = (moment, *(f"{moment}-{number}" for number in range(2, 10)))
    return next(name for name in names if not (folder / name).exists() and not (folder / f"{_PART}-{name}").exists())


def _blobs_kept(digests: Iterable[str], target: Path) -> tuple[int, list[BrokenFile]]:
    new, broken = 0, []
    for digest in digests:
        place = target / digest[:2] / digest
        if place.exists():
            continue
        if _copied_file(store.path_of(digest), place, digest):
            new += 1
        else:
            broken.append(BrokenFile(digest, whose(digest)))
    return new, broken


def _copied_file(source: Path, target: Path, digest: str) -> bool:
    """Copy a file whose hash is known; whether it is what it should be."""
    if not source.is_file():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{_PART}-{digest}")
    shutil.copyfile(source, part)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    if digest_at(part) != digest:
        part.unlink()
        return False
    part.replace(target)
    return True


def thinned(folder: Path, keep: int) -> int:
    """Remove the oldest backups, all but so many; the store stays whole. How many went."""
    old = _in_order(folder)[:-keep]
    for one in old:
        shutil.rmtree(one)
    return len(old)


def _in_order(folder: Path) -> list[Path]:
    return sorted(one.parent for one in folder.glob(f"*/{MANIFEST}") if not one.parent.name.startswith("."))


def newest(folder: Path) -> Path:
    """The newest backup of a folder of them, or the one that the folder is. Raises `NoBackup`."""
    if (folder / MANIFEST).is_file():
        return folder
    found = _in_order(folder)
    if not found:
        raise NoBackup(f"{folder} 里没有备份")
    return found[-1]


def heads_in(folder: Path) -> Iterator[trail.Head]:
    """The ends of the trail that the backups of a folder know."""
    for one in _in_order(folder):
        yield _head_of(_manifest_of(one))


def _manifest_of(backup: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((backup / MANIFEST).read_bytes())
        _head_of(manifest)
        ((name, digest),) = manifest["database"].items()
        whole = digest_at(backup / Path(name).name) == digest
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoBackup(f"{backup.name} 的 {MANIFEST} 读不出来") from error
    if not whole:
        raise NoBackup(f"{backup.name} 的数据库副本已经损坏，请用另一天的备份")
    return manifest


def _head_of(manifest: dict[str, Any]) -> trail.Head:
    return trail.Head(int(manifest["head"]["number"]), str(manifest["head"]["digest"]))


def whole(backup: Path) -> tuple[Path, trail.Head]:
    """The copy of the database in a backup, and the end of the trail that it knows, once every file of it was read.

    Raises `NoBackup` for one that is not whole.
    """
    manifest = _manifest_of(backup)
    for digest in manifest["blobs"]:
        if digest_at(_place(backup, digest)) != digest:
            raise NoBackup(f"备份里的文件 {digest[:8]} 没有了，或者已经损坏")
    return backup / next(iter(manifest["database"])), _head_of(manifest)


def put_back(backup: Path) -> None:
    """The database and the store as a backup has them, where there is neither. Raises `NotCopied`."""
    copy, _ = whole(backup)
    put_in_place(copy)
    for digest in _manifest_of(backup)["blobs"]:
        _copied_file(_place(backup, digest), store.path_of(digest), digest)


def _place(backup: Path, digest: str) -> Path:
    return backup.parent / _BLOBS / digest[:2] / digest


__all__ = ["BackupMade", "NoBackup", "NotCopied", "heads_in", "made", "newest", "put_back", "thinned", "whole"]
