"""What only the bureau does: take an approval back, free from reporting, say who judges."""

from __future__ import annotations

from django.utils import timezone

from ..actor import Actor
from ..flow import Act, Hindered
from ..models import Account, ChecklistAnswer, Membership, Review, SubmittedFile
from .holding import hashed_words, held, reason_of, tell

_LONGEST_REASON = 200


def recall(actor: Actor, due_id: int, reason: str) -> Review:
    """Take an approval back before it is published: the same version is judged once more, by whoever takes it back."""
    with held(actor, Act.RECALL, due_id) as due:
        why = reason_of(reason, "为什么撤销通过")
        old = due.reviews.filter(decision=Review.Decision.APPROVED, valid=True).last()
        old.decision, old.valid, old.note = Review.Decision.RECALLED, False, why
        old.save(update_fields=["decision", "valid", "note"])
        new = Review.objects.create(
            due=due, version=old.version, report=old.report, by=old.by, by_link=old.by_link, at=old.at,
            reviewer=actor.account, begun=timezone.now())
        SubmittedFile.objects.bulk_create(
            SubmittedFile(review=new, format=one.format, name=one.name, blob_id=one.blob_id) for one in old.files.all())
        ChecklistAnswer.objects.bulk_create(
            ChecklistAnswer(review=new, item=one.item, fits=one.fits, place=one.place, note=one.note,
                            by_program=one.by_program) for one in old.answers.all())
        old.corrections.update(review=new)
        tell(actor, Act.RECALL, due, version=old.version.number, report=old.report, reason=hashed_words(why))
    return new


def exempt(actor: Actor, due_id: int, reason: str) -> None:
    """Free a unit from this report."""
    with held(actor, Act.EXEMPT, due_id) as due:
        due.exempt_reason = reason_of(reason, "为什么不适用")[:_LONGEST_REASON]
        due.save(update_fields=["exempt_reason"])
        tell(actor, Act.EXEMPT, due, reason=hashed_words(due.exempt_reason))


def restore(actor: Actor, due_id: int) -> None:
    """Ask for this report after all; what was handed in before is still there."""
    with held(actor, Act.RESTORE, due_id) as due:
        due.exempt_reason = ""
        due.save(update_fields=["exempt_reason"])
        tell(actor, Act.RESTORE, due, stage=due.stage)


def assign(actor: Actor, due_id: int, account: Account | None) -> None:
    """Say who judges this report; None: whichever reviewer comes first."""
    with held(actor, Act.ASSIGN, due_id) as due:
        judges = (Membership.Role.REVIEWER, Membership.Role.BUREAU)
        if account is not None and not account.memberships.filter(role__in=judges).exists():
            raise Hindered("选的人不是审核人")
        due.assignee = account
        due.save(update_fields=["assignee"])
        tell(actor, Act.ASSIGN, due, assignee=account.username if account else "")
