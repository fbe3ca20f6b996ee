"""Batches of the bureau: what they leave is told before, they go on after a kill, and no officer waits for them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from approving import approved_sample, content_of_sample
from owing import handed, owed, ready, submitted, to_mend
from people import Person, body_of

from discloser.disk import digest
from discloser.web import engine, jobs, store
from discloser.web.bureau import acts, batch_work, trail
from discloser.web.bureau.models import BatchPart, BureauBatch, DueReport, Event
from discloser.web.models import Job
from discloser.web.tasks import done_next

People = Callable[..., Person]


def begun(bureau: Person, what: str, *due: DueReport) -> BureauBatch:
    answer = bureau.browser.post("/bureau/batches/begin/", {"what": what, "due": [one.pk for one in due]})
    assert answer.status_code == 302, answer.content.decode()
    return BureauBatch.objects.get()


def archive_of(bureau: Person, batch: BureauBatch) -> ZipFile:
    answer = bureau.browser.get(f"/bureau/batches/{batch.pk}/file/")
    return ZipFile(BytesIO(b"".join(answer.streaming_content)))


def checked(work: Callable[[], int], unit: Person, due: DueReport, **changed: str) -> Any:
    """A form handed in and checked, nothing more."""
    version = acts.hand_in(unit.actor, due.pk, None, "填报表.yaml", content_of_sample(**changed))
    work()
    version.refresh_from_db()
    return version


def test_what_is_left_is_told_before_anything_begins(person: People, bureau: Person):
    unit = person("unit", body_of("205"))
    draft, absent = owed(body_of("205")), owed(body_of("206"))
    handed(unit.actor, draft)
    page = bureau.reads(f"/bureau/batches/begin/?what=build&due={draft.pk}&due={absent.pk}")
    assert "2 份先不做" in page
    assert "还没有核对完" in page
    assert "没有填报表" in page
    assert "没有可以做的" in page
    assert "还没有审核通过" in bureau.reads(f"/bureau/batches/begin/?what=publish&due={draft.pk}")
    bureau.reads("/bureau/batches/begin/?what=build", 400)
    assert not BureauBatch.objects.exists()


def test_reports_are_built_into_one_archive_with_a_folder_a_unit(
    person: People, bureau: Person, work: Callable[[], int], monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(engine, "FORMATS", ("html",))
    unit, other = person("unit", body_of("205", "图书馆")), person("unit", body_of("206", "博物馆"))
    fresh, there = owed(body_of("205")), owed(body_of("206"))
    checked(work, unit, fresh)
    submitted(other.actor, there)
    batch = begun(bureau, "build", fresh, there)
    work()
    assert set(batch.parts.values_list("state", "told")) == {("done", "")}
    packed = archive_of(bureau, batch)
    names = packed.namelist()
    assert {name.split("/")[0] for name in names} == {"205-图书馆", "206-博物馆", "批量结果.xlsx", "SHA256SUMS"}
    assert any(name.endswith(".html") for name in names if name.startswith("205"))
    sums = dict(reversed(line.split("  ", 1)) for line in packed.read("SHA256SUMS").decode().splitlines())
    assert all(digest(packed.read(name)) == one for name, one in sums.items())
    assert "做好了 2 份" in bureau.reads(f"/bureau/batches/{batch.pk}/")


def test_a_form_that_cannot_be_built_is_told_and_may_be_tried_again_and_the_others_are_made(
    person: People, bureau: Person, work: Callable[[], int],
):
    unit, other = person("unit", body_of("205")), person("unit", body_of("206"))
    lost, there = owed(body_of("205")), owed(body_of("206"))
    path = store.path_of(checked(work, unit, lost).blob_id)
    away = path.rename(path.with_suffix(".away"))
    submitted(other.actor, there)
    batch = begun(bureau, "build", lost, there)
    work()
    assert list(batch.parts.order_by("due__unit__code").values_list("state", flat=True)) == ["failed", "done"]
    page = bureau.reads(f"/bureau/batches/{batch.pk}/")
    assert "读不出来" in page
    assert "做好了 1 份，1 份没有做成" in page
    away.rename(path)
    ready(DueReport.objects.get(pk=lost.pk).form.newest)
    bureau.browser.post(f"/bureau/batches/{batch.pk}/again/")
    work()
    assert "做好了 2 份。" in bureau.reads(f"/bureau/batches/{batch.pk}/")


def test_an_officers_work_comes_before_the_next_piece_of_a_batch(
    person: People, bureau: Person, work: Callable[[], int], monkeypatch: pytest.MonkeyPatch,
):
    worked: list[str] = []
    monkeypatch.setattr(batch_work, "_SECONDS", 0.0)
    monkeypatch.setitem(batch_work._WORK, "build", lambda batch, parts: (
        (worked.append(part.due.unit.code), (part, ""))[1] for part in parts))
    monkeypatch.setattr("discloser.web.tasks.engine.checked_form", lambda form: worked.append("check") or {
        "findings": [], "unit": "", "year": None, "sort": "", "kind": ""})
    reports = [owed(body_of(code)) for code in ("301", "302", "303")]
    for due in reports:
        submitted(person("unit", due.unit).actor, due)
    begun(bureau, "build", *reports)
    later = owed(body_of("309"))
    monkeypatch.setattr(batch_work, "_SECONDS", 0.001)
    assert done_next("w")
    first = len(worked)
    handed(person("unit", later.unit).actor, later)
    work()
    assert worked[first] == "check"
    assert [one for one in worked if one != "check"] == ["301", "302", "303"]


def test_what_ends_the_program_twice_is_named_and_the_batch_goes_on(
    person: People, bureau: Person, work: Callable[[], int], monkeypatch: pytest.MonkeyPatch,
):
    class Killed(BaseException):
        pass

    def deadly(batch: BureauBatch, parts: list[BatchPart]) -> Any:
        for part in parts:
            if part.due.unit.code == "301":
                raise Killed
            yield part, ""

    monkeypatch.setitem(batch_work._WORK, "build", deadly)
    reports = [owed(body_of(code)) for code in ("301", "302")]
    for due in reports:
        submitted(person("unit", due.unit).actor, due)
    batch = begun(bureau, "build", *reports)
    for _ in range(2):
        with pytest.raises(Killed):
            done_next("w")
        jobs.let_go({"w"})
    work()
    assert dict(batch.parts.values_list("due__unit__code", "told")) == {"301": batch_work.DIED, "302": ""}
    assert Job.objects.get(what="batch").state == "done"


def test_approved_reports_are_packed_byte_for_byte_with_the_trails_head(
    person: People, bureau: Person, work: Callable[[], int],
):
    unit, reviewer = person("unit", body_of("407001", "机关")), person("reviewer")
    due = owed(unit.actor.roles[0].unit)
    review = approved_sample(unit.actor, reviewer.actor, due)
    bureau.browser.post("/bureau/batches/", {"name": "云岭县人民政府"})
    batch = begun(bureau, "publish", due)
    work()
    assert list(batch.parts.values_list("state", "told")) == [("done", "")]
    packed = archive_of(bureau, batch)
    files = {name: packed.read(name) for name in packed.namelist()}
    pdf = review.files.get(format="pdf")
    assert digest(files["2025/budget/407001/report.pdf"]) == pdf.blob_id
    assert "云岭县人民政府" in files["index.html"].decode()
    record = json.loads(files["package.json"])
    text = json.dumps(record, ensure_ascii=False)
    [event] = Event.objects.filter(act="package")
    assert event.data["head"] in text
    assert review.version.blob_id in text
    assert trail.verified() is None
    sums = files["SHA256SUMS"].decode()
    assert all(f"{digest(content)}  {name}\n" in sums for name, content in files.items() if name != "SHA256SUMS")


def test_what_was_published_stays_when_others_are_packed_later(
    person: People, bureau: Person, work: Callable[[], int],
):
    reviewer = person("reviewer")
    archives = []
    for code in ("407001", "407002"):
        unit = person("unit", body_of(code))
        due = owed(body_of(code))
        approved_sample(unit.actor, reviewer.actor, due)
        bureau.browser.post("/bureau/batches/begin/", {"what": "publish", "due": due.pk})
        work()
        archives.append(archive_of(bureau, BureauBatch.objects.first()))
    first, second = archives
    assert second.read("2025/budget/407001/report.pdf") == first.read("2025/budget/407001/report.pdf")
    assert "2025/budget/407002/index.html" in second.namelist()


def test_a_version_that_was_approved_anew_before_it_was_public_takes_the_others_place(
    person: People, bureau: Person, work: Callable[[], int],
):
    unit, reviewer = person("unit", body_of("407001")), person("reviewer")
    due = owed(body_of("407001"))
    approved_sample(unit.actor, reviewer.actor, due)
    begun(bureau, "publish", due)
    work()
    review = acts.recall(bureau.actor, due.pk, "漏了一个项目")
    acts.send_back(bureau.actor, due.pk, review.pk, [to_mend()])
    acts.answer(unit.actor, due.pk, review.items.get().pk, "mended", "")
    again = approved_sample(unit.actor, reviewer.actor, due)
    answer = bureau.browser.post("/bureau/batches/begin/", {"what": "publish", "due": due.pk})
    work()
    packed = archive_of(bureau, BureauBatch.objects.get(pk=re.findall(r"\d+", answer["Location"])[-1]))
    assert digest(packed.read("2025/budget/407001/report.pdf")) == again.files.get(format="pdf").blob_id
    assert not any("/v1/" in name for name in packed.namelist())


def test_a_form_that_says_no_day_is_told_before_and_gets_the_one_that_is_given(
    person: People, bureau: Person, work: Callable[[], int],
):
    unit, reviewer = person("unit", body_of("407001", "机关")), person("reviewer")
    due = owed(body_of("407001"))
    content = re.sub(r"\n  公开日期: [^\n]*", "", content_of_sample().decode()).encode()
    approved_sample(unit.actor, reviewer.actor, due, content)
    asked = {"what": "publish", "due": due.pk}
    assert "1 份的填报表里没有写公开日期" in bureau.reads(f"/bureau/batches/begin/?what=publish&due={due.pk}")
    assert bureau.browser.post("/bureau/batches/begin/", asked).status_code == 400
    bureau.browser.post("/bureau/batches/begin/", asked | {"published_on": "2025-03-06"})
    work()
    page = archive_of(bureau, BureauBatch.objects.get()).read("2025/budget/407001/index.html").decode()
    assert 'content="2025-03-06 00:00"' in page


def test_a_batch_of_which_nothing_was_made_offers_nothing(person: People, bureau: Person, work: Callable[[], int]):
    unit = person("unit", body_of("205"))
    due = owed(body_of("205"))
    path = store.path_of(checked(work, unit, due).blob_id)
    path.rename(path.with_suffix(".away"))
    batch = begun(bureau, "build", due)
    work()
    assert "一份也没有做成" in bureau.reads(f"/bureau/batches/{batch.pk}/")
    bureau.reads(f"/bureau/batches/{batch.pk}/file/", 404)


def test_the_web_site_is_laid_out_by_one_batch_at_a_time(person: People, bureau: Person):
    unit, reviewer = person("unit", body_of("407001")), person("reviewer")
    due = owed(body_of("407001"))
    approved_sample(unit.actor, reviewer.actor, due)
    begun(bureau, "publish", due)
    assert bureau.browser.post("/bureau/batches/begin/", {"what": "publish", "due": due.pk}).status_code == 409


