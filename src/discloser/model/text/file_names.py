"""Names of files that every usual system takes."""

from __future__ import annotations

LONGEST_STEM = 230
"""Bytes of UTF-8: the disks of Linux take 255 in a name, and `.未收回-999.txt` or `.版本` come behind it."""

_REFUSED = '\\/:*?"<>|\n\r\t'
"""What Windows has in no name."""


def file_name_of(text: str) -> str:
    """A text as the name of a file, without its ending."""
    return "".join("＿" if char in _REFUSED else char for char in text).strip(" .") or "报告"


def is_too_long(stem: str) -> bool:
    """Whether a name leaves no room for the endings of all files that bear it."""
    return len(stem.encode("utf-8", "surrogatepass")) > LONGEST_STEM
