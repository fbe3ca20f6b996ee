"""What reviewers do: begin, fill the sheet, send back with a list, approve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from ..actor import Actor
from ..flow import Act, Hindered
from ..inspecting import items
from ..missing import SAME_HANDS, STALE, ItemToMend, Judging, missing_to_approve, missing_to_send_back, same_hands
from ..models import ChecklistAnswer, DueReport, ReturnItem, Review, VersionMaker
from .holding import digest_of_files, held, key_of, open_review, tell

_LONGEST_PLACE = 200


@dataclass(frozen=True)
class FilledItem:
    """What is filled in for an item of the sheet; `fits`: None for 不涉及. `by_program`: not looked at by a person."""

    fits: bool | None
    place: str = ""
    note: str = ""
    by_program: bool = False


def hands_of(review: Review) -> set[str]:
    """Everyone who had a hand in what was submitted: made a version, submitted it, gave out the link for it."""
    makers = VersionMaker.objects.filter(version__form=review.version.form_id).select_related("by", "by_link__by")
    hands = {key_of(one) for one in (*makers, review)}
    links = [one.by_link for one in (*makers, review) if one.by_link]
    return hands | {Actor(account=one.by).key for one in links if one.by}


def begin_review(actor: Actor, due_id: int) -> Review:
    """Begin to judge what was submitted; from now on the unit can't take it back."""
    with held(actor, Act.BEGIN_REVIEW, due_id) as due:
        review = open_review(due)
        if same_hands(actor.key, hands_of(review)):
            raise Hindered(SAME_HANDS)
        review.reviewer, review.begun = actor.account, timezone.now()
        review.save(update_fields=["reviewer", "begun"])
        tell(actor, Act.BEGIN_REVIEW, due, version=review.version.number, report=review.report)
    return review


def fill(
    actor: Actor, due_id: int, review_id: int, answers: Mapping[str, FilledItem],
    listed: Sequence[Mapping[str, str]] = (),
) -> None:
    """Fill items of the sheet for the round that the page showed; keep the return list as far as it is written."""
    with held(actor, Act.FILL, due_id) as due:
        review = _seen(due, review_id)
        for item, one in answers.items():
            ChecklistAnswer.objects.update_or_create(review=review, item=item, defaults={
                "fits": one.fits, "place": one.place[:_LONGEST_PLACE], "note": one.note, "by_program": one.by_program})
        review.listed = [dict(one) for one in listed]
        review.save(update_fields=["listed"])
        tell(actor, Act.FILL, due, version=review.version.number, items=len(answers))


def send_back(actor: Actor, due_id: int, review_id: int, listed: Sequence[ItemToMend]) -> Review:
    """Send a version back with a list: where, what, what was expected, by when."""
    with held(actor, Act.SEND_BACK, due_id) as due:
        review = _seen(due, review_id)
        missing = missing_to_send_back(listed, timezone.localdate())
        if missing:
            raise Hindered(*missing)
        _decide(actor, review, Review.Decision.RETURNED)
        ReturnItem.objects.filter(review__due=due).update(answered=ReturnItem.Answered.CLOSED)
        ReturnItem.objects.bulk_create(
            ReturnItem(review=review, code=one.code, place=one.place[:_LONGEST_PLACE], what=one.what,
                       expected=one.expected, due_on=one.due_on) for one in listed)
        review.corrections.update(review=None)
        tell(actor, Act.SEND_BACK, due, version=review.version.number, report=review.report, items=len(listed))
    return review


def approve(actor: Actor, due_id: int, review_id: int, seen_report: str, note: str = "") -> Review:
    """Approve what was submitted: this version with this report and no other."""
    with held(actor, Act.APPROVE, due_id) as due:
        review = _seen(due, review_id)
        answers = {one.item: one.fits for one in review.answers.all()}
        missing = missing_to_approve(judging(actor, due, review, seen_report, answers))
        if missing:
            raise Hindered(*missing)
        review.note = note.strip()
        _decide(actor, review, Review.Decision.APPROVED)
        ReturnItem.objects.filter(review__due=due).update(answered=ReturnItem.Answered.CLOSED)
        tell(actor, Act.APPROVE, due, version=review.version.number, file=review.version.blob_id, report=review.report)
    return review


def judging(
    actor: Actor, due: DueReport, review: Review, seen_report: str, answers: Mapping[str, bool | None],
) -> Judging:
    """What is known of a round when somebody wants to approve it. `answers`: item → whether it fits."""
    newest = due.form.newest if due.form else None
    now = digest_of_files(review)
    return Judging(
        reviewer=actor.key, hands=hands_of(review), seen_version=review.version_id, seen_report=seen_report,
        version=newest.pk if newest else 0, report=now, valid=review.valid and review.report == now,
        unfilled=[one for one in items() if one not in answers],
        unfit=[one for one in items() if answers.get(one) is False])


def _seen(due: DueReport, review_id: int) -> Review:
    """The round under way, which must be the one that the page showed."""
    review = open_review(due)
    if review.pk != review_id:
        raise Hindered(STALE)
    return review


def _decide(actor: Actor, review: Review, decision: Any) -> None:
    review.decision, review.decided, review.decided_by = decision, timezone.now(), actor.account
    review.save(update_fields=["decision", "decided", "decided_by", "note"])
