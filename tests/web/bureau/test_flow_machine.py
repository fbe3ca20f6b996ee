"""Whatever is tried by whomever in whatever order: four eyes, the version that was seen, and what is public stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import settings as bounds
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from owing import handed, owed, ready, to_mend
from people import account_with

from discloser.web import engine
from discloser.web.bureau import acts, trail
from discloser.web.bureau.actor import Actor
from discloser.web.bureau.acts.holding import digest_of_files, key_of
from discloser.web.bureau.flow import STEPS, Hindered
from discloser.web.bureau.in_force import report_of_review, review_in_force
from discloser.web.bureau.inspecting import items
from discloser.web.bureau.models import Event, PublishedPage, Review, VersionMaker
from discloser.web.flow import Overtaken

PEOPLE = ("unit", "both", "reviewer", "bureau")
NEXT = {
    "absent": ["hand_in", "hand_in", "exempt"], "drafting": ["make_ready", "submit", "submit"],
    "submitted": ["begin_review", "begin_review", "withdraw"], "reviewing": ["fill", "approve", "approve", "send_back"],
    "returned": ["answer", "make_ready", "hand_in", "submit"], "approved": ["publish", "recall"],
    "published": ["correct"], "correcting": ["make_ready", "write_statement", "submit", "hand_in"],
    "exempt": ["restore"],
}
"""What people usually do next; everything else is tried, too."""
OTHERS = {
    "begin_review": "judge", "fill": "judge", "approve": "judge", "send_back": "judge",
    "recall": "bureau", "exempt": "bureau", "restore": "bureau",
}
"""Who usually does what is not done by units."""
ALL = sorted({name for names in NEXT.values() for name in names} | {"withdraw", "exempt"})
done: Counter[str] = Counter()


class Season(RuleBasedStateMachine):
    """One due report, and four people who try everything: one of them fills in and judges."""

    usual: Mapping[str, str]
    """Who mostly fills in, judges, decides for the bureau."""

    @initialize()
    def begin(self) -> None:
        self.due = owed()
        bodies = {"unit": self.due.unit, "both": self.due.unit}
        accounts = {name: account_with("unit" if name in bodies else name, bodies.get(name)) for name in PEOPLE}
        accounts["both"].memberships.create(role="reviewer")
        self.people = {name: Actor.of(one) for name, one in accounts.items()}
        self.public: dict[int, tuple[int, str, Mapping[str, bytes]]] = {}

    @rule(picks=st.lists(st.integers(0, 3), min_size=4, max_size=12))
    def all_goes_its_way(self, picks: list[int]) -> None:
        for pick in picks:
            usual = NEXT[self.due.stage]
            act = usual[pick % len(usual)]
            self.tried(act, self.usual[OTHERS.get(act, "filler")], 0)

    @rule(name=st.sampled_from(PEOPLE), pick=st.integers(0, 3), back=st.integers(0, 1))
    def somebody_else_does_it(self, name: str, pick: int, back: int) -> None:
        usual = NEXT[self.due.stage]
        self.tried(usual[pick % len(usual)], name, back)

    @rule(name=st.sampled_from(PEOPLE), act=st.sampled_from(ALL), back=st.integers(0, 1))
    def somebody_tries_anything(self, name: str, act: str, back: int) -> None:
        self.tried(act, name, back)

    def tried(self, act: str, name: str, back: int) -> None:
        before = self.events()
        with suppress(Hindered, acts.NotAllowed, Overtaken, Review.DoesNotExist):
            getattr(self, act)(self.people[name], back)
            done[act] += 1
            assert self.events() > before or act == "make_ready", "every act is in the trail"
            self.due.refresh_from_db()
            return
        self.due.refresh_from_db()
        assert self.events() == before or act in ("make_ready", "answer"), "what was refused left no trace"

    def events(self) -> int:
        return Event.objects.filter(due=self.due).count()

    def round(self, back: int) -> Review:
        """The last round, or the one before."""
        rounds = list(self.due.reviews.order_by("-id")[:2])
        if not rounds:
            raise Review.DoesNotExist
        return rounds[min(back, len(rounds) - 1)]

    def version(self, back: int) -> Any:
        """The newest version, or the one before."""
        versions = list(self.due.form.versions.order_by("-number").select_related("form")[:2]) if self.due.form else []
        if not versions:
            raise Review.DoesNotExist
        return versions[min(back, len(versions) - 1)]

    def hand_in(self, actor: Actor, back: int) -> None:
        handed(actor, self.due)

    def make_ready(self, actor: Actor, back: int) -> None:
        ready(self.version(back), signed_by=actor)

    def submit(self, actor: Actor, back: int) -> None:
        acts.submit(actor, self.version(back))

    def withdraw(self, actor: Actor, back: int) -> None:
        acts.withdraw(actor, self.due.pk)

    def begin_review(self, actor: Actor, back: int) -> None:
        acts.begin_review(actor, self.due.pk)

    def fill(self, actor: Actor, back: int) -> None:
        acts.fill(actor, self.due.pk, self.round(back).pk, {item: acts.FilledItem(True) for item in items()})

    def send_back(self, actor: Actor, back: int) -> None:
        acts.send_back(actor, self.due.pk, self.round(back).pk, [to_mend()])

    def answer(self, actor: Actor, back: int) -> None:
        for item in self.round(back).items.all():
            acts.answer(actor, self.due.pk, item.pk, "mended", "")
        if not self.round(back).items.exists():
            raise Review.DoesNotExist

    def approve(self, actor: Actor, back: int) -> None:
        acts.approve(actor, self.due.pk, self.round(0).pk, self.round(back).report)

    def recall(self, actor: Actor, back: int) -> None:
        acts.recall(actor, self.due.pk, "有误")

    def publish(self, actor: Actor, back: int) -> None:
        page = acts.publish(actor, self.due.pk, "https://example.gov.cn", timezone.localdate())
        self.public[page.pk] = (page.review.version_id, page.review.report, report_of_review(page.review))

    def correct(self, actor: Actor, back: int) -> None:
        acts.correct(actor, self.due.pk, "有误")

    def write_statement(self, actor: Actor, back: int) -> None:
        acts.write_statement(actor, self.version(back), timezone.localdate())

    def exempt(self, actor: Actor, back: int) -> None:
        acts.exempt(actor, self.due.pk, "涉密")

    def restore(self, actor: Actor, back: int) -> None:
        acts.restore(actor, self.due.pk)

    @invariant()
    def every_approval_has_four_eyes(self) -> None:
        for review in self.due.reviews.filter(decision=Review.Decision.APPROVED):
            makers = VersionMaker.objects.filter(
                version__form=self.due.form, version__number__lte=review.version.number)
            assert Actor(account=review.decided_by).key not in {key_of(one) for one in (*makers, review)}

    @invariant()
    def what_stands_as_approved_was_decided_on_the_newest_version_and_its_report(self) -> None:
        if self.due.stage in ("approved", "published"):
            review = review_in_force(self.due)
            assert review is not None
            assert (review.valid, review.version) == (True, self.due.form.newest)
            assert review.report == digest_of_files(review)

    @invariant()
    def no_decision_on_an_older_submission_is_valid(self) -> None:
        assert list(self.due.reviews.filter(valid=True)) in ([], [self.due.reviews.last()])

    @invariant()
    def what_is_public_never_changes(self) -> None:
        for page in PublishedPage.objects.filter(due=self.due).select_related("review"):
            assert (page.review.version_id, page.review.report, report_of_review(page.review)) == self.public[page.pk]

    def teardown(self) -> None:
        assert trail.verified() is None


@pytest.mark.parametrize(("filler", "judge"), [("unit", "reviewer"), ("unit", "both"), ("both", "both")])
def test_no_order_of_acts_breaks_what_must_hold(
    hosted: None, monkeypatch: pytest.MonkeyPatch, filler: str, judge: str,
):
    monkeypatch.setattr(engine, "correction", lambda *_: b"statement")
    people = type("People", (Season,), {"usual": {"filler": filler, "judge": judge, "bureau": "bureau"}})
    done.clear()
    run_state_machine_as_test(people, settings=bounds(
        max_examples=3, stateful_step_count=14, deadline=None, derandomize=True))
    assert done["submit"] > 0, "not everything was refused"
    if filler != judge:
        assert done["approve"] > 0


def test_every_act_that_moves_a_report_is_tried():
    moves = {act.value for act, steps in STEPS.items() if any(before != after for before, after in steps.items())}
    assert moves - {"sum"} <= set(ALL)
