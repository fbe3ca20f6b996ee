"""The queue: who may do a job, for how long, and what becomes of it; leases in the database, no process's memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from .models import FormVersion, HandedIn, Job

LEASE = dt.timedelta(seconds=10)
BEAT = 2.0
MOST_ATTEMPTS = 3
_CANDIDATES = 5
_URGENCY = {"check": 1, "pull": 2, "begin": 2, "audit": 3, "inspect": 3, "build": 4, "batch": 8}

GIVEN_UP = "试了 {} 次都没有做成，处理时程序中断了。填报表都在；请再试一次，还不行把编号 {} 告诉维护人员"

_bell: list[Callable[[], object]] = []


def heard_by(ring: Callable[[], object]) -> None:
    """Name what wakes the workers when a job was written."""
    _bell[:] = [ring]


def asked(
    what: str, *, version: FormVersion | None = None, handed: HandedIn | None = None,
) -> Job:
    """A job to be done, or the one that is open already; call it in the transaction that writes what it is about."""
    try:
        with transaction.atomic():
            job = Job.objects.create(
                what=what, version=version, handed=handed, urgency=_URGENCY[what])
    except IntegrityError:
        return Job.objects.get(
            what=what, version=version, handed=None, state__in=Job.OPEN)
    for ring in _bell:
        transaction.on_commit(ring)
    return job


def _free(now: dt.datetime) -> QuerySet[Any]:
    return Job.objects.filter(Q(state="queued") | Q(state="running", lease__lt=now))


def claim(worker: str) -> Job | None:
    """The most urgent job that nobody holds, held by this worker from now on; those tried too often are given up."""
    now = timezone.now()
    for job in _free(now).order_by("urgency", "id")[:_CANDIDATES]:
        same = Job.objects.filter(id=job.id, state=job.state, lease=job.lease, attempts=job.attempts)
        if job.attempts >= MOST_ATTEMPTS:
            same.update(state="failed", ended=now, error=GIVEN_UP.format(job.attempts, job.id))
        elif same.update(state="running", worker=worker, lease=now + LEASE, attempts=F("attempts") + 1, step=""):
            job.refresh_from_db()
            return job
    return None


def held(job: Job, worker: str) -> QuerySet[Any]:
    """The job, if this worker still holds it: whoever lost the lease changes nothing."""
    return Job.objects.filter(id=job.id, worker=worker, state="running")


def beat(job: Job, worker: str) -> bool:
    """Hold a job for another lease; whether it is still held."""
    return bool(held(job, worker).update(lease=timezone.now() + LEASE))


def let_go(workers: set[str]) -> None:
    """Free what workers that are gone were holding."""
    past = timezone.now() - LEASE
    Job.objects.filter(state="running", worker__in=workers).update(lease=past)


def put_back(job: Job, worker: str) -> None:
    """Let a job wait for its next turn, behind whatever is more urgent; that it was begun counts against it no more."""
    held(job, worker).update(state="queued", worker="", lease=None, attempts=0)


def overdue() -> set[str]:
    """The workers whose lease is over although their job is not."""
    late = Job.objects.filter(state="running", lease__lt=timezone.now())
    return set(late.values_list("worker", flat=True))


def again(job: Job) -> Job:
    """A job that failed, asked for once more."""
    return asked(job.what, version=job.version, handed=job.handed)
