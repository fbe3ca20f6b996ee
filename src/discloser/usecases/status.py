"""What became of the reports in a folder since they were built."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from ..disk import settle
from . import manifest
from .manifest import OutputState


def status(folder: Path) -> dict[str, dict[str, OutputState]]:
    """Report → its outputs and what became of each. A manifest that can't be read has no outputs."""
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    settle(folder)
    found: dict[str, dict[str, OutputState]] = {}
    for path in manifest.manifests(folder):
        known = manifest.read_manifest(path)
        found[path.name.removesuffix(manifest.SUFFIX)] = manifest.states(folder, known) if known else {}
    return found
