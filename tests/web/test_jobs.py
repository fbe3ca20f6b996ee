"""The queue: a job is done by one, again when that one is gone, and given up after three times."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from desk import workbook_of
from django.utils import timezone

from discloser.web import jobs
from discloser.web.flow import new_form
from discloser.web.models import FormVersion, Job
from discloser.web.worker import Heart


@pytest.fixture
def version(work: Callable[[], int]) -> FormVersion:
    return new_form("填报表.xlsx", workbook_of("new-unit-2025-budget"), {})


def late() -> None:
    Job.objects.update(lease=timezone.now() - jobs.LEASE)


def test_what_was_uploaded_is_written_with_what_must_be_done(version: FormVersion):
    assert [(job.what, job.state) for job in version.jobs.all()] == [("check", "queued")]


def test_a_job_is_held_by_one_worker(version: FormVersion):
    assert jobs.claim("first") is not None
    assert jobs.claim("second") is None


def test_a_job_whose_worker_is_gone_is_taken_by_the_next(version: FormVersion):
    jobs.claim("first")
    jobs.let_go({"first"})
    again = jobs.claim("second")
    assert again is not None
    assert (again.worker, again.attempts) == ("second", 2)


def test_who_lost_the_lease_changes_nothing(version: FormVersion):
    job = jobs.claim("first")
    assert job is not None
    late()
    jobs.claim("second")
    assert not jobs.beat(job, "first")
    assert not jobs.held(job, "first").exists()


def test_a_job_that_ends_its_workers_is_given_up_with_a_sentence(version: FormVersion):
    for _ in range(jobs.MOST_ATTEMPTS):
        jobs.claim("worker")
        late()
    assert jobs.claim("worker") is None
    job = version.jobs.get()
    assert job.state == "failed"
    assert "试了 3 次都没有做成" in job.error


def test_the_same_is_asked_once_while_it_is_open(version: FormVersion):
    assert jobs.asked("check", version=version) == version.jobs.get()


def test_a_failed_job_may_be_asked_for_again(version: FormVersion, work: Callable[[], int]):
    version.jobs.update(state="failed")
    jobs.again(version.jobs.get())
    assert work() == 1
    version.refresh_from_db()
    assert version.errors == 0


def test_a_check_comes_before_a_build(version: FormVersion, work: Callable[[], int]):
    work()
    jobs.asked("build", version=version)
    jobs.asked("check", version=version)
    first = jobs.claim("worker")
    assert first is not None
    assert first.what == "check"


def test_workers_that_hold_a_job_too_long_are_named(version: FormVersion):
    jobs.claim("slow")
    late()
    assert jobs.overdue() == {"slow"}


def test_a_database_that_does_not_answer_once_does_not_end_the_lease(db: None):
    answers, twice = iter((OSError("busy"), True)), threading.Event()

    def renew() -> bool:
        answer = next(answers, None)
        if answer is None:
            twice.set()
            return False
        if isinstance(answer, Exception):
            raise answer
        return answer

    with Heart(renew, "check", 0.001):
        assert twice.wait(10)
