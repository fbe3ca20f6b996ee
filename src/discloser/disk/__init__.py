"""Bytes from the disk and onto it: files are read once, and written whole or not at all."""

from .reading import Trouble, Unreadable, read_file
from .refusing import SpecialFile, real
from .writing import ChangedMeanwhile, settle, write_all, written

__all__ = [
    "ChangedMeanwhile",
    "SpecialFile",
    "Trouble",
    "Unreadable",
    "read_file",
    "real",
    "settle",
    "write_all",
    "written",
]
