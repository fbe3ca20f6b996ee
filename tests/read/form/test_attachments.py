"""Attachments are read from the form's folder only, within bounds, and drawn anew."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from helpers import a_form
from PIL import Image, ImageDraw

from discloser.model.form.budget import Form
from discloser.model.place import Places
from discloser.model.report.report import Attachment
from discloser.read.form import attachments
from discloser.read.form.attachments import attachment_findings, read_attachments


def a_pdf(pages: int = 1, **options: object) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    buffer = io.BytesIO()
    document.save(buffer, deterministic_id="encryption" not in options, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


def a_picture(kind: str = "PNG", size: tuple[int, int] = (600, 400), mode: str = "RGB", colour: str = "white",
              **options: object) -> bytes:
    picture = Image.new(mode, size, colour)
    ImageDraw.Draw(picture).rectangle((10, 10, 60, 60), fill="black")
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def form_with(*files: str) -> Form:
    return a_form(附件=[{"标题": f"附{number}", "文件": file} for number, file in enumerate(files, start=1)])


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., list[str]]:
    """Write files and say what is found: told({"a.pdf": b"…"}) → ["ATT002 …"]."""

    def tell(files: dict[str, bytes], *named: str) -> list[str]:
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(content)
        found = attachment_findings(form_with(*(named or files)), tmp_path, Places("表"))
        return [f"{finding.code} {finding.message}" for finding in found]

    return tell


def read(folder: Path, name: str, content: bytes) -> Attachment:
    (folder / name).write_bytes(content)
    (attached,) = read_attachments(form_with(name), folder)
    return attached


def test_pdfs_and_pictures_in_the_folder_and_below_are_taken(told):
    assert told({"批复.pdf": a_pdf(3), "附件/图.png": a_picture(), "照片.JPG": a_picture("JPEG")}) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [("没有.pdf", "这里没有这个文件"), ("/etc/passwd", "它不在"), ("../外面.pdf", "它不在"), (".", "这里没有这个文件"),
     ("a\0b.pdf", "这里没有这个文件")],
)
def test_what_is_not_in_the_folder_is_not_touched(told, name: str, reason: str):
    (finding,) = told({}, name)
    assert finding.startswith("ATT001")
    assert reason in finding


def test_a_link_that_leads_out_of_the_folder_is_not_followed(told, tmp_path: Path):
    outside = tmp_path.parent / "机密.pdf"
    outside.write_bytes(a_pdf())
    (tmp_path / "链接.pdf").symlink_to(outside)
    assert told({}, "链接.pdf")[0].startswith("ATT001")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04 a workbook", "不是 PDF、PNG 或 JPEG"), (b"", "不是 PDF"), (b"GIF89a", "不是 PDF"),
        (b"%PDF-1.7 nothing", "已加密或者已损坏"), (b"\x89PNG\r\n\x1a\n broken", "图片已损坏"),
        (a_picture()[:-40], "图片已损坏"), (a_pdf(61), "最多 60 页"),
        (a_pdf(encryption=pikepdf.Encryption(owner="甲", user="乙")), "已加密或者已损坏"),
    ],
    ids=["workbook", "empty", "gif", "broken-pdf", "broken-png", "cut-png", "61-pages", "encrypted"],
)
def test_what_cannot_be_drawn_is_refused_with_the_reason(told, content: bytes, reason: str, monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    (finding,) = told({"件": content})
    assert finding.startswith("ATT002")
    assert reason in finding


def test_sizes_are_bounded(told, monkeypatch):
    monkeypatch.setattr(attachments, "_MOST_PIXELS", 600 * 400 - 1)
    assert "太大" in told({"图.png": a_picture()})[0]
    monkeypatch.setattr(attachments, "_LARGEST_FILE", 100)
    assert "超过" in told({"图.png": a_picture()})[0]


def test_all_attachments_together_are_bounded(told):
    findings = told({"一.pdf": a_pdf(40), "二.pdf": a_pdf(20), "三.pdf": a_pdf(1)})
    assert [finding[:6] for finding in findings] == ["ATT002"]
    assert "三.pdf" in findings[0]


def test_every_page_is_a_picture_with_a_heading_and_words(tmp_path: Path):
    attached = read(tmp_path, "批复.pdf", a_pdf(2))
    assert attached.heading == "附件1　附1"
    assert [page.alternative for page in attached.pages] == ["附1，第1页，共2页", "附1，第2页，共2页"]
    assert [(page.width, page.height) for page in attached.pages] == [(1653, 2339)] * 2


def test_a_page_is_as_sharp_as_reading_needs_and_no_sharper(tmp_path: Path):
    (page,) = read(tmp_path, "大.png", a_picture(size=(5000, 4000))).pages
    assert (page.width, page.height) == (2339, 1871)
    (page,) = read(tmp_path, "小.png", a_picture(size=(60, 40))).pages
    assert (page.width, page.height) == (60, 40)


@pytest.mark.parametrize(("colour", "mode"), [("white", "L"), ("#fffbf0", "L"), ("red", "RGB")])
def test_only_pages_with_colours_are_kept_in_colour(tmp_path: Path, colour: str, mode: str):
    (page,) = read(tmp_path, "图.png", a_picture(colour=colour)).pages
    assert Image.open(io.BytesIO(page.content)).mode == mode


def test_what_a_picture_tells_beside_its_points_is_left_out_and_it_stands_upright(tmp_path: Path):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "机密"
    (page,) = read(tmp_path, "图.jpg", a_picture("JPEG", exif=exif)).pages
    assert (page.width, page.height) == (400, 600)
    assert "机密".encode() not in page.content
    assert not Image.open(io.BytesIO(page.content)).getexif()


def test_what_is_transparent_becomes_paper(tmp_path: Path):
    content = a_picture(mode="RGBA", colour="#00000000")
    (page,) = read(tmp_path, "图.png", content).pages
    assert Image.open(io.BytesIO(page.content)).getpixel((300, 200)) == 255


def test_the_same_file_gives_the_same_picture(tmp_path: Path):
    assert read(tmp_path, "图.png", a_picture()) == read(tmp_path, "图.png", a_picture())
