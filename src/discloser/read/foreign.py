"""Files of other programs: what each is, and how to save it otherwise. A name counts only where bytes cannot tell."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Final, NamedTuple

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_FORM = "填报表只能是工作簿（.xlsx）或者文本（.yaml）：请用 discloser new 生成一份空白的，把内容填进去"
_AS_WORD = f"要用里面的文字，请用 Word 或 WPS 文字打开，另存为“Word 文档（*.docx）”；{_FORM}"


class Foreign(NamedTuple):
    """A sort of file. `advice`: how to get what can be used."""

    name: str
    advice: str


_OFD = Foreign(
    "OFD 版式文件（.ofd）", f"OFD 是定稿，不能再填：请找印它的那份 Word 或者工作簿，另存为 .docx 或者 .xlsx；{_FORM}")
_OLD_WORD = Foreign("旧格式的 Word 或 WPS 文字（.doc、.wps）", _AS_WORD)
_WORD = Foreign("Word 文档（.docx）", _FORM)
_SLIDES = Foreign("演示文稿", _FORM)
_PACKED = Foreign("压缩文件", f"请先解压，再选里面的填报表；{_FORM}")
_PICTURE = Foreign("图片", _FORM)
_BY_START = (
    (b"%PDF-", Foreign("PDF", f"PDF 是定稿，不能再填：请找印它的那份 Word 或者工作簿；{_FORM}")),
    (b"{\\rtf", Foreign("RTF 文档", _AS_WORD)),
    (b"Rar!", _PACKED), (b"7z\xbc\xaf", _PACKED), (b"\x1f\x8b", _PACKED),
    (b"\x89PNG", _PICTURE), (b"\xff\xd8\xff", _PICTURE), (b"GIF8", _PICTURE), (b"BM", _PICTURE), (b"II*\x00", _PICTURE),
)
_BY_STREAM = (("WordDocument", _OLD_WORD), ("PowerPoint Document", _SLIDES))
_BY_PART = (
    ("OFD.xml", _OFD), ("word/document.xml", _WORD), ("ppt/presentation.xml", _SLIDES),
)
_BY_ENDING = {
    ".doc": _OLD_WORD, ".wps": _OLD_WORD, ".docx": _WORD, ".ofd": _OFD, ".ppt": _SLIDES, ".dps": _SLIDES,
    ".pptx": _SLIDES, ".zip": _PACKED,
}
"""What a damaged file was, or one of which only the beginning is known."""
_WORKBOOK_STREAMS = ("Workbook", "Book", "EncryptedPackage")
_WORKBOOK_PARTS = ("[content_types].xml", "xl/", "_rels/.rels", "mimetype", "index/")


def foreign_sort(content: bytes, ending: str = "") -> Foreign | None:
    """The sort of a file that is neither a text nor a workbook of any kind; None for everything else.

    `ending`: of its name, which says what a damaged file was.
    """
    for start, sort in _BY_START:
        if content.startswith(start):
            return sort
    by_ending = _BY_ENDING.get(ending.lower())
    if content.startswith(OLE):
        known = next((sort for stream, sort in _BY_STREAM if _holds(content, stream)), None)
        return known or (None if any(_holds(content, stream) for stream in _WORKBOOK_STREAMS) else by_ending)
    return _packed(content, by_ending) if content.startswith(_ZIP) else None


def _holds(content: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in content


def _packed(content: bytes, by_ending: Foreign | None) -> Foreign | None:
    try:
        names = {name.replace("\\", "/").lower() for name in zipfile.ZipFile(BytesIO(content)).namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, LookupError, RuntimeError):
        return by_ending
    known = next((sort for part, sort in _BY_PART if part.lower() in names), None)
    return known or (None if any(name.startswith(_WORKBOOK_PARTS) for name in names) else _PACKED)
