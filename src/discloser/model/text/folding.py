"""Full-width forms → half-width, and nothing else: `１` is a 1, but `①` and `²` are marks of notes, never digits.

Unicode's own folding of compatible characters (NFKC) makes a figure of a mark: `18.4824①` would become 18.48241.
"""

from __future__ import annotations

import re
import unicodedata

_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_MARKS = (
    "([²³¹¼-¾\u2070\u2074-\u2079\u2080-\u2089\u2150-\u215f\u2189\u2460-\u249b\u24ea\u3251-\u325f\u32b1-\u32cb"
    "\u3358-\u3370\u3378\u3379\u339f-\u33af\u33e0-\u33fe\U0001d7ce-\U0001d7ff\U0001f100-\U0001f10a"
    "\U0001fbf0-\U0001fbf9]+)"
)
"""Characters that NFKC turns into digits, besides the full-width ones."""
_OTHER_DIGITS = r"(?![0-9])\d"
_NO_CHARACTER = "\ufffd"


def half_width(text: str) -> str:
    """A text with its full-width letters, digits, signs and blanks half-width."""
    return text if text.isascii() else text.translate(_HALF)


def comparable(text: str) -> str:
    """A text for comparing: compatible forms as one, but no digit that was none before.

    Digits of other scripts, with which Python would calculate, become a character that says nothing.
    """
    if text.isascii():
        return text
    pieces = re.split(_MARKS, text)  # every second one is marks, and stays as it is
    pieces[::2] = [re.sub(_OTHER_DIGITS, _NO_CHARACTER, unicodedata.normalize("NFKC", piece)) for piece in pieces[::2]]
    return "".join(pieces)
