"""WeasyPrint without the detours it takes for other documents; what each saves stands in docs/performance.md.

Everything here could be left out, and the same pages would come out later.
"""

from __future__ import annotations

import zlib
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree

_LEVEL = 6


def tree(document: str, fetcher: Any) -> Any:
    """The document, which must be well-formed XML, as WeasyPrint's HTML with a short base style sheet."""
    from cssselect2 import ElementWrapper
    from weasyprint import CSS, HTML

    base = CSS(string=(files(__package__) / "paper-base.css").read_text("utf-8"))

    class Tree(HTML):  # type: ignore[misc]
        def __init__(self) -> None:
            # No call of the parent's: it would parse HTML in Python, twenty times slower than XML in C.
            self.base_url, self.url_fetcher, self.media_type = None, fetcher, "print"
            self.wrapper_element = ElementWrapper.from_html_root(
                ElementTree.fromstring(document), content_language=None
            )
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return [base]

    return Tree()


def remember_pages() -> None:
    """Let pydyf list the pages once: WeasyPrint asks for the list with every tag, which grows with their square."""
    import pydyf

    def page_references(pdf: Any) -> tuple[bytes, ...]:
        numbers = pdf.pages["Kids"]
        known: tuple[int, tuple[bytes, ...]] = getattr(pdf, "_known_pages", (-1, ()))
        if known[0] != len(numbers):
            known = (len(numbers), tuple(f"{number} 0 R".encode() for number in numbers[::3]))
            pdf._known_pages = known
        return known[1]

    pydyf.PDF.page_references = property(page_references)


def finish(document: Any, pdf: Any) -> None:
    """Write every object once: pydyf would compress all streams a second time to compute the file's identifier."""
    import pydyf

    class Written(pydyf.Object):  # type: ignore[misc]
        data = b""
        compressible = False

        def __init__(self, source: Any) -> None:
            super().__init__()
            self.number, self.generation, self.free = source.number, source.generation, source.free
            self.compressible = source.compressible
            self.data = _stream(source) if isinstance(source, pydyf.Stream) and source.compress else source.data

    pdf.objects[:] = [source if source.free == "f" else Written(source) for source in pdf.objects]


def _stream(source: Any) -> bytes:
    """A compressed stream. At the highest level, which pydyf takes, files are half a per cent smaller."""
    import pydyf

    content = zlib.compress(b"\n".join(pydyf._to_bytes(item) for item in source.stream), _LEVEL)
    return bytes(pydyf.Stream([content], {**source.extra, "Filter": "/FlateDecode"}).data)
