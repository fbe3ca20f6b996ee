"""The pages about what keeps a report off the web show what is really found."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from helpers import SAMPLES
from openpyxl import Workbook
from pages import PAGES
from published import DATED, UNIT, built, corrected

from discloser.model.finding import Finding
from discloser.usecases.publishing.problems import PUBLISHING_PROBLEMS
from discloser.usecases.publishing.site import Published, check_saved, publish

CHANGE = ("金额: 1.2}", "金额: 1.3}")


def not_checked(folder: Path) -> Path:
    home = folder / "报告"
    home.mkdir()
    (home / "别处的.pdf").write_bytes(b"%PDF-1.7")
    return home


def edited(folder: Path) -> Path:
    home = built(folder, DATED)
    with (home / f"{UNIT}2025年单位预算公开报告.json").open("ab") as report:
        report.write(b"\n")
    return home


def correction_of_another(folder: Path) -> Path:
    home = built(folder, DATED)
    corrected(SAMPLES / "fenyang-2025-budget.yaml", ("金额: 431615,", "金额: 431616,"), home)
    return home


def names_a_person(folder: Path) -> Path:
    home = built(folder, DATED)
    corrected(folder / "填报表.yaml", ("金额: 1.2}", "金额: 1.3}"), home, "经办人：赵小青，录入时多写了一位。")
    return home


def undated(folder: Path) -> Path:
    return built(folder)


MADE = {"PUB001": not_checked, "PUB002": edited, "PUB003": correction_of_another, "PUB004": names_a_person,
        "PUB005": undated}
"""What keeps a report off a site that is not there yet."""


def changed_unsaid(folder: Path) -> Published:
    publish([built(folder, DATED)], folder / "网站")
    return publish([built(folder, DATED, CHANGE)], folder / "网站")


def correction_undated(folder: Path) -> Published:
    publish([built(folder, DATED)], folder / "网站")
    home = built(folder, DATED, CHANGE)
    paper = Document()
    paper.add_paragraph(f"{UNIT}2025年单位预算公开报告的更正说明：办公费少写了。")
    paper.save(str(home / "更正说明.docx"))
    return publish([home], folder / "网站")


def edited_on_site(folder: Path) -> Published:
    home = built(folder, DATED)
    publish([home], folder / "网站")
    with (folder / "网站" / "index.html").open("ab") as page:
        page.write(b"<!-- -->")
    return publish([home], folder / "网站")


def unknown_facts(folder: Path) -> Published:
    home = built(folder, DATED)
    book = Workbook()
    book.active.append(["标题", "索引号", "成文日期"])
    book.active.append([f"{UNIT}2025年单位预算公开报告", "000014349/2025-00012", "二月下旬"])
    book.save(folder / "清单.xlsx")
    return publish([home], folder / "网站", facts=folder / "清单.xlsx")


THERE = {"PUB006": changed_unsaid, "PUB007": correction_undated, "PUB008": edited_on_site, "PUB009": unknown_facts}
"""What is wrong with a site that stands, or with what is told of it."""

AT = "2025/budget/301001"


def gone(site: Path) -> None:
    shutil.rmtree(site / AT)


def retitled(site: Path) -> None:
    rewritten(site / AT / "index.html", "单位预算公开报告", "单位预算")


def redated(site: Path) -> None:
    rewritten(site / AT / "index.html", 'content="2025-02-20 00:00"', 'content="2025-02-25 09:00"')


def without_data(site: Path) -> None:
    shutil.rmtree(site / AT / "data")


def other_pdf(site: Path) -> None:
    (site / AT / "report.pdf").write_bytes(b"%PDF-1.7")


def unlinked(site: Path) -> None:
    rewritten(site / AT / "index.html", 'href="report.pdf"', 'href="http://www.example.gov.cn/d/1234"')


def rewritten(page: Path, old: str, new: str) -> None:
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new), "utf-8")


SAVED = {"PUB011": gone, "PUB012": retitled, "PUB013": redated, "PUB014": without_data, "PUB015": other_pdf,
         "PUB016": unlinked}
"""What became of a site after it was published."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("公开")
    assert publish([built(folder, DATED, name="301001-中心")], folder / "网站").found == ()
    return folder / "网站"


def shown(code: str) -> list[str]:
    """What the page of a problem shows to be found."""
    block = re.search(r"^```text\n(.*?)\n```$", (PAGES / f"{code}.md").read_text("utf-8"), re.M | re.S)
    assert block is not None
    return block[1].splitlines()


def lines(found: Sequence[Finding], folder: Path) -> list[str]:
    """Findings as they are told, without what changes with every typesetter."""
    return [re.sub("[0-9a-f]{64}", "…", finding.line().replace(f"{folder}/", "")) for finding in found]


def test_all_that_can_be_wrong_is_tried_here():
    assert sorted({**MADE, **THERE, **SAVED}) == sorted(problem.code for problem in PUBLISHING_PROBLEMS)


@pytest.mark.parametrize("code", MADE)
def test_what_keeps_a_report_off_the_web_is_told_as_its_page_shows(code: str, tmp_path: Path):
    home = MADE[code](tmp_path)
    assert lines(publish([home], tmp_path / "网站").found, tmp_path) == shown(code)
    assert not (tmp_path / "网站").exists()


@pytest.mark.parametrize("code", THERE)
def test_what_would_harm_a_site_is_told_as_its_page_shows(code: str, tmp_path: Path):
    assert lines(THERE[code](tmp_path).found, tmp_path) == shown(code)


@pytest.mark.parametrize("code", SAVED)
def test_what_became_of_a_site_is_told_as_its_page_shows(code: str, published: Path, tmp_path: Path):
    saved = tmp_path / "存下的"
    shutil.copytree(published, saved)
    SAVED[code](saved)
    assert lines(check_saved(saved, published).found, tmp_path) == shown(code)
