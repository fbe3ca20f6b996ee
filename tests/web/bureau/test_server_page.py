"""docs/bureau-server.md, followed word by word: from an empty folder to the first submission and a restored backup."""

from __future__ import annotations

import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import psutil
import pytest
from approving import content_of_sample
from behind_proxy import Visitor
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from serving import until

from discloser.model.roster import RosterUnit
from discloser.usecases.rosters import roster_workbook

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/bureau-server.md").read_text(encoding="utf-8")
BLOCKS = [block.strip().splitlines() for block in re.findall(r"```sh\n(.*?)```", PAGE, re.S)]
LINES = [line for block in BLOCKS for line in block]
HOST, PASSWORD = "gongkai.example.gov.cn", "春江潮水连海平-17"
UNIT = "汾阳市医疗保险服务中心"
PLACES = {"/var/lib/discloser": "data", "/var/lib/discloser-new": "new", "/var/backups/discloser": "backups"}
FORM = {"year": "2025", "sort": "budget", "kind": "shanxi/budget-2025"}


class Machine:
    """A machine on which the page's commands are run: its folders are below one of the test's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: dict[str, str] = {}

    def words(self, line: str) -> list[str]:
        """A command of the page as it runs here."""
        for place, here in PLACES.items():
            line = re.sub(rf"(?<!\S){place}(?!\S)", str(self.folder / here), line)
        return [sys.executable, "-m", *shlex.split(line.partition("/opt/discloser/bin/")[2])]

    def run(self, line: str, status: int = 0) -> str:
        done = subprocess.run(self.words(line), cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == status, f"{line}\n{done.stdout}{done.stderr}"
        self.said[line] = done.stdout
        return done.stdout

    def runs_all(self, *wanted: str) -> str:
        """Run the page's commands in which some words stand, in their order; what the last said."""
        wanted = (*wanted, "/opt/discloser/bin/discloser")
        lines = [line for line in LINES if all(one in line for one in wanted)]
        assert lines, wanted
        return [self.run(line) for line in lines][-1]


def test_the_page_names_files_that_are_there_and_they_fit_together():
    named = set(re.findall(r"deploy/[\w.-]*\w", PAGE))
    assert {path.name for path in (ROOT / "deploy").iterdir()} == {one.removeprefix("deploy/") for one in named}
    units = {one: (ROOT / "deploy" / one).read_text(encoding="utf-8") for one in (
        "discloser.service", "discloser-backup.service", "nginx.conf", "Caddyfile", "Dockerfile")}
    assert "ExecStart=/opt/discloser/bin/discloser serve --hosted\n" in units["discloser.service"]
    assert all(HOST in units[one] and "127.0.0.1:8766" in units[one] for one in ("nginx.conf", "Caddyfile"))
    assert 'CMD ["serve", "--hosted", "--listen", "0.0.0.0:8766"]' in units["Dockerfile"]
    nightly = re.findall(r"^ExecStart=\S+ portal (.*)$", units["discloser-backup.service"], re.M)
    assert len(nightly) == 3
    for command in nightly:
        assert any(line.endswith(command) for line in LINES), command


def test_everything_that_can_be_set_is_told():
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/discloser/web").rglob("*.py"))
    told = set(re.findall(r"`(DISCLOSER_\w+)`", PAGE))
    ours = set(re.findall(r'"(DISCLOSER_\w+)"', code)) - {"DISCLOSER_WEB_DATA", "DISCLOSER_WEB_PORT", "DISCLOSER_DEBUG"}
    assert told <= ours
    assert {one for one in ours if not one.startswith("DISCLOSER_SCHEDULER_")} <= told


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    machine = Machine(tmp_path_factory.mktemp("machine"))
    for place in PLACES.values():
        (machine.folder / place).mkdir(mode=0o700)
    units = [RosterUnit("407", "汾阳市人力资源和社会保障局", "", "部门", "行政单位"),
             RosterUnit("407004", UNIT, "407", "单位", "事业单位")]
    (machine.folder / "名录.xlsx").write_bytes(roster_workbook(units))
    return machine


@pytest.fixture(scope="module")
def server(machine: Machine) -> Iterator[str]:
    machine.runs_all(" init --host", "--admin caizheng")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = re.search(r"^ExecStart=(.*)$", (ROOT / "deploy/discloser.service").read_text(encoding="utf-8"), re.M)[1]
    here = ["--data", str(machine.folder / PLACES["/var/lib/discloser"]), "--listen", f"127.0.0.1:{port}"]
    served = subprocess.Popen(
        [*machine.words(start), *here], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert "财政局的服务器开着" in served.stdout.readline()
    yield f"http://127.0.0.1:{port}"
    children = psutil.Process(served.pid).children(recursive=True)
    served.terminate()
    served.wait(20)
    assert psutil.wait_procs(children, timeout=10)[1] == []


def link_in(said: str) -> str:
    return re.search(rf"https://{HOST}(/link/\S+)", said)[1]


def signed_in(server: str, address: str, username: str) -> Visitor:
    """A person who opened a link, set a password and signed in."""
    visitor = Visitor(server, HOST)
    assert username in visitor.reads(address)
    assert visitor.presses(address, chosen=PASSWORD, again=PASSWORD).leads_to == "/sign-in/"
    assert visitor.presses("/sign-in/", username=username, password=PASSWORD).leads_to == "/"
    return visitor


@pytest.mark.whole
def test_an_empty_machine_comes_to_its_first_submission_and_back_from_a_backup(machine: Machine, server: str):
    init = machine.said[next(line for line in LINES if "--admin caizheng" in line and "sudo" in line)]
    bureau = signed_in(server, link_in(init), "caizheng")
    assert "407004" in machine.runs_all("roster import 名录.xlsx")
    assert bureau.presses("/bureau/seasons/", **FORM).status == 302
    signed_in(server, link_in(machine.runs_all("user add shenhe")), "shenhe")
    assert "3 个链接" in machine.runs_all("links new")
    submitted(server, machine)
    assert "备份好了" in machine.runs_all(" backup ")
    assert "都没有变" in machine.runs_all(" verify")
    machine.runs_all(" tidy")
    said = machine.runs_all(" restore ")
    assert "一个字节也不差" in said
    assert "恢复好了" in said
    machine.run(next(line for line in LINES if " restore " in line), status=2)  # never over what is there


def submitted(server: str, machine: Machine) -> None:
    """A unit opens its link, uploads, has its report built, signs and submits."""
    sheet = load_workbook(BytesIO((machine.folder / "链接.xlsx").read_bytes())).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] == "407004"]
    address = link_in(" ".join(map(str, rows[0])))
    unit = Visitor(server, HOST)
    assert UNIT in unit.reads(address)
    assert unit.presses(address).leads_to == "/"
    due = unit.gets("/").leads_to
    form = SimpleUploadedFile("填报表.yaml", content_of_sample())
    version = unit.presses(f"{due}upload/", form=form).leads_to
    until(lambda: "没有错误" in unit.reads(version))
    unit.presses(f"{version}report/")
    until(lambda: "报告做好了" in unit.reads(f"{version}report/"), 60)
    page = unit.reads(due)
    whats = re.findall(r'name="what" value="([^"]+)"', page)
    number = version.strip("/").rpartition("/")[2]
    for what in whats:
        unit.presses(f"{due}sign/", version=number, what=what, name0="某人", on0="2025-03-01", number0="1")
    answer = unit.presses(f"{due}submit/", version=number)
    assert answer.status == 302, answer.words
    assert "已经提交给财政局" in unit.reads(due)
