"""A batch on a cluster: the same bytes as here, what a form names goes along, and nobody is spoken to in the open."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from certificates import certificates
from counties import a_county, batch, by_hand
from helpers import SAMPLES

from discloser.disk import Handed
from discloser.read.kind.library import INSTALLED
from discloser.usecases.batch.cluster import cluster_hands, handed, lying_there
from discloser.usecases.batch.records import State
from discloser.usecases.batch.tls import NoCluster, Tls, refuse_open
from discloser.usecases.batch.unit import UnitTask, Wanted, one
from discloser.usecases.engine import engine_digest

WHOLE = Tls(Path("ca"), Path("cert"), Path("key"))


@pytest.mark.parametrize(("address", "tls"), [
    ("tcp://127.0.0.1:8786", Tls()), ("tcp://localhost:8786", Tls()), ("tcp://[::1]:8786", Tls()),
    ("tls://10.0.0.5:8786", WHOLE), ("tls://127.0.0.1:8786", WHOLE),
])
def test_a_scheduler_here_or_behind_tls_may_be_used(address: str, tls: Tls):
    refuse_open(address, tls)


@pytest.mark.parametrize(("address", "tls"), [
    ("tcp://10.0.0.5:8786", Tls()), ("tcp://10.0.0.5:8786", WHOLE), ("tls://10.0.0.5:8786", Tls()),
    ("tls://10.0.0.5:8786", Tls(Path("ca"))), ("10.0.0.5:8786", WHOLE), ("ws://127.0.0.1:1", Tls()),
    ("tcp://127.0.0.1.evil.example:8786", Tls()), ("", Tls()),
])
def test_any_other_is_refused(address: str, tls: Tls):
    with pytest.raises(NoCluster):
        refuse_open(address, tls)


def test_what_a_form_names_is_asked_for_and_sent_only_from_its_own_folder(tmp_path: Path):
    shutil.copytree(SAMPLES / "department-2025-budget", tmp_path / "部门")
    (tmp_path / "外.yaml").write_text("x", "utf-8")
    task = UnitTask("department.yaml", tmp_path / "部门" / "department.yaml", Wanted(), departments=True)
    sent = UnitTask(task.key, handed(task, ()), Wanted(), departments=True)
    assert isinstance(sent.form, Handed)
    missing = one(sent).missing
    assert set(missing) == {"head-office.yaml", "library.yaml", "enforcement-team.xlsx"}
    assert set(lying_there(task, (*missing, "../外.yaml", "没有.yaml", "/etc/hosts"))) == set(missing)
    again = one(UnitTask(task.key, handed(task, missing), Wanted(), departments=True))
    assert again.missing == ()
    assert again.record is not None
    assert again.record.state is State.CHECKED


@contextmanager
def a_cluster(tls: Tls) -> Iterator[str]:
    """The address of a cluster of two processes on this machine, spoken to by TLS."""
    distributed = pytest.importorskip("distributed")
    security = distributed.Security(
        tls_ca_file=str(tls.authority), require_encryption=True,
        **{f"tls_{role}_{part}": str(getattr(tls, file)) for role in ("scheduler", "worker", "client")
           for part, file in (("cert", "certificate"), ("key", "key"))})
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, protocol="tls", security=security, host="127.0.0.1",
        dashboard_address=":0",
    ) as cluster:
        yield cluster.scheduler_address


@pytest.mark.whole
def test_a_cluster_gives_the_same_bytes_as_this_machine(tmp_path: Path):
    county = a_county(tmp_path / "表", {f"{number}.yaml": f"县{number}站" for number in range(6)})
    for path in (SAMPLES / "department-2025-budget").iterdir():
        shutil.copy(path, county)
    engine, formats = engine_digest(INSTALLED), ("docx", "pdf", "json")
    tls = certificates(tmp_path)
    with a_cluster(tls) as address, cluster_hands(address, tls, engine) as hands:
        there = batch(county, tmp_path / "那里", hands, formats, engine=engine)
        with pytest.raises(NoCluster), cluster_hands(address, tls, "另一个程序"):
            pass
        with pytest.raises(NoCluster), cluster_hands(address.replace("tls", "tcp"), Tls(), engine):
            pass
    here = batch(county, tmp_path / "这里", by_hand, formats, engine=engine)
    assert len(there.units) == len(here.units) == 10
    assert contents(tmp_path / "那里") == contents(tmp_path / "这里")


def contents(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
