"""Writing files whole: beside their place first, then exchanged, so that no reader ever meets half a report."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write every file, or leave all that was there as it was.

    Raises OSError when the folder can't be written or a file is held open by another program.
    """
    with _scratch(contents) as scratch:
        new = {path: _put(scratch[path.parent], path.suffix, data) for path, data in contents.items()}
        kept: dict[Path, Path] = {}
        try:
            for path, beside in new.items():
                if path.exists():
                    old = scratch[path.parent] / f"old-{len(kept)}"
                    path.replace(old)
                    kept[path] = old
                beside.replace(path)
        except OSError:
            _restore(new, kept)
            raise


@contextmanager
def _scratch(contents: Mapping[Path, bytes]) -> Iterator[dict[Path, Path]]:
    """A scratch folder inside each target folder (renaming needs the same disk), gone afterwards."""
    folders: dict[Path, Path] = {}
    try:
        for folder in dict.fromkeys(path.parent for path in contents):
            folder.mkdir(parents=True, exist_ok=True)
            folders[folder] = Path(tempfile.mkdtemp(prefix=".discloser-", dir=folder))
        yield folders
    finally:
        for scratch in folders.values():
            for file in scratch.iterdir():
                file.unlink()
            scratch.rmdir()


def _put(scratch: Path, suffix: str, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(suffix=suffix, dir=scratch)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(handle)
    path = Path(name)
    path.chmod(0o644)
    return path


def _restore(new: Mapping[Path, Path], kept: Mapping[Path, Path]) -> None:
    for path, beside in new.items():
        if path in kept:
            kept[path].replace(path)
        elif not beside.exists():
            path.unlink(missing_ok=True)
