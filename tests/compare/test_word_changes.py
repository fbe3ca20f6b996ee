"""The words of a sentence that changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from discloser.compare.word_changes import fragments, marked, pieces


def test_a_figure_changes_as_a_whole():
    assert marked("收入总计2,800.16万元，占9.46%。", "收入总计2,801.16万元，占9.45%。") == (
        "收入总计【2,800.16→2,801.16】万元，占【9.46%→9.45%】。")


def test_other_words_stand_in_their_clause():
    assert [tuple(piece) for piece in fragments("负责办理登记，按月核对。", "负责受理登记，按月核对。")] == [
        ("负责办理登记", "负责受理登记")]


def test_the_same_figure_in_a_table_and_in_a_sentence_is_one():
    assert fragments("2800.16", "2801.16") == fragments("共2,800.16万元", "共2,801.16万元")


@given(st.text("收入总计，。12.5%", max_size=30), st.text("收入总计，。12.5%", max_size=30))
def test_the_pieces_give_back_both_texts(old: str, new: str):
    found = pieces(old, new)
    assert "".join(piece.old for piece in found) == old
    assert "".join(piece.new for piece in found) == new
