"""A report on an office's web site: what its page says beside the report, and the list of all that stand there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

USUAL_COLUMN: Final = "预决算公开"


@dataclass(frozen=True, slots=True)
class SiteOwner:
    """Whose web site it is, in the words of the meta elements that government sites carry; what is "" is left out.

    `name`: of the site, `domain`: without http, `code`: the site's 标识码, `column`: in which reports are put.
    """

    name: str = ""
    domain: str = ""
    code: str = ""
    column: str = USUAL_COLUMN


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
class OnlinePage:
    """What the page of a report says beside it. `home`: the way to the list of all reports.

    `told`: facts in sight, such as who published when. `corrections`: the 更正说明, of files also among the downloads.
    """

    owner: SiteOwner
    meta: tuple[tuple[str, str], ...]
    told: tuple[tuple[str, str], ...]
    downloads: tuple[SiteFile, ...]
    corrections: tuple[SiteFile, ...]
    home: str


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A line of the list of all reports. `path`: the folder of its page, from the list; `published`: 年-月-日."""

    path: str
    title: str
    unit: str
    year: int
    published: str
    corrected: bool = False
