"""A version as the use cases take it."""

from __future__ import annotations

from . import store
from .engine import Paper
from .models import FormVersion


def paper_of(version: FormVersion) -> Paper:
    """A version with the files that it names."""
    beside = {one.name: store.content_of(one.blob) for one in version.form.beside.select_related("blob")}
    return Paper(version.name, store.content_of(version.blob), beside)
