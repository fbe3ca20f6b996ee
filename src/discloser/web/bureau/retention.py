"""What is kept how long: all that was submitted for ever; drafts, what nobody refers to, and counts not for ever."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone

from .. import store
from ..models import BesideFile, Blob, FormOutput, FormVersion, HandedIn, Job
from . import rates, seats, trail
from .acts.holding import locked
from .deeds import Deed
from .flow import Stage
from .models import BureauBatch, CorrectionRound, DueReport, SubmittedFile, WebSite

DRAFTS = dt.timedelta(days=2 * 365)
_UNUSED = dt.timedelta(days=1)
REFERRING = (
    (FormVersion, "blob"), (FormVersion, "checked"), (FormOutput, "blob"), (BesideFile, "blob"), (HandedIn, "blob"),
    (Job, "result"), (SubmittedFile, "blob"), (CorrectionRound, "paper"), (BureauBatch, "site"), (WebSite, "manifest"),
)
"""Whatever refers to a file of the store; the database would refuse to let one go that another table refers to."""
_LISTS = ((Job, "result"), (BureauBatch, "site"), (WebSite, "manifest"))
"""What may be JSON in the store that names other files of it."""
_DIGEST = re.compile(rb"\b[0-9a-f]{64}\b")


@dataclass(frozen=True)
class Forgotten:
    """How much went: files that nobody refers to, drafts, what was handed in beside."""

    files: int
    drafts: int
    handed: int


def tidied(*, drafts: bool = False) -> Forgotten:
    """Forget what need not be kept. `drafts`: also forms that were never submitted and untouched for two years."""
    rates.tidied()
    seats.tidied()
    SessionStore.clear_expired()
    forms = sum(_draft_gone(due) for due in _old_drafts()) if drafts else 0
    handed = _handed_gone() if drafts else 0
    return Forgotten(_files_gone(), forms, handed)


def _old_drafts() -> list[DueReport]:
    untouched = DueReport.objects.filter(reviews=None).exclude(form=None).annotate(last=Max("form__versions__made"))
    return list(untouched.filter(last__lt=timezone.now() - DRAFTS).select_related("unit", "season", "form"))


def _draft_gone(due: DueReport) -> bool:
    """A draft goes; the trail keeps the digests of what it was."""
    with transaction.atomic():
        due = locked(due.pk)
        form = due.form
        if form is None or due.reviews.exists():
            return False
        digests = list(form.versions.order_by("number").values_list("blob_id", flat=True))
        due.form, due.stage = None, Stage.ABSENT
        due.save(update_fields=["form", "stage"])
        form.delete()
        trail.append(trail.MACHINE, Deed.TIDIED, due=due, data={"versions": digests})
    return True


def _handed_gone() -> int:
    """Reports that were handed in to be audited, and the like, of no form."""
    old = HandedIn.objects.filter(version=None, made__lt=timezone.now() - DRAFTS)
    return int(old.count() and old.delete()[0])


def _files_gone() -> int:
    """Files that no row refers to, nor any result that lists files; younger ones may be on their way into a row."""
    used = _named_in_results()
    for table, field in REFERRING:
        used.update(table.objects.exclude(**{field: None}).values_list(field, flat=True))
    old = Blob.objects.filter(first_seen__lt=timezone.now() - _UNUSED).values_list("digest", flat=True)
    gone = sum(_file_gone(known_by) for known_by in list(old) if known_by not in used)
    return gone + _strays_gone()


def _file_gone(known_by: str) -> bool:
    try:
        with transaction.atomic():
            Blob.objects.filter(digest=known_by).delete()
            store.path_of(known_by).unlink(missing_ok=True)
    except ProtectedError:  # referred to since
        return False
    return True


def _named_in_results() -> set[str]:
    named: set[str] = set()
    for table, field in _LISTS:
        for known_by in table.objects.exclude(**{field: None}).values_list(field, flat=True).distinct():
            path = store.path_of(known_by)
            content = path.read_bytes() if path.is_file() and _is_json(path) else b""
            named |= {one.decode() for one in _DIGEST.findall(content)}
    return named


def _is_json(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(1) in (b"{", b"[")


def _strays_gone() -> int:
    """Files that a process left in the store when it died before it wrote their row."""
    before, gone = (timezone.now() - _UNUSED).timestamp(), 0
    for path in Path(settings.BLOBS).glob("*/*"):
        if path.is_file() and path.stat().st_mtime < before and not Blob.objects.filter(digest=path.name).exists():
            path.unlink()
            gone += 1
    return gone
