"""No silent loss: the amounts that were read from a page are counted against those of its text layer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_AMOUNT = re.compile(r"(?<![\d.])(?!\d{1,2}\.(?:19|20)\d\d(?!\d))\d[\d,]*\.\d+")
"""An amount with decimals; the `1.2025` of a numbered line is none."""


def amounts_in(texts: Iterable[str]) -> Counter[str]:
    """The amounts with decimals in some texts."""
    return Counter(amount for text in texts for amount in _AMOUNT.findall(text))


def differences(
    read: Counter[str], layer: Counter[str], running: str, closed: str, *, beyond: bool,
) -> tuple[str, ...]:
    """Amounts of the text layer that were not read, or that nobody printed.

    An amount that a narrow cell broke over two lines is in the layer in pieces; one that a line of text broke is whole
    in `running`, the lines one behind the other; one whose digits were set apart is whole in `closed`, the layer
    without blanks. `beyond`: the page has text outside of its edges, which is in the layer and was not to be read.
    """
    lost, made = list((layer - read).elements()), list((read - layer).elements())
    invented = [
        amount for amount in made if amount not in closed and not any(_part(piece, amount) for piece in lost)
    ]
    missing = [piece for piece in lost if not beyond and piece not in running
               and not any(_part(piece, amount) for amount in made)]
    return tuple(dict.fromkeys((*invented, *missing)))


def _part(piece: str, amount: str) -> bool:
    """Whether one is what is left of the other where a line ended in an amount, or where each digit was set apart."""
    return piece in amount or piece.startswith(amount) or piece.endswith(amount)
