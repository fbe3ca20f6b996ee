"""A bureau's lists as one page that needs nothing else: no script, no network, readable on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from urllib.parse import quote

from ..model.ledger import ColumnSort, LedgerCell, LedgerSheet, Link
from .markup import safe

_STYLE = """
body{font:15px/1.6 "Noto Sans SC","Microsoft YaHei",sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem;
color:#1b1b1b;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2.2rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #8c8c8c;padding:.25rem .5rem;text-align:left;vertical-align:top}
th{background:#d9e2f3}.n{text-align:right;white-space:nowrap}.note{color:#444}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}
"""


def ledger_page(title: str, sheets: Iterable[LedgerSheet]) -> bytes:
    """The page of some sheets, each under its heading, with a list of them in front."""
    parts = list(sheets)
    contents = "".join(f'<li><a href="#s{number}">{safe(part.title)}</a>（{len(part.rows)}）</li>'
                       for number, part in enumerate(parts, start=1))
    body = "\n".join(_section(number, part) for number, part in enumerate(parts, start=1))
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{safe(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<header><h1>{safe(title)}</h1></header>
<nav aria-label="目录"><ul>{contents}</ul></nav>
<main>
{body}
</main>
</body>
</html>
""".encode()


def _section(number: int, sheet: LedgerSheet) -> str:
    note = f'<p class="note">{safe(sheet.note)}</p>' if sheet.note else ""
    heading = f'<h2 id="s{number}">{safe(sheet.title)}</h2>'
    return f'<section aria-labelledby="s{number}">{heading}{note}{_table(number, sheet)}</section>'


def _table(number: int, sheet: LedgerSheet) -> str:
    if not sheet.rows:
        return "<p>没有。</p>"
    heads = "".join(f'<th scope="col">{safe(column.title)}</th>' for column in sheet.columns)
    sorts = [column.sort for column in sheet.columns]
    rows = "\n".join(f"<tr>{_row(cells, sorts)}</tr>" for cells in sheet.rows)
    return (f'<div class="scroll" tabindex="0" role="region" aria-labelledby="s{number}"><table><thead>'
            f"<tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>")


def _row(cells: Sequence[LedgerCell], sorts: Sequence[ColumnSort]) -> str:
    return "".join(f'<td{"" if sort == "text" else " class=n"}>{_cell(cell, sort)}</td>'
                   for cell, sort in zip(cells, sorts, strict=True))


def _cell(cell: LedgerCell, sort: ColumnSort) -> str:
    if isinstance(cell, Link):
        return f'<a href="{safe(quote(cell.target))}">{safe(cell.text)}</a>'
    if isinstance(cell, Decimal):
        return f"{cell:,.2f}" if sort == "amount" else f"{cell:.1f}"
    return "" if cell is None else safe(str(cell))
