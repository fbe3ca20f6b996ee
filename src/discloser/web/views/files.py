"""Downloads: fixed types, names from the database, nothing that a browser would run."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from ...disk import digest
from .. import engine, store
from ..handed_papers import paper_of
from ..models import FormVersion
from ..publications import published_versions
from .common import version_or_404
from .told import told

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    "pdf": "application/pdf", "zip": "application/zip",
}
_OTHER = "application/octet-stream"


def attachment(content: bytes, name: str) -> HttpResponse:
    """A file to be saved, under a name in Chinese."""
    response = HttpResponse(content, content_type=_TYPES.get(name.rpartition(".")[2].lower(), _OTHER))
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return response


@require_GET
def output(request: HttpRequest, version_id: int, name: str) -> HttpResponse:
    """One file of a version's report."""
    made = version_or_404(request, version_id).report_files().get(name)
    if made is None:
        raise Http404
    return attachment(store.content_of(made.blob), made.name)


@require_GET
def everything(request: HttpRequest, version_id: int) -> HttpResponse:
    """All files of a version's report and its form in one archive."""
    version = version_or_404(request, version_id)
    made = version.report_files()
    if not made:
        raise Http404
    files = {one.name: store.content_of(one.blob) for one in made.values()}
    files[version.name] = store.content_of(version.blob)
    files["SHA256SUMS"] = "".join(f"{digest(content)}  {name}\n" for name, content in sorted(files.items())).encode()
    return attachment(engine.zipped(files), f"{_title(version)}.zip")


@require_GET
def publication(request: HttpRequest, version_id: int) -> HttpResponse:
    """What of a version's report goes on the web, as a static site in an archive."""
    version = version_or_404(request, version_id)
    site = engine.publication(published_versions(version))
    if isinstance(site, str):
        return told(request, "没有做出公开材料。", site, 422)
    return attachment(site, f"{_title(version)}-公开材料.zip")


@require_GET
def form(request: HttpRequest, version_id: int) -> HttpResponse:
    """The form as it was handed in or saved."""
    version = version_or_404(request, version_id)
    return attachment(store.content_of(version.blob), version.name)


@require_GET
def marked(request: HttpRequest, version_id: int) -> HttpResponse:
    """A copy of the workbook with what was found marked in it."""
    version = version_or_404(request, version_id)
    copy = engine.marked_copy(paper_of(version))
    if isinstance(copy, str):
        return told(request, "没有做出标出问题的副本。", copy, 422)
    stem, _, ending = version.name.rpartition(".")
    return attachment(copy, f"{stem}-标出问题.{ending}")


@require_GET
def paper(request: HttpRequest, version_id: int) -> HttpResponse:
    """The report of the check, to be signed."""
    version = version_or_404(request, version_id)
    return attachment(engine.paper_of_check(paper_of(version), ".docx"), f"{_title(version)}-检查报告.docx")


def _title(version: FormVersion) -> str:
    known = version.form
    about = f"{known.unit}{known.year or ''}年{known.sort}-" if known.unit else ""
    return f"{about}第{version.number}版"
