"""The pages of the documentation as HTML: they are our own files, and still no markup in them is believed."""

from __future__ import annotations

from functools import cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(["link", "image", "autolink"])


def as_html(text: str) -> SafeString:
    """A page of Markdown as HTML, everything that looks like HTML escaped."""
    return mark_safe(_reader().render(text))
