"""A server put back from a backup: only into an empty place, and only if all of it turns out as it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from . import backup, soundness, trail
from .database_copy import refuse_present
from .deeds import Deed
from .preparing import migrated

Say = Callable[[str], object]


@dataclass(frozen=True)
class Restored:
    """What was put back: of which moment, how many events and files; the report made anew, if one could be."""

    moment: str
    events: int
    report: str


def restored(folder: Path, say: Say) -> Restored:
    """The newest backup of a folder, or the one it is, put back and verified. Raises `NoBackup`, `NotCopied`."""
    one = backup.newest(folder)
    copy, head = backup.whole(one)
    if Path(settings.BLOBS).exists():
        raise backup.NotCopied(f"{settings.DATA} 里已经有东西。只能恢复到空的地方")
    refuse_present(copy)
    say(f"恢复 {one.name} 的备份……")
    try:
        backup.put_back(one)
        return _verified(one.name, head, say)
    except BaseException:
        _emptied()
        raise


def _verified(moment: str, head: trail.Head, say: Say) -> Restored:
    migrated()
    for broken in soundness.broken_files():
        raise backup.NoBackup(f"恢复出来的文件不对：{broken.whose}")
    say("文件都在，和备份时一样。")
    told = trail.verified([head])
    if told is not None:
        raise backup.NoBackup(f"操作记录第 {told.number} 条不对：{told.words}")
    say(f"操作记录 {trail.head().number} 条，从头到尾对得上。")
    again = soundness.report_made_anew()
    if again is not None and not again[1]:
        raise backup.NoBackup(f"重新生成的报告和原来的不一样：{again[0]}")
    trail.append(trail.MACHINE, Deed.PUT_BACK, moment, data={"head": head.digest})
    report = (f"{again[0]}的报告重新生成了一次，一个字节也不差。" if again
              else "备份里没有这一版程序生成的报告，没有重新生成来比较。")
    return Restored(moment, trail.head().number, report)


def _emptied() -> None:
    """Leave the place as empty as it was; a PostgreSQL database is somebody else's to drop."""
    connection.close()
    shutil.rmtree(settings.BLOBS, ignore_errors=True)
    if connection.vendor == "sqlite":
        for ending in ("", "-wal", "-shm"):
            Path(f"{settings.DATABASES['default']['NAME']}{ending}").unlink(missing_ok=True)
