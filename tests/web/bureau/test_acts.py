"""What is done to due reports: who may, when, what is missing, and what of it stays for ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone
from owing import approved, handed, owed, ready, submitted, to_mend, under_review
from people import Person, body_of

from discloser.web import flow as forms
from discloser.web import store
from discloser.web.bureau import acts
from discloser.web.bureau.actor import Actor
from discloser.web.bureau.acts.holding import digest_of_files
from discloser.web.bureau.flow import Hindered
from discloser.web.bureau.in_force import report_of_review, review_in_force
from discloser.web.bureau.inspecting import items
from discloser.web.bureau.missing import SAME_HANDS, STALE, ItemToMend
from discloser.web.bureau.models import DueReport, Event, ReturnItem, Review
from discloser.web.models import FormOutput

People = Callable[..., Person]
TODAY = timezone.localdate()


def stage(due: DueReport) -> str:
    due.refresh_from_db()
    return due.stage


def hindered(words: str) -> AbstractContextManager[Any]:
    return pytest.raises(Hindered, match=words)


def test_a_report_goes_from_upload_to_publication(unit: Person, reviewer: Person, bureau: Person, due: DueReport):
    review = approved(unit.actor, reviewer.actor, due)
    assert stage(due) == "approved"
    page = acts.publish(bureau.actor, due.pk, "https://example.gov.cn/407001", TODAY)
    assert (stage(due), page.review) == ("published", review)
    assert [one.act for one in Event.objects.all()] == [
        "hand_in", "sign", "sign", "submit", "begin_review", "fill", "approve", "publish"]


def test_no_event_holds_a_word_or_figure_of_the_form(unit: Person, reviewer: Person, due: DueReport):
    approved(unit.actor, reviewer.actor, due)
    told = "".join(str(one.data) for one in Event.objects.all())
    assert "某人" not in told
    assert due.unit.name not in told


def test_nothing_is_submitted_while_anything_is_missing(unit: Person, due: DueReport):
    version = handed(unit.actor, due)
    with pytest.raises(Hindered) as missing:
        acts.submit(unit.actor, version)
    assert missing.value.reasons == ("还没有核对完，核对好才能提交",)
    version = ready(version)
    version.form.versions.filter(pk=version.pk).update(warnings=2)
    version.outputs.filter(format="pdf").delete()
    with pytest.raises(Hindered) as missing:
        acts.submit(unit.actor, version)
    assert missing.value.reasons == (
        "还有 2 处提醒，改好或者写明属实才能提交", "还没有由这一版生成报告，请先生成", "还缺签署：单位负责人、保密审查")
    assert stage(due) == "drafting"


def test_a_report_built_of_an_earlier_version_does_not_do(unit: Person, due: DueReport):
    ready(handed(unit.actor, due), signed_by=unit.actor)
    later = handed(unit.actor, due)
    FormOutput.objects.filter(version=later).delete()
    with hindered("还没有核对完"):
        acts.submit(unit.actor, later)


def test_a_form_of_another_unit_or_year_is_not_submitted(unit: Person, due: DueReport):
    version = ready(handed(unit.actor, due), signed_by=unit.actor)
    told = {**store.json_of(version.checked), "unit": "别的单位", "year": 2024, "kind": "shanxi/final-2025"}
    version.form.versions.filter(pk=version.pk).update(checked=store.kept_json(told))
    with pytest.raises(Hindered) as missing:
        acts.submit(unit.actor, version)
    assert [words[:8] for words in missing.value.reasons] == ["表里的单位是“别", "表里的年度是 2", "表里的类型用的是"]


def test_a_name_that_the_unit_once_had_is_its_own(unit: Person, due: DueReport):
    version = ready(handed(unit.actor, due), signed_by=unit.actor)
    due.unit.names.create(name=due.unit.name, valid_from=TODAY)
    due.unit.name = "新的名称"
    due.unit.save()
    assert acts.submit(unit.actor, version).valid


def test_what_was_submitted_is_not_changed_until_it_comes_back(unit: Person, reviewer: Person, due: DueReport):
    review = submitted(unit.actor, due)
    for act in (
        lambda: handed(unit.actor, due), lambda: acts.ask_build(unit.actor, review.version),
        lambda: acts.add_beside(unit.actor, review.version, {"附件.pdf": b"x"}),
        lambda: acts.sign(unit.actor, review.version, "单位负责人", "另一人", TODAY),
    ):
        with hindered("现在是“已提交”"):
            act()
    acts.withdraw(unit.actor, due.pk)
    assert handed(unit.actor, due).number == 2


def test_nobody_takes_back_what_is_being_judged(unit: Person, reviewer: Person, due: DueReport):
    under_review(unit.actor, reviewer.actor, due)
    with hindered("财政局正在审核"):
        acts.withdraw(unit.actor, due.pk)


def test_a_report_is_returned_with_a_list_and_comes_again_once_all_is_answered(
    unit: Person, reviewer: Person, due: DueReport,
):
    review = under_review(unit.actor, reviewer.actor, due)
    acts.send_back(reviewer.actor, due.pk, review.pk, [to_mend(), to_mend()])
    first, second = review.items.all()
    version = ready(handed(unit.actor, due), signed_by=unit.actor)
    acts.answer(unit.actor, due.pk, first.pk, "mended", "")
    with hindered("不认可的，请写明为什么"):
        acts.answer(unit.actor, due.pk, second.pk, "disputed", " ")
    with hindered("退回意见还有 1 处没有答复"):
        acts.submit(unit.actor, version)
    acts.answer(unit.actor, due.pk, second.pk, "disputed", "本来就没有")
    again = acts.submit(unit.actor, version)
    review.refresh_from_db()
    assert (again.valid, review.valid) == (True, False)


@pytest.mark.parametrize(("listed", "reason"), [
    ([], "退回至少要写明一处"),
    ([to_mend(-1)], "已经过了"),
    ([to_mend(), replace(to_mend(), place=" ", expected="", due_on=None)], "第 2 处没有写在哪里、应当怎样、什么时候"),
])
def test_a_list_says_where_what_how_and_by_when(
    unit: Person, reviewer: Person, due: DueReport, listed: list[ItemToMend], reason: str,
):
    review = under_review(unit.actor, reviewer.actor, due)
    with hindered(reason):
        acts.send_back(reviewer.actor, due.pk, review.pk, listed)


def test_whoever_filled_the_form_in_does_not_judge_it(person: People, due: DueReport):
    both = person("unit", due.unit)
    both.account.memberships.create(role="reviewer")
    submitted(both.actor, due)
    with hindered(SAME_HANDS):
        acts.begin_review(both.actor, due.pk)


def test_whoever_gave_out_the_link_does_not_judge_what_came_by_it(bureau: Person, reviewer: Person, due: DueReport):
    link = due.links.create(digest="d", expires=timezone.now(), by=bureau.account, may_submit=True)
    submitted(Actor(link=link), due)
    with hindered(SAME_HANDS):
        acts.begin_review(bureau.actor, due.pk)
    assert acts.begin_review(reviewer.actor, due.pk).reviewer == reviewer.account


def test_nothing_is_approved_with_an_item_open_or_failed(unit: Person, reviewer: Person, due: DueReport):
    review = under_review(unit.actor, reviewer.actor, due)
    first, second, *_ = items()
    review.answers.filter(item=first).delete()
    acts.fill(reviewer.actor, due.pk, review.pk, {second: acts.FilledItem(False, "表五", "没有到项")})
    with pytest.raises(Hindered) as missing:
        acts.approve(reviewer.actor, due.pk, review.pk, review.report)
    assert missing.value.reasons == (f"检查表有 1 项不合格：{second}", f"检查表还有 1 项没有填：{first}")


def test_an_approval_holds_for_what_the_reviewer_saw_alone(unit: Person, reviewer: Person, due: DueReport):
    old = under_review(unit.actor, reviewer.actor, due)
    acts.send_back(reviewer.actor, due.pk, old.pk, [to_mend()])
    acts.answer(unit.actor, due.pk, old.items.get().pk, "mended", "")
    new = under_review(unit.actor, reviewer.actor, due)
    for review_id, report in ((old.pk, old.report), (new.pk, old.report)):
        with hindered(STALE):
            acts.approve(reviewer.actor, due.pk, review_id, report)
    assert acts.approve(reviewer.actor, due.pk, new.pk, new.report).version.number == 2


def test_an_approval_falls_where_a_file_is_not_what_was_submitted(unit: Person, reviewer: Person, due: DueReport):
    review = under_review(unit.actor, reviewer.actor, due)
    review.files.filter(format="pdf").delete()
    with hindered(STALE):
        acts.approve(reviewer.actor, due.pk, review.pk, review.report)


def test_an_approval_may_be_taken_back_until_it_is_published(
    unit: Person, reviewer: Person, bureau: Person, due: DueReport,
):
    old = approved(unit.actor, reviewer.actor, due)
    with hindered("请写明为什么撤销通过"):
        acts.recall(bureau.actor, due.pk, "")
    new = acts.recall(bureau.actor, due.pk, "有人举报")
    assert (stage(due), review_in_force(due)) == ("reviewing", None)
    assert (new.report, digest_of_files(new)) == (old.report, old.report)
    acts.approve(bureau.actor, due.pk, new.pk, new.report)
    acts.publish(bureau.actor, due.pk, "https://example.gov.cn/1", TODAY)
    with hindered("已经公开"):
        acts.recall(bureau.actor, due.pk, "晚了")


@pytest.mark.parametrize(("url", "on", "reason"), [
    ("example.gov.cn", TODAY, "以 http:// 或 https:// 开头"),
    ("https://example.gov.cn", None, "请写公开日期"),
    ("https://example.gov.cn", TODAY + dt.timedelta(1), "还没有到"),
    ("https://example.gov.cn", TODAY - dt.timedelta(1), "早于审核通过"),
    ("https://example.gov.cn", TODAY, "晚了要写明原因"),
])
def test_a_publication_has_an_address_a_day_and_a_reason_where_it_is_late(
    unit: Person, reviewer: Person, due: DueReport, url: str, on: dt.date | None, reason: str,
):
    approved(unit.actor, reviewer.actor, due)
    DueReport.objects.filter(pk=due.pk).update(publish_due_on=TODAY - dt.timedelta(1))
    with hindered(reason):
        acts.publish(unit.actor, due.pk, url, on, "")
    assert acts.publish(unit.actor, due.pk, "https://example.gov.cn", TODAY, "审批晚").late_reason == "审批晚"


def test_a_published_report_stays_while_it_is_corrected(
    unit: Person, reviewer: Person, bureau: Person, due: DueReport, monkeypatch: pytest.MonkeyPatch,
):
    first = approved(unit.actor, reviewer.actor, due)
    acts.publish(bureau.actor, due.pk, "https://example.gov.cn/1", TODAY)
    before = report_of_review(first)
    acts.correct(unit.actor, due.pk, "表五有误")
    version = ready(handed(unit.actor, due), signed_by=unit.actor)
    assert (stage(due), review_in_force(due), report_of_review(first)) == ("correcting", first, before)
    with hindered("公开后更正要附更正说明"):
        acts.submit(unit.actor, version)
    monkeypatch.setattr("discloser.web.engine.correction", lambda *_: b"statement")
    made = acts.write_statement(unit.actor, version, TODAY)
    review = acts.submit(unit.actor, version)
    acts.withdraw(unit.actor, due.pk)
    assert stage(due) == "correcting"
    review = acts.submit(unit.actor, version)
    made.refresh_from_db()
    assert made.review == review


def test_what_was_approved_is_never_built_anew(unit: Person, reviewer: Person, bureau: Person, due: DueReport):
    review = approved(unit.actor, reviewer.actor, due)
    acts.publish(bureau.actor, due.pk, "https://example.gov.cn/1", TODAY)
    acts.correct(unit.actor, due.pk, "表五有误")
    with hindered("不再重新生成"):
        acts.ask_build(unit.actor, review.version)


def test_a_unit_is_freed_with_a_reason_and_what_it_handed_in_stays(unit: Person, bureau: Person, due: DueReport):
    version = handed(unit.actor, due)
    with hindered("请写明为什么不适用"):
        acts.exempt(bureau.actor, due.pk, " ")
    acts.exempt(bureau.actor, due.pk, "涉密")
    with hindered("不用报"):
        handed(unit.actor, due)
    acts.restore(bureau.actor, due.pk)
    assert (stage(due), due.form) == ("drafting", version.form)


def test_two_corrections_of_one_version_lose_nothing(unit: Person, due: DueReport):
    base = handed(unit.actor, due)
    acts.hand_in(unit.actor, due.pk, base, "填报表.yaml", b"mine")
    with pytest.raises(forms.Overtaken):
        acts.hand_in(unit.actor, due.pk, base, "填报表.yaml", b"theirs")


def test_a_form_is_corrected_from_a_version_of_its_own(unit: Person, person: People, due: DueReport):
    handed(unit.actor, due)
    other = owed(body_of("other"))
    foreign = handed(person("unit", other.unit).actor, other)
    with pytest.raises(forms.Overtaken):
        acts.hand_in(unit.actor, due.pk, foreign, "填报表.yaml", b"x")


def test_only_a_reviewer_is_assigned_and_then_no_other_judges(
    unit: Person, reviewer: Person, bureau: Person, person: People, due: DueReport,
):
    with hindered("选的人不是审核人"):
        acts.assign(bureau.actor, due.pk, unit.account)
    acts.assign(bureau.actor, due.pk, reviewer.account)
    submitted(unit.actor, due)
    with pytest.raises(acts.NotAllowed):
        acts.begin_review(person("reviewer").actor, due.pk)
    assert acts.begin_review(reviewer.actor, due.pk)


def test_what_an_item_was_answered_is_settled_with_the_approval(unit: Person, reviewer: Person, due: DueReport):
    old = under_review(unit.actor, reviewer.actor, due)
    acts.send_back(reviewer.actor, due.pk, old.pk, [to_mend()])
    acts.answer(unit.actor, due.pk, old.items.get().pk, "mended", "")
    approved(unit.actor, reviewer.actor, due)
    assert old.items.get().answered == ReturnItem.Answered.CLOSED


def test_a_failed_act_leaves_no_trace(unit: Person, reviewer: Person, due: DueReport):
    submitted(unit.actor, due)
    before = Event.objects.count()
    with pytest.raises(acts.NotAllowed):
        acts.begin_review(unit.actor, due.pk)
    assert (Event.objects.count(), Review.objects.get().begun, stage(due)) == (before, None, "submitted")
