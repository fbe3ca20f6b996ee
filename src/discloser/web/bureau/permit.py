"""Who may do what to which due report: the bureau's matrix as data. What nobody was given, nobody may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .actor import Actor
from .flow import Act
from .models import DueReport, Membership

_Role: Any = Membership.Role
_FILLING = frozenset({Act.SEE, Act.HAND_IN, Act.BUILD, Act.SIGN, Act.ANSWER})
_SUBMITTING = frozenset({Act.SUBMIT, Act.WITHDRAW})
_AFTERWARDS = frozenset({Act.PUBLISH, Act.CORRECT})
_JUDGING = frozenset({Act.BEGIN_REVIEW, Act.FILL, Act.SEND_BACK, Act.APPROVE})
_KEEPING = frozenset({Act.SUM, Act.RECALL, Act.EXEMPT, Act.RESTORE, Act.ASSIGN})

REACHES: Mapping[str, Callable[[Actor, DueReport], bool]] = {
    "unit": lambda actor, due: due.unit_id in actor.bodies(_Role.UNIT) and due.scope != DueReport.Scope.DEPARTMENT,
    "department": lambda actor, due: due.unit_id in actor.bodies(_Role.DEPARTMENT),
    "department of it": lambda actor, due: due.unit.department_id in actor.bodies(_Role.DEPARTMENT),
    "reviewer": lambda actor, due: _reviews(actor, due),
    "assigned reviewer": lambda actor, due: _reviews(actor, due) and due.assignee_id in (None, _id_of(actor)),
    "bureau": lambda actor, due: actor.has(_Role.BUREAU),
    "auditor": lambda actor, due: actor.has(_Role.AUDITOR),
    "link": lambda actor, due: actor.link is not None and actor.link.due_id == due.pk,
    "submitting link": lambda actor, due: (
        actor.link is not None and actor.link.due_id == due.pk and actor.link.may_submit),
}
"""How an actor may stand to a due report."""

MATRIX: Mapping[str, frozenset[Act]] = {
    "unit": _FILLING | _SUBMITTING | _AFTERWARDS,
    "department": frozenset({Act.SUM}) | _FILLING | _SUBMITTING | _AFTERWARDS,
    "department of it": frozenset({Act.SEE, Act.BUILD}),
    "reviewer": frozenset({Act.SEE}),
    "assigned reviewer": _JUDGING,
    "bureau": frozenset({Act.SEE, Act.PUBLISH, Act.CORRECT}) | _JUDGING | _KEEPING,
    "auditor": frozenset({Act.SEE}),
    "link": _FILLING,
    "submitting link": _SUBMITTING,
}
"""Standing → what it allows. That nobody judges his own report is no matter of roles: `flow.same_hands`."""

OF_ALL: Mapping[str, frozenset[Act]] = {
    _Role.BUREAU: frozenset({Act.OVERVIEW, Act.ROSTER, Act.SEASONS, Act.PEOPLE, Act.BATCH, Act.TRAIL}),
    _Role.DEPARTMENT: frozenset({Act.OVERVIEW}),
    _Role.REVIEWER: frozenset({Act.OVERVIEW}),
    _Role.AUDITOR: frozenset({Act.OVERVIEW, Act.TRAIL}),
}
"""Role → what it allows with what the bureau keeps, whichever report it is about."""


def may(actor: Actor, act: Act, due: DueReport | None = None) -> bool:
    """Whether the matrix gives an act to an actor; `due` is None for acts about no single report."""
    if due is None:
        return any(act in allowed and actor.has(role) for role, allowed in OF_ALL.items())
    return any(act in allowed and REACHES[reach](actor, due) for reach, allowed in MATRIX.items())


def _reviews(actor: Actor, due: DueReport) -> bool:
    """A reviewer of the whole bureau, or of this body or its department."""
    bodies = actor.bodies(_Role.REVIEWER)
    whole = any(one.role == _Role.REVIEWER and one.unit_id is None for one in actor.roles)
    return whole or due.unit_id in bodies or due.unit.department_id in bodies


def _id_of(actor: Actor) -> int | None:
    return actor.account.pk if actor.account else None
