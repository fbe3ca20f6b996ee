"""Whatever is sent: a sentence in Chinese, nothing of ours breaks, nothing is written outside the store."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from desk import Officer, workbook_of
from django.core.files.uploadedfile import SimpleUploadedFile
from helpers import SAMPLES

from discloser.web.flow import file_name
from discloser.web.models import FormVersion

FORM = workbook_of("new-unit-2025-budget")


def zipped(files: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """A workbook form with another part put into it."""
    old = zipfile.ZipFile(BytesIO(FORM))
    return zipped({**{one: old.read(one) for one in old.namelist()}, name: content})


REFUSED = {
    "a wrong ending": ("填报表.exe", FORM, "这里收 .xlsx"),
    "an old workbook": ("填报表.xls", b"\xd0\xcf\x11\xe0", "这是旧格式 .xls"),
    "no ending": ("填报表", FORM, "没有后缀的文件"),
    "an empty file": ("填报表.xlsx", b"", "这个文件是空的"),
    "a table of text called a workbook": ("填报表.xlsx", "单位,金额\n".encode(), "里面却不是"),
    "too large": ("填报表.xlsx", b"PK" + bytes(8 * 2**20), "最大 8 MB"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_form_is_not_taken_and_told_why(what: str, officer: Officer):
    name, content, sentence = REFUSED[what]
    answer = officer.uploads(content, name)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert not FormVersion.objects.exists()


TAKEN = {
    "a bomb": lambda: with_part("xl/worksheets/sheet3.xml", b" " * 300_000_000),
    "a workbook in a workbook": lambda: zipped({"填报表.xlsx": FORM}),
    "an archive cut off": lambda: FORM[: len(FORM) // 2],
    "an entity": lambda: with_part("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
    "twenty thousand parts": lambda: zipped({f"xl/{n}.xml": b"" for n in range(20_000)}),
}


@pytest.mark.parametrize("what", TAKEN)
def test_a_workbook_that_cannot_be_read_is_told_by_the_check(what: str, officer: Officer):
    read = officer.reads(officer.begins(TAKEN[what]()))
    assert '<span class="tag err">错误</span>' in read
    assert "改法：" in read


def test_a_text_form_in_another_encoding_is_told(officer: Officer):
    text = (SAMPLES / "new-unit-2025-budget.yaml").read_text(encoding="utf-8").encode("gb18030")
    assert "这份文件读不出来。" in officer.reads(officer.begins(text, "填报表.yaml"))


def test_macros_are_kept_and_never_run(officer: Officer):
    form = with_part("xl/vbaProject.bin", b"macro")
    first = officer.begins(form, "填报表.xlsm")
    assert officer.browser.get(f"{first}form/").content == form


@pytest.mark.parametrize(("given", "shown"), [
    ("..\\..\\windows\\填报表.xlsx", "填报表.xlsx"), ("../../etc/填报表.xlsx", "填报表.xlsx"),
    ("表\u202egpj.xlsx", "表gpj.xlsx"), ("表\x07\n.xlsx", "表.xlsx"), ("", "填报表"),
    ("长" * 300 + ".xlsx", "长" * 100 + ".xlsx"),
])
def test_a_name_is_only_ever_shown(given: str, shown: str):
    assert file_name(given) == shown


def test_nothing_is_written_outside_the_store(officer: Officer, settings: Any, tmp_path: Path):
    officer.begins(FORM, "..\\..\\..\\x.xlsx")
    officer.begins(FORM, "/tmp/y.xlsx")
    written = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")}
    assert written == {"blobs"}
    blobs = [path for path in settings.BLOBS.rglob("*") if path.is_file()]
    assert all(len(path.name) == 64 for path in blobs)


def test_markup_in_a_name_is_shown_as_it_is(officer: Officer):
    officer.begins(FORM, "<script>alert(1)</script>.xlsx")
    assert "<script>alert(1)" not in officer.reads("/f/1/") + officer.reads("/")


def test_two_forms_at_once_are_not_taken(officer: Officer):
    files = [SimpleUploadedFile(f"{n}.xlsx", FORM) for n in "一二"]
    answer = officer.browser.post("/upload/", {"form": files})
    assert "一次只能传一份" in answer.content.decode()


def test_far_too_many_fields_are_told(officer: Officer):
    first = officer.begins(FORM)
    answer = officer.browser.post(first, {f"v{n}": "1" for n in range(20_100)})
    assert (answer.status_code, "没有收下" in answer.content.decode()) == (400, True)


@pytest.mark.parametrize("name", [
    "v[", "v[[[[", 'v["没有","的"]', "v[1e999]", 'v["基本支出",-1,"金额"]', "v" + "[" * 900, 'm[["单位"],7]', 'c["x"]',
    'v["基本支出",99999999999999999999,"金额"]', 'v[{"a":1}]', "v[null]", 'v["\\ud800"]',
])
def test_fields_that_no_page_of_ours_has_change_nothing(name: str, officer: Officer):
    first = officer.begins(FORM)
    answer = officer.browser.post(first, {name: "1"})
    assert answer.status_code in (302, 422)
    assert FormVersion.objects.count() == 1
