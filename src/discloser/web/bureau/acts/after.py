"""What comes after approval: publication, and the correction of what was published, with a paper that tells it."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from ... import engine, store
from ...handed_papers import paper_of
from ...models import FormVersion
from ..actor import Actor
from ..flow import Act, Hindered
from ..in_force import paper_of_review, review_in_force
from ..missing import ToPublish, missing_to_publish
from ..models import CorrectionRound, DueReport, PublishedPage
from .holding import by, hashed_words, held, reason_of, tell

_LONGEST_REASON = 200


def publish(actor: Actor, due_id: int, url: str, on: dt.date | None, late_reason: str = "") -> PublishedPage:
    """Note where and when the approved version was made public."""
    with held(actor, Act.PUBLISH, due_id) as due:
        review = review_in_force(due)
        if review is None or not review.valid:
            raise Hindered("没有审核通过的一版")
        told = ToPublish(url.strip(), on, timezone.localdate(), timezone.localdate(review.decided), due.publish_due_on,
                         late_reason)
        missing = missing_to_publish(told)
        if missing or on is None:
            raise Hindered(*missing)
        page = PublishedPage.objects.create(
            due=due, review=review, url=told.url, published_on=on, late_reason=late_reason.strip()[:_LONGEST_REASON],
            **by(actor))
        tell(actor, Act.PUBLISH, due, version=review.version.number, report=review.report, on=on.isoformat())
    return page


def correct(actor: Actor, due_id: int, reason: str) -> CorrectionRound:
    """Begin to correct what was published; it stays what the public sees until a later version is published."""
    with held(actor, Act.CORRECT, due_id) as due:
        why = reason_of(reason, "为什么更正")
        made = CorrectionRound.objects.create(due=due, page=due.publications.first(), reason=why, **by(actor))
        tell(actor, Act.CORRECT, due, version=made.page.review.version.number, reason=hashed_words(why))
    return made


def write_statement(actor: Actor, version: FormVersion, on: dt.date) -> CorrectionRound:
    """The 更正说明 of a version against the one that is public, as Word, kept with the correction."""
    due_id = DueReport.objects.values_list("pk", flat=True).get(form=version.form_id)
    round_ = CorrectionRound.objects.filter(due=due_id, review=None).last()
    if round_ is None:
        raise Hindered("没有正在办的更正")
    if version.errors != 0:
        raise Hindered("还有错误，改好再做更正说明")
    with held(actor, Act.HAND_IN, due_id):
        old = paper_of_review(round_.page.review)
    blob = store.kept(engine.correction(old, paper_of(version), round_.reason, on, "docx"))
    with held(actor, Act.HAND_IN, due_id) as due:
        newest = due.form.newest if due.form else None
        if newest is None or newest.pk != version.pk:
            raise Hindered("这不是最新的一版，请在最新的一版上做更正说明")
        CorrectionRound.objects.filter(pk=round_.pk, review=None).update(
            version=version, paper=blob, name=f"{due.unit.name}{due.season}更正说明.docx", dated=on)
        tell(actor, Act.BUILD, due, version=version.number, statement=blob.digest)
    round_.refresh_from_db()
    return round_
