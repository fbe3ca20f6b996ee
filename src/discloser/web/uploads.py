"""Files that a browser sends: their names and first bytes are looked at before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from .flow import file_name

WORKBOOKS, TEXTS, WORD = (".xlsx", ".xlsm"), (".yaml", ".yml"), (".docx",)
FORMS = (*WORKBOOKS, *TEXTS)
REPORTS = (".pdf", ".docx", ".xlsx", ".xlsm", ".xls", ".html", ".htm", ".json")
_BESIDE = (*FORMS, ".pdf", ".png", ".jpg", ".jpeg")
_FIRST = {".xlsx": b"PK", ".xlsm": b"PK", ".docx": b"PK", ".pdf": b"%PDF"}
_SOUGHT = 1024
_MEGA = 2**20


class NotTaken(Exception):  # noqa: N818  an answer to the officer, not a fault
    """A file that is not taken; the message says in Chinese why and what to do."""


@dataclass(frozen=True)
class Upload:
    """A file that was taken, under a name that shows."""

    name: str
    content: bytes


def one_upload(request: HttpRequest, field: str, endings: tuple[str, ...], largest: int) -> Upload:
    """The one file of a field. Raises `NotTaken`."""
    taken = some_uploads(request, field, endings, largest)
    if len(taken) > 1:
        raise NotTaken("一次只能传一份，请只选一个文件。")
    return taken[0]


def some_uploads(request: HttpRequest, field: str, endings: tuple[str, ...], largest: int) -> list[Upload]:
    """The files of a field, one at least. Raises `NotTaken`."""
    files = request.FILES.getlist(field)
    if not files:
        raise NotTaken("还没有选文件。请先按“选择文件”，选好再传。")
    return [_taken(one, endings, largest) for one in files]


def beside_uploads(request: HttpRequest, field: str) -> dict[str, bytes]:
    """The files that a form names, by their names. Raises `NotTaken`."""
    taken = [_taken(one, _BESIDE, settings.LARGEST_FORM) for one in request.FILES.getlist(field)]
    return {one.name: one.content for one in taken}


def _taken(file: object, endings: tuple[str, ...], largest: int) -> Upload:
    name, size = file_name(str(getattr(file, "name", ""))), int(getattr(file, "size", 0))
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    if size > largest:
        raise NotTaken(f"文件有 {size / _MEGA:.1f} MB，最大 {largest // _MEGA} MB。多半是里面贴了图片，删掉图片再传。")
    if size == 0:
        raise NotTaken("这个文件是空的。请打开看一眼，保存好再传。")
    if ending not in endings:
        raise NotTaken(_other_ending(ending, endings))
    content: bytes = file.read()  # type: ignore[attr-defined]
    first = _FIRST.get(ending, b"")
    if first not in content[:_SOUGHT] or (first == b"PK" and not content.startswith(first)):
        raise NotTaken(f"文件名写的是 {ending}，里面却不是。请用 WPS 或 Excel 打开，另存一份再传。")
    return Upload(name, content)


def _other_ending(ending: str, endings: tuple[str, ...]) -> str:
    if ending == ".xls" and ".xlsx" in endings:
        return "这是旧格式 .xls。在 WPS 里“另存为”选“Excel 工作簿 .xlsx”，再传。"
    what = "、".join(endings)
    return f"这里收 {what}，您选的是 {ending or '没有后缀的文件'}。"
