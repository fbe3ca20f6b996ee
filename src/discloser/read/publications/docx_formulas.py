"""Formulas and signs of symbol fonts in a Word document, as a line of text shows them."""

from __future__ import annotations

from typing import Any, Final

_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMULAS: Final = frozenset({f"{_M}oMath", f"{_M}oMathPara"})
_APART = frozenset({f"{_M}rPr", f"{_M}ctrlPr", f"{_M}fPr", f"{_M}sSupPr", f"{_M}sSubPr", f"{_M}dPr", f"{_M}naryPr"})
_SIGNS: Final = {
    0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xE5: "∑",
}
"""What the font Symbol shows in place of other letters."""
_PRIVATE = 0xF000
_LONGEST = 4


def symbol(element: Any) -> str:
    """The sign that `w:sym` shows; nothing for one of a font whose signs are not known."""
    font, typed = element.get(f"{_W}font", "").lower(), element.get(f"{_W}char", "")
    try:
        code = int(typed, 16) if len(typed) <= _LONGEST else 0
    except ValueError:
        return ""
    if font == "symbol":
        code -= _PRIVATE if code >= _PRIVATE else 0
        return _SIGNS.get(code, chr(code) if 0x20 <= code < 0x40 else "")
    return chr(code) if 0x20 <= code < 0xD800 else ""


def formula(element: Any) -> str:
    """A formula in one line: a fraction as a/b, a power as a^b, the rest as its letters follow each other."""
    if element.tag == f"{_M}t":
        return element.text or ""
    if element.tag == f"{_M}f":
        return f"{_part(element, 'num')}/{_part(element, 'den')}"
    if element.tag == f"{_M}sSup":
        return f"{_part(element, 'e')}^{_part(element, 'sup')}"
    if element.tag == f"{_M}d":
        return f"({''.join(map(formula, element.iterfind(f'{_M}e')))})"
    return "".join(formula(child) for child in element if child.tag not in _APART and isinstance(child.tag, str))


def _part(element: Any, name: str) -> str:
    found = element.find(f"{_M}{name}")
    return formula(found) if found is not None else ""
