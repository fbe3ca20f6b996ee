"""Where the page keeps what officers hand in: a folder of the person who started it, on a local disk."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import psutil

VARIABLE = "DISCLOSER_WEB_DATA"
_NAME = "discloser"
_SHARES = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs", "fuse.glusterfs", "webdav", "davfs")


class UnfitFolder(Exception):  # noqa: N818  an answer to whoever starts the page, not a fault
    """A folder in which the database would not be safe."""


def data_folder() -> Path:
    """The folder named by the environment, else the usual one of this person on this system."""
    if given := os.environ.get(VARIABLE):
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / _NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _NAME
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / _NAME


def made_ready(folder: Path) -> Path:
    """The folder, made if it is not there, for its owner only. Raises `UnfitFolder` for a network share."""
    if on_a_share(folder):
        raise UnfitFolder(f"数据不能放在网络共享上：{folder}。请换成这台电脑上的文件夹")
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform != "win32":
        folder.chmod(stat.S_IRWXU)
    return folder


def on_a_share(folder: Path) -> bool:
    """Whether a folder, there or not yet, lies on another machine: a share's address, a mounted one, a mapped drive."""
    if str(folder).startswith(("\\\\", "//")):
        return True
    place = folder.absolute()
    holding = [one for one in psutil.disk_partitions(all=True) if place.is_relative_to(one.mountpoint)]
    if not holding:
        return False
    nearest = max(holding, key=lambda one: len(one.mountpoint))
    return nearest.fstype.lower().startswith(_SHARES) or "remote" in nearest.opts.split(",")
