"""Where files are found: on this machine's disk, or among those that somebody handed over as bytes."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeAlias

from .digests import digest
from .reading import LOCK_FILES, Given, Trouble, given
from .refusing import real

_ROOT = Path("/files")
"""What the names of handed files are taken to be below, to see which lead out; nothing is ever looked up there."""
_NO_NAME = "填报表"


class Files(Protocol):
    """Files by their paths, wherever they are kept."""

    def leads_to(self, path: Path) -> Path:
        """The same for all ways to one file. Raises OSError, ValueError or RuntimeError for what no file can have."""

    def there(self, path: Path) -> bool:
        """Whether anything is at a path."""

    def given(self, path: Path, limit: int) -> Given:
        """A file, up to one byte over a limit."""


class _Disk:
    """The files of this machine."""

    def leads_to(self, path: Path) -> Path:
        return real(path)

    def there(self, path: Path) -> bool:
        return path.exists()

    def given(self, path: Path, limit: int) -> Given:
        return given(path, limit)


DISK: Files = _Disk()


@dataclass(frozen=True)
class Handed:
    """A file handed over as bytes, under its name, with those that lie beside it: relative name → bytes.

    Nothing of it is looked up on this machine, and nothing that is made of it names a path of this machine.
    """

    name: str
    content: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The bare name, without what no file's name may hold."""
        bare = "".join(c for c in self.name.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable()).strip()
        return Path(bare if bare.strip(".") else _NO_NAME)

    def leads_to(self, path: Path) -> Path:
        """The one path of a file, without dots, composed; Macs hand over names whose letters are taken apart."""
        return Path(unicodedata.normalize("NFC", os.path.normpath(_ROOT / path)))

    def there(self, path: Path) -> bool:
        """Whether it was handed over."""
        return self.leads_to(path) in self._held

    def given(self, path: Path, limit: int) -> Given:
        """A file that was handed over."""
        if path.name.startswith(LOCK_FILES):
            return Given(path, trouble=Trouble.LOCK_FILE)
        content = self._held.get(self.leads_to(path))
        return Given(path, trouble=Trouble.MISSING) if content is None else Given(path, content[:limit + 1])

    @cached_property
    def _held(self) -> dict[Path, bytes]:
        beside = {self.leads_to(Path(name.replace("\\", "/"))): content for name, content in self.beside.items()}
        return {**beside, self.leads_to(self.path): self.content}


class Noted:
    """A document, with a note of every file that is looked for while it is read.

    `asked`: relative name → SHA-256 of what was read; "" for what could not be.
    """

    def __init__(self, document: Path | Handed) -> None:
        self.path, self._files = located(document)
        self.asked: dict[str, str] = {}

    def leads_to(self, path: Path) -> Path:
        """As the document's own files have it."""
        return self._files.leads_to(path)

    def there(self, path: Path) -> bool:
        """Whether anything is at a path; what is not is noted."""
        there = self._files.there(path)
        if not there:
            self._note(path, "")
        return there

    def given(self, path: Path, limit: int) -> Given:
        """A file, noted."""
        file = self._files.given(path, limit)
        self._note(path, "" if file.trouble else digest(file.content))
        return file

    def _note(self, path: Path, found: str) -> None:
        self.asked[path.relative_to(self.path.parent).as_posix()] = found


Document: TypeAlias = Path | Handed | Noted
"""A file to be read: where it lies, or its bytes."""


def located(document: Document) -> tuple[Path, Files]:
    """The path of a document and the files among which it, and what it names, are found."""
    return (document, DISK) if isinstance(document, Path) else (document.path, document)


def taken(document: Document, limit: int) -> Given:
    """A document, read once, up to one byte over a limit."""
    path, files = located(document)
    return files.given(path, limit)
