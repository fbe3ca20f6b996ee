"""What of a form's versions goes on the web: each as it was published, with the papers that say why it was replaced."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from ..usecases.publishing.published_set import Correction
from . import store
from .engine import PublishedVersion
from .handed_papers import paper_of
from .models import FormVersion, HandedIn, Job

_CORRECTION = "correction"


def remember_correction(
    old: FormVersion, new: FormVersion, name: str, content: bytes, date: dt.date,
) -> None:
    """Keep a 更正说明 that was written about two versions: whoever publishes the new one publishes it, too."""
    blob = store.kept(content)
    told = store.kept_json({"old": old.id, "date": date.isoformat()})
    with transaction.atomic():
        handed = HandedIn.objects.create(what=_CORRECTION, name=name, blob=blob, version=new)
        Job.objects.create(
            what=_CORRECTION, version=new, handed=handed, state="done", result=told, ended=timezone.now())


def published_versions(version: FormVersion) -> list[PublishedVersion]:
    """A version as it shall be published, after those that were: whose replacement a 更正说明 tells."""
    written = _corrections(version)
    last = max((number for number in written if number <= version.number), default=version.number)
    chain = _before(written, last, version)
    if last != version.number:
        chain.append(PublishedVersion(paper_of(version), made_files(version)))
    return chain


def made_files(version: FormVersion) -> dict[str, bytes]:
    """The files of a version's report by their names."""
    return {one.name: store.content_of(one.blob) for one in version.report_files().values()}


def _corrections(version: FormVersion) -> dict[int, Job]:
    """Number of a version → the 更正说明 that was written last about what it replaced."""
    jobs = Job.objects.filter(what=_CORRECTION, version__form=version.form_id).order_by("id")
    return {job.version.number: job for job in jobs.select_related("version", "handed__blob", "result")}


def _before(written: dict[int, Job], number: int, version: FormVersion) -> list[PublishedVersion]:
    """A version and, before it, those that it replaced, the first of them first."""
    one = version.form.versions.get(number=number)
    job = written.get(number)
    if job is None:
        return [PublishedVersion(paper_of(one), made_files(one))]
    told = store.json_of(job.result)
    old = version.form.versions.get(id=told["old"])
    correction = Correction(job.handed.name, store.content_of(job.handed.blob), dt.date.fromisoformat(told["date"]))
    return [*_before(written, old.number, version),
            PublishedVersion(paper_of(one), made_files(one), (correction,))]
