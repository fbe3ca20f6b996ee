"""Lists of the reports that stand in a web site: of all, and of a year's reports of one sort. No script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from ..model.report.online import ListedReport, SiteOwner
from .markup import safe
from .site import meta_elements, site_pairs

Files = Sequence[tuple[str, str, str]]
"""Files that tell the same to programs: title, path, the name that each gets on a reader's machine."""
_CODE = re.compile(r"^[\W_]*[0-9A-Za-z]+[\W_]+(?=\w)")
"""A department is called with its code, 205-文化和旅游局."""


def index_page(owner: SiteOwner, reports: Sequence[ListedReport], beside: Files) -> bytes:
    """The list of all reports, the newest year first; each link's text is the title of what it leads to."""
    years = "\n".join(
        f'<section aria-labelledby="year-{year}">\n<h2 id="year-{year}">{year}年</h2>\n'
        f"{_shelves(each)}</section>"
        for year, each in groupby(sorted(reports, key=lambda one: -one.year), key=lambda one: one.year))
    data = " ".join(f'<a href="{safe(path)}" download="{safe(name)}">{safe(title)}</a>' for title, path, name in beside)
    return _page(owner, owner.column, "", f'{years}\n<p class="data">{data}</p>')


def shelf_page(owner: SiteOwner, reports: Sequence[ListedReport]) -> bytes:
    """The list of a year's reports of one sort."""
    title = shelf_title(reports)
    home = f'<nav class="home" aria-label="所在栏目"><a href="../../index.html">{safe(owner.column)}</a></nav>\n'
    return _page(owner, title, home, _departments(reports, "h2", strip=2), up="../../")


def shelf_title(reports: Sequence[ListedReport]) -> str:
    """What the list of a year's reports of one sort is called."""
    sorts = "、".join(dict.fromkeys(one.sort for one in reports if one.sort))
    return f"{reports[0].year}年{sorts}公开"


def _page(owner: SiteOwner, title: str, above: str, body: str, up: str = "") -> bytes:
    column = [("ColumnName", owner.column), ("ColumnDescription", f"{owner.name}{title}"),
              ("ColumnKeywords", "预算公开,决算公开"), ("ColumnType", owner.column)]
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{safe(" ".join(filter(None, (title, owner.name))))}</title>
{meta_elements([*site_pairs(owner), *column])}<link rel="stylesheet" href="{up}style.css"/>
</head>
<body>
{above}<main class="index">
<h1>{safe(title)}</h1>
{body}
</main>
</body>
</html>
""".encode()


def _shelves(reports: Iterable[ListedReport]) -> str:
    """The reports of a year, by department and unit; first the lists of each sort alone."""
    of_year = sorted(reports, key=lambda one: one.path)
    sorts = {shelf: list(each) for shelf, each in groupby(of_year, key=lambda one: one.shelf)}
    links = "".join(f'<li><a href="{safe(shelf)}/index.html">{safe(shelf_title(each))}</a></li>\n'
                    for shelf, each in sorts.items())
    return f'<ul class="sorts">\n{links}</ul>\n{_departments(of_year, "h3")}'


def _departments(reports: Iterable[ListedReport], heading: str, strip: int = 0) -> str:
    """Reports under their departments, a department's own first; a unit without any stands under its own name."""
    departments: dict[str, list[ListedReport]] = {}
    for one in sorted(reports, key=lambda one: (one.facts.department or one.path.split("/")[-1], one.path)):
        departments.setdefault(department_of(one), []).append(one)
    below = f"h{int(heading[1]) + 1}"
    found = []
    for department, each in departments.items():
        found.append(f"<{heading}>{safe(department)}</{heading}>\n")
        own_first = sorted(each, key=lambda one: (one.unit != department, one.path.split("/")[-1], one.unit, one.path))
        for unit, own in groupby(own_first, key=lambda one: one.unit):
            found.append("" if unit == department else f"<{below}>{safe(unit)}</{below}>\n")
            found.append(f"<ul>\n{''.join(_line(one, strip) for one in own)}</ul>\n")
    return "".join(found)


def department_of(one: ListedReport) -> str:
    """The name of a report's department without its code; a unit's own name where nothing is known of one."""
    return _CODE.sub("", one.facts.department) or one.unit


def _line(one: ListedReport, strip: int) -> str:
    """A report as a link. `strip`: so many folders of its path are where the list stands."""
    corrected = f" <b>有更正</b>{f'（{safe(one.since)}）' if one.since else ''}" if one.corrected else ""
    way = "/".join(one.path.split("/")[strip:])
    return (
        f'<li><a href="{safe(way)}/index.html">{safe(one.title)}</a> '
        f'<time datetime="{safe(one.published)}">{safe(one.published)}</time>{corrected}</li>\n'
    )
