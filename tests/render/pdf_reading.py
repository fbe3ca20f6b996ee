"""A PDF read back: the words of its pages, its bookmarks and its tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
from a_report import a_report
from report_texts import bare

from discloser.model.report.report import Part, Report

FONTS = Path(__file__).parents[2] / "templates" / "fonts"
FOOTER = re.compile(r"—(\d+)—")


def page_texts(content: bytes) -> list[str]:
    """The text of every page in the order it is drawn, without white space."""
    opened = pypdfium2.PdfDocument(content)
    return [bare(page.get_textpage().get_text_bounded()) for page in opened]


def without_footers(texts: list[str]) -> str:
    return "".join(FOOTER.sub("", text) for text in texts)


def with_blocks(*blocks: Any) -> Report:
    """The invented report with one part of the given blocks."""
    return replace(a_report(), parts=(Part("narrative", "第一部分", blocks),))


def outline(document: pikepdf.Pdf) -> list[tuple[int, str]]:
    """The bookmarks, each with its depth."""
    def walk(items: Any, depth: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield depth, str(item.title)
            yield from walk(item.children, depth + 1)

    with document.open_outline() as opened:
        return list(walk(opened.root, 1))


def tags(document: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of the tree of tags, in the order it is read."""
    def walk(node: Any) -> Iterator[Any]:
        for one in node if isinstance(node, pikepdf.Array) else (node,):
            if isinstance(one, pikepdf.Dictionary) and "/S" in one:
                yield one
                yield from walk(one.get("/K", ()))

    yield from walk(document.Root.StructTreeRoot.K)


def read_aloud(content: bytes) -> str:
    """The text in the order of the tags, as those who hear it get it, without white space."""
    with pdfplumber.open(BytesIO(content)) as opened:
        marked: dict[tuple[int, int], str] = {}
        for page in opened.pages:
            for char in page.chars:
                key = (page.page_number - 1, char["mcid"])
                marked[key] = marked.get(key, "") + char["text"]
    with pikepdf.open(BytesIO(content)) as document:
        pages = {page.objgen: number for number, page in enumerate(document.pages)}
        return bare("".join(_marked_texts(document.Root.StructTreeRoot.K, None, pages, marked)))


def _marked_texts(node: Any, page: Any, pages: dict[Any, int], marked: dict[tuple[int, int], str]) -> Iterator[str]:
    for one in node if isinstance(node, pikepdf.Array) else (node,):
        if isinstance(one, int):
            yield marked.get((pages[page.objgen], one), "")
        elif isinstance(one, pikepdf.Dictionary):
            here = one.get("/Pg", page)
            if "/MCID" in one:
                yield marked.get((pages[here.objgen], int(one.MCID)), "")
            else:
                yield from _marked_texts(one.get("/K", ()), here, pages, marked)


def kids(tag: Any) -> list[Any]:
    """The elements within an element."""
    return [one for one in tag.get("/K", ()) if isinstance(one, pikepdf.Dictionary) and "/S" in one]


def rows(table: Any) -> list[list[Any]]:
    """The cells of a tagged table, row by row."""
    groups = (group for group in kids(table) if str(group.S) in ("/THead", "/TBody", "/TFoot", "/TR"))
    return [
        kids(row) for group in groups for row in ([group] if group.S == "/TR" else kids(group))
    ]


def attribute(cell: Any, name: str) -> Any:
    """An attribute of a cell, None where it has none."""
    given = cell.get("/A", pikepdf.Array())
    owners = given if isinstance(given, pikepdf.Array) else [given]
    return next((owner[name] for owner in owners if name in owner), None)
