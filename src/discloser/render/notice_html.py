"""A notice as an HTML document."""

from __future__ import annotations

from ..model.report.notice import Closing, Notice, NoticeBlock, NoticeTable
from ..model.report.report import Heading, Paragraph
from .markup import safe


def document(notice: Notice, styles: str) -> str:
    """The notice as one HTML document. The dates are the report's year: a clock would give other bytes."""
    created = f"{notice.year:04d}-01-01T00:00:00Z"
    blocks = "\n".join(_block(block) for block in notice.blocks)
    signature = "".join(f"<span>{safe(word)}：</span>" for word in notice.signature)
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8"/>
<title>{safe(notice.title)}</title>
<meta name="author" content="{safe(notice.author)}"/>
<meta name="dcterms.created" content="{created}"/>
<meta name="dcterms.modified" content="{created}"/>
<style>
{styles}
</style>
</head>
<body>
<h1>{safe(notice.title)}</h1>
{blocks}
<p class="signature">{signature}</p>
</body>
</html>
"""


def _block(block: NoticeBlock) -> str:
    match block:
        case Heading():
            level = min(block.level, 2) + 1
            return f"<h{level}>{safe(block.text)}</h{level}>"
        case Paragraph():
            return f'<p class="{"note" if block.style == "note" else "text"}">{safe(block.text)}</p>'
        case NoticeTable():
            return _table(block)
        case Closing():
            return "".join(f'<p class="closing">{safe(line)}</p>' for line in block.lines)


def _table(block: NoticeTable) -> str:
    total = sum(block.widths)
    columns = "".join(f'<col style="width:{100 * width / total:.2f}%"/>' for width in block.widths)
    heads = "".join(f'<th scope="col">{safe(head)}</th>' for head in block.heads)
    rows = "".join("<tr>" + "".join(f"<td>{safe(text)}</td>" for text in row) + "</tr>\n" for row in block.rows)
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table>"
