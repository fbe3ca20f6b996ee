"""Bytes by their SHA-256, in a folder: written once, never changed, no name of anybody's in any path."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TypeAlias

from django.conf import settings

from ..disk import digest, digest_at, write_all
from .models import Blob

BigFile: TypeAlias = Any
"""What `NamedTemporaryFile` gives: bytes go in, it has a name."""


class Lost(Exception):  # noqa: N818  what the store holds is not what was put there
    """Bytes that are gone from the store, or are not those that were put there."""


def path_of(known_by: str) -> Path:
    """Where bytes lie."""
    return Path(settings.BLOBS) / known_by[:2] / known_by


def kept(content: bytes) -> Blob:
    """Bytes put into the store, on the disk before anything speaks of them."""
    known_by = digest(content)
    path = path_of(known_by)
    if not path.exists():
        write_all({path: content})
    blob, new = Blob.objects.get_or_create(digest=known_by, defaults={"size": len(content)})
    if new and not path.exists():  # a server that was tidying up took the file of a row that was gone
        write_all({path: content})
    return blob


@contextmanager
def big_file() -> Iterator[BigFile]:
    """A file beside the store that is written piece by piece; `kept_file` takes it in, else it is gone afterwards."""
    home = Path(settings.BLOBS)
    home.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=home, prefix=".", suffix=".part", delete=False) as file:
        path = Path(file.name)
        try:
            yield file
        finally:
            file.close()
            path.unlink(missing_ok=True)


def kept_file(file: BigFile) -> Blob:
    """A file taken into the store as it is, without being read into memory."""
    file.flush()
    os.fsync(file.fileno())
    size, known_by = file.tell(), digest_at(Path(file.name))
    target = path_of(known_by)
    target.parent.mkdir(exist_ok=True)
    file.close()
    Path(file.name).replace(target)
    return Blob.objects.get_or_create(digest=known_by, defaults={"size": size})[0]


def content_of(blob: Blob) -> bytes:
    """The bytes of a blob. Raises `Lost` where they are not there as they were put."""
    try:
        content = path_of(blob.digest).read_bytes()
    except OSError as error:
        raise Lost(f"文件 {blob.digest[:8]} 读不出来") from error
    if digest(content) != blob.digest:
        raise Lost(f"文件 {blob.digest[:8]} 已经损坏")
    return content


def kept_json(value: Any) -> Blob:
    """A value put into the store as JSON."""
    return kept(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode())


def json_of(blob: Blob) -> Any:
    """The value of a blob of JSON."""
    return json.loads(content_of(blob))
