"""What workers do: a job's files are read from the store, a use case is asked, its answer is kept."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.db import close_old_connections, transaction
from django.utils import timezone

from . import engine, flow, jobs, sources, store
from .bureau import acts
from .bureau.codes import count_codes
from .bureau.models import HandedBy
from .engine import Paper
from .handed_papers import paper_of
from .models import FormOutput, FormVersion, Job, YearForm
from .on_behalf import REFUSALS, reasons_of
from .worker import Heart

_log = logging.getLogger(__name__)

_MOST_PAGES = 20
OWN_FAULT = "程序本身出错，没有做成。填报表都在；请把编号 {} 告诉维护人员"


class Refused(Exception):  # noqa: N818  an answer to the officer, not a fault
    """A job that can't be done; the message says in Chinese why and what to do."""


class NotDoneYet(Exception):  # noqa: N818  no fault: there is more to do, and others come first
    """A long job that did a piece and waits for its next turn."""


def done_next(worker: str) -> bool:
    """Do the most urgent job; whether there was one."""
    close_old_connections()
    job = jobs.claim(worker)
    if job is None:
        return False
    with Heart(lambda: jobs.beat(job, worker), job.what, jobs.BEAT):
        try:
            state, error = _done(job, worker)
        except NotDoneYet:
            jobs.put_back(job, worker)
            return True
    jobs.held(job, worker).update(state=state, error=error[:400], ended=timezone.now())
    return True


def _done(job: Job, worker: str) -> tuple[str, str]:
    try:
        _WORK[job.what](job, worker)
    except (Refused, store.Lost) as refused:
        return "failed", str(refused)
    except MemoryError:
        return "failed", "内存不够。请关掉一些程序再试"
    except NotDoneYet:
        raise
    except Exception:
        _log.exception("job %s (%s) failed", job.id, job.what)
        return "failed", OWN_FAULT.format(job.id)
    return "done", ""


def _check(job: Job, worker: str) -> None:
    version = job.version
    found = engine.checked_form(paper_of(version))
    kept = store.kept_json(found)
    severities = [one["severity"] for one in found["findings"] if one["confirmed"] is None]
    with transaction.atomic():
        if not jobs.held(job, worker).exists():
            return
        FormVersion.objects.filter(id=version.id).update(
            checked=kept, engine=engine.engine_of_today(), errors=severities.count("error"),
            warnings=severities.count("warning"), infos=severities.count("info"))
        known = {name: found[name] for name in ("unit", "year", "sort", "kind") if found[name]}
        YearForm.objects.filter(id=version.form_id).update(**known)
        count_codes(version, found)


def _build(job: Job, worker: str) -> None:
    version = job.version

    def tell(step: str) -> None:
        jobs.held(job, worker).update(step=step)

    def made(name: str, file: str, content: bytes) -> None:
        blob = store.kept(content)
        with transaction.atomic():
            if jobs.held(job, worker).exists():
                FormOutput.objects.get_or_create(
                    version=version, format=name, engine=engine.engine_of_today(),
                    defaults={"name": file, "blob": blob})

    hindered = engine.built(paper_of(version), tell, made)
    if hindered:
        raise Refused(hindered)


def _begin(job: Job, worker: str) -> None:
    """The first version of a form of its own, begun from last year's or from a report."""
    try:
        begun = sources.begun_from(_handed(job))
    except engine.REFUSED_BLANK as refused:
        raise Refused(str(refused)) from refused
    told = {"findings": list(begun.told), "summary": list(begun.summary), "version": None}
    with transaction.atomic():
        if begun.content and jobs.held(job, worker).exists():
            stem = job.handed.name.rpartition(".")[0].replace(str(begun.year - 1), str(begun.year))
            how = flow.READ if begun.summary else flow.BEGUN
            told["version"] = _first_version(job, f"{stem}.xlsx", begun.content, how).id
        _keep(job, worker, told)


def _first_version(job: Job, name: str, content: bytes, how: str) -> FormVersion:
    """The form that was begun, on the hosted server for the report that it was begun for."""
    owner = HandedBy.objects.select_related("by", "by_link__due__unit").filter(handed=job.handed).first()
    if owner is None:
        return flow.new_form(name, content, {}, how)
    try:
        return acts.begin_form(owner, name, content, how)
    except REFUSALS as refusal:
        raise Refused(reasons_of(refusal)) from refusal


def _pull(job: Job, worker: str) -> None:
    _keep(job, worker, sources.pulled_from(_handed(job), paper_of(job.version)))


def _audit(job: Job, worker: str) -> None:
    report = _handed(job)
    found = sources.audited(report)
    found["marked"], found["pages"] = "", {}
    if found["markable"]:
        jobs.held(job, worker).update(step="标出问题")
        marked = sources.marked_audit(report)
        if isinstance(marked, bytes):
            found["marked"] = store.kept(marked).digest
            shown = {one["page"] for one in found["findings"] if one["page"]}
            pictures = sources.pictures_of(Paper("标注.pdf", marked), sorted(shown)[:_MOST_PAGES])
            found["pages"] = {str(number): store.kept(jpeg).digest for number, jpeg in pictures.items()}
    _keep(job, worker, found)


def _batch(job: Job, worker: str) -> None:
    from .bureau.batch_work import piece_done  # only a bureau has batches

    if not piece_done(job, worker):
        raise NotDoneYet


def _inspect(job: Job, worker: str) -> None:
    """The official sheet, filled in for a report that was submitted, as far as a program can."""
    _keep(job, worker, {"checklist": sources.audited(_handed(job))["checklist"]})


def _handed(job: Job) -> Paper:
    return Paper(job.handed.name, store.content_of(job.handed.blob))


def _keep(job: Job, worker: str, value: Mapping[str, Any]) -> None:
    jobs.held(job, worker).update(result=store.kept_json(value), engine=engine.engine_of_today())


_WORK: Mapping[str, Callable[[Job, str], None]] = {
    "check": _check, "build": _build, "begin": _begin, "pull": _pull, "audit": _audit, "inspect": _inspect,
    "batch": _batch,
}
