"""The report as PDF, read back with pikepdf, pdfplumber and pypdfium2."""

from __future__ import annotations

import gc
import io
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from a_report import UNIT, YEAR, a_report, columns, wan, words
from hostile import a_hostile_report
from report_texts import assert_in_order, bare, pieces

from discloser.model.report.report import Chart, Enclosure, Heading, Paragraph, Part, Report, Row, Table, TargetForm
from discloser.render import html, pdf, press

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "templates" / "fonts"
FOOTER = re.compile(r"—(\d+)—")
LANDSCAPE = [table.title for table in a_report().tables() if table.landscape]


@pytest.fixture(scope="module")
def content() -> bytes:
    return pdf.render(a_report(), FONTS)


@pytest.fixture(scope="module")
def texts(content: bytes) -> list[str]:
    return page_texts(content)


@pytest.fixture(scope="module")
def document(content: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


def page_texts(content: bytes) -> list[str]:
    """The text of every page in the order it is drawn, without white space."""
    opened = pypdfium2.PdfDocument(content)
    return [bare(page.get_textpage().get_text_bounded()) for page in opened]


def with_blocks(*blocks: Any) -> Report:
    return replace(a_report(), parts=(Part("narrative", "第一部分", blocks),))


def without_footers(texts: list[str]) -> str:
    return "".join(FOOTER.sub("", text) for text in texts)


def outline(document: pikepdf.Pdf) -> list[tuple[int, str]]:
    def walk(items: Any, depth: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield depth, str(item.title)
            yield from walk(item.children, depth + 1)

    with document.open_outline() as opened:
        return list(walk(opened.root, 1))


def test_everything_in_the_report_is_there_in_order(texts: list[str]):
    assert_in_order(pieces(a_report()), without_footers(texts[2:]))


def test_the_cover_and_the_contents_come_first(texts: list[str]):
    cover = a_report().cover
    assert texts[0] == bare(cover.unit + cover.title + cover.date)
    assert texts[1].startswith(bare(a_report().contents_title))


def test_a_name_of_several_lines_leaves_the_cover_on_one_page():
    report = a_report()
    long = replace(report, cover=replace(report.cover, unit="某某服务保障中心" * 6))
    first = page_texts(pdf.render(long, FONTS))[0]
    assert bare(report.cover.title) in first
    assert first.endswith(bare(report.cover.date))


def test_no_page_is_blank(texts: list[str]):
    assert [number for number, text in enumerate(texts) if not FOOTER.sub("", text)] == []


def test_pages_are_numbered_from_the_first_part_on(texts: list[str]):
    numbers = [FOOTER.findall(text) for text in texts]
    assert numbers == [[], [], *([str(number)] for number in range(1, len(texts) - 1))]


def test_the_contents_name_the_pages_where_things_are(texts: list[str]):
    entries = [(entry.text, entry.target) for entry in html.contents(a_report())]
    contents = texts[1].removeprefix(bare(a_report().contents_title))
    titles = {table.toc: table.title for table in a_report().tables()}
    for entry, _ in entries:
        match = re.match(re.escape(bare(entry)) + r"\.*(\d+?)(?=\D|$)", contents)
        assert match, f"{entry!r} is not next in {contents[:60]!r}"
        assert bare(titles.get(entry, entry)) in texts[int(match[1]) + 1]
        contents = contents[match.end() :]
    assert contents == ""


def test_every_line_of_the_contents_is_a_link(document: pikepdf.Pdf):
    links = [note for note in document.pages[1].get("/Annots", []) if note.Subtype == "/Link"]
    assert len(links) >= len(list(html.contents(a_report())))


def test_the_bookmarks_are_the_parts_tables_headings_and_forms(document: pikepdf.Pdf):
    expected = []
    for part in a_report().parts:
        expected.append(part.heading)
        for block in part.blocks:
            match block:
                case Table():
                    expected.append(block.title)
                case Heading():
                    expected.append(block.text)
                case TargetForm():
                    expected.append(block.project)
    found = outline(document)
    assert [title for _, title in found] == expected
    assert [title for depth, title in found if depth == 1] == [part.heading for part in a_report().parts]


def test_only_the_shipped_fonts_are_used_embedded_and_in_part(document: pikepdf.Pdf):
    families = "|".join({family for family, _, _ in pdf.FACES})
    fonts = {str(font.BaseFont): font for page in document.pages for font in page.Resources.Font.values()}
    assert len(fonts) >= 4
    for name, font in fonts.items():
        assert re.fullmatch(rf"/[A-Z]{{6}}\+({families})(-Bold)?", name)
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert 100 < len(descriptor.FontFile3.read_bytes()) < 1_000_000
        assert "/ToUnicode" in font


def test_wide_tables_lie_on_landscape_pages_and_all_else_stands_upright(content: bytes, texts: list[str]):
    with pdfplumber.open(io.BytesIO(content)) as opened:
        sideways = [page.width > page.height for page in opened.pages]
        assert {tuple(sorted((round(page.width), round(page.height)))) for page in opened.pages} == {(595, 842)}
    wanted = [any(bare(title) in text for title in LANDSCAPE) and number > 3 for number, text in enumerate(texts)]
    assert sum(wanted) == 2
    assert sideways == wanted


def test_the_file_says_title_author_and_language_and_no_time_of_making(document: pikepdf.Pdf):
    assert str(document.docinfo.Title) == a_report().title
    assert str(document.docinfo.Author) == UNIT
    assert str(document.Root.Lang) == "zh-CN"
    assert len(bytes(document.trailer.ID[0])) > 0
    assert str(document.docinfo.CreationDate) == str(document.docinfo.ModDate) == f"D:{YEAR}0101000000Z"


def test_the_file_calls_itself_an_archive_file_and_nothing_it_is_not(document: pikepdf.Pdf):
    with document.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "U")
        assert "pdfuaid:part" not in metadata
        assert metadata["dc:title"] == str(document.docinfo.Title)
        assert metadata["dc:creator"] == [str(document.docinfo.Author)]
        assert metadata["xmp:CreateDate"] == f"{YEAR}-01-01T00:00:00Z"


def test_what_an_archive_file_needs_is_there_and_what_it_must_not_hold_is_not(document: pikepdf.Pdf):
    (intent,) = document.Root.OutputIntents
    assert (intent.S, "/DestOutputProfile" in intent) == ("/GTS_PDFA1", True)
    assert not document.is_encrypted
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert not {"/OpenAction", "/AA", "/AcroForm", "/NeedsRendering"} & set(document.Root.keys())
    assert "/EmbeddedFiles" not in document.Root.get("/Names", {})
    for note in (note for page in document.pages for note in page.get("/Annots", [])):
        assert (note.Subtype, note.F) == ("/Link", 4)


def test_qpdf_finds_no_fault_in_the_file(content: bytes, document: pikepdf.Pdf):
    assert document.check_pdf_syntax() == []
    with pikepdf.open(io.BytesIO(content.replace(b"endobj", b"endobz", 40))) as spoilt:
        assert spoilt.check_pdf_syntax()


ENCLOSED = Enclosure("form.yaml", "application/yaml", "单位: {名称: 茶叶站}\n".encode())


def test_the_form_can_be_taken_out_again():
    content = pdf.render(replace(with_blocks(Paragraph("预算")), enclosure=ENCLOSED), FONTS)
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert list(opened.attachments) == ["form.yaml"]
        attached = opened.attachments["form.yaml"]
        assert attached.get_file().read_bytes() == ENCLOSED.content
        assert attached.get_file().mime_type == "application/yaml"
        assert opened.Root.AF[0].AFRelationship == "/Source"
        assert {opened.Root.AF[0].EF.F.Params.CreationDate} == {f"D:{YEAR}0101000000Z"}


def test_a_report_with_its_form_inside_is_reproducible_and_another_form_shows_in_the_identifier():
    report = with_blocks(Paragraph("预算"))
    first, again, other = (
        pdf.render(replace(report, enclosure=replace(ENCLOSED, content=content)), FONTS)
        for content in (b"1", b"1", b"2")
    )
    assert first == again
    identifiers = []
    for content in (first, other):
        with pikepdf.open(io.BytesIO(content)) as opened:
            identifiers.append(bytes(opened.trailer.ID[0]))
    assert identifiers[0] != identifiers[1]


def structure(document: pikepdf.Pdf) -> Iterator[Any]:
    def walk(element: Any) -> Iterator[Any]:
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element
        for child in element.get("/K", []) if isinstance(element, pikepdf.Dictionary) else []:
            yield from walk(child)

    yield from walk(document.Root.StructTreeRoot.K[0])


def test_the_file_is_tagged_for_those_who_hear_it(document: pikepdf.Pdf):
    kinds = [str(element.S) for element in structure(document)]
    assert document.Root.MarkInfo.Marked
    assert kinds.count("/H2") == 1 + len(a_report().parts)
    assert {"/H1", "/H3", "/P", "/L", "/Table", "/Caption", "/TH", "/TD", "/Figure", "/Link"} <= set(kinds)


def test_a_picture_has_its_words(document: pikepdf.Pdf):
    spoken = [str(element.Alt) for element in structure(document) if element.S == "/Figure"]
    assert spoken == [block.alternative for block in a_report().blocks() if isinstance(block, Chart)]


def test_pictures_are_drawn_and_not_painted(document: pikepdf.Pdf):
    assert [page.index for page in document.pages if page.get_images()] == []


def test_a_form_has_a_page_of_its_own(texts: list[str]):
    form = next(block for block in a_report().blocks() if isinstance(block, TargetForm))
    pages = [text for text in texts if bare(form.title) in text]
    assert len(pages) == 1
    assert pages[0].startswith(bare(form.title))
    assert FOOTER.sub("", pages[0]).endswith(bare(form.signature[-1][1]))


def test_the_same_report_gives_the_same_bytes(content: bytes):
    assert pdf.render(a_report(), FONTS) == content


def test_clock_zone_language_and_hash_seed_do_not_show(content: bytes, tmp_path: Path):
    program = (
        "import sys; from pathlib import Path; from a_report import a_report; from discloser.render import pdf;"
        "Path(sys.argv[1]).write_bytes(pdf.render(a_report(), Path(sys.argv[2])))"
    )
    environment = {
        **os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "4711",
        "SOURCE_DATE_EPOCH": "1", "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")]),
    }
    target = tmp_path / "other.pdf"
    subprocess.run([sys.executable, "-c", program, str(target), str(FONTS)], env=environment, cwd=tmp_path, check=True)
    assert target.read_bytes() == content


def a_long_table(amount: str = "1,234,567.89", name: str = "职业年金缴费支出", **changes: Any) -> Table:
    heads = columns(
        ("项目/科目编码", "code", 1), ("项目/科目名称", "name", 9), ("合计", "amount", 1), ("基本支出", "amount", 1),
        ("项目支出", "amount", 1), ("上年结转", "amount", 1),
    )
    lines = tuple(
        Row((words(f"20805{number:02d}"), words(f"第{number}项{name}", indent=2), *(wan(amount),) * 4))
        for number in range(45)
    )
    return replace(a_report().tables()[0], columns=heads, rows=lines, **changes)


@pytest.mark.parametrize(("amount", "landscape"), [("1,234,567.89", False), ("12,345,678,901.23", True)])
def test_no_code_or_amount_leaves_its_column_or_breaks(amount: str, landscape: bool):
    table = a_long_table(amount, landscape=landscape)
    with pdfplumber.open(io.BytesIO(pdf.render(with_blocks(table), FONTS))) as opened:
        rows = [row for page in opened.pages[3:] for drawn in page.extract_tables() for row in drawn[2:]]
    assert [[bare(text or "") for text in row] for row in rows] == table.texts()
    assert {text for row in rows for text in row[2:]} == {amount}


def test_the_head_is_repeated_and_no_row_is_split():
    table = a_long_table(name="机关事业单位职业年金缴费支出" * 6, note="注：完")
    texts = page_texts(pdf.render(with_blocks(table), FONTS))[3:]
    assert len(texts) > 2
    assert all("科目编码科目名称" in text for text in texts)
    for row in table.texts():
        assert sum(bare("".join(row)) in text for text in texts) == 1


def test_lines_of_a_paragraph_end_at_the_same_edge_and_it_starts_two_characters_in():
    paragraph = Paragraph("二〇二五年度预算收入总计1,327.35万元，其中：本年收入1,292.35万元，上年结转35.00万元。" * 6)
    with pdfplumber.open(io.BytesIO(pdf.render(with_blocks(paragraph), FONTS))) as opened:
        lines = opened.pages[2].extract_text_lines()[1:-1]
    assert len(lines) > 6
    assert lines[0]["x0"] - lines[1]["x0"] == pytest.approx(31.5, abs=1)
    assert {round(line["x0"]) for line in lines[1:]} == {round(lines[1]["x0"])}
    assert max(line["x1"] for line in lines[:-1]) - min(line["x1"] for line in lines[:-1]) < 0.6
    assert not [line["text"] for line in lines if line["text"][0] in "，。、；：）”"]


def test_a_page_holds_22_lines_of_28_characters():
    with pdfplumber.open(io.BytesIO(pdf.render(with_blocks(Paragraph("预" * 2000)), FONTS))) as opened:
        lines = opened.pages[3].extract_text_lines()[:-1]
    assert [len(bare(line["text"])) for line in lines] == [28] * 22


@pytest.mark.parametrize("filler", range(15, 20))
def test_a_heading_is_never_the_last_on_its_page(filler: int):
    headings = (Heading("一、标题", 1), Heading("（一）小标题", 2))
    blocks = (*(Paragraph("预算"),) * filler, *headings, Paragraph("预算" * 60))
    texts = page_texts(pdf.render(with_blocks(*blocks), FONTS))
    page = next(text for text in texts[2:] if "一、标题" in text)
    assert re.search(r"一、标题（一）小标题(预算){20}", page)


def test_words_without_a_break_stay_on_the_page():
    with pdfplumber.open(io.BytesIO(pdf.render(with_blocks(Paragraph("a" * 400)), FONTS))) as opened:
        page = opened.pages[2]
        assert max(char["x1"] for char in page.chars) < page.width - 60


@pytest.mark.parametrize("amounts", [4, 7])
def test_words_without_a_break_stay_in_their_cell(amounts: int):
    heads = columns(("名称", "name", 2), *((f"金额{number}", "amount", 2) for number in range(amounts)))
    row = Row((words("W" * 90), *(wan("1.00") for _ in range(amounts))))
    table = replace(a_report().tables()[0], columns=heads, rows=(row,))
    with pdfplumber.open(io.BytesIO(pdf.render(with_blocks(table), FONTS))) as opened:
        rows = opened.pages[3].extract_tables()[0]
    assert [bare(text or "") for text in rows[-1]] == table.texts()[0]


def test_attacks_are_printed_as_the_text_they_are_and_fetch_nothing(monkeypatch, caplog):
    fetched: list[str] = []
    make_fetcher = pdf._font_fetcher

    def spying(*known: Any) -> Any:
        fetcher = make_fetcher(*known)
        fetch = fetcher.fetch
        monkeypatch.setattr(fetcher, "fetch", lambda url, headers=None: fetched.append(url) or fetch(url, headers))
        return fetcher

    monkeypatch.setattr(pdf, "_font_fetcher", spying)
    with caplog.at_level(logging.WARNING, "weasyprint"):
        texts = page_texts(pdf.render(a_hostile_report(), FONTS))
    assert fetched
    assert {url.partition(":")[0] for url in fetched} == {"font"}
    assert "file:///etc/passwd" in "".join(texts)
    assert "root:" not in "".join(texts)
    assert [record.message for record in caplog.records if "load" in record.message.lower()] == []


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://192.0.2.1/", "https://192.0.2.1/x.css", "data:text/css,*{}", "font:COPYING",
            "font:../fonts/FandolSong-Regular.otf", "font:/etc/passwd", "font:", "FandolSong-Regular.otf"],
)
def test_the_fetcher_refuses_all_but_the_shipped_fonts(url: str):
    with pytest.raises(PermissionError):
        pdf._font_fetcher(FONTS).fetch(url)


def test_the_fetcher_gives_a_shipped_font():
    response = pdf._font_fetcher(FONTS).fetch("font:FandolSong-Regular.otf")
    assert response.read() == (FONTS / "FandolSong-Regular.otf").read_bytes()


def test_without_the_shipped_fonts_a_page_is_set_in_those_of_the_machine(tmp_path: Path):
    texts = page_texts(pdf.render(with_blocks(Paragraph("2025年预算")), tmp_path))
    assert "2025年预算" in texts[2]


def test_what_is_missing_is_named(tmp_path: Path, monkeypatch):
    assert pdf.missing(tmp_path) == [name for _, _, name in pdf.FACES]
    for _, _, name in pdf.FACES:
        (tmp_path / name).touch()
    assert pdf.missing(tmp_path) == []
    monkeypatch.setattr("weasyprint.text.ffi.harfbuzz_subset", None)
    assert pdf.missing(tmp_path) == ["harfbuzz-subset"]


def test_a_machine_without_pango_is_told_so(tmp_path: Path, monkeypatch):
    def no_library() -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(press, "load", no_library)
    assert pdf.missing(tmp_path)[0] == "pango"


def test_rendering_leaves_garbage_collection_as_it_was():
    assert gc.isenabled()
    pdf.render(with_blocks(Paragraph("预算")), FONTS)
    assert gc.isenabled()
    gc.disable()
    try:
        pdf.render(with_blocks(Paragraph("预算")), FONTS)
        assert not gc.isenabled()
    finally:
        gc.enable()
