"""What units do: hand a form in, have its report built, sign, answer, submit, take back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from ... import flow as forms
from ... import jobs, store
from ...models import FormVersion, Job
from .. import trail
from ..actor import Actor
from ..flow import Act, Hindered, Stage, stage_after
from ..inspecting import inspect
from ..missing import missing_to_submit
from ..models import CorrectionRound, DueReport, HandedBy, ReturnItem, Review, Sign, SubmittedFile, VersionMaker
from ..permit import may
from ..readiness import demanded_signs, draft_of
from .holding import NotAllowed, by, held, locked, open_review, report_digest, tell

_ANSWERS = tuple(map(str, (ReturnItem.Answered.MENDED, ReturnItem.Answered.DISPUTED)))


def hand_in(
    actor: Actor, due_id: int, base: FormVersion | None, name: str, content: bytes, how: str = forms.UPLOADED,
    beside: Mapping[str, bytes] | None = None,
) -> FormVersion:
    """A version of a due report's form: a whole form, or one corrected from `base`, which must be the newest.

    Without `base` a whole form is the next version of whatever is there. Raises `web.flow.Overtaken`, too.
    """
    for one in (content, *(beside or {}).values()):  # on the disk before the database is held
        store.kept(one)
    with held(actor, Act.HAND_IN, due_id) as due:
        newest = due.form.newest if due.form else None
        if newest is None:
            version = forms.new_form(name, content, beside or {}, how)
            due.form = version.form
            due.save(update_fields=["form"])
        else:
            if base is not None and base.form_id != due.form_id:
                raise forms.Overtaken(newest)
            version = forms.new_version(base or newest, name, content, how, beside)
        VersionMaker.objects.create(version=version, **by(actor))
        tell(actor, Act.HAND_IN, due, version=version.number, file=version.blob_id, how=how)
    return version


def add_beside(actor: Actor, version: FormVersion, files: Mapping[str, bytes]) -> None:
    """Files that a form names, handed in later."""
    for one in files.values():
        store.kept(one)
    with held(actor, Act.HAND_IN, _due_of(version)) as due:
        forms.beside_added(version, files)
        kept = {one.name: one.blob_id for one in version.form.beside.all()}
        tell(actor, Act.HAND_IN, due, version=version.number, beside=kept)


def hand_in_other(
    actor: Actor, what: str, name: str, content: bytes, *, version: FormVersion | None = None,
    due_id: int | None = None,
) -> Job:
    """A file that is no version: a report to audit, an edited Word report, or last year's form for a due report."""
    store.kept(content)
    with transaction.atomic():
        about = _due_of(version) if version else due_id
        due = None if about is None else _may_be_changed(actor, about)
        job = forms.handed_in(what, name, content, version)
        HandedBy.objects.create(handed=job.handed, due=due, **by(actor))
        trail.append(actor, what, due=due, data={"file": job.handed.blob_id})
    return job


def _may_be_changed(actor: Actor, due_id: int) -> DueReport:
    """A due report that the actor may hand something in for now. Raises `NotAllowed` and `Hindered`."""
    due = locked(due_id)
    if not may(actor, Act.HAND_IN, due):
        raise NotAllowed(Act.HAND_IN.label)
    stage_after(Act.HAND_IN, Stage(due.stage))
    return due


def begin_form(owner: HandedBy, name: str, content: bytes, how: str) -> FormVersion:
    """The first version of a due report's form, begun from the file of its owner; none is put over what is there."""
    due = DueReport.objects.get(pk=owner.due_id)
    if due.form_id is not None:
        raise Hindered("这里已经有填报表了，没有盖掉它")
    actor = Actor.of(owner.by) if owner.by else Actor(link=owner.by_link)
    return hand_in(actor, due.pk, None, name, content, how)


def ask_build(actor: Actor, version: FormVersion) -> Job:
    """Have a version's report built. What was approved is never built anew."""
    with held(actor, Act.BUILD, _due_of(version)) as due:
        if version.reviews.filter(decision=Review.Decision.APPROVED).exists():
            raise Hindered("这一版已经审核通过，它的报告不再重新生成")
        job = jobs.asked("build", version=version)
        tell(actor, Act.BUILD, due, version=version.number)
    return job


def sign(actor: Actor, version: FormVersion, what: str, name: str, on: dt.date, number: str = "") -> Sign:
    """Note that somebody signed a version's report, on paper or here."""
    with held(actor, Act.SIGN, _due_of(version)) as due:
        if what not in demanded_signs(version):
            raise Hindered(f"这种报告不要“{what}”签署")
        if not name.strip():
            raise Hindered(f"请写{what}是谁签的")
        if on > timezone.localdate():
            raise Hindered("签署日期还没有到")
        made, _ = Sign.objects.update_or_create(version=version, what=what, defaults={
            "name": name.strip(), "on": on, "number": number.strip(), "at": timezone.now(), **by(actor)})
        tell(actor, Act.SIGN, due, version=version.number, sign=what)
    return made


def answer(actor: Actor, due_id: int, item_id: int, answered: str, reply: str) -> ReturnItem:
    """Answer one thing of a return list: mended, or disputed with why."""
    with held(actor, Act.ANSWER, due_id) as due:
        item = ReturnItem.objects.get(pk=item_id, review__due=due)
        if answered not in _ANSWERS:
            raise Hindered("请选已改或者不认可")
        if item.answered == ReturnItem.Answered.CLOSED:
            raise Hindered("这一处已经核销")
        if answered == _ANSWERS[1] and not reply.strip():
            raise Hindered("不认可的，请写明为什么")
        item.answered, item.reply = answered, reply.strip()
        item.save(update_fields=["answered", "reply"])
        tell(actor, Act.ANSWER, due, item=item.pk, answered=answered)
    return item


def submit(actor: Actor, version: FormVersion) -> Review:
    """Hand a version with its report to the bureau; what was submitted is kept as it is."""
    with held(actor, Act.SUBMIT, _due_of(version)) as due:
        version.refresh_from_db()
        missing = missing_to_submit(draft_of(due, version))
        if missing:
            raise Hindered(*(one.words for one in missing))
        due.reviews.filter(valid=True).update(valid=False)
        review = _submitted(actor, due, version)
        CorrectionRound.objects.filter(due=due, review=None).update(review=review)
        tell(actor, Act.SUBMIT, due, version=version.number, file=version.blob_id, report=review.report)
    return review


def _submitted(actor: Actor, due: DueReport, version: FormVersion) -> Review:
    """A round of judging, with every file as it is."""
    files = {(one.format, one.name): one.blob_id for one in version.report_files().values()}
    files |= {("", one.name): one.blob_id for one in version.form.beside.all()}
    review = Review.objects.create(due=due, version=version, report=report_digest(files), **by(actor))
    SubmittedFile.objects.bulk_create(
        SubmittedFile(review=review, format=form, name=name, blob_id=blob) for (form, name), blob in files.items())
    inspect(review)
    return review


def withdraw(actor: Actor, due_id: int) -> None:
    """Take back what was submitted, before anybody began to judge it."""
    with held(actor, Act.WITHDRAW, due_id) as due:
        review = open_review(due)
        review.decision, review.valid, review.decided = Review.Decision.WITHDRAWN, False, timezone.now()
        review.save(update_fields=["decision", "valid", "decided"])
        CorrectionRound.objects.filter(review=review).update(review=None)
        tell(actor, Act.WITHDRAW, due, version=review.version.number)


def _due_of(version: FormVersion) -> int:
    return DueReport.objects.values_list("pk", flat=True).get(form=version.form_id)
