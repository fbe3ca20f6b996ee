"""The page as a printer looks at it: lines, numbers, letters; and what a hostile text can do to it."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from a_report import a_report, words
from helpers import some_of
from hostile import a_hostile_report
from pdf_reading import FONTS, outline, page_texts, tags, with_blocks
from report_texts import bare
from test_pdf_judges import NOTICE

from discloser.model.report.report import Heading, Paragraph, Row, Table, TargetForm
from discloser.render import CannotRender, pdf
from discloser.render.pdf import typesetter


def lines_of(content: bytes, page: int) -> list[dict[str, Any]]:
    with pdfplumber.open(io.BytesIO(content)) as opened:
        return opened.pages[page].extract_text_lines()


def test_only_the_shipped_fonts_are_used_embedded_and_in_part():
    families = {path.stem.replace("-Latin", "") for path in FONTS.glob("*.otf")}
    with pikepdf.open(io.BytesIO(pdf.render(a_report(), FONTS))) as document:
        of_pages = (page.Resources.get("/Font", {}) for page in document.pages)
        fonts = {str(font.BaseFont): font for fonts in of_pages for font in fonts.values()}
        assert len(fonts) >= 5
        for name, font in fonts.items():
            assert any(re.match(rf"/[A-Z]{{6}}\+{family}", name) for family in families), name
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert 100 < len(descriptor.FontFile3.read_bytes()) < 1_000_000
            assert "/ToUnicode" in font


def test_lines_of_a_paragraph_end_at_the_same_edge_and_it_starts_two_characters_in():
    paragraph = Paragraph("二〇二五年度预算收入总计1,327.35万元，其中：本年收入1,292.35万元，上年结转35.00万元。" * 6)
    lines = lines_of(pdf.render(with_blocks(paragraph), FONTS), 2)[1:-1]
    assert len(lines) > 6
    assert lines[0]["x0"] - lines[1]["x0"] == pytest.approx(31.5, abs=1)
    assert {round(line["x0"]) for line in lines[1:]} == {round(lines[1]["x0"])}
    inked = [line["x1"] for line in lines[:-1] if line["text"][-1] not in "，。：、"]
    assert max(inked) - min(inked) < 0.6
    assert not [line["text"] for line in lines if line["text"][0] in "，。、；：）”"]


def test_digits_are_never_stretched():
    paragraph = Paragraph("本年收入1,292.35万元，上年结转35.00万元，其中一般公共预算拨款1,262.35万元。" * 6)
    with pdfplumber.open(io.BytesIO(pdf.render(with_blocks(paragraph), FONTS))) as opened:
        chars = opened.pages[2].chars
    gaps = {
        round(after["x0"] - before["x0"], 1) for before, after in pairwise(chars)
        if before["text"].isdigit() and after["text"].isdigit() and before["top"] == after["top"]
    }
    assert len(gaps) == 1


@pytest.mark.parametrize("filler", range(8))
def test_an_amount_stays_with_its_unit(filler: int):
    paragraph = Paragraph("预" * filler + "收入总计12,327.35万元，本年收入8,292.35万元，项目3个，上年结转35.00元。" * 8)
    lines = lines_of(pdf.render(with_blocks(paragraph), FONTS), 2)
    assert len(lines) > 8
    assert not [line["text"] for line in lines if re.match(r"万?元|个", line["text"])]


@pytest.mark.parametrize("length", range(50, 60))
def test_no_character_stands_alone_on_the_last_line(length: int):
    content = pdf.render(with_blocks(Paragraph("预" * length + "。")), FONTS)
    assert len(bare(lines_of(content, 2)[-2]["text"])) > 2


def test_a_page_holds_22_lines_of_28_characters():
    lines = lines_of(pdf.render(with_blocks(Paragraph("预" * 2000)), FONTS), 3)[:-1]
    assert [len(bare(line["text"])) for line in lines] == [28] * 22


def test_page_numbers_stand_on_the_outer_side_below_the_text():
    with pdfplumber.open(io.BytesIO(pdf.render(a_report(), FONTS))) as opened:
        for number, page in enumerate(opened.pages[2:], start=1):
            last = page.extract_text_lines()[-1]
            assert bare(last["text"]).endswith(f"—{number}—") or bare(last["text"]).startswith(f"—{number}—")
            signs = (word for word in page.extract_words() if word["top"] > last["top"] - 3)
            sign = next(word for word in signs if word["text"] == str(number))
            assert (sign["x0"] > page.width / 2) == (number % 2 == 1)
            assert sign["top"] > page.height - 35 / 25.4 * 72


HOSTILE = (
    '#read("/etc/passwd")', "$ x^2 $", "<part-0>", "@part-0", "#import \"@preview/x:1.0.0\"", "*重* _点_ `码`",
    "= 标题", "- 项", "#include \"data.json\"", "\\u{41} \\#", "// 注 /* 注 */", "https://192.0.2.1/", "~ -- --- ...",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_typst_markup_is_printed_as_it_was_typed(text: str):
    form = next(block for block in a_report().blocks() if isinstance(block, TargetForm))
    table = a_report().tables()[2]
    row = Row((words("合计"), words(text), words("")))
    report = with_blocks(
        Heading(text, 1), Paragraph(text), replace(table, rows=(row,)), replace(form, texts=(("概况", text),)))
    content = pdf.render(replace(report, unit=text), FONTS)
    printed = "".join(page_texts(content)[2:])
    assert printed.count(bare(text)) >= 4
    with pikepdf.open(io.BytesIO(content)) as document:
        assert (1 + 1, text) in outline(document)
        assert str(document.docinfo.Author) == text
        assert [tag.S for tag in tags(document)].count("/Figure") == 0


@pytest.mark.parametrize("text", some_of(["预" * 100_000, "a" * 100_000, "预 算" * 33_000, "——" * 50_000], 2))
def test_a_hundred_thousand_characters_are_all_printed(text: str):
    texts = page_texts(pdf.render(with_blocks(Paragraph(text)), FONTS))
    assert sum(page.count(text[0]) for page in texts) >= text.count(text[0])


def test_a_row_higher_than_a_page_goes_on_on_the_next():
    form = next(block for block in a_report().blocks() if isinstance(block, TargetForm))
    long = replace(form, texts=(("项目概况", "建设母本园。" * 2_000), *form.texts))
    texts = page_texts(pdf.render(with_blocks(long), FONTS))
    assert "".join(texts).count("建设母本园。") >= 1_990
    table: Table = a_report().tables()[3]
    row = replace(table.rows[0], cells=(words("良种" * 3_000), *table.rows[0].cells[1:]))
    texts = page_texts(pdf.render(with_blocks(replace(table, rows=(row,))), FONTS))
    assert sum(text.count("良") for text in texts) >= 3_000


def test_a_letter_that_no_font_has_is_printed_as_a_full_block_and_said_as_it_is():
    report = replace(with_blocks(Paragraph("䶮山林场😀，峠")), title="䶮山报告")
    content = pdf.render(report, FONTS)
    assert "〓山林场〓，〓" in page_texts(content)[2]
    with pikepdf.open(io.BytesIO(content)) as document:
        assert str(document.docinfo.Title) == "䶮山报告"


def test_without_its_fonts_nothing_is_printed_in_those_of_the_machine(tmp_path: Path):
    with pytest.raises(CannotRender, match="字体"):
        pdf.render(with_blocks(Paragraph("预算")), tmp_path)


def test_the_folder_is_private_and_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    seen: list[int] = []
    make = typesetter.TemporaryDirectory

    class Watched(make):  # type: ignore[misc, valid-type]
        def __enter__(self) -> str:
            seen.append(Path(self.name).stat().st_mode & 0o777)
            return str(super().__enter__())

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(typesetter, "TemporaryDirectory", Watched)
    pdf.render(a_hostile_report(), FONTS)
    assert seen == [0o700]
    assert list(tmp_path.iterdir()) == []


def test_a_template_can_read_nothing_outside_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "paper.typ").write_text('#let base(data, body) = read("/../" + "secret")', encoding="utf-8")
    (tmp_path / "digest.typ").touch()
    (tmp_path / "notice.typ").write_text('#import "paper.typ": *\n#base(none, none)', encoding="utf-8")
    monkeypatch.setattr(typesetter, "files", lambda package: tmp_path)
    with pytest.raises(RuntimeError, match=r"project root|access denied|not found"):
        pdf.render_notice(NOTICE, FONTS)


def test_several_threads_print_what_one_prints():
    reports = [with_blocks(Paragraph(f"第{number}份" * 50), *a_report().tables()) for number in range(8)]
    alone = [pdf.render(report, FONTS) for report in reports]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda report: pdf.render(report, FONTS), reports)) == alone


def test_a_notice_of_a_form_without_a_year_is_printed():
    assert "检查报告" in page_texts(pdf.render_notice(replace(NOTICE, year=0), FONTS))[0]
