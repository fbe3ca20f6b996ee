"""The static site on a disk: folders of reports in, a folder for the web out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as replace_fields
from pathlib import Path

from ...disk import settle, write_all
from ...model.finding import Finding
from ...model.place import Place
from ...model.report.online import ArticleFacts, ListedReport, SiteOwner
from ...read.kind.library import INSTALLED, Library
from .article_facts import facts_in
from .gathering import gathered
from .package import SitePackage, package
from .page_check import PageCheck, check_pages
from .problems import EDITED_ON_SITE
from .published_set import Publishable


@dataclass(frozen=True)
class Published:
    """What became of folders. `found`: what keeps them off the web; then nothing was written."""

    found: Sequence[Finding]
    reports: Sequence[ListedReport] = ()
    changed: int = 0
    left_out: Mapping[str, str] | None = None


class FolderFiles(Mapping[str, bytes]):
    """The files below a folder by their paths from it, each read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, path: str) -> bytes:
        if not self._at(path).is_file():
            raise KeyError(path)
        return self._at(path).read_bytes()

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self._at(path).is_file()

    def __iter__(self) -> Iterator[str]:
        found = (path for path in self._folder.rglob("*") if path.is_file())
        return iter(sorted(path.relative_to(self._folder).as_posix() for path in found))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _at(self, path: str) -> Path:
        return self._folder / path


def publish(
    folders: Sequence[Path], out: Path, owner: SiteOwner | None = None, library: Library = INSTALLED, *,
    facts: Path | None = None, replace: bool = False,
) -> Published:
    """Lay the reports of some folders out as a static site, all of them or, where anything is wrong, none.

    `facts`: a list as a site has it, in which 索引号 and the like were filled in. `replace`: what stands of these
    reports was never really public. Raises OSError for what can't be read or written, and what `print_report` raises.
    """
    told, found = facts_in(facts) if facts else ({}, [])
    reports = []
    for folder in folders:
        for one in gathered(folder, library):
            found += one.found
            if not one.found and one.printed is not None and one.printed.report is not None:
                reports.append(Publishable(
                    one.printed, one.code, one.made, one.corrections,
                    told.get(one.printed.report.title, ArticleFacts()), str(one.home)))
    if found:
        return Published(found)
    if out.is_dir():
        settle(out)
    standing = FolderFiles(out)
    made = package(reports, standing, owner, replace=replace, library=library)
    if made.found:
        return Published([_below(finding, out) for finding in made.found])
    _write(made, standing, out)
    return Published((), made.reports, len(made.files) + len(made.gone), made.left_out)


def check_saved(saved: Path, site: Path) -> PageCheck:
    """Hold a page that was saved from the web, or a folder of pages, against the site that was made."""
    page = saved.name if saved.is_file() else ""
    home = saved.parent if page else saved
    looked = check_pages(FolderFiles(home), FolderFiles(site), page)
    return replace_fields(looked, found=[_at(finding, home) for finding in looked.found])


def _write(made: SitePackage, standing: FolderFiles, out: Path) -> None:
    write_all({out / path: content for path, content in made.files.items()},
              {out / path: standing.get(path) for path in made.files})
    for path in made.gone:
        (out / path).unlink()


def _below(finding: Finding, out: Path) -> Finding:
    """A finding about a file of the site, at its path from here."""
    return _at(finding, out) if finding.code == EDITED_ON_SITE.code else finding


def _at(finding: Finding, home: Path) -> Finding:
    return finding._replace(place=Place(str(home / finding.place.file)))
