"""Codes: their families, their names, and what a mistyped one probably was."""

from __future__ import annotations

import pytest
from helpers import classification_of, kind_named

from discloser.model.codes import CodeList, CodeName, Level, ancestry


def a_list(*codes: str) -> CodeList:
    return CodeList("功能科目", {code: CodeName(code, f"名{code}") for code in codes})


def test_ancestry_puts_parents_before_children_in_code_order() -> None:
    assert list(ancestry(["2101550", "2080505", "2101102"])) == [
        "208", "20805", "2080505", "210", "21011", "2101102", "21015", "2101550",
    ]


def test_ancestry_of_nothing_is_nothing() -> None:
    assert list(ancestry([])) == []


def test_a_code_too_short_for_an_item_still_has_its_parents() -> None:
    assert list(ancestry(["20805"])) == ["208", "20805"]


def test_the_nearest_codes_are_of_the_same_level_and_share_the_head() -> None:
    codes = a_list("2080505", "2080506", "2080502", "2210201", "20805", "208")
    assert [row.code for row in codes.nearest("2080595")] == ["2080505", "2080502", "2080506"]


def test_a_code_of_no_level_is_compared_with_all() -> None:
    assert [row.code for row in a_list("2080505", "20805").nearest("20805051", 1)] == ["2080505"]


def test_an_unknown_code_is_its_own_name() -> None:
    assert a_list("2080505").name("2999999") == "2999999"


def test_an_officers_name_stands_only_where_the_list_has_none() -> None:
    codes = a_list("2080505").named({"2080505": "别名", "2089998": "新科目"})
    assert (codes.name("2080505"), codes.name("2089998")) == ("名2080505", "新科目")


@pytest.mark.parametrize(("level", "digits"), [(Level.CATEGORY, 3), (Level.SECTION, 5), (Level.ITEM, 7)])
def test_a_level_is_told_by_the_length_of_a_code(level: Level, digits: int) -> None:
    assert level.digits == digits


def test_every_item_on_the_list_has_its_section_and_category() -> None:
    codes = classification_of().function.rows
    assert [code for code in codes if len(code) > 3 and code[:-2] not in codes] == []


def test_the_categories_of_the_report_kind_are_named_as_on_the_list() -> None:
    codes = classification_of().function
    assert [(c.code, c.name) for c in kind_named().categories] == [
        (c.code, codes.name(c.code)) for c in kind_named().categories
    ]


def test_a_department_section_maps_to_a_government_section_by_nature_of_unit() -> None:
    codes = classification_of()
    assert codes.government_for("行政单位", "30101") == "50101"
    assert codes.government_for("事业单位", "30101") == "50501"
    assert codes.government_for("行政单位", "30107") == ""
    assert codes.government_for("参公事业单位", "30231") == "50208"


def test_a_list_of_a_year_knows_what_came_before_and_what_is_to_come() -> None:
    every = (CodeName("21305", "扶贫", last=2020, successors=("21305",)), CodeName("21305", "巩固脱贫", first=2021),
             CodeName("2210111", "配租", first=2025), CodeName("208", "社会保障"))
    lists = CodeList.of_year("功能科目", every, 2023)
    assert {code: row.name for code, row in lists.rows.items()} == {"21305": "巩固脱贫", "208": "社会保障"}
    assert [row.name for row in lists.others["21305"]] == ["扶贫"]
    assert lists.name("2210111") == "配租"
    assert [row.code for row in lists.nearest("2210110")] == ["21305", "208"]


def test_an_officers_name_stands_for_no_code_that_any_year_has() -> None:
    lists = CodeList.of_year("功能科目", [CodeName("2210111", "配租", first=2025)], 2023)
    assert lists.named({"2210111": "别名"}).name("2210111") == "配租"
