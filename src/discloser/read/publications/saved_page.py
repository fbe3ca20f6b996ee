"""A web page as it was saved from a site: its title, what it says of itself, its links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import lxml.html
from lxml import etree

from . import problems
from .html import decoded
from .problems import RefusedFile

_MOST_LINKS = 20_000
_UNSEEN = ("script", "style", "noscript", "template")


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page: title, first headings, meta elements by their names in small letters, words, links."""

    title: str
    headings: tuple[str, ...]
    meta: Mapping[str, str]
    text: str
    links: tuple[str, ...]


def saved_page(content: bytes) -> SavedPage:
    """The page in some bytes, in whatever encoding it says. Raises `RefusedFile`."""
    try:
        root = lxml.html.document_fromstring(decoded(content))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise RefusedFile(problems.NOT_A_REPORT, reason="网页里没有内容") from None
    meta = {str(one.get("name")).lower(): str(one.get("content") or "") for one in root.iter("meta") if one.get("name")}
    links = (str(one.get("href")).strip() for one in root.iter("a") if one.get("href"))
    title = root.find(".//title")
    for unseen in list(root.iter(*_UNSEEN)):
        unseen.drop_tree()
    return SavedPage(
        _words(title), tuple(_words(one) for one in root.iter("h1")), meta, _words(root.find("body")),
        tuple(islice(links, _MOST_LINKS)))


def _words(element: Any) -> str:
    return str(element.text_content()) if element is not None else ""
