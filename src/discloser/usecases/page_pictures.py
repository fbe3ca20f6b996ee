"""The pages of a report as pictures, for a page in which findings are shown on the paper itself."""

from __future__ import annotations

from ..disk import Document, taken
from ..read.form.drawing import Drawer
from ..read.form.pages import CannotDraw, DrawnPage
from ..read.publications.reading import LARGEST_FILE

MOST_PAGES = 100


def page_pictures(report: Document) -> list[DrawnPage]:
    """Every page of a PDF as a JPEG; none of another file, nor of one that can't be drawn in time and memory."""
    content = taken(report, LARGEST_FILE).content
    if not content.startswith(b"%PDF-"):
        return []
    with Drawer() as drawer:
        try:
            return drawer.pages(content, MOST_PAGES, MOST_PAGES, drawn=True)[1]
        except CannotDraw:
            return []
