"""A crew of processes: what ends or hangs one is told of its own item, all others are done, no child outlives."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import pytest

from discloser.usecases.crew import Crew, Ended, Terms

LARGE = 2_000_000


def work(item: int) -> tuple[int, bytes]:
    """What the processes do: some items are fatal."""
    match item:
        case 3:
            os._exit(5)
        case 5:
            time.sleep(3600)
        case 7:
            os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid(), bytes(LARGE)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[int, object]:
    spool = tmp_path_factory.mktemp("spool")
    with Crew(work, Terms(2, spool, seconds=8, items=4)) as crew:
        found = dict(crew.results(range(24)))
    assert list(spool.iterdir()) == []
    return found


def test_the_guilty_items_are_named_and_all_others_done(results: dict[int, object]):
    assert sorted(results) == list(range(24))
    ended = {item: one for item, one in results.items() if isinstance(one, Ended)}
    assert ended == {3: Ended.DIED, 5: Ended.TIMEOUT, 7: Ended.DIED}
    assert all(one[1] == bytes(LARGE) for one in results.values() if isinstance(one, tuple))


def test_processes_are_made_anew_after_some_items(results: dict[int, object]):
    processes = [one[0] for one in results.values() if isinstance(one, tuple)]
    assert max(map(processes.count, processes)) <= 4
    assert os.getpid() not in processes


def test_no_item_is_begun_once_it_is_to_stop(tmp_path: Path):
    with Crew(work, Terms(1, tmp_path)) as crew:
        taken = []
        for item, one in crew.results(range(10, 20), lambda: bool(taken)):
            taken.append((item, one))
    done = [item for item, one in taken if isinstance(one, tuple)]
    assert sorted(done) == [10, 11][:len(done)]
    assert all(one is Ended.STOPPED for item, one in taken if item not in done)


def test_processes_end_with_a_parent_that_is_killed(tmp_path: Path):
    program = textwrap.dedent(f"""
        import os, sys, time
        from pathlib import Path
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from test_crew import sleeping
        from discloser.usecases.crew import Crew, Terms
        if __name__ == "__main__":
            with Crew(sleeping, Terms(2, Path({str(tmp_path)!r}))) as crew:
                list(crew.results(range(2)))
    """)
    script = tmp_path / "parent.py"
    script.write_text(program, "utf-8")
    parent = subprocess.Popen([sys.executable, str(script)])
    begun = wait_for(lambda: len(list(tmp_path.glob("*.begun"))) == 2)
    children = psutil.Process(parent.pid).children(recursive=True)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert begun
    assert psutil.wait_procs(children, timeout=20)[1] == []


def sleeping(item: int) -> None:
    """Say that work has begun, and do nothing for long."""
    Path(sys.argv[0]).with_name(f"{item}.begun").touch()
    time.sleep(3600)


def wait_for(happened) -> bool:
    end = time.monotonic() + 30
    while not happened():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
