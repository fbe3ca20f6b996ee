"""The code lists that come with the program: every year has its names, and nothing in them contradicts itself."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest

from discloser.model.codes import CodeName
from discloser.read.kind.code_lists import CodeBook, read_code_book
from discloser.read.kind.library import INSTALLED


@cache
def book() -> CodeBook:
    return read_code_book(INSTALLED.shared("codes/2025"))


def by_code(name: str) -> dict[str, list[CodeName]]:
    found: dict[str, list[CodeName]] = {}
    for row in book().rows[name]:
        found.setdefault(row.code, []).append(row)
    return found


LISTS = ("functional", "economic_department", "economic_government", "income")


@pytest.mark.parametrize("name", LISTS)
def test_no_two_names_of_a_code_hold_in_one_year(name: str):
    for rows in by_code(name).values():
        for one, other in combinations(rows, 2):
            assert (one.last or 9999) < (other.first or 0) or (other.last or 9999) < (one.first or 0)


@pytest.mark.parametrize("name", LISTS[:3])
def test_every_code_has_its_parents_and_its_successors(name: str):
    codes = by_code(name)
    assert [code for code in codes if len(code) > 3 and code[:-2] not in codes] == []
    assert [after for rows in codes.values() for row in rows for after in row.successors if after not in codes] == []


@pytest.mark.parametrize(("year", "code", "name"), [
    (2022, "21305", "巩固脱贫衔接乡村振兴"), (2023, "21305", "巩固脱贫攻坚成果衔接乡村振兴"), (2020, "21305", "扶贫"),
    (2022, "20805", "行政事业单位养老支出"), (2018, "207", "文化体育与传媒支出"), (2025, "2210111", "配租型住房保障"),
    (2023, "2210106", "公共租赁住房"), (2025, "2013804", "经营主体管理"), (2022, "2013804", "市场主体管理"),
])
def test_a_year_has_its_own_names(year: int, code: str, name: str):
    assert book().of_year(year).function.rows[code].name == name


def test_codes_begin_and_end():
    assert "20139" not in book().of_year(2023).function.rows
    assert "20139" in book().of_year(2024).function.rows
    assert "2210106" not in book().of_year(2025).function.rows
    assert book().of_year(2025).function.others["2210106"][0].successors == ("2210111",)
    assert "39906" not in book().of_year(2022).department_economic.rows


def test_government_funds_have_sections_of_their_own():
    lists = book().of_year(2025).function
    assert lists.rows["21208"].funds == {"政府性基金"}
    assert lists.rows["212"].funds == {"一般公共预算", "政府性基金"}


def test_an_institutions_cars_go_where_the_general_rule_has_them():
    assert book().of_year(2025).government_for("事业单位", "30231") == "50502"
