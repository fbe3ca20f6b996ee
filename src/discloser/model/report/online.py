"""A report on an office's web site: what its page says beside the report, and the list of all that stand there."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

USUAL_COLUMN: Final = "预决算公开"


@dataclass(frozen=True, slots=True)
class SiteOwner:
    """Whose web site it is, in the words of the meta elements that government sites carry; what is "" is left out.

    `name`: of the site, `domain`: without http, `code`: the site's 标识码, `column`: in which reports are put.
    `publisher`: 发布机构 of all reports, where these are not published by the units themselves.
    """

    name: str = ""
    domain: str = ""
    code: str = ""
    column: str = USUAL_COLUMN
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What a site says of a report beside its title and date; whatever nobody gave is "" and not shown.

    `index_number`: 索引号, `document_number`: 文号, `publisher`: 发布机构, `written_on`: 成文日期, 年-月-日.
    `department`: 主管部门, under which the lists put the unit.
    """

    index_number: str = ""
    document_number: str = ""
    publisher: str = ""
    written_on: str = ""
    department: str = ""

    def or_else(self, other: ArticleFacts) -> ArticleFacts:
        """These facts, and of another source those that are blank here."""
        return ArticleFacts(*(getattr(self, one.name) or getattr(other, one.name) for one in fields(self)))


NOTHING_MORE: Final = ArticleFacts()


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file beside a report's page: what it is called, where it lies from the page, its bytes counted and hashed.

    `saved_as`: the name that it gets on a reader's machine.
    """

    title: str
    path: str
    size: int
    sha256: str
    saved_as: str = ""


@dataclass(frozen=True, slots=True)
class EarlierPage:
    """A page that a correction replaced. `path`: its folder, from that of the page that counts; dates are 年-月-日."""

    path: str
    published: str
    until: str


@dataclass(frozen=True, slots=True)
class OnlinePage:
    """What the page of a report says beside it. `home`: the way to the list of all reports.

    `told`: facts in sight, such as who published when. `corrections`: the 更正说明, of files also among the downloads.
    `earlier`: the pages that this one replaced, the first of them first.
    """

    owner: SiteOwner
    meta: tuple[tuple[str, str], ...]
    told: tuple[tuple[str, str], ...]
    downloads: tuple[SiteFile, ...]
    corrections: tuple[SiteFile, ...]
    home: str
    earlier: tuple[EarlierPage, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A line of the list of all reports. `path`: the folder of its page, from the list; dates are 年-月-日.

    `sort`: 单位预算, 部门决算 and the like. `since`: when a correction replaced what was published first, "" for never.
    """

    path: str
    title: str
    unit: str
    year: int
    published: str
    sort: str = ""
    corrected: bool = False
    since: str = ""
    facts: ArticleFacts = NOTHING_MORE

    @property
    def shelf(self) -> str:
        """The folder of the year and the sort of report."""
        return self.path.rpartition("/")[0]
