"""The work of a batch done on other machines, by Dask: forms go out as bytes and reports come back as bytes.

Whoever reaches a Dask scheduler can run any code on all its machines. Beyond this machine it is spoken to by TLS with
certificates of both sides only. Nothing of a unit is looked up over there: what its form names is sent along.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...disk import DISK, Handed
from ...read.kind.library import INSTALLED, Library
from ..crew import Ended
from ..engine import engine_digest
from .run import Hands
from .tls import NoCluster, Tls, refuse_open
from .unit import Outcome, UnitTask, one

if TYPE_CHECKING:
    from distributed import Client, Future

_AHEAD = 3
"""Units under way for each thread of a worker."""
_ROUNDS = 4
"""How often more of what a form names is sent: a department's units name files, too."""
_LARGEST = 20 * 2**20
_SECONDS = 600
"""From sending a unit out to giving it up."""
_LOOK = 1.0
_PATIENCE = 15


@contextmanager
def cluster_hands(address: str, tls: Tls, engine: str, templates: tuple[Path, ...] = ()) -> Iterator[Hands]:
    """The machines behind a scheduler, all of which have this very program. Raises `NoCluster`."""
    refuse_open(address, tls)
    client = _connected(address, tls)
    try:
        _refuse_other_programs(client, engine, templates)
        yield lambda units, stopping: _Sending(client).results(units, stopping)
    finally:
        client.close()


def _connected(address: str, tls: Tls) -> Client:
    try:
        from distributed import Client
        from distributed.security import Security
    except ImportError:
        raise NoCluster("没有安装用集群要的程序，请先运行：pip install 'discloser[cluster]'") from None
    security = Security(
        tls_ca_file=str(tls.authority), tls_client_cert=str(tls.certificate), tls_client_key=str(tls.key),
        require_encryption=True) if address.startswith("tls:") else None
    try:
        return Client(address, security=security, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        raise NoCluster(f"连不上调度程序 {address}：{type(error).__name__}") from error


def _refuse_other_programs(client: Client, engine: str, templates: tuple[Path, ...]) -> None:
    digests: Mapping[str, str] = client.run(engine_of, templates)
    if not digests:
        raise NoCluster("调度程序那里还没有工作机器，请先启动 dask worker")
    others = sorted(worker for worker, found in digests.items() if found != engine)
    if others:
        raise NoCluster(f"这些机器上的程序或者版式和这里的不一样，报告会不一样：{'、'.join(others)}")


def engine_of(templates: tuple[Path, ...]) -> str:
    """The digest of the program where this runs."""
    return engine_digest(Library(*templates) if templates else INSTALLED)


@dataclass
class _Sent:
    """A unit that is under way: as it was asked for, as it was sent, how often, when."""

    unit: UnitTask
    sent: UnitTask
    rounds: int
    at: float = field(default_factory=time.monotonic)


class _Sending:
    """Keeps the machines of a cluster busy, and no more than that under way, so that memory stays small here."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._under_way: dict[Future, _Sent] = {}

    def results(
        self, units: Iterable[UnitTask], stopping: Callable[[], bool],
    ) -> Iterator[tuple[UnitTask, Outcome | Ended]]:
        """Every unit with its outcome, as they come."""
        source = iter(units)
        while True:
            while not stopping() and len(self._under_way) < self._room() and (unit := next(source, None)):
                self._send(_Sent(unit, replace(unit, form=handed(unit, ())), 1))
            if not self._under_way:
                return
            for future in self._done():
                yield from self._taken(future)

    def _room(self) -> int:
        threads: Mapping[str, int] = self._client.nthreads()
        return _AHEAD * max(1, sum(threads.values()))

    def _send(self, sent: _Sent) -> None:
        self._under_way[self._client.submit(one, sent.sent, pure=False, retries=1)] = sent

    def _done(self) -> list[Future]:
        from distributed import wait

        try:
            done = list(wait(list(self._under_way), timeout=_LOOK, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            done = []
        late = time.monotonic() - _SECONDS
        return done or [future for future, sent in self._under_way.items() if sent.at < late]

    def _taken(self, future: Future) -> Iterator[tuple[UnitTask, Outcome | Ended]]:
        sent = self._under_way.pop(future)
        outcome = self._outcome(future)
        future.release()
        more = lying_there(sent.unit, outcome.missing) if isinstance(outcome, Outcome) else ()
        if more and sent.rounds < _ROUNDS:
            known = tuple(sent.sent.form.beside) if isinstance(sent.sent.form, Handed) else ()
            self._send(_Sent(sent.unit, replace(sent.unit, form=handed(sent.unit, (*known, *more))), sent.rounds + 1))
        else:
            yield sent.unit, outcome

    def _outcome(self, future: Future) -> Outcome | Ended:
        from distributed import KilledWorker

        if not future.done():
            self._give_up(future)
            return Ended.TIMEOUT
        try:
            outcome: Outcome = future.result()
        except KilledWorker:
            return Ended.DIED
        except CancelledError:
            return Ended.STOPPED
        return outcome

    def _give_up(self, future: Future) -> None:
        """End the process that a unit hangs; nothing else stops code that runs there."""
        processing: Mapping[str, Any] = self._client.processing()
        workers = [worker for worker, keys in processing.items() if future.key in keys]
        self._client.cancel([future], force=True)
        self._client.restart_workers(workers, raise_for_error=False)


def handed(unit: UnitTask, names: tuple[str, ...]) -> Handed:
    """A unit's form with files that it names, as bytes; what was handed over is whole already."""
    if isinstance(unit.form, Handed):
        return unit.form
    folder = unit.form.parent
    beside = {name: DISK.given(folder / name, _LARGEST).content for name in names}
    return Handed(unit.form.name, DISK.given(unit.form, _LARGEST).content, beside)


def lying_there(unit: UnitTask, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those names of files, asked for over there, that lie in the form's own folder here."""
    if isinstance(unit.form, Handed):
        return ()
    folder = unit.form.parent
    home = DISK.leads_to(folder)
    return tuple(name for name in names
                 if DISK.leads_to(folder / name).is_relative_to(home) and (folder / name).is_file())
