"""Chinese numerals for headings, lists and table names."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def chinese_numeral(number: int) -> str:
    """1 → 一, 10 → 十, 31 → 三十一, 110 → 一百一十. Raises ValueError outside 1 … 999."""
    if not 1 <= number <= 999:
        raise ValueError(f"no numeral for {number}")
    hundreds, rest = divmod(number, 100)
    if hundreds:
        return f"{_DIGITS[hundreds]}百{_below_a_hundred(rest)}"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def _below_a_hundred(rest: int) -> str:
    """What follows 百: 零五, 一十, 三十一, or nothing."""
    if not rest:
        return ""
    return f"零{_DIGITS[rest]}" if rest < 10 else f"{_DIGITS[rest // 10]}十{_DIGITS[rest % 10] if rest % 10 else ''}"
