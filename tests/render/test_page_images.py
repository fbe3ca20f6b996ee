"""Every sort of page looks as it did when a person last looked at it. After a wanted change: pytest --update-golden."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from a_report import a_report
from helpers import final_sample, report_of, sample
from page_images import differing, picture_of, told
from PIL import Image, ImageChops
from report_texts import bare

from discloser.model.report.report import Report
from discloser.render import pdf

FONTS = Path(__file__).parents[2] / "templates" / "fonts"
PICTURES = Path(__file__).with_name("pictures")
TITLES = {table.no: bare(table.title) for table in a_report().tables()}
PAGES: dict[str, Callable[[int, str], bool]] = {
    "cover": lambda number, text: number == 0,
    "contents": lambda number, text: number == 1,
    "two-sided-table": lambda number, text: number > 3 and TITLES[1] in text,
    "wide-table": lambda number, text: number > 3 and TITLES[12] in text,
    "charts": lambda number, text: "支出预算结构图" in text,
    "target-form": lambda number, text: number > 3 and "项目支出绩效目标表" in text,
}


OF_BUDGET: dict[str, Callable[[int, str], bool]] = {
    "digest": lambda number, text: number > 1 and text.startswith("一图读懂"),
    "code-table": lambda number, text: "2025年一般公共预算支出预算表" in text and number > 1,
    "chart-with-last-year": lambda number, text: "“三公”经费分布图" in text,
    "short-tables": lambda number, text: number > 1 and "预算公开表10" in text,
    "folded-form": lambda number, text: number > 1 and "项目支出绩效目标表" in text,
}
OF_FINAL_ACCOUNTS: dict[str, Callable[[int, str], bool]] = {
    "band": lambda number, text: number > 1 and "公开06表一般" in text,
    "further-band": lambda number, text: "公开06表续一般" in text,
}


def pictures(report: Report, wanted: Mapping[str, Callable[[int, str], bool]] = PAGES) -> dict[str, Image.Image]:
    """Sort of page → its first picture."""
    pages = list(pypdfium2.PdfDocument(pdf.render(report, FONTS)))
    texts = [bare(page.get_textpage().get_text_bounded()) for page in pages]
    return {
        name: picture_of(next(page for number, page in enumerate(pages) if is_it(number, texts[number])))
        for name, is_it in wanted.items()
    }


@pytest.fixture(scope="module")
def printed() -> dict[str, Image.Image]:
    budget = replace(report_of(sample("bureau-2025-budget")), shows_digest=True)
    accounts = report_of(final_sample("library-2022-final"))
    return pictures(a_report()) | pictures(budget, OF_BUDGET) | pictures(accounts, OF_FINAL_ACCOUNTS)


@pytest.mark.parametrize("name", [*PAGES, *OF_BUDGET, *OF_FINAL_ACCOUNTS])
def test_a_page_looks_as_it_did(
    name: str, printed: dict[str, Image.Image], request: pytest.FixtureRequest, tmp_path: Path,
):
    path = PICTURES / f"{name}.png"
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        printed[name].save(path, optimize=True)
    assert told(name, printed[name], Image.open(path), tmp_path) == ""


def test_wide_tables_lie_sideways_and_all_else_stands_upright(printed: dict[str, Image.Image]):
    assert [name for name, picture in printed.items() if picture.width > picture.height] == ["wide-table"]


def test_a_line_moved_by_three_points_is_seen_and_told_where(printed: dict[str, Image.Image], tmp_path: Path):
    page = printed["two-sided-table"]
    moved = page.copy()
    moved.paste(ImageChops.offset(page, 0, 2).crop((0, 150, page.width, 180)), (0, 150))
    message = told("表", moved, page, tmp_path)
    assert "blocks differ" in message
    assert {row for _, row in differing(moved, page)} <= set(range(24, 31))
    assert (tmp_path / "表.png").is_file()


def test_another_word_on_the_cover_is_seen(printed: dict[str, Image.Image]):
    cover = replace(a_report().cover, title="2024年单位预算公开报告")
    other = pictures(replace(a_report(), cover=cover))
    assert differing(other["cover"], printed["cover"])
    assert not differing(other["target-form"], printed["target-form"])


def test_half_a_dot_of_anti_aliasing_is_not_seen(printed: dict[str, Image.Image]):
    page = printed["target-form"]
    softened = Image.blend(page, ImageChops.offset(page, 1, 0), 0.25)
    assert differing(softened, page) == []
