"""Whether all is as it was written: the trail, the files of the store, a report made anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from ...disk import digest, digest_at
from .. import engine, store
from ..handed_papers import paper_of
from ..models import Blob, FormOutput, FormVersion
from . import trail

_HEADS = "heads.txt"
_PARTS = 3


@dataclass(frozen=True)
class BrokenFile:
    """A file of the store that is gone, or is not what was put there."""

    digest: str
    whose: str


def broken_files() -> Iterator[BrokenFile]:
    """All files of the store that are not as they were put there."""
    for known_by in Blob.objects.order_by("digest").values_list("digest", flat=True).iterator():
        if digest_at(store.path_of(known_by)) != known_by:
            yield BrokenFile(known_by, whose(known_by))


def whose(known_by: str) -> str:
    """What a file is, in words."""
    version = FormVersion.objects.select_related("form").filter(blob=known_by).first()
    if version:
        return f"{version.form.unit or version.name} 第 {version.number} 版填报表"
    output = FormOutput.objects.select_related("version__form").filter(blob=known_by).first()
    if output:
        return f"{output.version.form.unit} 第 {output.version.number} 版的报告 {output.name}"
    return "别的文件"


def head_noted() -> trail.Head:
    """The present end of the trail, written into a plain file that whoever keeps it elsewhere can compare with."""
    head = trail.head()
    with _file_of_heads().open("a", encoding="ascii") as file:
        file.write(f"{timezone.now().isoformat(timespec='seconds')} {head.number} {head.digest}\n")
    return head


def noted_heads(path: Path | None = None) -> list[trail.Head]:
    """The ends of the trail that a file of them knows: the server's own, or one that was kept elsewhere."""
    path = path or _file_of_heads()
    lines = path.read_text(encoding="ascii", errors="replace").splitlines() if path.is_file() else []
    parts = (line.split() for line in lines)
    return [trail.Head(int(one[1]), one[2]) for one in parts if len(one) == _PARTS and one[1].isdecimal()]


def _file_of_heads() -> Path:
    return Path(settings.DATA) / _HEADS


def report_made_anew() -> tuple[str, bool] | None:
    """A report, in words, and whether it is made anew with the same bytes; None where none can be compared.

    Only what this very program, with these kinds and fonts, made has to come out the same.
    """
    output = FormOutput.objects.filter(engine=engine.engine_of_today()).select_related("version__form").last()
    if output is None:
        return None
    made: dict[str, str] = {}
    engine.built(paper_of(output.version), lambda step: None, lambda name, file, content: made.update({
        name: digest(content)}))
    kept = dict(output.version.outputs.filter(engine=output.engine).values_list("format", "blob_id"))
    return f"{output.version.form.unit} 第 {output.version.number} 版", made == kept
