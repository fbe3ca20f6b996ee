"""Names of folders stay apart on every system, whatever order the units come in."""

from __future__ import annotations

from itertools import permutations

import pytest

from discloser.usecases.batch.names import LONGEST, Folders, folder_name, same_on_disk


@pytest.mark.parametrize(("code", "name", "folder"), [
    ("407001", "县茶叶站", "407001-县茶叶站"), ("", "县茶叶站", "县茶叶站"), ("", "a/b\\c:d", "a＿b＿c＿d"),
    ("", "站. ", "站"), ("", "CON", "＿CON"), ("", "com1.txt", "＿com1.txt"), ("", "", "未名单位"),
    ("", "...", "未名单位"), ("", "批量结果.xlsx", "＿批量结果.xlsx"), ("", ".work", "work"),
    ("", "站\u202e\x07", "站＿＿"), ("407", "长" * 99, "407-" + "长" * 56),
])
def test_a_folder_is_called_by_code_and_name_as_every_system_takes_it(code: str, name: str, folder: str):
    assert folder_name(code, name) == folder
    assert len(folder) <= LONGEST


@pytest.mark.parametrize("names", [
    ("县站", "县站"), ("Abc", "aBC"), ("é", "e\u0301"), ("ß", "SS"), ("长" * 60, "长" * 60), ("站", "站.", "站 "),
])
def test_units_of_one_name_are_marked_each_whoever_comes_first(names: tuple[str, ...]):
    found = []
    for order in permutations(range(len(names))):
        folders = Folders()
        for number in order:
            folders.ask(f"{number}.xlsx", folder_name("", names[number]))
        found.append(dict(sorted(folders.names.items())))
    assert all(one == found[0] for one in found)
    called = list(found[0].values())
    assert len({same_on_disk(name) for name in called}) == len(names)
    assert all("~" in name and len(name) <= LONGEST for name in called)


def test_a_second_unit_of_a_name_says_that_the_first_is_called_otherwise_now():
    folders = Folders()
    assert folders.ask("a", "站") == []
    assert folders.ask("b", "站") == ["a"]
    assert folders.ask("c", "站") == []
    assert folders.collisions() == [("站", ["a", "b", "c"])]
