"""The report as a Word document: what it says, how it is built, and that Word may open it without a question."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from a_report import DUTIES, YEAR, a_report
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from helpers import final_sample, report_of, sample
from hostile import a_hostile_report
from lxml import etree
from word_reading import (
    body,
    contents_of,
    controls_of,
    opened,
    shortened,
    style,
    text_of,
    wanted_body,
    wanted_contents,
)

from discloser.model.report.grid import is_strong
from discloser.model.report.report import Chart, Heading, Part, TargetForm
from discloser.read.docx.report import read_words
from discloser.render.bands import banded
from discloser.render.form_cells import blocks_of
from discloser.render.form_grid import form_rows
from discloser.render.word import render

RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module")
def data() -> bytes:
    return render(a_report())


@pytest.fixture(scope="module")
def document(data: bytes) -> Document:
    return opened(data)


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def main(data: bytes) -> etree._Element:
    return etree.fromstring(parts(data)["word/document.xml"])


def test_it_says_what_the_report_says_in_order(document: Document):
    assert body(document) == wanted_body(a_report())


def test_texts_that_look_like_markup_stay_texts():
    report = a_hostile_report()
    assert body(opened(render(report))) == wanted_body(report)


def test_the_cover_comes_first(document: Document):
    cover = a_report().cover
    assert [(style(p), p.text) for p in document.paragraphs[:3]] == [
        ("Cover Unit", cover.unit), ("Title", cover.title), ("Date", cover.date),
    ]


def test_the_contents_list_all_parts_tables_and_marked_headings(document: Document):
    lines = contents_of(document)
    assert [(level, text) for level, text, _ in lines] == wanted_contents(a_report())
    assert lines[0][2] == 1
    assert [page for _, _, page in lines] == sorted(page for _, _, page in lines)


def test_the_contents_are_a_live_field_of_links_to_what_they_name(data: bytes):
    root = main(data)
    instructions = [element.text or "" for element in root.iter(qn("w:instrText"))]
    assert instructions[0].strip() == r'TOC \o "1-2" \h \z \t "Part Above Table,1,Brief Part,1,Digest Title,1" \f T'
    targets = {
        start.get(qn("w:name")): "".join(start.getparent().itertext(qn("w:t")))
        for start in root.iter(qn("w:bookmarkStart"))
    }
    links = {
        link.get(qn("w:anchor")): "".join(link.itertext(qn("w:t"))) for link in root.iter(qn("w:hyperlink"))
    }
    titles = {table.toc: table.title for table in a_report().tables()}
    assert list(links) == list(targets)
    for anchor, line in links.items():
        text = re.sub(r"\d+$", "", line)
        assert targets[anchor] == titles.get(text, text)


def test_the_table_titles_carry_their_line_for_rebuilt_contents(data: bytes):
    marks = [element.text or "" for element in main(data).iter(qn("w:instrText")) if " TC " in (element.text or "")]
    assert [mark.split('"')[1] for mark in marks] == [table.toc for table in a_report().tables()]


def test_a_heading_left_out_of_the_contents_stays_out_when_word_rebuilds_them():
    blocks = (Heading("甲", 1, toc=True), Heading("乙", 1), Heading("丙", 2))
    report = replace(a_report(), parts=(Part("overview", "第一部分", blocks),))
    assert body(opened(render(report)))[1:] == [
        ("Heading 2", "甲"), ("Heading 2 Unlisted", "乙"), ("Heading 3", "丙"),
    ]


def test_every_field_begins_parts_and_ends(data: bytes):
    for name in ("word/document.xml", "word/footer.xml"):
        kinds = [mark.get(qn("w:fldCharType")) for mark in etree.fromstring(parts(data)[name]).iter(qn("w:fldChar"))]
        depth = 0
        for kind in kinds:
            depth += {"begin": 1, "separate": 0, "end": -1}[kind]
            assert depth >= 0
        assert depth == 0
        assert kinds


def test_header_rows_repeat_and_no_row_of_figures_is_split(document: Document):
    for table, source in zip((t for t in document.tables if len(t.columns) != 8), a_report().tables(), strict=True):
        heads = max(len(column.path) for column in source.columns) + bool(source.column_numbers)
        repeated = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert repeated == [True] * heads + [False] * len(source.rows)
        assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows)


def test_amounts_stand_right_totals_bold_and_names_indented(document: Document):
    styles = {s.style_id: s.element for s in document.styles}

    def look(cell: object) -> etree._Element:
        return styles[cell.paragraphs[0]._p.pPr.pStyle.val]  # type: ignore[attr-defined]

    for table, source in zip((t for t in document.tables if len(t.columns) != 8), a_report().tables(), strict=True):
        for row, line in zip(table.rows[-len(source.rows):], source.rows, strict=True):
            for cell, wanted, column in zip(row.cells, line.cells, source.columns, strict=True):
                definition = look(cell)
                align = definition.find(f"{qn('w:pPr')}/{qn('w:jc')}").get(qn("w:val"))
                indent = definition.find(f"{qn('w:pPr')}/{qn('w:ind')}")
                spans = cell._tc.tcPr.find(qn("w:gridSpan")) is not None
                assert align == ("right" if column.show == "amount" else "center" if spans else "left")
                assert (definition.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None) == is_strong(wanted)
                assert (indent is not None) == bool(wanted.indent)


def test_texts_have_no_look_of_their_own(data: bytes):
    """All looks come from styles; a run only says which script an ambiguous sign belongs to, or hides a field."""
    root = main(data)
    paragraph = {child.tag for element in root.iter(qn("w:pPr")) for child in element}
    characters = {child.tag for element in root.iter(qn("w:rPr")) for child in element}
    assert paragraph <= {qn("w:pStyle"), qn("w:pageBreakBefore"), qn("w:sectPr")}
    assert characters <= {qn("w:rStyle"), qn("w:rFonts"), qn("w:vanish")}
    assert {tuple(fonts.attrib) for fonts in root.iter(qn("w:rFonts"))} == {(qn("w:hint"),)}


def test_every_style_in_use_is_defined(data: bytes, document: Document):
    defined = {style.style_id for style in document.styles}
    used = {
        element.get(qn("w:val"))
        for name in ("document", "footer", "footerEven")
        for tag in ("pStyle", "rStyle", "tblStyle")
        for element in etree.fromstring(parts(data)[f"word/{name}.xml"]).iter(qn(f"w:{tag}"))
    }
    assert used <= defined
    assert {"Heading1", "Heading2", "BodyText", "TableTitle", "TOC1"} <= used


def test_wide_tables_lie_on_landscape_pages(document: Document):
    shapes = [(s.orientation, s.page_width.mm > s.page_height.mm) for s in document.sections]
    assert all(wide == (orientation == WD_ORIENT.LANDSCAPE) for orientation, wide in shapes)
    assert [wide for _, wide in shapes] == [
        False, False,  # cover, contents
        False, True, False, True,  # text and table 1, table 2, table 7, table 12
        False,  # text, form, text
    ]


def test_text_pages_have_the_margins_of_official_documents(document: Document):
    section = document.sections[2]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins if margin] == [37, 35, 28, 26]


def test_pages_count_from_the_first_part_and_carry_their_number(document: Document, data: bytes):
    starts = [section._sectPr.find(qn("w:pgNumType")) for section in document.sections]
    assert [start is not None for start in starts] == [False, False, True] + [False] * (len(starts) - 3)
    assert starts[2].get(qn("w:start")) == "1"
    feet = [section._sectPr.find(qn("w:footerReference")) is not None for section in document.sections]
    assert feet == [False, False] + [True] * (len(feet) - 2)
    for name in ("footer", "footerEven"):
        assert "".join(etree.fromstring(parts(data)[f"word/{name}.xml"]).itertext()) == "—  PAGE 1 —"


def test_the_form_is_one_table_of_merged_cells(document: Document):
    form = next(table for table in document.tables if len(table.columns) == 8)
    rows = [shortened([text_of(cell._tc) for cell in row.cells]) for row in form.rows]
    assert rows[0] == ["项目名称", "茶树良种“三圃”建设"]
    assert rows[3][:3] == ["项目资金（元）", "实施期资金总额", "3,000,000"]
    assert rows[16] == ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "三级指标", "指标值"]
    assert rows[18] == ["绩效指标", "产出指标", "数量指标", "年育苗数量", "≥60万株", "年育苗数量", "≥60万株"]
    merged = Counter(element.get(qn("w:val")) for element in form._tbl.iter(qn("w:vMerge")))
    assert merged["restart"] == 6


def test_typed_texts_and_figures_stand_in_content_controls_named_by_their_source(data: bytes):
    assert controls_of(main(data)) == [
        ("概况/职责", DUTIES), ("取数/支出总计", "1,327.35"), ("取数/基本支出", "776.55"), ("取数/项目支出", "550.80"),
        ("绩效/项目绩效目标/0/立项依据", "县人民政府关于加快茶产业发展的意见。"),
    ]


def test_a_content_control_is_always_inside_a_paragraph(data: bytes):
    assert {control.getparent().tag for control in main(data).iter(qn("w:sdt"))} == {qn("w:p")}


def test_rules_part_the_blocks_of_a_form_as_in_the_pdf(document: Document):
    form = next(block for block in a_report().blocks() if isinstance(block, TargetForm))
    table = next(table for table in document.tables if len(table.columns) == 8)
    rule = f"{qn('w:tcPr')}/{qn('w:tcBorders')}/{qn('w:top')}"
    ruled = [number for number, row in enumerate(table._tbl.tr_lst)
             if all(cell.find(rule) is not None for cell in row.tc_lst)]
    assert ruled == blocks_of(list(form_rows(form)))
    assert len(ruled) > 3


def test_everything_typed_can_be_found_again_in_the_document_by_its_place_in_the_form():
    form = sample("fenyang-2025-budget")
    controls = dict(controls_of(main(render(report_of(form)))))
    assert controls["概况/机构设置"] == form.overview.organization.splitlines()[-1]
    assert controls["变动原因/收支"] == form.reasons.both.rstrip("。")
    for number, target in enumerate(form.performance.targets):
        assert controls[f"绩效/项目绩效目标/{number}/概况"] == target.summary
        assert controls[f"绩效/项目绩效目标/{number}/年度目标"] == target.year_goal
        assert controls[f"绩效/项目绩效目标/{number}/指标/0/三级"] == target.indicators[0].third
    assert controls["取数/收入总计"] == "2,800.16"


def test_charts_are_native_and_their_figures_open(data: bytes):
    package = parts(data)
    pie = etree.fromstring(package["word/charts/chart1.xml"])
    names = [name.text for name in pie.find(f".//{CHART}cat").iter(f"{CHART}v")]
    figures = [value.text for value in pie.find(f".//{CHART}val").iter(f"{CHART}v")]
    assert names == ["基本支出  776.55  58.50%", "项目支出  550.80  41.50%"]
    assert figures == ["776.55", "550.80"]
    with ZipFile(BytesIO(package["word/embeddings/Microsoft_Excel_Sheet1.xlsx"])) as workbook:
        sheet = workbook.read("xl/worksheets/sheet1.xml").decode()
        texts = workbook.read("xl/sharedStrings.xml").decode()
    assert re.findall(r'<c r="(B\d)"><v>([^<]+)', sheet) == [("B2", "776.55"), ("B3", "550.80")]
    assert "基本支出  776.55  58.50%" in texts


def test_charts_have_no_labels_that_the_program_words(data: bytes):
    flags = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    for number in (1, 2):
        labels = etree.fromstring(parts(data)[f"word/charts/chart{number}.xml"]).find(f".//{CHART}dLbls")
        assert [labels.find(f"{CHART}show{flag}").get("val") for flag in flags] == ["0"] * 6


def test_a_chart_of_two_years_tells_its_total_below_the_bars():
    report = report_of(sample("bureau-2025-budget"))
    charts = [block for block in report.blocks() if isinstance(block, Chart)]
    package = parts(render(report))
    told = [etree.fromstring(package[f"word/charts/chart{number}.xml"]).find(f".//{CHART}title")
            for number in range(1, len(charts) + 1)]
    words = ["" if title is None else "".join(title.itertext()) for title in told]
    totals = [one.total if one.heads else None for one in charts]
    assert [title.split() for title in words] == [
        [one.name, one.amount_text.removesuffix("万元"), one.prior_text, one.change_text] if one else []
        for one in totals
    ]
    assert any(totals)


def test_charts_have_a_text_alternative(data: bytes):
    drawings = list(main(data).iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"))
    charts = [block for block in a_report().blocks() if isinstance(block, Chart)]
    assert [(drawing.get("name"), drawing.get("descr")) for drawing in drawings] == [
        (chart.title, chart.alternative) for chart in charts
    ]


def test_numbers_and_names_of_bookmarks_and_drawings_are_unique(data: bytes):
    root = main(data)
    for tag, attribute in ((qn("w:bookmarkStart"), qn("w:id")), (qn("w:bookmarkStart"), qn("w:name")),
                           (qn("wp:docPr"), "id")):
        values = [element.get(attribute) for element in root.iter(tag)]
        assert len(values) == len(set(values)) > 1
    ends = [element.get(qn("w:id")) for element in root.iter(qn("w:bookmarkEnd"))]
    assert ends == [element.get(qn("w:id")) for element in root.iter(qn("w:bookmarkStart"))]


def test_every_relationship_leads_to_a_part_and_every_part_has_a_type(data: bytes):
    package = parts(data)
    types = etree.fromstring(package["[Content_Types].xml"])
    named = {element.get("PartName") for element in types if element.get("PartName")}
    extensions = {element.get("Extension") for element in types if element.get("Extension")}
    for name, part in package.items():
        if name != "[Content_Types].xml":
            assert f"/{name}" in named or name.rsplit(".", 1)[1] in extensions
        if not name.endswith(".xml") or name == "[Content_Types].xml":
            continue
        folder, file = posixpath.split(name)
        relations = package.get(f"{folder}/_rels/{file}.rels", b"<none/>")
        known = {relation.get("Id"): relation.get("Target") for relation in etree.fromstring(relations)}
        used = {
            value for element in etree.fromstring(part).iter() for key, value in element.attrib.items()
            if key.startswith(RELATIONSHIP)
        }
        assert used <= set(known)
        for target in known.values():
            assert posixpath.normpath(posixpath.join(folder, target)) in package


def test_the_properties_name_the_report_and_no_program(document: Document):
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (a_report().title, a_report().unit, "zh-CN")
    assert properties.last_modified_by == a_report().unit
    first_day = datetime(YEAR, 1, 1, tzinfo=UTC)
    assert (properties.created, properties.modified) == (first_day, first_day)


def test_the_text_is_marked_as_chinese(data: bytes):
    (language,) = etree.fromstring(parts(data)["word/styles.xml"]).iter(qn("w:lang"))
    assert language.get(qn("w:eastAsia")) == "zh-CN"


def test_the_official_fonts_have_stand_ins(data: bytes):
    table = etree.fromstring(parts(data)["word/fontTable.xml"])
    stand_ins = {font.get(qn("w:name")): font.find(qn("w:altName")).get(qn("w:val")) for font in table}
    assert stand_ins["仿宋_GB2312"] == "仿宋"
    assert stand_ins["仿宋"] == "FandolFang R"
    named = {
        fonts.get(qn("w:eastAsia")) for fonts in etree.fromstring(parts(data)["word/styles.xml"]).iter(qn("w:rFonts"))
    }
    assert named == {"方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"}


def test_the_same_report_gives_the_same_bytes(data: bytes):
    assert render(a_report()) == data


def test_the_bytes_depend_on_no_clock_locale_or_hash_seed(data: bytes):
    tests = Path(__file__).parents[1]
    code = (
        "import hashlib; from a_report import a_report; from discloser.render.word import render; "
        "print(hashlib.sha256(render(a_report())).hexdigest())"
    )
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONUTF8": "0"}
    paths = os.pathsep.join([str(tests), str(tests.parent / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
    result = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **elsewhere, "PYTHONPATH": paths}, capture_output=True,
        text=True, check=True,
    )
    assert result.stdout.strip() == hashlib.sha256(data).hexdigest()


def test_the_zip_carries_no_time_of_writing(data: bytes):
    with ZipFile(BytesIO(data)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_line_ends_and_tabs_in_a_text_become_words_own():
    report = replace(a_report(), duties="")
    cover = replace(report.cover, unit="甲\n乙\t丙\r\n丁")
    assert opened(render(replace(report, cover=cover))).paragraphs[0].text == "甲\n乙\t丙\n丁"


def test_a_report_without_parts_is_still_a_document():
    document = opened(render(replace(a_report(), parts=())))
    assert [p.text for p in document.paragraphs if p.text] == [*_cover_lines(), a_report().contents_title]


def _cover_lines() -> list[str]:
    cover = a_report().cover
    return [cover.unit, cover.title, cover.date]


def test_a_name_over_two_columns_is_read_back_as_two_cells():
    report = report_of(final_sample("library-2022-final"))
    details = report.tables()[5]
    read = [table.rows[-1] for table in read_words(render(report), Path("报告.docx")).tables
            if table.title == details.title]
    assert details.rows[-1].cells[0].text == "人员经费合计"
    assert [[words.text for words in row] for row in read] == [band.texts()[-1] for band in banded(details)]
