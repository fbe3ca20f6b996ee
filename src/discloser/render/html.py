"""The report as HTML: one self-contained page for a website, and the same markup, otherwise styled, for the PDF."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import NamedTuple

from ..model.report.online import OnlinePage
from ..model.report.project_form import ProjectForm
from ..model.report.report import (
    Attachment,
    Block,
    Chart,
    Heading,
    Paragraph,
    Part,
    Picture,
    Report,
    Table,
    TableList,
    Term,
)
from . import site
from .html_charts import chart_markup
from .html_digest import digest_section
from .html_tables import form_markup, table_markup
from .markup import safe
from .sources import with_sources
from .stylesheets import stylesheet


def render(report: Report, online: OnlinePage | None = None) -> bytes:
    """The report as one HTML file that needs nothing else; `online`: what it says beside the report on a web site."""
    page = BytesIO()
    pieces = _pieces(report, stylesheet("web.css"), _inline, online)
    for piece in pieces:  # attachments are too large to be held as text, too
        page.write(piece.encode())
    return page.getvalue()


PictureAddress = Callable[[int, int, Picture], str]
"""Where a page of an attachment is found: (attachment, page, picture) → address."""


def _inline(attachment: int, page: int, picture: Picture) -> str:
    return f"data:image/jpeg;base64,{b64encode(picture.content).decode()}"


def document(report: Report, styles: str, address: PictureAddress = _inline) -> str:
    """The whole report as one HTML document with the given style rules; `address` leads to the attachments' pages."""
    return "".join(_pieces(report, styles, address))


def _pieces(
    report: Report, styles: str, address: PictureAddress, online: OnlinePage | None = None,
) -> Iterator[str]:
    yield _beginning(report, styles, online)
    if report.digest and report.shows_digest:
        yield digest_section(report.digest, inside=True) + "\n"
    for number, part in enumerate(report.parts):
        yield _part(number, part, sources=report.shows_sources) + "\n"
    for number, attached in enumerate(report.attachments):
        yield from _attachment(number, attached, address)
    if online is not None:
        yield site.beside_report(online)
    yield "</main>\n</body>\n</html>\n"


def _beginning(report: Report, styles: str, online: OnlinePage | None) -> str:
    """All that stands before the parts. The dates are the report's year: a clock would give other bytes each time."""
    created = f"{report.year:04d}-01-01T00:00:00Z"
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{safe(report.title)}</title>
<meta name="author" content="{safe(report.unit)}"/>
<meta name="dcterms.created" content="{created}"/>
<meta name="dcterms.modified" content="{created}"/>
{site.meta_elements((*site.site_pairs(online.owner), *online.meta)) if online else ""}<style>
{styles}
</style>
</head>
<body>
<a class="skip" href="#part-0">{safe(report.parts[0].heading if report.parts else report.title)}</a>
{site.above_report(online) if online else ""}<header class="cover">
<div class="head">
<p class="unit">{safe(report.cover.unit)}</p>
<h1>{safe(report.cover.title)}</h1>
</div>
{"".join(f'<p class="date">{safe(line)}</p>' for line in (*report.cover.lines, report.cover.date))}
</header>
<nav class="contents" aria-labelledby="contents">
<h2 id="contents">{safe(report.contents_title)}</h2>
<ul>
{_contents(report)}
</ul>
</nav>
<main>
"""


class ContentsLink(NamedTuple):
    """A line of the contents: how deep it lies, its text, and the id of what it leads to."""

    level: int
    text: str
    target: str


def contents(report: Report) -> Iterator[ContentsLink]:
    """The lines of the contents: the digest, parts, tables, and the headings marked for it."""
    if report.digest and report.shows_digest:
        yield ContentsLink(1, report.digest.name, "digest")
    for number, part in enumerate(report.parts):
        yield ContentsLink(1, part.heading, f"part-{number}")
        for position, block in enumerate(part.blocks):
            target = anchor_of(number, position)
            match block:
                case Table():
                    yield ContentsLink(2, block.toc, target)
                case Heading(toc=True):
                    yield ContentsLink(1 + block.level, block.text, target)
    for number, attached in enumerate(report.attachments):
        yield ContentsLink(1, attached.heading, f"attachment-{number}")


def _contents(report: Report) -> str:
    return "\n".join(
        f'<li class="level-{entry.level}"><a href="#{entry.target}">{safe(entry.text)}</a></li>'
        for entry in contents(report)
    )


def anchor_of(part: int, position: int) -> str:
    """The id of a block, by which contents and links find it."""
    return f"block-{part}-{position}"


def _part(number: int, part: Part, *, sources: bool) -> str:
    blocks = "\n".join(
        _block(block, anchor_of(number, position), sources=sources) for position, block in enumerate(part.blocks))
    return (
        f'<section class="part {part.role}" aria-labelledby="part-{number}">\n'
        f'<h2 id="part-{number}">{safe(part.heading)}</h2>\n{blocks}\n</section>'
    )


def _attachment(number: int, attached: Attachment, address: PictureAddress) -> Iterator[str]:
    yield (
        f'<section class="part attachment" aria-labelledby="attachment-{number}">\n'
        f'<h2 id="attachment-{number}">{safe(attached.heading)}</h2>\n'
    )
    for page, picture in enumerate(attached.pages):
        yield (
            f'<p class="scan{" wide" if picture.width > picture.height else ""}">'
            f'<img src="{address(number, page, picture)}" width="{picture.width}" height="{picture.height}" '
            f'alt="{safe(picture.alternative)}"/></p>\n'
        )
    yield "</section>\n"


def _block(block: Block, anchor: str, *, sources: bool) -> str:
    match block:
        case Heading():
            level = min(block.level, 4) + 2
            return f'<h{level} id="{anchor}">{safe(block.text)}</h{level}>'
        case Paragraph():
            return f'<p class="{block.style}">{with_sources(block) if sources else safe(block.text)}</p>'
        case Table():
            return table_markup(block, anchor, sources=sources)
        case Chart():
            return chart_markup(block)
        case ProjectForm():
            return form_markup(block, anchor)
        case Term():
            return f'<p class="body"><dfn>{safe(block.number)}、{safe(block.term)}：</dfn>{safe(block.definition)}</p>'
        case TableList():
            return _table_list(block)


def _table_list(listed: TableList) -> str:
    entries = "".join(f"<li><b>{safe(label)}</b> {safe(title)}</li>" for label, title in listed.entries)
    return f'<ul class="table-list">{entries}</ul>'
