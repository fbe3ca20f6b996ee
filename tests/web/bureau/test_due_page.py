"""提交: what a unit's people see of a due report and do there, and what is not theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from desk import workbook_of
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from owing import approved, handed, owed, ready, submitted, to_mend, under_review
from people import Person, body_of

from discloser.web.bureau import acts
from discloser.web.bureau.models import DueReport, HandedBy, YearSeason
from discloser.web.models import FormVersion

People = Callable[..., Person]
NAME = "云岭县青少年校外活动中心"


@pytest.fixture
def stranger(person: People) -> Person:
    return person("unit", body_of("999"))


def presses(who: Person, due: DueReport, button: str, **fields: Any) -> Any:
    return who.browser.post(f"/due/{due.pk}/{button}/", fields)


def form(sample: str = "new-unit-2025-budget") -> SimpleUploadedFile:
    return SimpleUploadedFile("填报表.xlsx", workbook_of(sample))


def stage(due: DueReport) -> str:
    due.refresh_from_db()
    return due.stage


def test_the_first_page_lists_what_is_due_and_what_is_next(unit: Person, due: DueReport):
    owed(body_of("888"))
    page = unit.reads("/")
    assert (NAME in page, "单位888" in page, "开始填报" in page) == (True, False, True)


def test_reviewers_begin_at_their_overview(person: People):
    assert person("reviewer").browser.get("/").headers["Location"] == "/bureau/"


def test_a_form_is_uploaded_into_what_is_due(unit: Person, due: DueReport, work: Callable[[], int]):
    address = presses(unit, due, "upload", form=form()).headers["Location"]
    work()
    assert "没有错误" in unit.reads(address)
    assert stage(due) == "drafting"
    assert due.form.newest.maker.by == unit.account


@pytest.mark.parametrize(("name", "year", "words"), [
    ("别的单位", 2025, "表里的单位是“云岭县青少年校外活动中心”，这里要交的是“别的单位”的"),
    (NAME, 2026, "表里的年度是 2025，这里要交的是 2026 年的"),
])
def test_a_form_of_another_unit_or_year_is_not_taken(
    unit: Person, due: DueReport, name: str, year: int, words: str,
):
    due.unit.name, due.season.year = name, year
    due.unit.save()
    due.season.save()
    answer = presses(unit, due, "upload", form=form())
    assert (answer.status_code, words in answer.content.decode()) == (400, True)
    assert (stage(due), FormVersion.objects.count()) == ("absent", 0)


def test_a_newer_version_of_another_unit_is_not_taken_either(unit: Person, due: DueReport):
    version = ready(handed(unit.actor, due))
    due.unit.name = "别的单位"
    due.unit.save()
    answer = unit.browser.post(f"/v/{version.pk}/new/", {"form": form()})
    assert (answer.status_code, "拿错了就换一份" in answer.content.decode()) == (400, True)


def test_the_blank_form_has_the_unit_in_it(unit: Person, due: DueReport):
    answer = unit.browser.get(f"/due/{due.pk}/blank/")
    assert answer.content.startswith(b"PK")


def test_last_years_form_is_begun_for_what_is_due(
    unit: Person, due: DueReport, stranger: Person, work: Callable[[], int],
):
    coming = YearSeason.objects.create(year=2026, sort="budget", kind="shanxi/budget-2026")
    DueReport.objects.update(season=coming)
    address = presses(unit, due, "begin", form=form()).headers["Location"]
    work()
    assert unit.browser.get(address).status_code in (200, 302)
    assert stranger.browser.get(address).status_code == 404
    assert (stage(due), due.form.newest.how, due.form.newest.maker.by) == ("drafting", "由上年开始", unit.account)


def test_nothing_of_a_stranger_is_there(unit: Person, due: DueReport, stranger: Person):
    version = ready(handed(unit.actor, due))
    for address in (
        f"/due/{due.pk}/", f"/f/{version.form_id}/", *(f"/v/{version.pk}/{one}" for one in (
            "", "waiting/", "sheet/", "report/", "report/progress/", "preview/", "output/docx/", "all/", "moved/",
            "redline/", "form/", "marked/", "paper/", "pull/")),
    ):
        assert stranger.browser.get(address).status_code == 404, address
    for what in ("upload", "submit", "sign", "withdraw", "answer", "publish", "correct", "statement"):
        assert presses(stranger, due, what).status_code == 404, what
    for what in ("", "again/", "new/", "beside/", "back/", "report/", "sheet/x/paste/"):
        assert stranger.browser.post(f"/v/{version.pk}/{what}").status_code == 404, what


def test_a_report_handed_in_to_be_audited_is_its_owners(unit: Person, stranger: Person):
    answer = unit.browser.post("/audit/", {"report": SimpleUploadedFile("报告.docx", b"PK\x03\x04")})
    assert HandedBy.objects.get().by == unit.account
    address = answer.headers["Location"]
    assert unit.browser.get(address).status_code == 200
    for one in ("", "marked/", "paper/", "page/1/"):
        assert stranger.browser.get(f"{address}{one}").status_code == 404
    assert "报告.docx" not in stranger.reads("/audit/")


def test_the_page_says_what_is_missing_and_then_takes_it(unit: Person, due: DueReport):
    version = ready(handed(unit.actor, due))
    page = unit.reads(f"/due/{due.pk}/")
    assert "还缺签署：单位负责人、保密审查" in page
    refused = presses(unit, due, "submit", version=version.pk)
    assert (refused.status_code, "还缺签署" in refused.content.decode()) == (409, True)
    day = timezone.localdate().isoformat()
    signed = {"what": ["单位负责人", "保密审查"], "name0": "甲", "on0": day, "name1": "乙", "on1": day}
    presses(unit, due, "sign", version=version.pk, **signed)
    assert presses(unit, due, "submit", version=version.pk).status_code == 302
    assert stage(due) == "submitted"
    assert "已经提交给财政局" in unit.reads(f"/due/{due.pk}/")
    presses(unit, due, "withdraw")
    assert stage(due) == "drafting"


def test_an_older_version_is_not_submitted(unit: Person, due: DueReport):
    first = ready(handed(unit.actor, due), signed_by=unit.actor)
    handed(unit.actor, due)
    answer = presses(unit, due, "submit", version=first.pk)
    assert (answer.status_code, "只能提交最新的" in answer.content.decode()) == (409, True)


def test_what_is_typed_is_kept_where_it_can_not_be_saved_any_more(unit: Person, due: DueReport):
    presses(unit, due, "upload", form=form())
    version = ready(due_version(due), signed_by=unit.actor)
    acts.submit(unit.actor, version)
    answer = unit.browser.post(f"/v/{version.pk}/", {'v["单位","名称"]': "我填的名称"})
    assert answer.status_code == 409
    assert ("我填的名称" in answer.content.decode(), "现在是“已提交”" in answer.content.decode()) == (True, True)


def test_what_is_submitted_is_shown_without_fields(unit: Person, due: DueReport, work: Callable[[], int]):
    address = presses(unit, due, "upload", form=form()).headers["Location"]
    work()
    assert "保存，再核对" in unit.reads(f"{address}sheet/")
    DueReport.objects.update(stage="submitted")
    page = unit.reads(f"{address}sheet/")
    assert ("savebar" in page, 'class="fixed"' in page) == (False, True)


def test_return_items_are_answered_one_by_one(unit: Person, due: DueReport, person: People):
    reviewer = person("reviewer")
    review = under_review(unit.actor, reviewer.actor, due)
    acts.send_back(reviewer.actor, due.pk, review.pk, [to_mend(), to_mend()])
    assert "退回了 2 处" in unit.reads(f"/due/{due.pk}/")
    first, second = review.items.all()
    refused = presses(unit, due, "answer", item=[first.pk, second.pk], **{
        f"answered{first.pk}": "mended", f"answered{second.pk}": "disputed"})
    assert (refused.status_code, "请写明为什么" in refused.content.decode()) == (409, True)
    presses(unit, due, "answer", item=[second.pk], **{
        f"answered{second.pk}": "disputed", f"reply{second.pk}": "没有这项"})
    assert [one.answered for one in review.items.all()] == ["mended", "disputed"]


def test_a_publication_is_noted_and_corrected(unit: Person, due: DueReport, person: People):
    review = approved(unit.actor, person("reviewer").actor, due)
    day = timezone.localdate().isoformat()
    refused = presses(unit, due, "publish", url="example", on=day)
    assert (refused.status_code, 'value="example"' in refused.content.decode()) == (409, True)
    presses(unit, due, "publish", url="https://example.gov.cn/1", on=day)
    assert stage(due) == "published"
    taken = unit.browser.get(f"/due/{due.pk}/round/{review.pk}/pdf/")
    assert taken.content == f"pdf of {review.version_id}".encode()
    presses(unit, due, "correct", reason="表五有误")
    assert (stage(due), "表五有误" in unit.reads(f"/due/{due.pk}/")) == ("correcting", True)


def test_a_link_without_leave_to_submit_fills_in_and_no_more(due: DueReport, hosted: None):
    from django.test import Client

    from discloser.web.bureau import links

    _, token = links.issued(due=due, may_submit=False)
    browser = Client()
    browser.post(f"/link/{token}/")
    holder = Person(None, browser)  # type: ignore[arg-type]
    assert presses(holder, due, "upload", form=form()).status_code == 302
    assert "这个链接不能提交" in holder.reads(f"/due/{due.pk}/")
    assert presses(holder, due, "submit", version=due_version(due).pk).status_code == 403
    assert browser.get("/").headers["Location"] == f"/due/{due.pk}/"


def due_version(due: DueReport) -> FormVersion:
    due.refresh_from_db()
    return due.form.newest


def test_the_bureau_frees_and_asks_again(person: People, due: DueReport):
    bureau = person("bureau")
    presses(bureau, due, "exempt", reason="涉密单位")
    assert (stage(due), "涉密单位" in bureau.reads(f"/due/{due.pk}/")) == ("exempt", True)
    presses(bureau, due, "restore")
    assert stage(due) == "absent"


def test_a_unit_may_not_do_what_is_the_bureaus(unit: Person, due: DueReport):
    submitted(unit.actor, due)
    assert presses(unit, due, "review/begin").status_code == 403
    assert unit.browser.get(f"/due/{due.pk}/review/").status_code == 403
    for button in ("exempt", "recall", "assign", "restore"):
        assert presses(unit, due, button, reason="x").status_code == 403


def test_a_form_that_does_not_say_when_it_is_published_is_told_so(
    unit: Person, due: DueReport, work: Callable[[], int],
):
    presses(unit, due, "upload", form=form())
    work()
    assert "填报表没有填“公开日期”" in unit.reads(f"/due/{due.pk}/")
