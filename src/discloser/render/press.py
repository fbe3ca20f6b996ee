"""WeasyPrint without the detours it takes for other documents; what each saves stands in docs/performance.md.

Everything here could be left out, and the same pages would come out later.
"""

from __future__ import annotations

import ctypes.util
import sys
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from importlib.resources import files
from io import StringIO
from typing import Any
from xml.etree import ElementTree

from . import remembered, ruling
from .replacing import Replacement, replaced

_LEVEL = 6


def load() -> None:
    """Load WeasyPrint, with what it draws text with. Raises OSError where Pango is missing.

    What WeasyPrint says of missing libraries is for programmers; officers are told in other words. On Linux, libraries
    have fixed file names, which WeasyPrint tries last; for each name it tries before, Python would ask ldconfig, a
    compiler and a linker: some fifty processes.
    """
    by_file_name = Replacement(ctypes.util, "find_library", lambda name: None)
    with (
        replaced([by_file_name] if sys.platform == "linux" else []),
        redirect_stdout(StringIO()), warnings.catch_warnings(action="ignore"),
    ):
        import weasyprint  # noqa: F401


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


@contextmanager
def shortcuts() -> Iterator[None]:
    """While a document is laid out and written: what is known is not found out again, and streams are made quickly."""
    import pydyf

    quicker = [
        Replacement(pydyf.PDF, "page_references", property(_page_references)),
        Replacement(pydyf.Stream, "data", property(_stream)),
    ]
    with replaced([*quicker, *remembered.replacements(), *ruling.replacements()]):
        yield


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """The pages, listed once: WeasyPrint asks for the list with every tag, which grows with their square."""
    numbers = pdf.pages["Kids"]
    known: tuple[int, tuple[bytes, ...]] = getattr(pdf, "_known_pages", (-1, ()))
    if known[0] != len(numbers):
        known = (len(numbers), tuple(f"{number} 0 R".encode() for number in numbers[::3]))
        pdf._known_pages = known
    return known[1]


def _stream(stream: Any) -> bytes:
    """A stream as it is written. At the highest level, which pydyf takes, files are half a per cent smaller."""
    import pydyf

    content = b"\n".join(map(pydyf._to_bytes, stream.stream))
    entries = pydyf.Dictionary(stream.extra)
    if stream.compress:
        content = zlib.compress(content, _LEVEL)
        entries = pydyf.Dictionary({**stream.extra, "Filter": "/FlateDecode"})
    entries["Length"] = len(content)
    return b"\n".join((entries.data, b"stream", content, b"endstream"))


def finish(document: Any, pdf: Any) -> None:
    """Write every object once: pydyf would compress all streams a second time to compute the file's identifier."""
    import pydyf

    class Written(pydyf.Object):  # type: ignore[misc]
        def __init__(self, source: Any) -> None:
            super().__init__()
            self.number, self.generation, self.free = source.number, source.generation, source.free
            self.compressible, self.data = source.compressible, source.data

        data = b""
        compressible = False

    pdf.objects[:] = [source if source.free == "f" else Written(source) for source in pdf.objects]
