"""审核: the report as submitted, the sheet filled beforehand, the return list, what an approval waits for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from owing import submitted
from people import Person, body_of

from discloser.web import store
from discloser.web.bureau import acts
from discloser.web.bureau.inspecting import items, sheet_of
from discloser.web.bureau.models import DueReport, Review
from discloser.web.models import Job

People = Callable[..., Person]


@pytest.fixture
def review(unit: Person, reviewer: Person, due: DueReport) -> Review:
    """A round that was begun; the program read the report: the first item failed, the second has to be looked at."""
    submitted(unit.actor, due)
    verdicts = {items()[2]: "不合格", items()[3]: "请核对"}
    rows = [{"name": name, "category": "", "verdict": verdicts.get(name, "合格" if number > 1 else "由人核对"),
             "places": "表五" if name in verdicts else "", "remarks": ""} for number, name in enumerate(items())]
    told = store.kept_json({"checklist": rows})
    Job.objects.filter(what="inspect").update(state="done", result=told)
    return acts.begin_review(reviewer.actor, due.pk)


def judges(who: Person, due: DueReport, review: Review, what: str, fits: dict[int, str], **fields: Any) -> Any:
    shown = {"review": review.pk, "report": review.report, "do": what}
    sheet = {f"fits{number}": one for number, one in fits.items()}
    return who.browser.post(f"/due/{due.pk}/review/judge/", {**shown, **sheet, **fields})


def all_fit() -> dict[int, str]:
    return dict.fromkeys(range(1, len(items()) + 1), "yes")


def test_the_program_answers_what_it_can_and_leaves_the_rest_to_the_reviewer(review: Review):
    rows = sheet_of(review)
    assert [row.who for row in rows[:5]] == ["请您判断", "请您判断", "程序填的", "请您判断", "程序填的"]
    assert [row.chosen for row in rows[:5]] == ["", "", "no", "", "yes"]


def test_the_page_says_why_it_can_not_be_approved_yet(reviewer: Person, due: DueReport, review: Review):
    page = reviewer.reads(f"/due/{due.pk}/review/")
    assert f"检查表有 1 项不合格：{items()[2]}" in page
    assert "检查表还有 3 项没有填" in page


def test_what_failed_stands_on_the_return_list(reviewer: Person, due: DueReport, review: Review):
    judges(reviewer, due, review, "keep", {3: "no", 5: "no"}, note5="没有写原因")
    page = reviewer.reads(f"/due/{due.pk}/review/")
    assert ('value="表五"' in page, "没有写原因" in page) == (True, True)
    who = {row.name: row.who for row in sheet_of(review)}
    assert (who[items()[2]], who[items()[4]]) == ("程序填的", "您填的")


def test_what_was_written_of_the_return_list_is_kept(reviewer: Person, due: DueReport, review: Review):
    judges(reviewer, due, review, "more", {}, return_place="第 3 页", return_what="缺一句", return_expected="补上")
    page = reviewer.reads(f"/due/{due.pk}/review/?more=1")
    assert ('value="第 3 页"' in page, page.count('name="return_what"')) == (True, 3)


def test_a_report_is_sent_back_with_its_list(reviewer: Person, due: DueReport, review: Review):
    day = timezone.localdate().isoformat()
    refused = judges(reviewer, due, review, "send_back", {3: "no"}, due_on=day)
    assert (refused.status_code, "退回至少要写明一处" in refused.content.decode()) == (409, True)
    judges(reviewer, due, review, "send_back", {3: "no"}, due_on=day, return_place=["表五", "表六"],
           return_what=["没有到项", "没有到款"], return_expected=["到项", "到款"])
    due.refresh_from_db()
    assert (due.stage, [one.place for one in review.items.all()]) == ("returned", ["表五", "表六"])


def test_a_report_is_approved_once_the_whole_sheet_fits(reviewer: Person, due: DueReport, review: Review):
    refused = judges(reviewer, due, review, "approve", {**all_fit(), 3: "no"})
    assert (refused.status_code, "检查表有 1 项不合格" in refused.content.decode()) == (409, True)
    judges(reviewer, due, review, "approve", {**all_fit(), 1: "na"})
    due.refresh_from_db()
    assert due.stage == "approved"
    assert review.answers.filter(by_program=True).count() == len(items()) - 4


def test_an_approval_of_another_report_than_was_shown_is_refused(reviewer: Person, due: DueReport, review: Review):
    answer = judges(reviewer, due, review, "approve", all_fit(), report="0" * 64)
    assert (answer.status_code, "您看的不是现在提交的这一版" in answer.content.decode()) == (409, True)


def test_the_reviewer_sees_the_files_that_were_submitted(reviewer: Person, due: DueReport, review: Review):
    made = store.kept(b"built anew later")
    review.version.outputs.update(blob=made)
    shown = reviewer.browser.get(f"/due/{due.pk}/round/{review.pk}/")
    taken = reviewer.browser.get(f"/due/{due.pk}/round/{review.pk}/pdf/")
    assert (shown.content, taken.content) == tuple(
        f"{name} of {review.version.pk}".encode() for name in ("html", "pdf"))
    assert "sandbox" in shown.headers["Content-Security-Policy"]


def test_nobody_else_sees_the_round(person: People, due: DueReport, review: Review):
    stranger = person("unit", body_of("999"))
    for page in ("review/", f"round/{review.pk}/", f"round/{review.pk}/pdf/"):
        assert stranger.browser.get(f"/due/{due.pk}/{page}").status_code == 404
    assert person("auditor").browser.get(f"/due/{due.pk}/review/").status_code == 403


def test_a_round_that_is_over_is_no_longer_judged(reviewer: Person, due: DueReport, review: Review):
    judges(reviewer, due, review, "approve", all_fit())
    assert reviewer.browser.get(f"/due/{due.pk}/review/").headers["Location"] == f"/due/{due.pk}/"
    answer = judges(reviewer, due, review, "send_back", {})
    assert answer.status_code in (302, 409)
    due.refresh_from_db()
    assert due.stage == "approved"
