"""The command line: reads arguments, calls one use case, prints. Nothing is decided here."""

from .main import cli, main

__all__ = ["cli", "main"]
