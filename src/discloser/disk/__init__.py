"""Bytes from the disk and onto it: files are read once, and written whole or not at all."""

from .digests import digest, digest_at
from .files import DISK, Document, Files, Handed, Noted, located, taken
from .journal import settle
from .lock import is_still, locked
from .reading import Given, Trouble, Unreadable, given, read_file
from .refusing import SpecialFile, real
from .writing import ChangedMeanwhile, write_all, written

__all__ = [
    "DISK",
    "ChangedMeanwhile",
    "Document",
    "Files",
    "Given",
    "Handed",
    "Noted",
    "SpecialFile",
    "Trouble",
    "Unreadable",
    "digest",
    "digest_at",
    "given",
    "is_still",
    "located",
    "locked",
    "read_file",
    "real",
    "settle",
    "taken",
    "write_all",
    "written",
]
