"""Three hundred units: states counted, names apart, skipped the second time, killed and gone on with, equal bytes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest
from certificates import certificates
from counties import FAULTY, a_county, batch, form_of
from test_cluster import a_cluster, contents

from discloser.read.kind.library import INSTALLED
from discloser.usecases.batch.cluster import cluster_hands
from discloser.usecases.batch.hands import crew_hands, desk_in
from discloser.usecases.batch.records import RECORD
from discloser.usecases.engine import engine_digest

UNITS, FAULTS, ALIKE = 300, 6, 6
SOME = 24


def a_large_county(folder: Path, units: int) -> Path:
    """A county with some faulty forms, and some units of one name; every seventh form is a workbook."""
    names = {f"{number % 7}/{number:03}{'.xlsx' if number % 50 == 49 else '.yaml'}": f"县{number}站"
             for number in range(units)}
    paths = list(names)
    names |= dict.fromkeys(paths[:ALIKE], "县中心小学")
    county = a_county(folder, names)
    for number, path in enumerate(paths[ALIKE:ALIKE + FAULTS]):
        county.joinpath(path).write_bytes(form_of(names[path], changed=list(FAULTY.values())[number % 2]))
    return county


def some_units(folder: Path) -> Path:
    return a_county(folder, {f"{number}.yaml": f"县{number}站" for number in range(SOME)})


def states(done) -> Counter[str]:
    return Counter("跳过" if unit.skipped else unit.record.state.value for unit in done.units.values())


def crew_batch(county: Path, out: Path, processes: int, formats: tuple[str, ...]):
    """A batch by a crew of processes."""
    with desk_in(out) as work, crew_hands(processes, work, checks=not formats) as hands:
        return batch(county, out, hands, formats, engine="甲")


@pytest.mark.whole
def test_three_hundred_units(tmp_path: Path):
    county, out = a_large_county(tmp_path / "表", UNITS), tmp_path / "结果"
    done = crew_batch(county, out, 2, ("docx",))
    assert states(done) == {"已生成": UNITS - FAULTS, "有错误": FAULTS // 2, "读不出": FAULTS // 2}
    assert len([path for path in out.iterdir() if path.is_dir()]) == UNITS
    assert [(name, len(keys)) for name, keys in done.collisions] == [("县中心小学", ALIKE)]
    assert states(crew_batch(county, out, 2, ("docx",))) == {"跳过": UNITS}
    changed = next(key for key, unit in done.units.items() if unit.record.state == "已生成" and key.endswith("yaml"))
    county.joinpath(changed).write_bytes(county.joinpath(changed).read_bytes() + b"\n# again\n")
    again = crew_batch(county, out, 2, ("docx",))
    assert states(again) == {"跳过": UNITS - 1, "已生成": 1}
    assert not again.units[changed].skipped


@pytest.mark.whole
def test_bytes_are_equal_whoever_worked(tmp_path: Path):
    county, formats = a_large_county(tmp_path / "表", SOME), ("docx", "pdf", "html", "json")
    crew_batch(county, tmp_path / "一", 1, formats)
    crew_batch(county, tmp_path / "二", 2, formats)
    tls, engine = certificates(tmp_path), engine_digest(INSTALLED)
    with a_cluster(tls) as address, cluster_hands(address, tls, engine) as hands:
        batch(county, tmp_path / "群", hands, formats, engine="甲")
    assert len(contents(tmp_path / "一")) > SOME
    assert contents(tmp_path / "一") == contents(tmp_path / "二") == contents(tmp_path / "群")


def started(county: Path, out: Path) -> subprocess.Popen[str]:
    """`discloser batch` in a process of its own, once it has filed something."""
    command = f"-m discloser batch {county} -o {out} -f json -j 2 --json".split()
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True, start_new_session=True)
    end = time.monotonic() + 120
    while len(list(out.glob(f"*/{RECORD}"))) < 2 and time.monotonic() < end:
        time.sleep(0.05)
    return process


def test_a_killed_batch_leaves_whole_units_and_no_process_and_goes_on(tmp_path: Path, run):
    county, out = some_units(tmp_path / "表"), tmp_path / "果"
    process = started(county, out)
    children = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert psutil.wait_procs(children, timeout=20)[1] == []
    done = len(list(out.glob(f"*/{RECORD}")))
    status, printed, _ = run("batch", county, "-o", out, "-f", "json", "-j", "1", "--json")
    told = [json.loads(line) for line in printed.splitlines()]
    assert status == 0
    assert len(told) == SOME
    assert 2 <= done <= sum(one["skipped"] for one in told) + 1
    assert {path.name for path in out.iterdir() if not path.is_dir()} == {"批量结果.xlsx", "批量结果.html"}
    assert all(set(one["files"]) <= {path.name for path in (out / one["folder"]).iterdir()} for one in told)
    assert list(out.rglob(".*")) == []


def test_ctrl_c_lets_units_under_way_come_to_their_end(tmp_path: Path):
    county, out = some_units(tmp_path / "表"), tmp_path / "果"
    process = started(county, out)
    os.killpg(process.pid, signal.SIGINT)
    printed, _ = process.communicate(timeout=120)
    told = [json.loads(line) for line in printed.splitlines()]
    assert process.returncode == 2
    assert 2 <= len(told) < SOME
    assert all(one["state"] == "已生成" for one in told)
    assert list(out.rglob(".*")) == []
