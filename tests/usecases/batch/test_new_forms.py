"""A roster's units get their forms: begun from last year's where there is one, never written over."""

from __future__ import annotations

from pathlib import Path

import pytest
from counties import FAULTY, form_of
from helpers import KIND, SAMPLES
from openpyxl import Workbook

from discloser.model.roster import RosterUnit
from discloser.read.form.files import read_form
from discloser.read.kind.library import INSTALLED
from discloser.usecases.batch.export import UnreadExport, open_export
from discloser.usecases.batch.new_forms import NoKindFor, RosterForm, begin_forms
from discloser.usecases.batch.roster import Roster

DEPARTMENTS = "shanxi/department-budget-2025"
ROSTER = Roster({one.code: one for one in (
    RosterUnit("407001", "县甲站", "407-县局", "单位", "事业单位"), RosterUnit("407002", "县乙站"),
    RosterUnit("407003", "县丙站", exempt="涉密"), RosterUnit("407", "县局", level="部门"),
    RosterUnit("407004", "县丁站"))})


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> dict[str, RosterForm]:
    here = tmp_path_factory.mktemp("县")
    last = here / "上年"
    last.mkdir()
    (last / "甲.yaml").write_bytes(form_of("县甲站"))
    (last / "407002.yaml").write_bytes(form_of("县乙站", changed=FAULTY["错误"]))
    (last / "丁.yaml").write_bytes(form_of("县丁站", SAMPLES / "lishi-2023-budget.yaml"))
    forms = begin_forms(ROSTER, here / "填报表", [KIND], INSTALLED, last_year=last, year=2026)
    return {one.unit.code: one for one in forms}


def unit_of(one: RosterForm) -> dict[str, str]:
    assert one.file is not None
    raw = read_form(one.file).raw or {}
    return {**raw["单位"], "年度": raw["报告"]["年度"]}  # type: ignore[dict-item,index,call-overload]


def test_a_form_is_begun_from_last_years(begun: dict[str, RosterForm]):
    one = begun["407001"]
    assert (one.file and one.file.name, one.last_year, one.why) == ("407001-县甲站.xlsx", "甲.yaml", "")
    assert unit_of(one)["名称"] == "县甲站"
    assert unit_of(one)["年度"] == "2026"
    assert read_form(one.file).raw["基本支出"] != []  # type: ignore[index,arg-type]


@pytest.mark.parametrize(("code", "why"), [
    ("407002", "上年的填报表有 1 处错误，写的是空白表"),
    ("407004", "上年的填报表是2023年度的，接不上2026年度，写的是空白表"),
])
def test_where_last_years_cannot_be_taken_a_blank_one_says_why(code: str, why: str, begun: dict[str, RosterForm]):
    assert begun[code].why == why
    assert unit_of(begun[code])["名称"] == begun[code].unit.name


def test_who_is_exempt_gets_none_and_a_department_needs_a_kind_of_its_own(begun: dict[str, RosterForm]):
    assert "407003" not in begun
    assert begun["407"].file is None
    assert begun["407"].why == "没有写部门用的版式（--kind）"


def test_a_blank_form_has_what_the_roster_knows_and_is_never_written_over(tmp_path: Path):
    first = list(begin_forms(ROSTER, tmp_path, [KIND, DEPARTMENTS], INSTALLED))
    assert [one.file and one.file.name for one in first] == [
        "407001-县甲站.xlsx", "407002-县乙站.xlsx", "407-县局.xlsx", "407004-县丁站.xlsx"]
    assert unit_of(first[0]) == {"名称": "县甲站", "主管部门": "407-县局", "性质": "事业单位", "年度": "2025"}
    before = [one.file.read_bytes() for one in first if one.file]
    again = list(begin_forms(ROSTER, tmp_path, [KIND, DEPARTMENTS], INSTALLED))
    assert [one.why for one in again] == ["已经有了，没有动它"] * 4
    assert [one.file.read_bytes() for one in first if one.file] == before


def test_two_kinds_for_the_same_are_refused_before_anything_is_written(tmp_path: Path):
    with pytest.raises(NoKindFor):
        list(begin_forms(ROSTER, tmp_path / "新", [KIND, "shanxi/budget-2023"], INSTALLED))
    assert not (tmp_path / "新").exists()


def a_list(folder: Path, *rows: list[object]) -> Path:
    """What a finance system exports, all units in one list, in 元."""
    book = Workbook()
    for row in (["预算单位代码", "预算单位", "功能科目", "部门经济分类", "项目", "金额"], *rows):
        book.worksheets[0].append(row)
    book.save(folder / "清单.xlsx")
    return folder / "清单.xlsx"


def lines_in(one: RosterForm) -> list[tuple[str, str]]:
    assert one.file is not None
    raw = read_form(one.file).raw or {}
    return [(row["功能科目"], row["金额"]) for block in ("基本支出", "项目支出") for row in raw.get(block) or []]  # type: ignore[union-attr,index,call-overload]


def test_one_list_of_many_units_becomes_a_form_a_unit(tmp_path: Path):
    first = ["407001", "县甲站", "2130104"]
    exported = a_list(
        tmp_path, [*first, "30101", None, 1000.5], [*first, "30201", None, 20],
        ["", "县乙站", "2130108", "30227", "病虫害监测", 30], ["999", "县外站", "2130108", "30227", "另一项", 4])
    last = tmp_path / "上年"
    last.mkdir()
    (last / "甲.yaml").write_bytes(form_of("县甲站"))  # in 万元
    export = open_export(exported, ROSTER, INSTALLED)
    forms = {one.unit.code: one for one in begin_forms(
        ROSTER, tmp_path / "表", [KIND], INSTALLED, last_year=last, year=2026, export=export)}
    assert lines_in(forms["407001"]) == [("2130104", "0.10005"), ("2130104", "0.002")]
    assert unit_of(forms["407001"])["年度"] == "2026"
    assert lines_in(forms["407002"]) == [("2130108", "30")]
    assert unit_of(forms["407002"])["名称"] == "县乙站"
    assert lines_in(forms["407004"]) == []
    assert [one.listed for one in forms.values()] == [True, True, False, False]
    assert export.doubts == ("清单里有、没有哪个单位的表取它：999 县外站",)


def test_a_list_whose_columns_are_not_known_is_refused(tmp_path: Path):
    book = Workbook()
    book.worksheets[0].append(["甲", "乙"])
    book.save(tmp_path / "清单.xlsx")
    with pytest.raises(UnreadExport):
        open_export(tmp_path / "清单.xlsx", ROSTER, INSTALLED)
