"""What is read without places is what the careful reader reads, or is left to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discloser.model.place import Place
from discloser.read.kind.library import INSTALLED
from discloser.read.kind.shape import right_kind, shape_kind
from discloser.read.yaml.plain import LONGEST, Unusual, plain_tree
from discloser.read.yaml.reader import read_document, read_plainly
from discloser.read.yaml.tree import DEEPEST, read_tree

KINDS = INSTALLED.folders
SCALARS = st.sampled_from(["", "~", "0301", "'NO'", '""', "甲", "1,234", "2080505", "甲（一）", "| \n", "#", "甲 #乙"])
KEYS = st.sampled_from(["甲", "乙", "甲(一)", "甲（一）", "1", "'2'", "\u3000甲", "？"])
MARKS = st.sampled_from(["&a ", "*a", "!t ", "- ", "? ", "{", "}", "[", "]", ",", ": ", ":", "\n", "  ", "---\n", "\t"])
TEXTS = st.lists(st.one_of(SCALARS, KEYS.map(lambda key: f"{key}: "), MARKS), max_size=12).map("".join)


@pytest.mark.parametrize("kind_id", KINDS)
def test_an_installed_kind_is_the_same_read_either_way(kind_id: str):
    assert right_kind(kind_id, KINDS[kind_id]) == shape_kind(kind_id, KINDS[kind_id]).whole


@given(TEXTS)
def test_any_text_is_the_same_or_left_to_the_careful_reader(text: str):
    try:
        plain = plain_tree(text)
    except Unusual:
        return
    tree = read_tree(text, lambda line, column: Place("", line, column))
    assert tree.stopped is None
    assert not tree.cut_short
    assert not tree.wide_indents
    assert not tree.faulty
    assert plain == tree.root


@pytest.mark.parametrize("text", [
    "a: 1\na: 2", "甲(一): 1\n甲（一）: 2", "a: &x 1", "a: &x 1\nb: *x", "a: !t 1", "{a: 1,234}", "? [a]\n: 1",
    "a: 1\n---\nb: 2", "", "\u3000a: 1", "a: [", "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), "[" * 100_000,
    "a: " + "b" * LONGEST,
])
def test_what_a_person_should_be_told_of_is_left_to_the_careful_reader(text: str):
    with pytest.raises(Unusual):
        plain_tree(text)


@pytest.mark.parametrize("content", [b"a: 1\x07", "a: 1".encode("utf-16"), None])
def test_a_file_that_is_no_text_is_left_to_the_careful_reader(tmp_path: Path, content: bytes | None):
    file = tmp_path / "kind.yaml"
    if content is not None:
        file.write_bytes(content)
    assert read_plainly(file, frozenset).root is None


def test_line_ends_and_blank_lines_are_read_alike(tmp_path: Path):
    file = tmp_path / "kind.yaml"
    file.write_bytes("\ufeff甲: |\r\n  一\r\n \u3000\r\n  二\x85三\u2028\r乙: 1\r\n".encode())
    plain = read_plainly(file, frozenset).root
    assert plain == read_document(file, frozenset).root
    assert plain == {"甲": "一\n\n二三\n", "乙": "1"}
