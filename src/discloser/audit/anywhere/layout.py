"""The list of contents against what follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...model.finding import Finding
from ...model.place import Place
from ...model.publication import Publication
from ..read.printed import plain
from . import problems
from .telling import finding

_NUMBER = re.compile(
    r"^([•·●○▪■◆*\s]|[一二三四五六七八九十]+[、.．]|[（(]?\d{1,2}[)）、.．]|附?表[一二三四五六七八九十\d]+[:：]?)+"
)
_PART = re.compile("第[一二三四五六七八九十]+部分")
_TITLE = re.compile("表([（(].*[）)])?$")
_FREE = re.compile(r"(19|20)\d\d年?度?|部门|预算单位|单位|[“”\"《》（）()]")
_SHORTEST = 3
_ALL = ("预算表", "决算表", "报表", "公开表", "附表", "表")


def judge_contents(publication: Publication) -> Iterator[Finding]:
    """Tables of the contents that the report has not; contents that call most tables otherwise are no measure."""
    yield from _parts(publication)
    titles = {_bare(table.title) for table in publication.tables if table.title}
    listed = list(_listed(publication.contents))
    missing = [name for name in listed if not any(_bare(name) in title or title in _bare(name) for title in titles)]
    if len(missing) * 2 < len(listed):
        yield from (finding(problems.NO_TABLE, Place(publication.file), found=name) for name in missing)


def _parts(publication: Publication) -> Iterator[Finding]:
    """第N部分 of the contents that no text of the report begins with."""
    begun = {found[0] for text in publication.texts if (found := _PART.match(plain(text.text)))}
    for entry in publication.contents:
        part = _PART.match(plain(entry))
        if begun and part and part[0] not in begun:
            yield finding(problems.NO_PART, Place(publication.file), found=entry)


def _listed(contents: Iterable[str]) -> Iterator[str]:
    """The names of tables in a list of contents, up to the first that stands there twice."""
    seen: set[str] = set()
    for entry in contents:
        name = _NUMBER.sub("", plain(entry))
        if name in seen:
            return
        seen.add(name)
        bare = _bare(name)
        is_part = _PART.match(plain(entry)) or bare in _ALL or len(bare) <= _SHORTEST
        if _TITLE.search(name) and not is_part and not re.search("绩效|说明", bare):
            yield name


def _bare(title: str) -> str:
    return _FREE.sub("", plain(title))
