"""What was read from a page is counted against its text layer; pieces of one amount are no loss."""

from __future__ import annotations

from collections import Counter

import pytest

from discloser.read.publications.counting import differences


def odd(read: list[str], layer: list[str], closed: str) -> tuple[str, ...]:
    return differences(Counter(read), Counter(layer), "", closed, beyond=False)


@pytest.mark.parametrize("pieces", [["227,810.3"], ["7,810.34"], ["7,810.3"]])
def test_an_amount_that_the_layer_has_in_pieces_was_read(pieces: list[str]):
    assert odd(["227,810.34"], pieces, "227,810.34") == ()


def test_an_amount_that_was_lost_or_made_up_is_told():
    assert odd(["1.00"], ["1.00", "2.00"], "1.002.00") == ("2.00",)
    assert odd(["1.00", "3.00"], ["1.00"], "1.00") == ("3.00",)
