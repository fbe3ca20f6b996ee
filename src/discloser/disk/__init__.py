"""Bytes from the disk and onto it: files are read once, and written whole or not at all."""

from .digests import digest, digest_at
from .journal import settle
from .reading import Given, Trouble, Unreadable, given, read_file
from .refusing import SpecialFile, real
from .writing import ChangedMeanwhile, write_all, written

__all__ = [
    "ChangedMeanwhile",
    "Given",
    "SpecialFile",
    "Trouble",
    "Unreadable",
    "digest",
    "digest_at",
    "given",
    "read_file",
    "real",
    "settle",
    "write_all",
    "written",
]
