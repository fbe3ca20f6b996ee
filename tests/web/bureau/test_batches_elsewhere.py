"""A batch that is done by a cluster keeps the very files that it would keep here; without a cluster it is done here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from approving import content_of_sample
from owing import owed
from people import Person, body_of

from discloser.disk import Handed
from discloser.read.kind.library import INSTALLED
from discloser.usecases.batch.tls import NoCluster
from discloser.usecases.batch.unit import UnitTask, one
from discloser.usecases.crew import Ended
from discloser.usecases.engine import engine_digest
from discloser.web import engine
from discloser.web.bureau import acts, batch_build
from discloser.web.bureau.models import BureauBatch, DueReport
from discloser.web.models import FormOutput

People = Callable[..., Person]


@pytest.fixture
def clean(person: People, work: Callable[[], int], monkeypatch: pytest.MonkeyPatch) -> list[DueReport]:
    """Two forms without errors, checked, not built."""
    monkeypatch.setattr(engine, "FORMATS", ("html",))
    reports = []
    for code in ("205", "206"):
        unit, due = person("unit", body_of(code)), owed(body_of(code))
        acts.hand_in(unit.actor, due.pk, None, f"{code}.yaml", content_of_sample())
        reports.append(due)
    work()
    return reports


def batched(bureau: Person, work: Callable[[], int], reports: list[DueReport]) -> BureauBatch:
    bureau.browser.post("/bureau/batches/begin/", {"what": "build", "due": [one.pk for one in reports]})
    work()
    return BureauBatch.objects.get()


def made() -> set[tuple[str, str, str]]:
    return {(one.version.name, one.name, one.blob_id) for one in FormOutput.objects.select_related("version")}


def test_a_batch_is_sent_to_the_cluster_that_the_server_knows(
    person: People, hosted: Any, work: Callable[[], int], clean: list[DueReport], monkeypatch: pytest.MonkeyPatch,
):
    asked: list[Any] = []

    @contextmanager
    def cluster(address: str, tls: Any, digest: str, templates: Any) -> Iterator[Any]:
        asked.append((address, tls.is_whole, digest))

        def hands(tasks: list[UnitTask], stopping: Callable[[], bool]) -> Iterator[Any]:
            assert all(isinstance(task.form, Handed) for task in tasks)
            for task in [*tasks][::-1]:
                yield task, one(task) if task.key == tasks[0].key else Ended.DIED
        yield hands

    hosted.SCHEDULER, hosted.SCHEDULER_FILES = "tls://10.0.0.5:8786", ("ca", "cert", "key")
    monkeypatch.setattr(batch_build, "cluster_hands", cluster)
    batch = batched(person("bureau"), work, clean)
    assert asked == [("tls://10.0.0.5:8786", True, engine_digest(INSTALLED))]
    assert dict(batch.parts.values_list("due__unit__code", "state")) == {"205": "done", "206": "failed"}
    assert "中断" in batch.parts.get(state="failed").told


def test_a_cluster_that_cannot_be_reached_holds_nothing_up(
    person: People, hosted: Any, work: Callable[[], int], clean: list[DueReport], monkeypatch: pytest.MonkeyPatch,
):
    @contextmanager
    def none(*_: object) -> Iterator[Any]:
        raise NoCluster("连不上")
        yield

    hosted.SCHEDULER = "tcp://127.0.0.1:1"
    monkeypatch.setattr(batch_build, "cluster_hands", none)
    batch = batched(person("bureau"), work, clean)
    assert set(batch.parts.values_list("state", flat=True)) == {"done"}


@pytest.mark.whole
def test_a_real_cluster_gives_the_same_bytes(
    person: People, hosted: Any, work: Callable[[], int], clean: list[DueReport],
):
    distributed = pytest.importorskip("distributed")
    bureau = person("bureau")
    batched(bureau, work, clean)
    here = made()
    FormOutput.objects.all().delete()
    BureauBatch.objects.all().delete()
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=":0",
    ) as cluster:
        hosted.SCHEDULER = cluster.scheduler_address
        batch = batched(bureau, work, clean)
    assert set(batch.parts.values_list("state", "told")) == {("done", "")}
    assert made() == here != set()
