"""What a reader finds in the PDF, whoever prints it, read back with pikepdf, pdfplumber and pypdfium2."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from a_report import UNIT, YEAR, a_report, columns, wan, words
from hostile import a_hostile_report
from pdf_reading import FONTS, FOOTER, outline, page_texts, read_aloud, tags, with_blocks, without_footers
from report_texts import assert_in_order, bare, pieces

from discloser.model.report.report import Chart, Enclosure, Heading, Paragraph, Report, Row, Table, TargetForm
from discloser.render import FORMATS, html, pdf

ENGINES = FORMATS["pdf"].engines
ROOT = Path(__file__).parents[2]
LANDSCAPE = [table.title for table in a_report().tables() if table.landscape]
ENCLOSED = Enclosure("form.yaml", "application/yaml", "单位: {名称: 茶叶站}\n".encode())

Print = Callable[[Report], bytes]


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def printed(engine: str) -> Print:
    return lambda report: ENGINES[engine](report, FONTS)


@pytest.fixture(scope="module")
def content(printed: Print) -> bytes:
    return printed(a_report())


@pytest.fixture(scope="module")
def texts(content: bytes) -> list[str]:
    return page_texts(content)


@pytest.fixture(scope="module")
def document(content: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


def test_everything_in_the_report_is_there_in_the_order_in_which_it_is_heard(content: bytes):
    assert_in_order(pieces(a_report()), read_aloud(content))


def test_both_engines_print_the_same_words():
    typst, weasyprint = (
        sorted(without_footers(page_texts(print_with(a_report(), FONTS))).replace(".", ""))
        for print_with in ENGINES.values()
    )
    assert typst == weasyprint


def test_the_cover_and_the_contents_come_first(texts: list[str]):
    cover = a_report().cover
    assert texts[0] == bare(cover.unit + cover.title + cover.date)
    assert texts[1].startswith(bare(a_report().contents_title))


def test_a_name_of_several_lines_leaves_the_cover_on_one_page(printed: Print):
    report = a_report()
    long = replace(report, cover=replace(report.cover, unit="某某服务保障中心" * 6))
    first = page_texts(printed(long))[0]
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
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert len(bytes(document.trailer.ID[0])) > 0
    assert str(document.docinfo.CreationDate) == str(document.docinfo.ModDate) == f"D:{YEAR}0101000000Z"


def test_what_an_archive_file_needs_is_there_and_what_it_must_not_hold_is_not(document: pikepdf.Pdf):
    (intent,) = document.Root.OutputIntents
    assert (intent.S, "/DestOutputProfile" in intent) == ("/GTS_PDFA1", True)
    assert not document.is_encrypted
    assert not {"/OpenAction", "/AA", "/AcroForm", "/NeedsRendering"} & set(document.Root.keys())
    assert "/EmbeddedFiles" not in document.Root.get("/Names", {})
    for note in (note for page in document.pages for note in page.get("/Annots", [])):
        assert (note.Subtype, note.F) == ("/Link", 4)


def test_the_form_can_be_taken_out_again(printed: Print):
    content = printed(replace(with_blocks(Paragraph("预算")), enclosure=ENCLOSED))
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert list(opened.attachments) == ["form.yaml"]
        attached = opened.attachments["form.yaml"]
        assert attached.get_file().read_bytes() == ENCLOSED.content
        assert attached.get_file().mime_type == "application/yaml"
        assert opened.Root.AF[0].AFRelationship == "/Source"
        assert {opened.Root.AF[0].EF.F.Params.CreationDate} == {f"D:{YEAR}0101000000Z"}


def test_a_report_with_its_form_inside_is_reproducible_and_another_form_shows_in_the_identifier(printed: Print):
    report = with_blocks(Paragraph("预算"))
    first, again, other = (
        printed(replace(report, enclosure=replace(ENCLOSED, content=content))) for content in (b"1", b"1", b"2")
    )
    assert first == again
    identifiers = []
    for content in (first, other):
        with pikepdf.open(io.BytesIO(content)) as opened:
            identifiers.append(bytes(opened.trailer.ID[1]))
    assert identifiers[0] != identifiers[1]


def test_a_picture_has_its_words(document: pikepdf.Pdf):
    """Typst draws all bars of a chart as one picture, the web page each bar as its own."""
    spoken = [str(element.Alt) for element in tags(document) if element.S == "/Figure"]
    pie, bars = (block for block in a_report().blocks() if isinstance(block, Chart))
    assert spoken in ([pie.alternative, bars.alternative],
                      [pie.alternative, *(f"{one.name}{one.amount_text}" for one in bars.slices)])


def test_pictures_are_drawn_and_not_painted(document: pikepdf.Pdf):
    assert [page.index for page in document.pages if page.get_images()] == []


def test_a_form_has_a_page_of_its_own(texts: list[str]):
    form = next(block for block in a_report().blocks() if isinstance(block, TargetForm))
    pages = [text for text in texts if bare(form.title) in text]
    assert len(pages) == 1
    assert pages[0].startswith(bare(form.title))
    assert FOOTER.sub("", pages[0]).endswith(bare(form.signature[-1][1]))


def test_clock_zone_language_and_hash_seed_do_not_show(engine: str, content: bytes, tmp_path: Path):
    program = (
        "import sys; from pathlib import Path; from a_report import a_report; from discloser.render import FORMATS;"
        "Path(sys.argv[1]).write_bytes(FORMATS['pdf'].engines[sys.argv[3]](a_report(), Path(sys.argv[2])))"
    )
    environment = {
        **os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "4711",
        "SOURCE_DATE_EPOCH": "1", "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")]),
    }
    target = tmp_path / "other.pdf"
    command = [sys.executable, "-c", program, str(target), str(FONTS), engine]
    subprocess.run(command, env=environment, cwd=tmp_path, check=True)
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


def drawn_tables(page: Any) -> list[list[list[str | None]]]:
    """The tables of a page; their sides are open, so the edges of the type area stand for them."""
    left, right = (28, 26) if page.width < page.height else (35, 37)
    sides = [left * 72 / 25.4, page.width - right * 72 / 25.4]
    return page.extract_tables({"explicit_vertical_lines": sides})


@pytest.mark.parametrize(("amount", "landscape"), [("1,234,567.89", False), ("12,345,678,901.23", True)])
def test_no_code_or_amount_leaves_its_column_or_breaks(printed: Print, amount: str, landscape: bool):
    table = a_long_table(amount, landscape=landscape)
    with pdfplumber.open(io.BytesIO(printed(with_blocks(table)))) as opened:
        rows = [row for page in opened.pages[2:] for drawn in drawn_tables(page) for row in drawn[2:]]
    assert [[bare(text or "") for text in row] for row in rows] == table.texts()
    assert {text for row in rows for text in row[2:]} == {amount}


def test_the_head_is_repeated_and_no_row_is_split(printed: Print):
    table = a_long_table(name="机关事业单位职业年金缴费支出" * 6, note="注：完")
    texts = page_texts(printed(with_blocks(table)))
    texts = texts[next(number for number, text in enumerate(texts) if "科目编码科目名称" in text):]
    assert len(texts) > 1
    assert all("科目编码科目名称" in text for text in texts)
    for row in table.texts():
        assert sum(bare("".join(row)) in text for text in texts) == 1


@pytest.mark.parametrize("filler", range(15, 20))
def test_a_heading_is_never_the_last_on_its_page(printed: Print, filler: int):
    headings = (Heading("一、标题", 1), Heading("（一）小标题", 2))
    blocks = (*(Paragraph("预算"),) * filler, *headings, Paragraph("预算" * 60))
    texts = page_texts(printed(with_blocks(*blocks)))
    page = next(text for text in texts[2:] if "一、标题" in text)
    assert re.search(r"一、标题（一）小标题(预算){20}", page)


def test_words_without_a_break_stay_on_the_page(printed: Print):
    words = [letter * 400 for letter in "aWm_…ω1"]
    with pdfplumber.open(io.BytesIO(printed(with_blocks(*(Paragraph(f"预算{word}") for word in words))))) as opened:
        chars = [(char["text"], char["x1"], page.width) for page in opened.pages[2:] for char in page.chars]
    assert {letter for letter, _, _ in chars} >= set("aWm_…ω1")
    assert [letter for letter, right, width in chars if right >= width - 60] == []


@pytest.mark.parametrize("amounts", [4, 7])
def test_words_without_a_break_stay_in_their_cell(printed: Print, amounts: int):
    heads = columns(("名称", "name", 2), *((f"金额{number}", "amount", 2) for number in range(amounts)))
    row = Row((words("W" * 90), *(wan("1.00") for _ in range(amounts))))
    table = replace(a_report().tables()[0], columns=heads, rows=(row,))
    with pdfplumber.open(io.BytesIO(printed(with_blocks(table)))) as opened:
        rows = next(drawn for page in opened.pages[2:] for drawn in drawn_tables(page) if len(drawn) > 1)
    assert [bare(text or "") for text in rows[-1]] == table.texts()[0]


def test_attacks_are_printed_as_the_text_they_are():
    texts = "".join(page_texts(pdf.render(a_hostile_report(), FONTS)))
    assert "file:///etc/passwd" in texts
    assert "root:" not in texts
