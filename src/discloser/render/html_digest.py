"""一图读懂 on the web: a section of the report's page, or a page of its own."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.report.digest import Digest, DigestFigure, Reference
from .html_charts import chart_markup
from .markup import safe
from .stylesheets import stylesheet


def digest_page(digest: Digest) -> bytes:
    """The digest as one HTML file that needs nothing else."""
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{safe(digest.title)} {safe(digest.unit)}</title>
<meta name="author" content="{safe(digest.unit)}"/>
<style>
{stylesheet("web.css")}
</style>
</head>
<body>
<main>
{digest_section(digest, inside=False)}
</main>
</body>
</html>
""".encode()


def digest_section(digest: Digest, *, inside: bool) -> str:
    """The digest as a section. `inside`: of the report's page, where places can be led to."""
    heading = "h2" if inside else "h1"
    figures = "".join(f"<li>{_figure(one, digest, inside=inside)}</li>\n" for one in digest.figures)
    charts = "".join(f"{chart_markup(one.chart)}\n{_places(one.places, inside=inside)}" for one in digest.charts)
    reasons = "".join(
        f"<li><b>{safe(one.name)}</b> {safe(one.change)}：{safe(one.reason)}</li>" for one in digest.reasons)
    told = f'<p class="reasons">{safe(digest.reasons_title)}</p>\n<ul>{reasons}</ul>\n' if reasons else ""
    source = "" if inside else f"<p>{safe(digest.source)}</p>\n"
    return (
        f'<section class="digest">\n<{heading} id="digest">{safe(digest.title)}</{heading}>\n'
        f"<p>{safe(digest.unit)} {safe(digest.currency_unit)}</p>\n"
        f'<ul class="large">\n{figures}</ul>\n{charts}{told}{source}</section>'
    )


def _figure(one: DigestFigure, digest: Digest, *, inside: bool) -> str:
    parts = [f"{part.name}{part.amount_text}，占{part.share_text}" for part in one.parts]
    lines = (one.change, one.share, *parts, digest.brief_reason(one))
    told = "".join(f"<span>{safe(text)}</span>" for text in lines if text)
    return f"<b>{safe(one.name)}</b><strong>{safe(one.amount_text)}</strong>{told}{_places(one.places, inside=inside)}"


def _places(places: Iterable[Reference], *, inside: bool) -> str:
    """Where the figures stand: links within the report's page; beside it, what the places are called."""
    shown = [
        f'<a href="#block-{place.part}-{place.block}">{safe(place.label)}</a>' if inside else safe(place.label)
        for place in places if place.label
    ]
    return f"<small>{' '.join(shown)}</small>" if shown else ""
