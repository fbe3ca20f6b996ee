"""A static site of reports: what is given is laid out, what stands there stays, and the lists name them all."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, TypeAdapter, ValidationError

from ...disk import digest, settle, write_all
from ...model.finding import Finding
from ...model.place import Place
from ...model.report.online import ListedReport, SiteOwner
from ...read.kind.library import INSTALLED, Library
from ...render import list_on_site
from .gathering import Gathered, gathered
from .problems import OTHER_SUBJECT
from .published_set import ITEM, PublishedSet, published_set

_INDEX: Final = "index.html"
_LIST: Final = "list.csv"
_SUMS: Final = "SHA256SUMS"
_LARGEST_ITEM = 2**20
_Text = Annotated[str, Field(max_length=300)]


@dataclass(frozen=True)
class _ItemFile:
    bytes: int
    sha256: _Text


@dataclass(frozen=True)
class _Item:
    """What `item.json` tells of a report that stands in a site."""

    title: _Text
    unit: _Text
    year: int
    published: _Text
    corrected: bool
    files: dict[_Text, _ItemFile]


_ITEMS = TypeAdapter(_Item)


@dataclass(frozen=True)
class OnSite:
    """A report that stands in a site: its line of the list, hash by path of its files, what `item.json` holds."""

    listed: ListedReport
    sums: Mapping[str, str]


@dataclass(frozen=True)
class Published:
    """What became of folders. `found`: what keeps them off the web; then nothing was written."""

    found: Sequence[Finding]
    reports: Sequence[ListedReport] = ()
    changed: int = 0
    left_out: Mapping[str, str] | None = None


def publish(
    folders: Sequence[Path], out: Path, owner: SiteOwner | None = None, library: Library = INSTALLED,
) -> Published:
    """Lay the reports of some folders out as a static site, all of them or, where anything is wrong, none.

    Raises OSError for what can't be read or written, and what `print_report` raises.
    """
    whose = owner or SiteOwner()
    sets: dict[str, PublishedSet] = {}
    found: list[Finding] = []
    for one in (report for folder in folders for report in gathered(folder, library)):
        made = _set_of(one, whose, library)
        if not isinstance(made, PublishedSet):
            found += made
        elif sets.setdefault(made.listed.path, made).files != made.files:
            found.append(OTHER_SUBJECT.at(
                Place(str(one.home)), found=made.listed.title, reason="有两份，不知道该放哪一份"))
    if found:
        return Published(found)
    files = site_files(list(sets.values()), standing(out), whose)
    before = {path: (out / path).read_bytes() if (out / path).is_file() else None for path in files}
    stale = _stale(out, sets)
    write_all({out / path: content for path, content in files.items()},
              {out / path: content for path, content in before.items()})
    for path in stale:
        path.unlink()
    changed = sum(before[path] != content for path, content in files.items()) + len(stale)
    left_out = {name: why for one in sets.values() for name, why in one.left_out.items()}
    return Published((), [one.listed for one in sets.values()], changed, left_out)


def _set_of(one: Gathered, owner: SiteOwner, library: Library) -> PublishedSet | Sequence[Finding]:
    if one.found or one.printed is None:
        return one.found
    return published_set(one.printed, owner, one.code, one.made, one.corrections, library)


def site_files(sets: Sequence[PublishedSet], there: Iterable[OnSite], owner: SiteOwner) -> dict[str, bytes]:
    """Path → bytes of a site: some sets, and the lists of these and of what stands there already."""
    files = {f"{one.listed.path}/{name}": content for one in sets for name, content in one.files.items()}
    new = {one.listed.path for one in sets}
    others = [one for one in there if one.listed.path not in new]
    reports = sorted((*(one.listed for one in sets), *(one.listed for one in others)), key=lambda one: one.path)
    files[_INDEX] = list_on_site(owner, reports, ((f"目录（{_LIST}）", _LIST), (f"校验值（{_SUMS}）", _SUMS)))
    files[_LIST] = _list(reports)
    sums = {path: digest(content) for path, content in files.items()}
    sums |= {path: one_sum for one in others for path, one_sum in one.sums.items()}
    files[_SUMS] = "".join(f"{one_sum}  {path}\n" for path, one_sum in sorted(sums.items())).encode()
    return files


def standing(out: Path) -> list[OnSite]:
    """The reports that stand in a site, as their own records tell."""
    if out.is_dir():
        settle(out)
    found = []
    for path in sorted(out.glob(f"*/*/*/{ITEM}")):
        item = _item_in(path)
        if item is not None:
            at = path.parent.relative_to(out).as_posix()
            sums = {f"{at}/{name}": one.sha256 for name, one in item.files.items()}
            listed = ListedReport(at, item.title, item.unit, item.year, item.published, item.corrected)
            found.append(OnSite(listed, {**sums, f"{at}/{ITEM}": digest(path.read_bytes())}))
    return found


def _item_in(path: Path) -> _Item | None:
    if path.stat().st_size > _LARGEST_ITEM:
        return None
    try:
        return _ITEMS.validate_json(path.read_bytes())
    except ValidationError:
        return None


def _stale(out: Path, sets: Mapping[str, PublishedSet]) -> list[Path]:
    """Files of a report's earlier set that the new one has not; a visitor would take them for its own."""
    found = []
    for at, one in sets.items():
        item = _item_in(out / at / ITEM) if (out / at / ITEM).is_file() else None
        gone = (item.files if item else {}).keys() - one.files.keys()
        found += [out / at / name for name in sorted(gone)
                  if ".." not in Path(name).parts and not Path(name).is_absolute() and (out / at / name).is_file()]
    return found


def _list(reports: Iterable[ListedReport]) -> bytes:
    """The list of all reports as data; the mark at the beginning tells Excel that this is UTF-8."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(("年度", "单位", "标题", "发布日期", "网页", "有更正"))
    for one in reports:
        writer.writerow((one.year, one.unit, one.title, one.published, f"{one.path}/{_INDEX}",
                         "是" if one.corrected else ""))
    return buffer.getvalue().encode("utf-8-sig")
