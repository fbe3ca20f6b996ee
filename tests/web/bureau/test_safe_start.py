"""What the hosted server refuses to start with, each in a sentence that says what to do."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from discloser.web import folders
from discloser.web.bureau.hosting import Hosting, UnsafeServer

SAFE = {"DISCLOSER_HOSTS": "gongkai.example.gov.cn"}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights of files are kept elsewhere there")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    (folder / "secret.key").touch(mode=0o600)
    (folder / "secret.key").write_text("s" * 64, encoding="ascii")
    return folder


def test_a_folder_of_ones_own_with_a_secret_and_a_name_is_safe(data: Path):
    Hosting(data, SAFE).refuse_unsafe()


@pytest.mark.parametrize(("environment", "words"), [
    ({}, "没有说用哪个网址"), ({"DISCLOSER_HOSTS": " , "}, "没有说用哪个网址"),
    ({"DISCLOSER_HOSTS": "*"}, "什么网址都会被接受"), ({"DISCLOSER_HOSTS": "a.gov.cn,.gov.cn"}, "不能写 .gov.cn"),
    (SAFE | {"DISCLOSER_SECRET_FILE": "/nowhere/key"}, "读不到密钥文件"),
    (SAFE | {"DISCLOSER_TEMPLATES": "/nowhere/kinds"}, "版式文件夹打不开：/nowhere/kinds"),
    (SAFE | {"DISCLOSER_TEMPLATES": "."}, "请写全路径"),
    (SAFE | {"DISCLOSER_DATABASE_URL": "mysql://u:geheim@h/d"}, "看不懂"),
    (SAFE | {"DISCLOSER_DATABASE_URL": "postgresql://u:geheim@h:port/d"}, "看不懂"),
    (SAFE | {"DISCLOSER_DATABASE_URL": "postgresql://u@h/d?options=-cfoo"}, "看不懂"),
])
def test_what_the_environment_tells_wrongly_is_refused(data: Path, environment: dict[str, str], words: str):
    with pytest.raises(UnsafeServer, match=words.replace("*", "[*]")) as refused:
        Hosting(data, environment).refuse_unsafe()
    assert "geheim" not in str(refused.value), "a password is never repeated"


def test_a_folder_or_secret_that_others_can_read_is_refused(data: Path):
    (data / "secret.key").chmod(0o640)
    with pytest.raises(UnsafeServer, match="chmod 600"):
        Hosting(data, SAFE).refuse_unsafe()
    data.chmod(0o750)
    with pytest.raises(UnsafeServer, match="chmod 700"):
        Hosting(data, SAFE).refuse_unsafe()


def test_a_short_secret_and_no_folder_are_refused(data: Path):
    (data / "secret.key").write_text("kurz", encoding="ascii")
    with pytest.raises(UnsafeServer, match="太短"):
        Hosting(data, SAFE).refuse_unsafe()
    with pytest.raises(UnsafeServer, match="portal init"):
        Hosting(data / "nowhere", SAFE).refuse_unsafe()


def test_the_folder_of_another_user_is_refused(data: Path, monkeypatch: pytest.MonkeyPatch):
    mine = data.stat().st_uid
    monkeypatch.setattr("os.geteuid", lambda: mine + 1)
    with pytest.raises(UnsafeServer, match="另一个用户"):
        Hosting(data, SAFE).refuse_unsafe()


@pytest.mark.parametrize(("fstype", "opts"), [("nfs4", "rw"), ("cifs", "rw"), ("NTFS", "rw,remote"), ("9p", "rw")])
def test_a_database_on_a_share_is_refused_unless_it_is_postgresql(
    data: Path, monkeypatch: pytest.MonkeyPatch, fstype: str, opts: str,
):
    mounts = [SimpleNamespace(mountpoint="/", fstype="ext4", opts="rw"),
              SimpleNamespace(mountpoint=str(data.parent), fstype=fstype, opts=opts)]
    monkeypatch.setattr(folders.psutil, "disk_partitions", lambda **_: mounts)
    with pytest.raises(UnsafeServer, match="网络共享"):
        Hosting(data, SAFE).refuse_unsafe()
    with pytest.raises(folders.UnfitFolder):
        folders.made_ready(data)
    Hosting(data, SAFE | {"DISCLOSER_DATABASE_URL": "postgresql://u:p@h/d"}).refuse_unsafe()


def test_the_file_in_the_data_folder_tells_what_the_environment_does_not(data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DISCLOSER_LOG_DAYS", "400")
    (data / "server.env").write_text("# 服务器\nDISCLOSER_HOSTS = a.gov.cn, b.gov.cn\nDISCLOSER_LOG_DAYS=1\n", "utf-8")
    here = Hosting.here(data)
    assert here.hosts() == ["a.gov.cn", "b.gov.cn"]
    assert here.number("DISCLOSER_LOG_DAYS", least=184) == 400


@pytest.mark.parametrize("said", ["183", "-1", "viele", "１９０", "9" * 30])
def test_the_access_log_is_kept_half_a_year_at_least(data: Path, said: str):
    with pytest.raises(UnsafeServer, match="184"):
        Hosting(data, {"DISCLOSER_LOG_DAYS": said}).number("DISCLOSER_LOG_DAYS", least=184)


def test_a_database_whose_driver_is_missing_is_told(data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("discloser.web.bureau.hosting.find_spec", lambda name: None)
    with pytest.raises(UnsafeServer, match="web-pg"):
        Hosting(data, SAFE | {"DISCLOSER_DATABASE_URL": "postgresql:///gongkai"}).database()


def test_an_address_of_a_database_is_taken_apart(data: Path):
    told: Any = Hosting(data, {"DISCLOSER_DATABASE_URL": "postgresql://u%40x:p%2Fq@db.local:5433/gongkai?sslmode=require"})
    words = told.database()
    assert [words[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "u@x", "p/q", "db.local", "5433", "gongkai"]
    assert words["OPTIONS"]["sslmode"] == "require"
