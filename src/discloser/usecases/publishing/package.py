"""A static site of reports as values: what is given is laid out, what stands stays, and the lists name them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from ...disk import digest
from ...model.finding import Finding
from ...model.place import Place
from ...model.report.online import ListedReport, SiteOwner
from ...read.kind.library import INSTALLED, Library
from .item import ITEM, PAGE, Item, items_in
from .lists import LISTS, RECORD, lists, record
from .problems import EDITED_ON_SITE, NOT_CHECKED, OTHER_SUBJECT
from .published_set import Publishable, PublishedSet, StandingReport, address_of, published_set

SUMS: Final = "SHA256SUMS"
_DEPTH: Final = 2
"""A report stands in a folder of a sort of a year; what it replaced lies deeper."""


@dataclass(frozen=True)
class SitePackage:
    """What a site needs: `files`, path → bytes, those that differ from what stands there; `gone`: paths to delete.

    `found`: what keeps reports off; then there is nothing else. `left_out`: format → why it is not there.
    """

    found: Sequence[Finding] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    gone: Sequence[str] = ()
    reports: Sequence[ListedReport] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)

    def whole(self, standing: Mapping[str, bytes]) -> dict[str, bytes]:
        """The site as it is then."""
        return {**{path: content for path, content in standing.items() if path not in self.gone}, **self.files}


def package(
    reports: Iterable[Publishable], standing: Mapping[str, bytes] | None = None, owner: SiteOwner | None = None, *,
    chain: Mapping[str, str] | None = None, replace: bool = False, library: Library = INSTALLED,
) -> SitePackage:
    """Lay reports out as a static site, all of them or, where anything is wrong, none.

    `standing`: the site as it stands, path → bytes; nothing that was published is lost. `chain`: what else is put on
    record in package.json. `replace`: what stands of these reports was never really public.
    """
    there, whose = StandingSite(standing or {}), owner or SiteOwner()
    sets: dict[str, PublishedSet] = {}
    found = list(there.edited_lists())
    for one in reports:
        made = there.next_set(one, whose, library, replace=replace)
        if not isinstance(made, PublishedSet):
            found += made
        elif sets.setdefault(made.listed.path, made).files != made.files:
            found.append(OTHER_SUBJECT.at(
                Place(one.place), found=made.listed.title, reason="有两份，不知道该放哪一份"))
    if found:
        return SitePackage(found)
    files, gone = there.with_sets(sets, whose, chain or {})
    left_out = {name: why for one in sets.values() for name, why in one.left_out.items()}
    return SitePackage((), there.differing(files), gone, [one.listed for one in sets.values()], left_out)


class StandingSite:
    """A site as it stands: the reports in it by their paths, as their own records tell."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    @cached_property
    def items(self) -> dict[str, Item]:
        """Path of a report, earlier ones among them → its record."""
        return items_in(self._files)

    @cached_property
    def _sums(self) -> dict[str, str]:
        lines = self._files[SUMS].decode("utf-8", "replace").splitlines() if SUMS in self._files else []
        parted = (line.partition("  ") for line in lines)
        return {path: one_sum for one_sum, _, path in parted}

    def edited_lists(self) -> Iterator[Finding]:
        """Lists that this program did not make, or that somebody changed since."""
        lists = [PAGE, "style.css", *LISTS, RECORD, *{f"{path.rsplit('/', 1)[0]}/{PAGE}" for path in self.items}]
        for path in sorted(set(lists) & set(self._files)):
            if path not in self._sums:
                yield EDITED_ON_SITE.at(Place(path), found=path, reason="不是由这个程序放进去的")
            elif digest(self._files[path]) != self._sums[path]:
                yield EDITED_ON_SITE.at(Place(path), found=path, reason="放进去以后改动过")

    def next_set(
        self, one: Publishable, owner: SiteOwner, library: Library, *, replace: bool,
    ) -> PublishedSet | list[Finding]:
        """What shall stand of a report after what does."""
        if one.printed.report is None:
            return [NOT_CHECKED.at(Place(one.place), reason="填报表有错误")]
        at = address_of(one.printed.report, one.code)
        edited = list(self._edited(at))
        item = self.items.get(at)
        standing = StandingReport(item, self._below(at, item)) if item and not edited else None
        return edited or published_set(one, owner, standing, library, replace=replace)

    def _edited(self, at: str) -> Iterator[Finding]:
        """Files of a report that are not those that were published."""
        item = self.items.get(at)
        told = {f"{at}/{name}": one.sha256 for name, one in item.files.items()} if item else {}
        for path, one_sum in told.items():
            if path not in self._files:
                yield EDITED_ON_SITE.at(Place(path), found=path, reason="公布过，现在不见了")
            elif digest(self._files[path]) != one_sum:
                yield EDITED_ON_SITE.at(Place(path), found=path, reason="公布以后改动过")
        if item is None and any(path.startswith(f"{at}/") for path in self._files):
            yield EDITED_ON_SITE.at(Place(at), found=at, reason="里面的文件不是由这个程序放进去的")

    def _below(self, at: str, item: Item) -> dict[str, bytes]:
        return {name: self._files[f"{at}/{name}"] for name in item.files}

    def with_sets(
        self, sets: Mapping[str, PublishedSet], owner: SiteOwner, chain: Mapping[str, str],
    ) -> tuple[dict[str, bytes], tuple[str, ...]]:
        """Path → bytes of some sets and of the lists of all that stands then; and what of earlier sets is no more."""
        files = {f"{at}/{name}": content for at, one in sets.items() for name, content in one.files.items()}
        others = {path: item for path, item in self.items.items() if path not in sets and f"{path}/{ITEM}" not in files}
        reports = [one.listed for one in sets.values()]
        reports += [item.listed(path) for path, item in others.items() if path.count("/") == _DEPTH]
        reports.sort(key=lambda one: one.path)
        files |= lists(reports, owner, SUMS)
        sums = {path: digest(content) for path, content in files.items()}
        for at, item in others.items():
            sums |= {f"{at}/{name}": one.sha256 for name, one in item.files.items()}
            sums[f"{at}/{ITEM}"] = digest(self._files[f"{at}/{ITEM}"])
        files[RECORD] = record(reports, sums, chain)
        sums[RECORD] = digest(files[RECORD])
        files[SUMS] = "".join(f"{one_sum}  {path}\n" for path, one_sum in sorted(sums.items())).encode()
        gone = {f"{at}/{name}" for at in sets if at in self.items for name in self.items[at].files}
        return files, tuple(sorted(path for path in gone - files.keys() if path in self._files))

    def differing(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Those of some files that stand otherwise or not at all."""
        return {path: content for path, content in files.items()
                if path not in self._files or self._files[path] != content}
