"""`item.json`: what a site remembers of a report that stands in it. There is no other memory."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from ...disk import digest
from ...model.report.online import NOTHING_MORE, ArticleFacts, EarlierPage, ListedReport

ITEM: Final = "item.json"
PAGE: Final = "index.html"
_LARGEST = 2**20
_Text = Annotated[str, Field(max_length=300)]


def _below(name: str) -> str:
    """A path that stays in its own folder: these records may have been written by anybody."""
    parts = name.split("/")
    if not name or any(part in ("", ".", "..") for part in parts) or any(mark in name for mark in ":\\\0"):
        raise ValueError(name)
    return name


_Name = Annotated[_Text, AfterValidator(_below)]


@dataclass(frozen=True)
class ItemFile:
    """A file of a report: how large it is, and its hash."""

    bytes: int
    sha256: _Text


@dataclass(frozen=True)
class PublishedCorrection:
    """A 更正说明 that was published. `name`: what its file was called; `date`: 年-月-日."""

    path: _Name
    name: _Text
    date: _Text


@dataclass(frozen=True)
class Item:
    """A report as it stands in a site. `words`: a hash of all that it says; `version`: 1, and one more a correction."""

    title: _Text
    unit: _Text
    year: int
    published: _Text
    words: _Text
    files: dict[_Name, ItemFile]
    sort: _Text = ""
    version: int = 1
    since: _Text = ""
    facts: ArticleFacts = NOTHING_MORE
    corrections: tuple[PublishedCorrection, ...] = ()
    earlier: tuple[EarlierPage, ...] = ()

    def listed(self, path: str) -> ListedReport:
        """The report's line in the lists. `path`: the folder in which it stands."""
        return ListedReport(path, self.title, self.unit, self.year, self.published, self.sort, bool(self.corrections),
                            self.since, self.facts)

    def written(self) -> bytes:
        """The record; no clock and no path of a machine is in it."""
        data: dict[str, Any] = asdict(self)
        data["files"] = dict(sorted(data["files"].items()))
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


_ITEMS = TypeAdapter(Item)


def files_told(files: Mapping[str, bytes]) -> dict[str, ItemFile]:
    """What a record says of some files."""
    return {name: ItemFile(len(content), digest(content)) for name, content in files.items()}


def item_in(content: bytes) -> Item | None:
    """The record in some bytes; None for what is no record."""
    if len(content) > _LARGEST:
        return None
    try:
        return _ITEMS.validate_json(content)
    except ValidationError:
        return None


def items_in(site: Mapping[str, bytes]) -> dict[str, Item]:
    """Path of a report of a site, earlier ones among them → its record."""
    paths = sorted(path for path in site if path.endswith(f"/{ITEM}"))
    found = {path.rpartition("/")[0]: item_in(site[path]) for path in paths}
    return {path: item for path, item in found.items() if item is not None}
