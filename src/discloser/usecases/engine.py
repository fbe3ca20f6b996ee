"""What makes reports, as one digest: the program, the libraries that it is made of, kinds, code lists and fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from ..disk import digest, digest_at
from ..read.kind.library import Library

_PACKAGE = Path(__file__).parents[1]
_NAME = re.compile(r"[\w.-]+")
_PROGRAM = (".py", ".typ", ".css")


def engine_digest(library: Library) -> str:
    """One digest of all that a report depends on beside its form: equal digests, equal reports."""
    return digest("\n".join([*_libraries(), *_files(_PACKAGE, _PROGRAM), *_data(library)]).encode())


def _libraries() -> Iterator[str]:
    for needed in requires("discloser") or ():
        name = _NAME.match(needed)
        if name and "extra ==" not in needed:
            try:
                yield f"{name[0]} {version(name[0])}"
            except PackageNotFoundError:  # not for this system
                yield f"{name[0]} -"


def _data(library: Library) -> Iterator[str]:
    for root in library.roots:
        yield from _files(root)


def _files(root: Path, endings: tuple[str, ...] = ()) -> Iterator[str]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and (not endings or path.suffix in endings):
            yield f"{path.relative_to(root).as_posix()} {digest_at(path)}"
