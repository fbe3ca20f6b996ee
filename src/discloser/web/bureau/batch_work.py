"""Batches at work, a piece at a time, so that whoever waits for a check of a form never waits for a batch."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db.models import F

from .. import jobs
from ..models import Job
from . import batch_build, batch_publish
from .batches import BatchProgress, What
from .models import BatchPart, BureauBatch

_SECONDS = 4.0
"""How long a piece lasts: then whatever is more urgent comes first."""
_MOST_TRIES = 2
DIED = "处理它的时候程序两次中断；请单独生成这一份，还不行告诉维护人员"

_Work = Callable[[BureauBatch, list[BatchPart]], Iterator[tuple[BatchPart, str]]]
"""Works at some parts; of each, as it is done, why it failed, "" for nothing."""
_WORK: Mapping[str, _Work] = {What.BUILD.value: batch_build.work, What.PUBLISH.value: batch_publish.work}
_AT_ONCE: Mapping[str, Callable[[], int]] = {
    What.BUILD.value: batch_build.at_once, What.PUBLISH.value: batch_publish.at_once}
_CLOSE: Mapping[str, Callable[[BureauBatch, list[BatchPart]], Any]] = {
    What.BUILD.value: batch_build.archive, What.PUBLISH.value: batch_publish.archive}


def piece_done(job: Job, worker: str) -> bool:
    """Do a piece of a batch; whether it was the last."""
    batch = BureauBatch.objects.select_related("by").get(job=job)
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        parts = _next(batch)
        if not parts:
            return _closed(batch, job, worker)
        for part, why in _WORK[batch.what](batch, parts):
            BatchPart.objects.filter(pk=part.pk).update(state="failed" if why else "done", told=why[:400])
        _tell(batch, job, worker)
    return False


def _next(batch: BureauBatch) -> list[BatchPart]:
    """The parts that come next, marked as begun before anything is done with them; what ends the program is left."""
    waiting = batch.parts.filter(state="")
    waiting.filter(tries__gte=_MOST_TRIES).update(state="failed", told=DIED)
    at_once = _AT_ONCE[batch.what]()
    again = waiting.filter(tries__gt=0)
    keys = list((again if again else waiting).order_by("id").values_list("pk", flat=True)[:1 if again else at_once])
    BatchPart.objects.filter(pk__in=keys).update(tries=F("tries") + 1)
    rows = BatchPart.objects.filter(pk__in=keys).select_related(
        "batch", "due__unit__department", "due__season", "version__form", "version__blob")
    return list(rows.order_by("id"))


def _tell(batch: BureauBatch, job: Job, worker: str) -> None:
    progress = BatchProgress.of(batch.parts.all())
    jobs.held(job, worker).update(step=f"{progress.ended} / {progress.whole}")


def _closed(batch: BureauBatch, job: Job, worker: str) -> bool:
    if not batch.parts.filter(state="done").exists():
        return True
    jobs.held(job, worker).update(step="打包")
    parts = batch.parts.select_related("due__unit__department", "due__season", "version__form")
    result = _CLOSE[batch.what](batch, list(parts.order_by("due__unit__code", "due__scope")))
    jobs.held(job, worker).update(result=result)
    return True


