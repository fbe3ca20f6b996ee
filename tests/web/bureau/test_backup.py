"""Backups while the server is used, what shows when something was changed, and what may be forgotten."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk import workbook_of
from django.apps import apps
from django.utils import timezone
from owing import handed, owed, submitted
from people import Person, account_with, body_of

from discloser.web import store
from discloser.web.bureau import backup, retention, soundness, trail
from discloser.web.bureau.actor import Actor
from discloser.web.bureau.models import DueReport, Event
from discloser.web.models import Blob, FormVersion, HandedIn, Job

LONG_AGO = timezone.now() - dt.timedelta(days=3 * 365)


@pytest.fixture
def unit(hosted: Any) -> Actor:
    return Actor.of(account_with("unit", body_of("101001", "县图书馆")))


@pytest.fixture
def safe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A disk of its own."""
    return tmp_path_factory.mktemp("备份")


@pytest.fixture
def due(unit: Actor) -> DueReport:
    return owed(body_of("101001"))


committed = pytest.mark.usefixtures("committed")
"""What copies a database does not see what is not committed."""


@committed
def test_a_backup_holds_every_file_once_and_adds_only_new_ones(unit: Actor, due: DueReport, safe: Path):
    handed(unit, due, "甲")
    first = backup.made(safe)
    handed(unit, due, "乙")
    second = backup.made(safe)
    assert (first.files, first.new, second.files, second.new) == (1, 1, 2, 1)
    copies = sorted(path.name for path in (safe / "blobs").rglob("*") if path.is_file())
    assert copies == sorted(Blob.objects.values_list("digest", flat=True))


@committed
def test_a_backup_says_what_is_in_it_and_where_the_trail_ends(unit: Actor, due: DueReport, safe: Path):
    handed(unit, due)
    kept = backup.made(safe)
    manifest = json.loads((kept.folder / "manifest.json").read_bytes())
    assert manifest["head"] == {"number": trail.head().number, "digest": trail.head().digest}
    assert manifest["blobs"] == sorted(Blob.objects.values_list("digest", flat=True))
    copy, head = backup.whole(backup.newest(safe))
    assert copy.name in manifest["database"]
    assert head == trail.head() == next(backup.heads_in(safe))


@committed
def test_a_file_that_is_broken_is_named_and_the_rest_is_kept(unit: Actor, due: DueReport, safe: Path):
    versions = [handed(unit, due, text) for text in ("甲", "乙")]
    store.path_of(versions[0].blob_id).write_bytes(b"x")
    store.path_of(versions[1].blob_id).unlink()
    kept = backup.made(safe)
    assert [one.whose for one in sorted(kept.broken, key=lambda one: one.whose)] == [
        "填报表.yaml 第 1 版填报表", "填报表.yaml 第 2 版填报表"]
    assert {one.digest for one in soundness.broken_files()} == {one.blob_id for one in versions}


@committed
@pytest.mark.parametrize("harm", ["database", "blob", "no blob", "manifest", "none"])
def test_a_backup_that_is_not_whole_is_refused_before_anything_is_put_back(
    unit: Actor, due: DueReport, safe: Path, harm: str,
):
    version = handed(unit, due)
    kept = backup.made(safe)
    blob = safe / "blobs" / version.blob_id[:2] / version.blob_id
    copy, _ = backup.whole(kept.folder)
    match harm:
        case "database":
            copy.write_bytes(copy.read_bytes()[:-1] + b"x")
        case "blob":
            blob.write_bytes(b"x")
        case "no blob":
            blob.unlink()
        case "manifest":
            (kept.folder / "manifest.json").write_bytes(b'{"database": {"../../etc/passwd": ""}}')
        case _:
            (kept.folder / "manifest.json").unlink()
    with pytest.raises(backup.NoBackup):
        backup.whole(backup.newest(safe))


def test_a_backup_beside_the_data_is_refused(hosted: Any):
    with pytest.raises(backup.NotCopied, match="另一块磁盘"):
        backup.made(hosted.DATA / "备份")


@committed
def test_old_backups_go_and_the_newest_stay(unit: Actor, safe: Path, monkeypatch: pytest.MonkeyPatch):
    now = timezone.localtime()
    for day in range(4):
        monkeypatch.setattr(backup.timezone, "localtime", lambda *_: now + dt.timedelta(days=day))  # noqa: B023
        backup.made(safe)
    last = backup.newest(safe)
    assert backup.thinned(safe, 2) == 2
    assert len([*safe.glob("*/manifest.json")]) == 2
    assert backup.newest(safe) == last


def test_the_head_is_written_into_a_file_that_tells_later_what_was_rewritten(hosted: Any, unit: Actor, due: DueReport):
    handed(unit, due)
    head = soundness.head_noted()
    handed(unit, due)
    assert soundness.noted_heads() == [head]
    assert trail.verified(soundness.noted_heads()) is None
    told = trail.verified([trail.Head(head.number, "f" * 64)])
    assert told is not None
    assert told.number == head.number


def test_a_report_made_anew_has_the_same_bytes_or_it_shows(
    hosted: Any, work: Callable[[], int], person: Callable[..., Person],
):
    from discloser.web import jobs
    from discloser.web.bureau import acts

    officer = person("unit", body_of("101001"))
    due = owed(body_of("101001"))
    version = acts.hand_in(officer.actor, due.pk, None, "填报表.xlsx", workbook_of("new-unit-2025-budget"))
    jobs.asked("build", version=version)
    work()
    told = soundness.report_made_anew()
    assert told is not None
    assert told[1] is True
    version.outputs.filter(format="html").update(blob=store.kept(b"x"))
    assert soundness.report_made_anew() == (told[0], False)


def test_nothing_is_compared_where_another_program_made_the_reports(unit: Actor, due: DueReport):
    submitted(unit, due)
    FormVersion.objects.get().outputs.update(engine="f" * 64)
    assert soundness.report_made_anew() is None


@pytest.fixture
def years_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let three years pass."""
    later = timezone.now() + dt.timedelta(days=3 * 365)
    return lambda: monkeypatch.setattr(retention.timezone, "now", lambda: later)


def test_files_that_nothing_refers_to_go_and_all_others_stay(unit: Actor, due: DueReport):
    submitted(unit, due)
    loose, listed = store.kept(b"loose"), store.kept(b"listed in a result")
    Job.objects.create(what="audit", state="done", result=store.kept_json({"marked": listed.digest}))
    stray = store.path_of("ab" * 32)
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"left by a process that died")
    young = store.kept(b"young")
    before = Blob.objects.count()
    Blob.objects.exclude(pk=young.pk).update(first_seen=LONG_AGO)
    os.utime(stray, (LONG_AGO.timestamp(),) * 2)
    assert retention.tidied().files == 2
    assert Blob.objects.count() == before - 1
    assert not store.path_of(loose.digest).exists()
    assert not stray.exists()
    assert [*soundness.broken_files()] == []


def test_every_table_that_refers_to_a_file_is_known(hosted: Any):
    referring = {(model, field.name) for model in apps.get_models() for field in model._meta.get_fields()
                 if field.concrete and field.related_model is Blob}
    assert set(retention.REFERRING) == referring


def test_a_draft_goes_after_two_years_and_the_trail_keeps_what_it_was(
    unit: Actor, due: DueReport, years_later: Callable[[], None],
):
    version = handed(unit, due)
    years_later()
    gone = retention.tidied(drafts=True)
    due.refresh_from_db()
    assert (gone.drafts, gone.files, due.form, due.stage) == (1, 1, None, "absent")
    event = Event.objects.latest("id")
    assert (event.act, event.due, event.data) == ("tidied", due, {"versions": [version.blob_id]})
    assert trail.verified() is None


@pytest.mark.parametrize("how", ["young", "not asked for", "submitted"])
def test_what_is_young_was_submitted_or_was_not_asked_to_go_stays(
    unit: Actor, due: DueReport, years_later: Callable[[], None], how: str,
):
    if how == "submitted":
        submitted(unit, due)
    else:
        handed(unit, due)
    if how != "young":
        years_later()
    assert retention.tidied(drafts=how != "not asked for").drafts == 0
    due.refresh_from_db()
    assert due.form is not None
    assert [*soundness.broken_files()] == []


def test_reports_handed_in_for_an_audit_go_after_two_years(hosted: Any):
    for made in (LONG_AGO, timezone.now()):
        HandedIn.objects.create(what="audit", name="报告.pdf", blob=store.kept(str(made).encode()), made=made)
    assert retention.tidied(drafts=True).handed == 1
    assert HandedIn.objects.count() == 1
