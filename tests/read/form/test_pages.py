"""The pages of an attached file become pictures: sharp enough to be read, whole, and nothing but what is seen."""

from __future__ import annotations

import io

import pikepdf
import pytest
from attached_files import a_filled_form, a_page, a_pdf, a_picture, with_a_kid_that_is_no_page
from PIL import Image, ImageFile

from discloser.read.form import pages
from discloser.read.form.pages import CannotDraw, DrawnPage, is_drawable, opened


def drawn(content: bytes) -> list[DrawnPage]:
    return list(opened(content, 60, 60)[1])


def the_page(content: bytes) -> Image.Image:
    (page,) = drawn(content)
    return Image.open(io.BytesIO(page.content))


def refused(content: bytes) -> str:
    with pytest.raises(CannotDraw) as raised:
        drawn(content)
    return str(raised.value)


@pytest.mark.parametrize(("content", "reason"), [
    (b"%PDF-1.7 nothing", "已加密或者已损坏"), (b"\x89PNG\r\n\x1a\n broken", "图片已损坏"),
    (a_picture()[:-40], "图片已损坏"),
    (a_picture("JPEG", (900, 900))[:-400], "图片已损坏"), (a_pdf(61), "有 61 页，最多 60 页"),
    (a_pdf(encryption=pikepdf.Encryption(owner="甲", user="乙")), "已加密或者已损坏"),
    (with_a_kid_that_is_no_page(), "第 2 页画不出来"), (a_filled_form("xfa"), "XFA"),
    (a_picture(save_all=True, append_images=[Image.new("RGB", (600, 400))]), "是动图"),
], ids=["broken-pdf", "broken-png", "cut-png", "cut-jpeg", "61-pages", "encrypted", "no-page", "xfa", "animated"])
def test_what_cannot_be_drawn_is_refused_with_the_reason(
    content: bytes, reason: str, monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)  # WeasyPrint sets it; drawing has its own process
    assert is_drawable(content)
    assert reason in refused(content)


@pytest.mark.parametrize("content", [b"PK\x03\x04 a workbook", b"", b"GIF89a", b"<html>"])
def test_other_files_are_not_looked_at(content: bytes):
    assert not is_drawable(content)


def test_pictures_have_a_largest_size(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pages, "MOST_PIXELS", 600 * 400 - 1)
    assert refused(a_picture()) == "图片有 600×400 点，太大"
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    assert "太大" in refused(a_picture())


def test_what_is_too_much_for_the_attachments_together_is_refused():
    assert opened(a_pdf(3), 60, 3)[0] == 3
    with pytest.raises(CannotDraw, match="到这里各附件已有 61 页"):
        opened(a_pdf(3), 60, 2)


def test_a_pdf_page_fills_its_picture():
    assert [(page.width, page.height) for page in drawn(a_pdf(2))] == [(1653, 2339)] * 2


@pytest.mark.parametrize(("content", "size"), [
    (a_page(14_400, 14_400), (2339, 2339)), (a_page(10**9, 10**9), (2339, 2339)), (a_page(1, 1), (10, 10)),
    (a_page(1, 14_400), (1, 2339)), (a_page(200, 100, Rotate=90), (1000, 2000)), (a_page(UserUnit=75), (2000, 2000)),
    (a_page(Rotate=91), (2000, 2000)),
])
def test_pages_of_any_size_are_drawn_no_larger_than_paper(content: bytes, size: tuple[int, int]):
    found = the_page(content).size
    assert max(found) <= 2339
    assert found == size or min(found) >= 1


def test_what_was_filled_into_a_form_is_drawn():
    page = the_page(a_filled_form())
    assert page.getpixel((page.width // 2, page.height // 2)) == 0
    assert page.getpixel((10, 10)) == 255


@pytest.mark.parametrize(("size", "kept"), [
    ((3000, 2400), (2339, 1871)), ((60, 40), (60, 40)), ((1, 65535), (1, 2339)),
])
def test_a_picture_is_as_sharp_as_reading_needs_and_no_sharper(size: tuple[int, int], kept: tuple[int, int]):
    assert the_page(a_picture(size=size, mode="L", colour=200)).size == kept


@pytest.mark.parametrize(("colour", "mode"), [("white", "L"), ("#fffbf0", "L"), ("red", "RGB")])
def test_only_pages_with_colours_are_kept_in_colour(colour: str, mode: str):
    assert the_page(a_picture(colour=colour)).mode == mode


def test_what_a_picture_tells_beside_its_points_is_left_out_and_it_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "机密"
    content = a_picture("JPEG", exif=exif)
    (page,) = drawn(content)
    assert (page.width, page.height) == (400, 600)
    assert "机密".encode() not in page.content
    assert not Image.open(io.BytesIO(page.content)).getexif()


@pytest.mark.parametrize(("content", "grey"), [
    (a_picture(mode="RGBA", colour="#00000000"), 255), (a_picture(mode="LA", colour=(0, 0)), 255),
    (a_picture(mode="I;16", colour=0x8000), 128),
    (a_picture("JPEG", mode="CMYK", colour=(0, 0, 0, 0)), 255), (a_picture(mode="1", colour=1), 255),
    (a_picture(mode="L", colour=100), 100),
], ids=["RGBA", "LA", "sixteen bits", "CMYK", "one bit", "L"])
def test_every_way_to_store_colours_comes_out_as_paper_shows_it(content: bytes, grey: int):
    assert abs(int(the_page(content).convert("L").getpixel((300, 200))) - grey) <= 2


def test_a_large_picture_is_converted_some_rows_at_a_time(monkeypatch: pytest.MonkeyPatch):
    strips: list[int] = []
    convert = pages._on_white

    def counted(picture: Image.Image) -> Image.Image:
        strips.append(picture.width * picture.height)
        return convert(picture)

    monkeypatch.setattr(pages, "_on_white", counted)
    page = the_page(a_picture(size=(3000, 2400), mode="RGBA", colour="#ff000080"))
    assert page.size == (2339, 1871)
    assert max(strips) <= 500_000
    assert sum(strips) == 3000 * 2400
    assert {page.getpixel(spot) for spot in ((2000, 1700), (1000, 20))} == {(255, 127, 126)}


def test_a_page_that_takes_many_bytes_is_made_coarser_then_smaller(monkeypatch: pytest.MonkeyPatch):
    speckled = io.BytesIO()
    Image.effect_noise((600, 800), 120).save(speckled, "PNG")
    monkeypatch.setattr(pages, "_HEAVIEST", 250_000)
    (coarser,) = drawn(speckled.getvalue())
    monkeypatch.setattr(pages, "_HEAVIEST", 120_000)
    (smaller,) = drawn(speckled.getvalue())
    assert (len(coarser.content) <= 250_000, coarser.width, coarser.height) == (True, 600, 800)
    assert len(smaller.content) <= 120_000
    assert (smaller.width, smaller.height) == Image.open(io.BytesIO(smaller.content)).size == (450, 600)


def test_the_same_file_gives_the_same_picture():
    assert drawn(a_picture()) == drawn(a_picture())
