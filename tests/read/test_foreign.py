"""A file of another program is called by its name, and how to save it otherwise is said in one sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from discloser.read.foreign import foreign_sort
from discloser.read.form.files import read_form
from discloser.usecases.audit import audit

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def old(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(512)


def packed(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return stream.getvalue()


SORTS = {
    "a.doc": (old("WordDocument"), "FIL010", "*.docx"), "a.wps": (old("WordDocument"), "FIL010", "*.docx"),
    "b.xlsx": (old("WordDocument"), "FIL010", "*.docx"), "a.xls": (old("Workbook"), "XLS001", "*.xlsx"),
    "a.et": (old("Workbook"), "XLS001", "*.xlsx"), "a.ofd": (packed("OFD.xml"), "FIL010", ".docx"),
    "b.yaml": (packed("OFD.xml"), "FIL010", ".docx"), "a.docx": (packed("word/document.xml"), "FIL010", ".xlsx"),
    "a.pdf": (b"%PDF-1.7\n", "FIL010", "Word"), "c.xlsx": (b"%PDF-1.7\n", "FIL010", "Word"),
    "a.zip": (packed("填报表.xlsx"), "FIL010", "解压"), "a.rar": (b"Rar!\x1a\x07\x00", "FIL010", "解压"),
    "a.png": (b"\x89PNG\r\n\x1a\n", "FIL010", ".xlsx"), "a.ppt": (old("PowerPoint Document"), "FIL010", ".xlsx"),
    "d.xlsx": (old("EncryptedPackage"), "XLS002", "密码"), "导出.xls": (b"<html><table>", "XLS004", "*.xlsx"),
    "e.xlsx": ("金额,1\n".encode(), "XLS004", "*.xlsx"), "f.xlsx": (b"", "FIL007", "discloser new"),
    "h.doc": (OLE, "FIL010", "*.docx"), "h.wps": (OLE, "FIL010", "*.docx"), "h.ofd": (b"PK\x03\x04", "FIL010", "OFD"),
    "h.docx": (b"PK\x03\x04", "FIL010", ".xlsx"), "h.et": (OLE, "XLS001", "*.xlsx"),
    "a.csv": ("金额,1\n".encode(), "FIL004", ".yaml"),
    "g.yaml": (("单位: 甲\n" * 9).encode("utf-16-le"), "FIL006", "UTF-8"),
}


@pytest.mark.parametrize("name", SORTS)
def test_one_finding_says_what_the_file_is_and_what_to_do(name: str, tmp_path: Path):
    content, code, advice = SORTS[name]
    (tmp_path / name).write_bytes(content)
    [finding] = read_form(tmp_path / name).findings
    assert finding.code == code
    assert advice in finding.hint


@pytest.mark.parametrize(("name", "word"), [
    ("a.ofd", "OFD"), ("a.doc", ".docx"), ("a.wps", ".docx"), ("a.zip", "压缩")])
def test_an_audit_says_so_too(name: str, word: str, tmp_path: Path):
    (tmp_path / name).write_bytes(SORTS[name][0])
    [[finding]] = audit([tmp_path / name]).values()
    assert word in finding.message


def test_forms_are_not_foreign():
    assert foreign_sort("单位:\n  名称: 甲\n".encode()) is None
    assert foreign_sort(packed("[Content_Types].xml", "xl/workbook.xml")) is None
