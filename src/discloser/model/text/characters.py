"""Characters that no reader can see, and characters that have no meaning of their own: what becomes of them in a text.

GBK once kept rare characters in Unicode's private area; `U+E863` in an old name is 䶮. Such a character is kept and
told, never dropped: a name must not get shorter.
"""

from __future__ import annotations

import re

HAN = r"[^\W\dA-Za-z_]"
"""A pattern for a Chinese character, cheaper to compile than a range of 20,000; full-width digits are none."""
_LINE_ENDS = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"
_WIDE = "\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003ffff“”‘’…—"
_WIDE_CHARACTER = f"[{_WIDE}]"
_ANY = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
_INVISIBLE = (
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
    f"|(?:^|(?<=[{_WIDE}\\s]))[\u200c\u200d]+|[\u200c\u200d]+(?=[{_WIDE}\\s]|$)"
)
"""Control characters, marks of direction and order, and joiners beside Chinese characters, where they join nothing.

Like all ranges so large it is compiled when it is first needed, which is seldom.
"""
_PRIVATE = "[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
_FIRST_OLD, _LAST_OLD = 0xE815, 0xE864
_LATER = dict(zip(
    (0xE816, 0xE817, 0xE818, 0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE831, 0xE832, 0xE83B, 0xE843, 0xE854, 0xE855, 0xE864),
    "\U00020087\U00020089\U000200cc\u9fb4\u9fb5\u9fb6\u9fb7\U000215d7\u9fb8\U0002298f\u9fb9\u9fba\U000241fe\u9fbb",
    strict=True,
))
"""Those that Unicode took in after GB 18030-2000, which Python's codec knows."""


def visible(text: str) -> str:
    """A text without what no reader can see; every sort of line end is one."""
    return re.sub(_INVISIBLE, "", re.sub(_LINE_ENDS, "\n", text)) if _ANY.search(text) else text


def is_private(char: str) -> bool:
    """Whether a character means something only to the computer where it was made."""
    return re.fullmatch(_PRIVATE, char) is not None


def standard_of(char: str) -> str:
    """The character that an old code of GBK stood for; "" for one that never was in GBK."""
    code = ord(char)
    if not _FIRST_OLD <= code <= _LAST_OLD:
        return ""
    trail = 0x50 + code - _FIRST_OLD
    return _LATER.get(code) or bytes((0xFE, trail + (trail >= 0x7F))).decode("gb18030")


def is_wide(char: str) -> bool:
    """Whether a character is Chinese, or a sign written like one: no blank stands beside it."""
    return re.match(_WIDE_CHARACTER, char) is not None
