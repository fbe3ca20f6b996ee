"""The report as one accessible web page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5
from a_report import UNIT, a_report
from hostile import ATTACK, a_hostile_report
from report_texts import assert_in_order, bare, pieces

from discloser.model.report.report import Heading, Part, Table, TargetForm
from discloser.render import html

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def source() -> str:
    return html.render(a_report()).decode()


@pytest.fixture(scope="module")
def page(source: str) -> Element:
    return parsed(source)


def parsed(source: str) -> Element:
    root: Element = tinyhtml5.parse(source, namespace_html_elements=False)
    return root


def text(element: Element) -> str:
    return "".join(element.itertext())


def spans(cell: Element) -> tuple[int, int]:
    return int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))


def squares(rows: list[Element], width: int) -> Iterator[tuple[int, int]]:
    """Every square of a table that a cell covers; a square covered twice comes twice."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            columns, lines = spans(cell)
            covered = [(x + i, y + j) for i in range(columns) for j in range(lines)]
            taken.update(covered)
            yield from covered


def test_everything_in_the_report_is_there_in_order(source: str):
    assert_in_order(pieces(a_report()), bare(text(parsed(re.sub("<title>.*?</title>", "", source)))))


def test_the_page_says_its_language_title_and_author(page: Element):
    assert page.get("lang") == "zh-CN"
    assert page.findtext("head/title") == a_report().title
    assert {meta.get("name"): meta.get("content") for meta in page.iter("meta")}["author"] == UNIT


@pytest.mark.parametrize("report", [a_report(), a_hostile_report()], ids=["plain", "hostile"])
def test_nothing_outside_the_file_is_referred_to(report):
    page = parsed(html.render(report).decode())
    references = [
        value for element in page.iter() for name, value in element.attrib.items()
        if name.split("}")[-1] in ("href", "src", "srcset", "data", "action", "poster", "background", "style")
    ]
    assert references
    assert [value for value in references if not re.fullmatch(r"#[a-z]+-[\d-]+|width:[\d.]+%", value)] == []
    styles = "".join(text(element) for element in page.iter("style"))
    assert "url(" not in styles
    assert "@import" not in styles


def test_every_link_leads_somewhere_and_no_id_occurs_twice(page: Element):
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    targets = [element.get("href", "").removeprefix("#") for element in page.iter("a")]
    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)


def test_a_reader_can_skip_to_the_first_part(page: Element):
    first = next(page.iter("a"))
    assert first.get("class") == "skip"
    assert text(first) == a_report().parts[0].heading


def test_the_page_has_its_landmarks(page: Element):
    body = page.find("body")
    assert body is not None
    assert [child.tag for child in body] == ["a", "header", "nav", "main"]


def test_the_contents_list_parts_tables_and_marked_headings(page: Element):
    listed = [text(item) for item in page.findall(".//nav//li")]
    expected = []
    for part in a_report().parts:
        expected.append(part.heading)
        for block in part.blocks:
            if isinstance(block, Table):
                expected.append(block.toc)
            if isinstance(block, Heading) and block.toc:
                expected.append(block.text)
    assert listed == expected


def test_headings_never_skip_a_level_downwards(page: Element):
    levels = [int(element.tag[1]) for element in page.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_every_table_has_a_caption_and_is_in_a_frame_that_scrolls(page: Element):
    tables = list(page.iter("table"))
    assert len(tables) == len(page.findall(".//div[@class='scroll']/table")) == 5
    for table, drawn in zip(a_report().tables(), tables, strict=False):
        caption = drawn.find("caption")
        assert caption is not None
        assert bare(table.label + table.title + table.owner_line + table.unit_line) == bare(text(caption))


def test_every_head_cell_says_what_it_heads(page: Element):
    heads = list(page.iter("th"))
    assert {head.get("scope") for head in heads} == {"row", "col", "colgroup"}
    assert all(head.get("scope") == "colgroup" for head in page.findall(".//thead//th[@colspan]"))


def test_a_row_is_headed_by_its_name_where_names_stand_once(page: Element):
    two_sided, by_function = page.findall(".//table")[:2]
    assert two_sided.findall("tbody//th") == []
    names = [text(head) for head in by_function.findall("tbody/tr/th")]
    assert names[:2] == ["社会保障和就业支出", "行政事业单位养老支出"]


def test_cells_are_the_cells_of_the_report(page: Element):
    for table, drawn in zip(a_report().tables(), page.iter("table"), strict=False):
        rows = [[one for cell in row for one in (text(cell), *[""] * (int(cell.get("colspan", 1)) - 1))]
                for row in drawn.findall("tbody/tr")]
        assert rows == table.texts()


def test_cells_cover_every_square_of_every_table_once(page: Element):
    for drawn in page.iter("table"):
        width = len(drawn.findall("colgroup/col"))
        for rows in (drawn.findall("thead/tr"), drawn.findall("tbody/tr")):
            assert sorted(squares(rows, width)) == [(x, y) for x in range(width) for y in range(len(rows))]


def test_looks_are_classes_and_never_written_on_cells(page: Element):
    for cell in (*page.iter("td"), *page.iter("tbody")):
        assert cell.get("style") is None
    for cell in page.iter("td"):
        assert list(cell) == []


def test_totals_amounts_and_indents_are_marked(page: Element):
    projects = page.findall(".//table")[3]
    assert [row[0].get("class") for row in projects.findall("tbody/tr")] == [
        "name total indent-1", "name indent-2", "name indent-2",
    ]
    assert projects.findall("tbody/tr")[0][1].get("class") == "amount total"


def test_a_chart_has_its_figures_beside_it_as_text(page: Element):
    figure = page.find(".//figure")
    assert figure is not None
    assert [bare(text(item)) for item in figure.iter("li")] == ["基本支出776.5558.50%", "项目支出550.8041.50%"]
    assert figure.findtext(f".//{SVG}svg/{SVG}title", "").startswith("饼图：支出预算1,327.35万元")


def test_every_colour_of_a_legend_is_in_the_style_sheet(source: str):
    for key in re.findall(r'class="(key-\d+)"', source):
        assert f".{key}::before{{background:#" in source


def test_attacks_come_out_as_the_text_they_are():
    page = parsed(html.render(a_hostile_report()).decode())
    allowed = {"script", "img", "link", "iframe", "object"}
    assert [element.tag for element in page.iter() if element.tag in allowed] == []
    assert len(list(page.iter("style"))) == 1
    assert_in_order(
        (piece for piece in map(without_controls, pieces(a_hostile_report()))), bare(text(page.find("body") or page))
    )
    assert page.findtext("head/title") == a_report().title + ATTACK


def without_controls(piece: str) -> str:
    return re.sub("[\x00-\x1f\x7f-\x9f\ud800\ufffe]", "", piece)


def test_characters_html_forbids_are_left_out():
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe]", html.render(a_hostile_report()).decode())


def test_the_same_report_gives_the_same_bytes():
    assert html.render(a_report()) == html.render(a_report())


def test_a_report_without_parts_is_still_a_page():
    page = parsed(html.render(replace(a_report(), parts=())).decode())
    assert text(next(page.iter("h1"))) == a_report().cover.title


def test_a_form_with_an_even_number_of_particulars_starts_with_two():
    form = next(block for block in a_report().blocks() if isinstance(block, TargetForm))
    even = replace(form, identity=form.identity[1:])
    page = parsed(html.render(replace(a_report(), parts=(Part("narrative", "说明", (even,)),))).decode())
    first = page.find(".//table/tbody/tr")
    assert first is not None
    assert [text(cell) for cell in first] == ["主管部门及代码", "501-云山县农业农村局", "实施单位", UNIT]


def test_blocks_of_funding_may_differ_in_length():
    form = next(block for block in a_report().blocks() if isinstance(block, TargetForm))
    term, year = form.funding
    uneven = replace(form, funding=(term, replace(year, lines=year.lines[:1])))
    page = parsed(html.render(replace(a_report(), parts=(Part("narrative", "说明", (uneven,)),))).decode())
    drawn = page.find(".//table")
    assert drawn is not None
    rows = drawn.findall("tbody/tr")
    assert sorted(squares(rows, 8)) == [(x, y) for x in range(8) for y in range(len(rows))]
