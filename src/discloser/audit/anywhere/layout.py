"""The list of contents against what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Finding
from ...model.place import Place
from ...model.publication import Publication
from ..read.printed import plain
from . import problems
from .telling import finding

_NUMBER = re.compile(
    r"^([一二三四五六七八九十]+[、.．]|[（(]?\d{1,2}[)）、.．]|附?表[一二三四五六七八九十\d]+[:：]?)+"
)
_PART = re.compile("第[一二三四五六七八九十]+部分")
_TITLE = re.compile("表([（(].*[）)])?$")
_FREE = re.compile(r"(19|20)\d\d年?度?|部门|预算单位|单位|[“”\"《》（）()]")
_ALL = ("预算表", "决算表", "报表", "公开表", "附表", "表")


def judge_contents(publication: Publication) -> Iterator[Finding]:
    """Tables of the contents that the report has not."""
    titles = {_bare(table.title) for table in publication.tables if table.title}
    if not titles:
        return
    seen: set[str] = set()
    for entry in publication.contents:
        if _PART.match(plain(entry)):
            continue
        name = _NUMBER.sub("", plain(entry))
        if name in seen:
            return
        seen.add(name)
        bare = _bare(name)
        listed = _TITLE.search(name) and bare not in _ALL and len(bare) > 3 and not re.search("绩效|说明", bare)
        if listed and bare not in titles and not any(bare in title or title in bare for title in titles):
            yield finding(problems.NO_TABLE, Place(publication.file), found=name)


def _bare(title: str) -> str:
    return _FREE.sub("", plain(title))
