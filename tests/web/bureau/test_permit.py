"""The bureau's matrix: who may do what to whose report, and that what may be seen is what is found."""

from __future__ import annotations

import pytest
from django.utils import timezone
from owing import owed
from people import account_with, body_of

from discloser.web.bureau.actor import Actor
from discloser.web.bureau.flow import Act
from discloser.web.bureau.models import DueReport
from discloser.web.bureau.permit import may
from discloser.web.bureau.visible import visible_to

MATRIX = """
                 own                                 its unit     another's
unit             fill submit publish correct         -            -
department       fill submit publish correct sum     see build    -
reviewer         see judge                           see judge    see judge
department's     see judge                           see judge    -
bureau           see judge keep publish correct      see judge keep publish correct    see judge keep publish correct
auditor          see                                 see          see
link             fill                                -            -
submitting link  fill submit                         -            -
nobody           -                                   -            -
"""
MANY = {
    "fill": "see hand_in build sign answer", "submit": "submit withdraw",
    "judge": "begin_review fill send_back approve", "keep": "recall exempt restore assign sum", "-": "",
}
ON_A_REPORT = {act for act in Act if act not in (
    Act.OVERVIEW, Act.ROSTER, Act.SEASONS, Act.PEOPLE, Act.BATCH, Act.TRAIL)}


def rows() -> dict[str, list[set[str]]]:
    split = ([part.strip() for part in line.split("  ") if part.strip()] for line in MATRIX.strip().splitlines()[1:])
    return {who: [{name for word in cell.split() for name in MANY.get(word, word).split()} for cell in cells]
            for who, *cells in split}


@pytest.fixture
def dues(hosted: None) -> list[DueReport]:
    """A report of one's own, of a unit of one's own, of a stranger."""
    department = body_of("407")
    return [owed(department, "own"), owed(body_of("407001", department=department)), owed(body_of("999"))]


def actor_of(who: str, dues: list[DueReport]) -> Actor:
    if who.endswith("link"):
        link = dues[0].links.create(digest=who, expires=timezone.now(), may_submit=who != "link")
        return Actor(link=link)
    role = {"department's": "reviewer", "nobody": ""}.get(who, who)
    body = dues[0].unit if who in ("unit", "department", "department's") else None
    return Actor.of(account_with(role, body))


@pytest.mark.parametrize("who", rows())
def test_everyone_may_what_the_matrix_says_and_nothing_else(dues: list[DueReport], who: str):
    actor = actor_of(who, dues)
    allowed = [{act.value for act in ON_A_REPORT if may(actor, act, due)} for due in dues]
    assert allowed == rows()[who]


@pytest.mark.parametrize("who", rows())
def test_what_may_be_seen_is_what_is_found(dues: list[DueReport], who: str):
    actor = actor_of(who, dues)
    assert list(visible_to(actor)) == [due for due in dues if may(actor, Act.SEE, due)]


def test_the_sum_of_a_department_is_not_its_accountants(hosted: None):
    due = owed(body_of("407"), "department")
    actor = Actor.of(account_with("unit", due.unit))
    assert not may(actor, Act.SEE, due)
    assert not visible_to(actor).exists()


@pytest.mark.parametrize(("role", "acts"), [
    ("bureau", {"overview", "roster", "seasons", "people", "batch", "trail"}), ("reviewer", {"overview"}),
    ("auditor", {"overview", "trail"}), ("unit", set()), ("department", {"overview"}),
])
def test_what_the_bureau_keeps_is_for_the_roles_that_the_matrix_names(hosted: None, role: str, acts: set[str]):
    actor = Actor.of(account_with(role, body_of("407") if role in ("unit", "department") else None))
    assert {act.value for act in Act if act not in ON_A_REPORT and may(actor, act)} == acts
