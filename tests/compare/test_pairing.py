"""Which of the old belongs to which of the new."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discloser.compare.pairing import by_key, by_score, in_order, moved


@pytest.mark.parametrize(("order", "out"), [
    ([], set()), ([0, 1, 2], set()), ([1, 2, 0], {2}), ([2, 0, 1], {0}), ([0, 3, 1, 2], {1}), ([1, 0], {0}),
])
def test_few_have_moved(order: list[int], out: set[int]):
    assert len(moved(order)) == len(out)
    kept = [number for position, number in enumerate(order) if position not in moved(order)]
    assert kept == sorted(kept)


@given(st.permutations(range(8)))
def test_what_did_not_move_kept_its_order(order: list[int]):
    kept = [number for position, number in enumerate(order) if position not in moved(order)]
    assert kept == sorted(kept)
    assert bool(moved(order)) == (order != sorted(order))


def test_equal_texts_pair_before_those_that_are_alike():
    assert in_order(["甲乙丙丁", "戊己庚辛"], ["甲乙丙丑", "戊己庚辛", "子丑"], 0.5) == [(0, 0), (1, 1), (None, 2)]


@given(st.lists(st.sampled_from(["甲乙", "甲丙", "丁"])), st.lists(st.sampled_from(["甲乙", "甲丙", "丁"])))
def test_every_old_and_every_new_one_is_in_one_pair(old: list[str], new: list[str]):
    pairs = in_order(old, new, 0.4)
    assert [i for i, _ in pairs if i is not None] == list(range(len(old)))
    assert [j for _, j in pairs if j is not None] == list(range(len(new)))


def test_equal_keys_pair_the_first_with_the_first():
    assert by_key(["甲", None, "甲"], ["甲", "甲", "甲", None]) == {0: 0, 1: 2}


def test_the_best_fit_pairs_first_and_a_bad_one_stays_alone():
    scores = {(0, 0): 3.0, (0, 1): 5.0, (1, 0): 1.0, (1, 1): 4.0}
    assert by_score([0, 1], [0, 1], lambda i, j: scores[i, j], 2.0) == {1: 0}
