"""What is written for whoever asks: on one's own machine at once, on the hosted server as an act of theirs."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

from . import flow, jobs
from .asked_by import actor_of, due_of
from .bureau import acts
from .bureau.flow import Act, Hindered, Stage, may_be_done
from .bureau.models import DueReport
from .bureau.permit import may
from .models import FormVersion, Job

REFUSALS = (Hindered, acts.NotAllowed)
"""What may keep somebody of the hosted server from writing: the reasons are sentences."""


def new_version(
    request: HttpRequest, base: FormVersion, name: str, content: bytes, how: str,
) -> FormVersion:
    """A version made from another, which must be the newest. Raises `flow.Overtaken` and `REFUSALS`."""
    actor, due = actor_of(request), due_of(request, base.form)
    if actor is None or due is None:
        return flow.new_version(base, name, content, how)
    return acts.hand_in(actor, due.pk, base, name, content, how)


def beside_added(request: HttpRequest, version: FormVersion, files: Mapping[str, bytes]) -> None:
    """Files that a form names, handed in later. Raises `REFUSALS`."""
    actor = actor_of(request)
    if actor is None:
        flow.beside_added(version, files)
    else:
        acts.add_beside(actor, version, files)


def build_asked(request: HttpRequest, version: FormVersion) -> Job:
    """Have a version's report built. Raises `REFUSALS`."""
    actor = actor_of(request)
    return jobs.asked("build", version=version) if actor is None else acts.ask_build(actor, version)


def handed_in(
    request: HttpRequest, what: str, name: str, content: bytes, version: FormVersion | None = None,
) -> Job:
    """A file that is no version of a form, with what is to be done with it; on the hosted server its owner's alone."""
    actor = actor_of(request)
    if actor is None:
        return flow.handed_in(what, name, content, version)
    return acts.hand_in_other(actor, what, name, content, version=version)


def may_write(request: HttpRequest, due: DueReport | None) -> bool:
    """Whether whoever asks may hand in another version now."""
    actor = actor_of(request)
    if actor is None or due is None:
        return True
    return may(actor, Act.HAND_IN, due) and may_be_done(Act.HAND_IN, Stage(due.stage))


def reasons_of(refusal: Exception) -> str:
    """Why somebody could not write, as one text."""
    return "；".join(refusal.reasons) if isinstance(refusal, Hindered) else f"您不能做这一步：{refusal}"
