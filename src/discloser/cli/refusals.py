"""What stopped a command, in Chinese, and whether anything had been written by then."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path

_IN_USE = "文件可能正被 Word、Excel 或其他程序打开，或者没有写的权限。请关闭后再试"
_WORDS = {
    errno.EACCES: _IN_USE,
    errno.EPERM: _IN_USE,
    errno.EBUSY: _IN_USE,
    errno.ETXTBSY: _IN_USE,
    errno.EEXIST: "已经存在，没有覆盖。请换一个文件名",
    errno.EISDIR: "那里是一个文件夹，不能写成文件。请换一个名字，或者把文件夹移开",
    errno.ENOTDIR: "它不是文件夹，里面放不了文件。请换一个文件夹，或者把这个文件移开",
    errno.ENOENT: "没有这个文件或文件夹。请核对名字",
    errno.ENODEV: "它不是普通文件（是管道或者设备）。请换一个文件名",
    errno.ENXIO: "它不是普通文件（是管道或者设备）。请换一个文件名",
    errno.ENAMETOOLONG: "名字太长，系统放不下。请换一个短些的文件名",
    errno.ELOOP: "链接绕成了圈，找不到它指的文件。请换一个文件名",
    errno.ENOSPC: "磁盘满了。请腾出空间再试",
    errno.EDQUOT: "超过了允许使用的磁盘空间。请腾出空间再试",
    errno.EFBIG: "文件太大，这个磁盘放不下。请换一个磁盘再试",
    errno.EROFS: "这个磁盘只能读，不能写。请换一个文件夹",
    errno.EIO: "磁盘读写出错。请检查磁盘，或者换一个文件夹再试",
    errno.EAGAIN: "另一个 discloser 正在这个文件夹里写文件。请等它写完再试",
    errno.EMFILE: "打开的文件太多。请关掉一些程序再试",
    errno.ENFILE: "打开的文件太多。请关掉一些程序再试",
    errno.ENOMEM: "内存不够。请关掉一些程序再试",
    errno.EINVAL: "这个名字不能用（系统不接受，Windows 上是设备，或者是办公软件的临时文件）。请换一个文件名",
}
_TOO_LONG_FOR_WINDOWS = 206


def words_of(error: OSError) -> str:
    """What the system refused, and what to do."""
    number = errno.ENAMETOOLONG if getattr(error, "winerror", None) == _TOO_LONG_FOR_WINDOWS else error.errno
    what = _WORDS.get(number or 0, f"读写失败（系统错误 {number}）。请再试一次，或者换一个文件夹")
    return f"{error.filename}：{what}" if error.filename else what


def written_by_then(files: Sequence[Path]) -> str:
    """What had been written when a command stopped."""
    if not files:
        return "没有写任何文件，原有的文件没有改动。"
    return f"在这以前已经写好：{'、'.join(map(str, files))}。"
