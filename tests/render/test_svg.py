"""Charts as SVG."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import Literal
from xml.etree.ElementTree import Element, fromstring

import pytest

from discloser.model.report.report import Chart, Slice
from discloser.render import svg

NAMESPACE = "{http://www.w3.org/2000/svg}"


def a_chart(*figures: str, shape: Literal["pie", "bar"] = "pie", alternative: str = "图") -> Chart:
    slices = tuple(Slice(f"第{i}项", Decimal(figure), f"{figure}万元", "") for i, figure in enumerate(figures))
    return Chart("结构图", shape, slices, "万元", alternative)


def drawn(*figures: str, shape: Literal["pie", "bar"] = "pie") -> Element:
    return fromstring(svg.draw(a_chart(*figures, shape=shape)))


def shapes(picture: Element) -> list[str]:
    return [child.tag.removeprefix(NAMESPACE) for child in picture if child.tag != f"{NAMESPACE}title"]


def test_the_title_says_what_the_chart_says_and_is_escaped():
    picture = fromstring(svg.draw(a_chart("1", alternative='支出 <100> & "其他"\x00]]>')))
    assert picture.get("role") == "img"
    assert picture.findtext(f"{NAMESPACE}title") == '支出 <100> & "其他"]]>'


def test_a_single_slice_is_a_whole_circle():
    assert shapes(drawn("0.00", "7.31", "0.00")) == ["circle"]


def test_the_circle_has_the_colour_of_its_slice():
    circle = drawn("0.00", "7.31").find(f"{NAMESPACE}circle")
    assert circle is not None
    assert circle.get("fill") == svg.fill(1)


@pytest.mark.parametrize("figures", [("1", "2"), ("582.81", "2217.36"), ("0.01", "9999999.99"), ("9999999.99", "0.01")])
def test_every_figure_above_zero_has_its_slice(figures: tuple[str, ...]):
    assert shapes(drawn(*figures)) == ["path"] * len(figures)


def test_a_slice_of_nearly_all_is_drawn_around_the_whole_circle():
    """Its two arcs pass the bottom, opposite the seam at the top."""
    path = drawn("99999999.99", "0.01").find(f"{NAMESPACE}path")
    assert path is not None
    points = re.findall(r"A112 112 0 0 1 (\S+) ([^AZ\s]+)", path.get("d", ""))
    assert points == [("120.00", "232.00"), ("120.00", "8.00")]


def test_slices_follow_each_other_clockwise_from_the_top():
    paths = [path.get("d", "") for path in drawn("1", "1", "2").iter(f"{NAMESPACE}path")]
    starts = [path.split("A")[0].removeprefix("M120 120L") for path in paths]
    assert starts == ["120.00 8.00", "232.00 120.00", "120.00 232.00"]


@pytest.mark.parametrize("shape", ["pie", "bar"])
@pytest.mark.parametrize("count", range(1, 13))
def test_nothing_is_drawn_outside_the_picture(shape: Literal["pie", "bar"], count: int):
    picture = drawn(*(str(i + 1) for i in range(count)), shape=shape)
    _, _, width, height = map(int, picture.get("viewBox", "").split())
    for path in picture.iter(f"{NAMESPACE}path"):
        for x, y in re.findall(r"([\d.]+) ([\d.]+)(?=[AZL]|$)", path.get("d", "")):
            assert 0 <= Decimal(x) <= width
            assert 0 <= Decimal(y) <= height
    for bar in picture.iter(f"{NAMESPACE}rect"):
        assert Decimal(bar.get("x", "")) + Decimal(bar.get("width", "")) <= width
        assert Decimal(bar.get("y", "")) + Decimal(bar.get("height", "")) <= height


def test_bars_are_as_long_as_their_figures():
    bars = list(drawn("50.00", "0.00", "100.00", "25.00", shape="bar").iter(f"{NAMESPACE}rect"))
    assert [bar.get("width") for bar in bars] == ["500", "1000", "250"]


def test_the_least_bar_is_seen():
    bars = list(drawn("0.01", "9999999.99", shape="bar").iter(f"{NAMESPACE}rect"))
    assert [bar.get("width") for bar in bars] == ["4", "1000"]


def test_bars_keep_the_place_of_their_slice_and_have_one_colour():
    bars = list(drawn("50.00", "0.00", "100.00", shape="bar").iter(f"{NAMESPACE}rect"))
    assert {bar.get("fill") for bar in bars} == {svg.ACCENT}
    assert [int(bar.get("y", "")) // 100 for bar in bars] == [0, 2]


def test_last_year_stands_below_this_year_in_its_own_look():
    slices = (Slice("甲", Decimal(50), "50", "", Decimal(100), "100", "减少50"),)
    this, last = fromstring(svg.bars(slices, Decimal(100)))
    assert (this.get("width"), last.get("width")) == ("500", "1000")
    assert (this.get("fill"), last.get("fill"), last.get("stroke")) == (svg.ACCENT, svg.PAST, svg.ACCENT)
    assert int(this.get("y", "")) + int(this.get("height", "")) <= int(last.get("y", ""))


def test_nothing_above_zero_draws_no_slice():
    assert shapes(drawn("0", "0")) == []
    assert shapes(drawn("0", "0", shape="bar")) == []


def lightness(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_neighbouring_parts_of_a_pie_and_the_two_years_differ_in_black_and_white():
    for first, second in pairwise(svg.TINTS):
        assert abs(lightness(first) - lightness(second)) > 40
    assert abs(lightness(svg.ACCENT) - lightness(svg.PAST)) > 120
