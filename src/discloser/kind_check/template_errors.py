"""jinja2's complaints about a text in words for the people who edit it."""

from __future__ import annotations

import re

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_WORDED = (
    (re.compile(r"Unexpected end of template.*needs to be closed is '(\w+)'", re.S),
     r"{% \1 %} 没有结束，缺少 {% end\1 %}"),
    (re.compile(r"Encountered unknown tag '(\w+)'.*", re.S), r"不认识 {% \1 %}，或者前面没有与它配对的"),
    (re.compile(r"expected token '(.+?)', got '(.+?)'"), r"这里应当是“\1”，写的是“\2”"),
    (re.compile(r"unexpected '(.+?)'"), r"“\1”写在了不该写的地方"),
    (re.compile(r"unexpected (?:char|end).*", re.S), "花括号、引号里的写法不完整"),
    (re.compile(r".*NoneType.*", re.S), "这里用到的数是空的"),
    (re.compile(r"'(.+?)' is undefined"), r"没有“\1”"),
    (re.compile(r".*has no attribute '(.+?)'"), r"没有“\1”"),
)


def in_chinese(complaint: str) -> str:
    """A complaint as far as it can be put into words; what is Chinese already stays."""
    if _CHINESE.search(complaint) and not re.search(r"[a-z]{4}", complaint):
        return complaint.split("\n")[0]
    for pattern, words in _WORDED:
        if found := pattern.search(complaint):
            return found.expand(words)
    return "这里的写法不对，或者这里的内容不能这样印"
