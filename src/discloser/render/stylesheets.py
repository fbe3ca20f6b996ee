"""The style sheets that lie beside this module."""

from __future__ import annotations

from importlib.resources import files

from . import svg


def stylesheet(*names: str) -> str:
    """Some style sheets as one, with what all share: before them how bars are drawn, below the colours of charts."""
    keys = "".join(f".key-{number}::before{{background:{colour}}}" for number, colour in enumerate(svg.TINTS))
    return "".join(map(_text, ("bars.css", *names))) + keys


def _text(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")
