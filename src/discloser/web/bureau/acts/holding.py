"""What every act begins and ends with: the row held, the right looked up, the stage moved, the event written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from ....disk import digest
from .. import trail
from ..actor import Actor
from ..flow import Act, Hindered, Stage, stage_after
from ..models import Acted, DueReport, Review
from ..permit import may


class NotAllowed(Exception):  # noqa: N818  an answer to whoever acts, not a fault
    """An act that the matrix gives to others."""


@contextmanager
def held(actor: Actor, act: Act, due_id: int) -> Iterator[DueReport]:
    """A due report that nobody else changes meanwhile, moved to where the act leads; all or nothing is written.

    Raises `NotAllowed` and `Hindered`, and with an unknown number `DueReport.DoesNotExist`.
    """
    with transaction.atomic():
        due = locked(due_id)
        if not may(actor, act, due):
            raise NotAllowed(act.label)
        before = due.stage
        due.stage = stage_after(
            act, Stage(before), public=is_public(due), has_form=due.form_id is not None).value
        yield due
        if due.stage != before:
            due.save(update_fields=["stage"])


def locked(due_id: int) -> DueReport:
    """A due report that nobody else changes until the transaction ends, with what stands beside it.

    That is read after the wait: rows joined to a locked one PostgreSQL gives as they were before.
    """
    DueReport.objects.select_for_update().values_list("pk").get(pk=due_id)
    return DueReport.objects.select_related("unit", "season", "form").get(pk=due_id)


def is_public(due: DueReport) -> bool:
    """Whether a version of it was published."""
    return due.publications.exists()


def by(actor: Actor) -> dict[str, Any]:
    """Who acted, as tables keep it."""
    return {"by": actor.account, "by_link": actor.link}


def key_of(acted: Acted) -> str:
    """Who acted, as the trail names it."""
    return Actor(account=acted.by, link=acted.by_link).key


def tell(actor: Actor, act: Act, due: DueReport, **data: Any) -> None:
    """Write an act into the trail."""
    trail.append(actor, act, due=due, data=data)


def hashed_words(text: str) -> str:
    """What the trail keeps of a reason: enough to prove it, nothing to read."""
    return digest(text.encode())


def reason_of(text: str, what: str) -> str:
    """A reason that was given. Raises `Hindered` without one."""
    if not text.strip():
        raise Hindered(f"请写明{what}")
    return text.strip()


def open_review(due: DueReport) -> Review:
    """The round of judging under way."""
    return due.reviews.select_related("version", "by", "by_link").get(decision=Review.Decision.OPEN)


def report_digest(files: Mapping[tuple[str, str], str]) -> str:
    """One digest over what was submitted: (format, name) → digest; without a format, what the form names."""
    lines = (f"{file}  {form}/{name}\n" for (form, name), file in sorted(files.items()))
    return digest("".join(lines).encode())


def digest_of_files(review: Review) -> str:
    """What was submitted, as its files say it now: equal to `review.report`, or it is not what was submitted."""
    rows = review.files.values_list("format", "name", "blob_id")
    return report_digest({(form, name): blob for form, name, blob in rows})
