"""The bureau's lists: who, what, how many, who is missing, what stands out; as a workbook and as a page alike."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from counties import FAULTY, a_county, batch, form_of
from helpers import SAMPLES
from lxml import html
from openpyxl import load_workbook

from discloser.model.ledger import LedgerSheet, Link, columns_of
from discloser.model.roster import RosterUnit, Season
from discloser.render.ledger_page import ledger_page
from discloser.usecases.batch.due import due_of
from discloser.usecases.batch.lists import write_lists
from discloser.usecases.batch.roster import Roster
from discloser.usecases.batch.summary import Bureau, summary
from discloser.usecases.batch.views import county_views
from discloser.write.workbook.ledger_book import ledger_book

ROSTER = Roster({one.code: one for one in (
    RosterUnit("407001", "县甲站"), RosterUnit("407002", "县丁站", "407-局"),
    RosterUnit("407003", "县戊站", exempt="涉密"))})
SEASON = Season(2025, "预算", congress_on=dt.date(2025, 1, 10))


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LedgerSheet]:
    """The lists of a small county: a form without and one with errors, two of one name."""
    here = tmp_path_factory.mktemp("县")
    county = a_county(here / "表", {"甲.yaml": "县甲站", "乙/站.yaml": "县站", "丙/站.yaml": "县站"})
    (county / "丁.yaml").write_bytes(form_of("县己站", changed=FAULTY["错误"]))
    (county / "局.yaml").write_bytes(form_of("县局", SAMPLES / "bureau-2025-budget.yaml"))
    done = batch(county, here / "结果", formats=(), roster=ROSTER)
    listed = summary(done, Bureau(ROSTER, (SEASON,), dt.date(2025, 4, 1)))
    return {sheet.title: sheet for sheet in listed}


def column(sheet: LedgerSheet, title: str) -> list[object]:
    number = [one.title for one in sheet.columns].index(title)
    return [row[number].text if isinstance(row[number], Link) else row[number] for row in sheet.rows]


def test_every_unit_has_its_line(sheets: dict[str, LedgerSheet]):
    units = sheets["总表"]
    assert column(units, "填报表") == ["丁.yaml", "丙/站.yaml", "乙/站.yaml", "局.yaml", "甲.yaml"]
    assert column(units, "状态") == ["有错误", *["没有错误"] * 4]
    assert column(units, "代码") == ["", "", "", "", "407001"]
    assert column(units, "支出（元）")[3:] == [Decimal("15017272.94"), Decimal("470160.88")]
    assert column(units, "“三公”增减（%）")[3] == Decimal("112.9")
    assert "名录里没有这个单位" in column(units, "备注")[0]


def test_findings_and_rules_are_counted(sheets: dict[str, LedgerSheet]):
    assert len(column(sheets["问题"], "编号")) == sum(column(sheets["规则统计"], "处数"))
    assert "AMT001" in column(sheets["规则统计"], "编号")


def test_names_that_collide_and_units_that_are_missing_are_named(sheets: dict[str, LedgerSheet]):
    assert column(sheets["同名"], "填报表") == ["丙/站.yaml", "乙/站.yaml"]
    assert column(sheets["未报"], "单位") == ["县丁站"]
    assert column(sheets["未报"], "公开期限") == ["2025-03-06"]
    assert column(sheets["未报"], "逾期") == ["逾期"]
    assert column(sheets["免报"], "免报理由") == ["涉密"]
    assert column(sheets["期限"], "单位公开，至迟") == ["2025-03-06"]


@pytest.mark.parametrize(("season", "departments", "units"), [
    (Season(2025, "预算", congress_on=dt.date(2025, 1, 10)), "2025-02-19", "2025-03-06"),
    (Season(2025, "预算", dt.date(2025, 1, 10), departments_on=dt.date(2025, 1, 12)), "2025-02-01", "2025-02-16"),
    (Season(2025, "预算", units_on=dt.date(2025, 2, 1)), "None", "2025-02-21"),
    (Season(2025, "预算"), "None", "None"),
])
def test_due_dates_are_counted_from_the_step_that_is_known(season: Season, departments: str, units: str):
    due = due_of(season)
    assert (str(due.departments), str(due.units)) == (departments, units)


def test_departments_shares_add_up_and_what_trebled_stands_out(sheets: dict[str, LedgerSheet]):
    assert sum(column(sheets["部门汇总"], "占支出（%）")) == Decimal(100)
    assert "因公出国费" not in column(sheets["异常变动"], "项目")
    assert "公务用车购置费" not in column(sheets["异常变动"], "项目")
    assert set(column(sheets["与上年比较"], "单位")) == {"县局", "县甲站", "县站"}


def test_a_department_is_not_counted_twice(tmp_path: Path):
    done = batch(SAMPLES / "department-2025-budget", tmp_path, formats=())
    departments = next(sheet for sheet in county_views(list(done.units.values())) if sheet.title == "部门汇总")
    assert column(departments, "填报表数") == [3]


def test_a_unit_whose_publics_trebled_stands_out(tmp_path: Path):
    county = tmp_path / "表"
    county.mkdir()
    text = form_of("县局", SAMPLES / "bureau-2025-budget.yaml").decode()
    (county / "局.yaml").write_text(text.replace("上年: 26000", "上年: 600", 1), "utf-8")
    done = batch(county, tmp_path / "结果", formats=())
    found = {sheet.title: sheet for sheet in county_views(list(done.units.values()))}["异常变动"]
    assert "公务接待费" in column(found, "项目")


SHEET = LedgerSheet("一", columns_of("名 10", "数 9 count", "元 9 amount", "比 9 share"), [
    ("=1+1", 1, Decimal("1234.5"), Decimal("1.5")), (Link("<b>", "县 a/"), None, None, None)], "说明")


def test_a_workbook_holds_texts_as_texts_and_numbers_as_numbers():
    content = ledger_book("题", [SHEET])
    assert content == ledger_book("题", [SHEET])
    rows = list(load_workbook(BytesIO(content))["一"].iter_rows(values_only=True))
    assert rows[:2] == [("说明", None, None, None), ("名", "数", "元", "比")]
    assert rows[2:] == [("=1+1", 1, 1234.5, 1.5), ("<b>", None, None, None)]


def test_a_page_escapes_what_was_typed_and_leads_to_the_folders():
    page = html.fromstring(ledger_page("题", [SHEET, LedgerSheet("空", (), [])]))
    assert [cell.text_content() for cell in page.findall(".//td")][:5] == ["=1+1", "1", "1,234.50", "1.5", "<b>"]
    assert page.find(".//td/a").get("href") == "%E5%8E%BF%20a/"
    assert page.findall(".//script") == []


def test_a_list_that_is_too_long_says_how_long_it_is_and_where_the_rest_is():
    long = LedgerSheet("长", columns_of("名 9"), [(str(number),) for number in range(5)], "说明")
    assert long.cut(5, "") == long
    assert long.cut(2, "，全部在别处") == LedgerSheet(
        "长", long.columns, [("0",), ("1",)], "说明。一共 5 行，这里只列前 2 行，全部在别处")


def test_lists_are_written_beside_the_folders(tmp_path: Path):
    assert [path.name for path in write_lists(tmp_path, [SHEET])] == ["批量结果.xlsx", "批量结果.html"]


