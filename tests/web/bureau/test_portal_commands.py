"""`discloser portal`: people, roster and links by command, and what verification tells."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.test import Client
from openpyxl import load_workbook
from owing import handed, owed, season
from people import account_with, body_of

from discloser.cli import main
from discloser.model.roster import RosterUnit, Season
from discloser.usecases.rosters import roster_workbook
from discloser.web import store
from discloser.web.bureau import preparing, trail
from discloser.web.bureau.actor import Actor
from discloser.web.bureau.hosting import UnsafeServer
from discloser.web.bureau.models import Account, Event, OneTimeLink, PublicBody
from discloser.web.kinds_at_hand import folders

Portal = Callable[..., tuple[int, str]]


@pytest.fixture
def portal(hosted: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Portal:
    """Run a command on this test's server; its status and all that it says."""
    monkeypatch.setattr("discloser.cli.portal_server.prepared", lambda: None)

    def portal(*words: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main(["portal", *words])
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out + said.err

    return portal


def test_an_account_is_opened_shut_and_let_in_again(portal: Portal):
    body_of("407", "农业农村局")
    status, said = portal("user", "add", "wang", "--name", "王某", "--role", "主管部门", "--unit", "407")
    address = re.search(r"https://testserver(/link/\S+)", said)[1]
    assert (status, Client().get(address).status_code) == (0, 200)
    assert portal("user", "role", "wang", "--role", "检查人员")[0] == 0
    assert "wang　王某　主管部门 407 农业农村局、检查人员　没有登录过" in portal("user", "list")[1]
    portal("user", "close", "wang")
    assert Client().get(address).status_code == 404
    assert "停用" in portal("user", "list")[1]
    portal("user", "open", "wang")
    assert Account.objects.get().active
    assert "/link/" in portal("user", "link", "wang")[1]
    assert trail.verified() is None


@pytest.mark.parametrize(("words", "told"), [
    (["user", "add", "wang", "--role", "单位"], "要写单位代码"),
    (["user", "add", "wang", "--role", "单位", "--unit", "999"], "名录里没有代码 999"),
    (["user", "add", "wang", "--role", "审核人", "--unit", "407"], "不写"),
    (["user", "add", "w g", "--role", "审核人"], "不能用"),
    (["user", "add", "da", "--role", "审核人"], "已经有账号"),
    (["user", "link", "niemand"], "没有账号"),
    (["links", "new", "--year", "2031", "--sort", "预算", "-o", "x.xlsx"], "还没有 2031 年预算的期限"),
])
def test_what_cannot_be_as_asked_is_said(portal: Portal, words: list[str], told: str):
    account_with("reviewer", username="da")
    status, said = portal(*words)
    assert status == 2
    assert told in said
    assert Account.objects.count() == 1


def test_a_roster_is_shown_before_it_is_taken_and_comes_out_again(portal: Portal, tmp_path: Path):
    book, again = tmp_path / "名录.xlsx", tmp_path / "另.xlsx"
    units = [RosterUnit("205", "文化局", "", "部门", "行政单位"),
             RosterUnit("205002", "图书馆", "205", "单位", "事业单位")]
    book.write_bytes(roster_workbook(units, [Season(2025, "预算")]))
    said = portal("roster", "import", str(book))[1]
    assert "还没有改" in said
    assert "2025年预算和这里的不一样，导入名录不改期限" in said
    assert not PublicBody.objects.exists()
    assert "新增 2 个" in portal("roster", "import", str(book), "--take")[1]
    portal("roster", "export", str(again))
    assert "205002" in str(list(load_workbook(BytesIO(again.read_bytes())).active.values))
    assert Event.objects.get().actor == "machine"


def test_links_are_handed_out_listed_and_taken_back(portal: Portal, tmp_path: Path):
    for code in ("205001", "205002"):
        owed(body_of(code))
    assert season().year == 2025
    book = tmp_path / "链接.xlsx"
    asked = ("links", "new", "--year", "2025", "--sort", "预算", "-o", str(book))
    assert "205009" in portal(*asked, "--unit", "205009")[1]
    assert "发了 1 个链接" in portal(*asked, "--unit", "205001", "--no-submit")[1]
    assert not OneTimeLink.objects.get().may_submit
    assert "发了 2 个链接" in portal(*asked)[1]
    address = re.search(r"/link/\S+/", str([*load_workbook(BytesIO(book.read_bytes())).active.values]))[0]
    assert Client().get(address).status_code == 200
    assert portal("links", "list")[1].count("没有用") == 3
    assert "收回 2 个" in portal("links", "revoke", "--unit", "205001")[1]
    assert "收回 1 个" in portal("links", "revoke")[1]
    assert Client().get(address).status_code == 404


def test_verification_names_the_first_event_and_file_that_are_not_as_they_were(portal: Portal):
    unit = Actor.of(account_with("unit", body_of("101001")))
    version = handed(unit, owed(body_of("101001")))
    assert portal("verify")[0] == 0
    store.path_of(version.blob_id).write_bytes(b"x")
    status, said = portal("verify")
    assert status == 1
    assert "第 1 版填报表" in said
    rewritten = Path(store.path_of(version.blob_id)).parents[2] / "他处.txt"
    rewritten.write_text(f"2025-01-01 1 {'f' * 64}\n", encoding="ascii")
    status, said = portal("verify", "--heads", str(rewritten))
    assert status == 1
    assert "操作记录第 1 条" in said


def test_passwords_are_kept_by_argon2(hosted_settings: dict[str, Any]):
    assert hosted_settings["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert identify_hasher(make_password("x", hasher="argon2")).algorithm == "argon2"


@pytest.fixture
def fresh_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Its environment and its mask for new files are put back."""
    monkeypatch.setattr(os, "environ", os.environ.copy())
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_what_was_told_once_stays_and_a_server_that_shows_its_faults_is_not_started(
    hosted: Any, fresh_process: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setitem(os.environ, "DISCLOSER_WEB_DATA", str(tmp_path / "data"))
    preparing.founded(["gongkai.example.gov.cn"], "")
    preparing.prepared()
    preparing.founded([], "")
    with pytest.raises(UnsafeServer, match="DISCLOSER_DATABASE_URL 和这次写的不一样"):
        preparing.founded(["gongkai.example.gov.cn"], "postgresql:///gongkai")
    hosted.DEBUG = True
    with pytest.raises(UnsafeServer, match="DEBUG"):
        preparing.prepared()


def test_what_the_file_of_the_data_folder_tells_is_told_to_the_whole_process(
    hosted: Any, fresh_process: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
):
    kinds, data = tmp_path / "kinds", tmp_path / "data"
    kinds.mkdir()
    monkeypatch.setitem(os.environ, "DISCLOSER_WEB_DATA", str(data))
    monkeypatch.setitem(os.environ, "DISCLOSER_LOG_DAYS", "400")
    preparing.founded(["gongkai.example.gov.cn"], "")
    with (data / "server.env").open("a", encoding="utf-8") as file:
        file.write(f"DISCLOSER_TEMPLATES={kinds}\nDISCLOSER_LOG_DAYS=200\nPATH=/nowhere\n")
    preparing.prepared()
    assert folders() == (kinds,)
    assert os.environ["DISCLOSER_LOG_DAYS"] == "400", "the environment goes before the file"
    assert os.environ["PATH"] != "/nowhere"
