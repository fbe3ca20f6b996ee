"""The process that opens foreign PDFs and old workbooks: bytes in, loose blocks as JSON out, within limits.

PDFium is a compiled program, the other a reader of bytes, and the files are anybody's: what goes wrong here, a
crash, an endless loop, a flood of memory, goes wrong here only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final

from ...disk.bounds import bound_process

MOST_PAGES: Final = 500


def main() -> None:
    """Read what the standard input holds as the sort of file that the first argument names."""
    bound_process()
    content = sys.stdin.buffer.read()
    answer = _READERS[sys.argv[1]](content)
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode())


def _pdf(content: bytes) -> Mapping[str, Any]:
    import pypdfium2

    from .packing import packed
    from .pdf import blocks_of, laid_out, remarks_on
    from .pdf_pages import pages_of
    from .pdf_rules import TooMuch

    try:
        document = pypdfium2.PdfDocument(content)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        return {"refused": "password" if "assword" in str(error) else "damaged"}
    if not 0 < pages <= MOST_PAGES:
        return {"refused": "pages", "pages": pages}
    try:
        laid = [laid_out(page) for page in pages_of(document)]
    except TooMuch:
        return {"refused": "crowded"}
    except pypdfium2.PdfiumError:
        return {"refused": "damaged"}
    blocks = blocks_of(laid, "")
    return {"pages": pages, "blocks": packed(blocks), "remarks": remarks_on(laid, blocks),
            "turned": [page.page.quarters for page in laid]}


def _xls(content: bytes) -> Mapping[str, Any]:
    from .packing import packed
    from .problems import RefusedFile
    from .xls import UnreadableXls, blocks_of

    try:
        return {"pages": 0, "blocks": packed(blocks_of(content)), "remarks": [], "turned": []}
    except UnreadableXls as error:
        return {"refused": str(error)}
    except RefusedFile:
        return {"refused": "cells"}


_READERS: Final[Mapping[str, Callable[[bytes], Mapping[str, Any]]]] = {"pdf": _pdf, "xls": _xls}

if __name__ == "__main__":
    main()
