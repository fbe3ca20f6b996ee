"""What an import of a roster would change is told line by line before anything is taken."""

from __future__ import annotations

from discloser.model.finding import Finding
from discloser.model.place import Place
from discloser.model.roster import RosterRow, RosterUnit
from discloser.read.xlsx.roster import LACKING
from discloser.web.bureau.roster_plan import RosterPlan, Standing, plan_of

CULTURE = RosterUnit("205", "文化局", level="部门")
HEALTH = RosterUnit("207", "卫健局", level="部门")
LIBRARY = RosterUnit("205002", "图书馆", "205", "单位", "事业单位")
CLINIC = RosterUnit("207003", "疾控中心", "207", "单位")


def planned(*units: RosterUnit, standing: Standing, faults: dict[int, Finding] | None = None) -> RosterPlan:
    rows = [RosterRow(number, unit, tuple(filter(None, [(faults or {}).get(number)])))
            for number, unit in enumerate(units, start=2)]
    return plan_of(rows, standing)


def told(plan: RosterPlan) -> list[tuple[str, str]]:
    return [(line.sort, line.code) for line in plan.lines]


def there(*units: RosterUnit, **more: object) -> Standing:
    return Standing({unit.code: unit for unit in units}, **more)


def test_a_first_import_adds_all_and_knows_departments_by_code_or_by_name():
    units = RosterUnit("205002", "图书馆", "205 文化局"), RosterUnit("205003", "执法队", "文化局")
    plan = planned(CULTURE, *units, standing=there())
    assert told(plan) == [("新增", "205"), ("新增", "205002"), ("新增", "205003")]
    assert [line.unit.department for line in plan.lines if line.unit] == ["", "205", "205"]


def test_a_department_that_only_units_name_is_added_without_owing_anything():
    club = RosterUnit("301001", "活动中心", "301-团县委", "单位")
    plan = planned(club, standing=there())
    assert told(plan) == [("新增", "301"), ("新增", "301001")]
    assert [line.unit for line in plan.lines] == [
        RosterUnit("301", "团县委", level="只作上级"), RosterUnit("301001", "活动中心", "301", "单位")]
    again = planned(club, standing=there(*(line.unit for line in plan.lines if line.unit)))
    assert (told(again), again.same) == ([], 1)
    listed = planned(RosterUnit("301", "团县委", level="部门"), club, standing=there(
        *(line.unit for line in plan.lines if line.unit)))
    assert told(listed) == [("改动", "301")]


def test_problems_come_first_then_new_changed_and_retired_ones():
    moved = RosterUnit("205002", "图书馆", "207", "单位", "事业单位", exempt="涉密")
    plan = planned(
        CULTURE, HEALTH, moved, RosterUnit("309001", "乡政府", "309"), RosterUnit("205009", "书画院", "205"),
        standing=there(CULTURE, HEALTH, LIBRARY, CLINIC, owed={"207003": 2}))
    assert told(plan) == [("有问题", "309001"), ("新增", "205009"), ("改动", "205002"), ("停用", "207003")]
    [problem, _, change, retired] = plan.lines
    assert problem.number == 5
    assert "309" in problem.told
    assert [(one.words, one.old, one.new) for one in change.moves] == [
        ("上级", "205 文化局", "207 卫健局"), ("免报理由", "", "涉密")]
    assert "2 份报告" in retired.told
    assert plan.same == 2


def test_a_new_name_under_an_old_code_is_the_same_unit_and_an_old_name_under_a_new_code_is_not():
    plan = planned(CULTURE, RosterUnit("205002", "少儿图书馆", "205", "单位", "事业单位"),
                   RosterUnit("205010", "图书馆", "205"), standing=there(CULTURE, LIBRARY))
    assert told(plan) == [("新增", "205010"), ("改动", "205002")]
    assert plan.lines[1].told == "以前的报告仍用原来的名称"


def test_a_code_that_stands_twice_changes_nothing_and_retires_nobody():
    plan = planned(CULTURE, RosterUnit("205002", "甲"), RosterUnit("205002", "乙"), standing=there(CULTURE, LIBRARY))
    assert told(plan) == [("有问题", "205002"), ("有问题", "205002")]
    assert plan.may_be_taken == []


def test_a_row_whose_code_is_missing_retires_no_unit_of_that_name():
    fault = LACKING.at(Place("名录.xlsx", sheet="单位", cell="A3"), expected="代码")
    plan = planned(CULTURE, RosterUnit("", "图书馆"), standing=there(CULTURE, LIBRARY), faults={3: fault})
    assert told(plan) == [("有问题", "")]
    assert "没有代码" in plan.lines[0].told


def test_a_department_is_not_retired_under_its_units():
    plan = planned(RosterUnit("205002", "图书馆", "205", "单位", "事业单位"), standing=there(CULTURE, LIBRARY))
    assert told(plan) == [("有问题", "205")]


def test_a_file_that_lacks_many_units_looks_like_a_part_of_a_roster():
    many = [RosterUnit(f"30{number}", f"第{number}所") for number in range(9)]
    assert planned(*many[:4], standing=there(*many)).looks_partial
    assert not planned(*many[:8], standing=there(*many)).looks_partial


def test_a_retired_unit_that_is_listed_again_comes_back():
    plan = planned(CULTURE, LIBRARY, standing=there(CULTURE, LIBRARY, retired={"205002"}))
    assert told(plan) == [("恢复", "205002")]


def test_texts_too_long_for_the_roster_are_problems():
    plan = planned(RosterUnit("205", "长" * 201, level="部门"), standing=there())
    assert told(plan) == [("有问题", "205")]
    assert "201 个字" in plan.lines[0].told


def test_the_mark_of_a_plan_changes_with_what_it_would_do():
    first = planned(CULTURE, standing=there())
    assert first.mark == planned(CULTURE, standing=there()).mark != planned(CULTURE, standing=there(CULTURE)).mark
