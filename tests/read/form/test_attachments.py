"""Attachments are read from the form's folder only and drawn elsewhere; what a build would refuse, a check refuses."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from attached_files import a_pdf, a_picture, with_a_kid_that_is_no_page
from helpers import SAMPLES, a_form

from discloser.disk import DISK
from discloser.model.form.budget import Form
from discloser.model.place import Places
from discloser.read.form import attachments
from discloser.read.form.attachments import Attached, read_attachments
from discloser.usecases.build import build
from discloser.usecases.check import check


def form_with(*files: str) -> Form:
    return a_form(附件=[{"标题": f"附{number}", "文件": file} for number, file in enumerate(files, start=1)])


def read(folder: Path, files: dict[str, bytes], *named: str, drawn: bool = False) -> Attached:
    """Write files, and read the attachments of a form that names them or others."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return read_attachments(form_with(*(named or files)), (folder, DISK), Places("表"), drawn=drawn)


def told(folder: Path, files: dict[str, bytes], *named: str) -> list[str]:
    return [f"{finding.code} {finding.message}" for finding in read(folder, files, *named).findings]


def test_pdfs_and_pictures_in_the_folder_and_below_are_taken(tmp_path: Path):
    files = {"批复.pdf": a_pdf(3), "附件/图.png": a_picture(), "照片.JPG": a_picture("JPEG")}
    attached = read(tmp_path, files, drawn=True)
    assert attached.findings == ()
    first, second, _ = attached.printed()
    assert (first.heading, second.heading) == ("附件1　附1", "附件2　附2")
    assert [page.alternative for page in first.pages] == [f"附1，第{n}页，共3页" for n in (1, 2, 3)]
    assert [(page.width, page.height) for page in second.pages] == [(600, 400)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("没有.pdf", "这里没有这个文件"), ("/etc/passwd", "它不在"), ("../外面.pdf", "它不在"), (".", "这里没有这个文件"),
     ("a\0b.pdf", "这里没有这个文件"), ("长" * 400, "文件打不开"), ("圈.png", "文件打不开"),
     ("管.png", "这里没有这个文件")],
)
def test_what_is_not_in_the_folder_or_no_file_is_not_touched(tmp_path: Path, name: str, reason: str):
    (tmp_path / "圈.png").symlink_to(tmp_path / "圈.png")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "管.png")
    (finding,) = told(tmp_path, {}, name)
    assert finding.startswith("ATT001")
    assert reason in finding


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path):
    outside = tmp_path.parent / "机密.pdf"
    outside.write_bytes(a_pdf())
    (tmp_path / "链接.pdf").symlink_to(outside)
    assert told(tmp_path, {}, "链接.pdf")[0].startswith("ATT001")


def test_other_files_and_large_ones_are_refused_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert told(tmp_path, {"表.xlsx": b"PK\x03\x04"}) == ["ATT002 附件“表.xlsx”用不了：不是 PDF、PNG 或 JPEG 文件"]
    monkeypatch.setattr(attachments, "_LARGEST_FILE", 100)
    assert "超过" in told(tmp_path, {"图.png": a_picture()})[0]


def test_all_attachments_together_are_bounded(tmp_path: Path):
    (finding,) = told(tmp_path, {"一.pdf": a_pdf(40), "二.pdf": a_pdf(20), "三.pdf": a_pdf(1)})
    assert finding.startswith("ATT002 附件“三.pdf”")


def test_what_a_build_would_refuse_a_check_refuses_at_the_same_place(tmp_path: Path):
    form = tmp_path / "填报表.yaml"
    sample = (SAMPLES / "new-unit-2025-budget.yaml").read_text(encoding="utf-8")
    form.write_text(sample + "附件:\n  - {标题: 批复, 文件: 批复.pdf}\n", encoding="utf-8")
    (tmp_path / "批复.pdf").write_bytes(with_a_kid_that_is_no_page())
    told = [finding for finding in check(form).findings if finding.code == "ATT002"]
    assert [finding.message for finding in told] == ["附件“批复.pdf”用不了：第 2 页画不出来，这一页已损坏"]
    assert told[0].place.line == len(form.read_text(encoding="utf-8").splitlines())
    built = build(form, tmp_path / "报告", ("json",))
    assert built.files == []
    assert [finding for finding in built.checked.findings if finding.code == "ATT002"] == told
